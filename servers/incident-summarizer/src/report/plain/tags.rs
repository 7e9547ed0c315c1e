//! The tags in a plain text. Whoever copies a part of a page leaves some in it, and behind them may stand what no
//! reader of the page has seen. Only what can hardly be anything else is taken for a tag: "a < b", `Vec<String>`,
//! `<init>` in the trace of a stack and `<service>` in a template mean themselves.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use super::super::html::{Hidden, Markup, MarkupTag, Pieces, decoded};
use super::super::times::pattern;

/// `text` as a page would show it: without comments, hidden elements and tags, and with entities as the characters they
/// stand for.
pub(super) fn shown(text: &str) -> Cow<'_, str> {
    let text = if text.contains('<') { without_tags(text) } else { Cow::Borrowed(text) };
    if ENTITY.is_match(&text) { with_characters(&text).into() } else { text }
}

fn without_tags(text: &str) -> Cow<'_, str> {
    let mut reader = Reader::of(text);
    let mut shown = String::with_capacity(text.len());
    let (mut rest, mut has_tags) = (text, false);
    while let Some(begin) = rest.find('<') {
        let (words, markup) = rest.split_at(begin);
        reader.show(words, &mut shown);
        rest = match reader.markup(markup) {
            Some((found, after)) => {
                has_tags = true;
                if let Markup::Tag(tag) = found
                    && reader.hidden.shows(&tag)
                {
                    shown.push_str(break_at(&tag));
                }
                after
            }
            None => {
                reader.show("<", &mut shown);
                markup.get(1..).unwrap_or_default()
            }
        };
    }
    reader.show(rest, &mut shown);
    if has_tags { shown.into() } else { text.into() }
}

struct Reader {
    pieces: Pieces,
    /// Whether a style sheet may hide elements of any name.
    has_sheet: bool,
    /// The names of the elements that end somewhere, in small letters.
    closed: HashSet<String>,
    /// The names, unknown to HTML, of the tags so far.
    opened: HashSet<String>,
    hidden: Hidden,
}

impl Reader {
    fn of(text: &str) -> Self {
        let closed: HashSet<String> = text
            .match_indices("</")
            .filter_map(|(at, _)| Some(name(text.get(at + 2..)?)?.0))
            .collect();
        let has_sheet = closed.contains("style");
        let pieces = if has_sheet { Pieces::of(text) } else { Pieces::default() };
        Self { pieces, has_sheet, closed, opened: HashSet::new(), hidden: Hidden::default() }
    }

    fn show(&self, words: &str, shown: &mut String) {
        if !self.hidden.is_open() {
            shown.push_str(words);
        }
    }

    /// What `text` begins with, and the text after it, if that can hardly be anything but markup.
    fn markup<'t>(&mut self, text: &'t str) -> Option<(Markup, &'t str)> {
        (DECLARATION.is_match(text) || self.is_tag(text))
            .then(|| Markup::first(text, &self.pieces))?
    }

    fn is_tag(&mut self, text: &str) -> bool {
        let inner = text.get(1..).unwrap_or_default();
        if let Some(end) = inner.strip_prefix('/') {
            return name(end)
                .is_some_and(|(name, _)| is_element(&name) || self.opened.contains(&name));
        }
        let Some((name, after)) = name(inner) else { return false };
        let is_known = is_element(&name);
        let is_tag = if BARE.is_match(after) {
            let is_whole = STANDS_ALONE.split(' ').any(|other| other == name);
            (is_known || self.has_sheet) && (is_whole || self.closed.contains(&name))
        } else if is_known {
            ATTRIBUTES.is_match(after)
        } else {
            QUOTED_ATTRIBUTES.is_match(after)
        };
        if is_tag && !is_known {
            self.opened.insert(name);
        }
        is_tag
    }
}

/// The name that `text` begins with, in small letters, and what follows it.
fn name(text: &str) -> Option<(String, &str)> {
    let ends = |c: char| c.is_whitespace() || c == '/' || c == '>';
    let end = text.char_indices().take(MAX_NAME_CHARACTERS).find(|(_, c)| ends(*c))?.0;
    let (name, after) = text.split_at(end);
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        .then(|| (name.to_ascii_lowercase(), after))
}

/// A longer word is the name of no element that anyone styles.
const MAX_NAME_CHARACTERS: usize = 60;

/// Whether HTML has an element of this name; a page may define others, with a hyphen in them.
fn is_element(name: &str) -> bool {
    name.contains('-') || ELEMENTS.contains(name)
}

/// What a tag divides the text around it by.
fn break_at(tag: &MarkupTag) -> &'static str {
    match tag.name.as_str() {
        "br" | "tr" => "\n",
        "li" if !tag.is_end => "\n- ",
        "td" | "th" => " ",
        name if DIVIDING.split(' ').any(|other| other == name) => "\n\n",
        _ => "",
    }
}

const DIVIDING: &str = "address article aside blockquote body center dd details div dl dt figcaption figure footer \
    form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table ul";

static ELEMENTS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    DIVIDING.split(' ').chain(STANDS_ALONE.split(' ')).chain(OTHERS.split(' ')).collect()
});

/// Elements that need no end.
const STANDS_ALONE: &str = "br hr wbr p li td th tr dt dd";

const OTHERS: &str = "a abbr acronym applet audio b bdi bdo big button canvas caption cite code col colgroup data \
    datalist del dfn dialog em embed fieldset font frame frameset head i iframe img input ins kbd label legend link map mark marquee \
    math menu meta meter nobr noscript object optgroup option output picture plaintext progress q rp rt ruby s samp script \
    search select slot small source span strike strong style sub sup svg tbody template textarea tfoot thead time \
    title track tt u var video xmp";

/// A comment, a document type or an instruction to who reads the page.
static DECLARATION: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^<(?:!--|!\[CDATA\[|(?i:!doctype)\b|\?[A-Za-z])"));

/// The end of a tag that has nothing but a name.
static BARE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*/?>"));

/// The attributes of a known element: words that are attributes without a value, then the end or one with a value and
/// the end, or any words before one with a value in quotation marks or one that may hide.
static ATTRIBUTES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?xi)^
        (?: (?:[\s/]+(?:hidden|open|inert|popover|disabled|checked|selected|required|readonly|multiple|controls|async|defer))*
            (?:[\s/]+[a-z][\w:.-]*\s*=[^<>]{0,300}>|[\s/]*>)
          | (?:[\s/]+[^\s/<>=]+){0,10}[\s/]+(?:(?:style|class|id|color|hidden)\s*=|[a-z][\w:.-]*\s*=\s*["'])
        )"#,
    )
});

/// Those of any other: in another language, `T = int` may stand there.
static QUOTED_ATTRIBUTES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?xi)^(?:[\s/]+[^\s/<>=]+){0,10}
        (?:[\s/]+(?:hidden|inert|popover)[\s/]*>|[\s/]+(?:(?:style|class|id|hidden)\s*=|[a-z][\w:.-]*\s*=\s*["']))"#,
    )
});

static ENTITY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][0-9A-Za-z]{1,31});"));

/// `text` with the characters that its entities stand for. A page also takes "&copy" for one, which may be a part of an
/// address in plain text.
fn with_characters(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let escape = |words: &str| words.replace('&', "&amp;").replace('<', "&lt;");
    let mut end = 0;
    for entity in ENTITY.find_iter(text) {
        escaped.push_str(&escape(text.get(end..entity.start()).unwrap_or_default()));
        escaped.push_str(entity.as_str());
        end = entity.end();
    }
    escaped.push_str(&escape(text.get(end..).unwrap_or_default()));
    decoded(&escaped).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_would_not_show_is_taken_out() {
        for (text, expected) in [
            ("It is down. <span style=\"display:none\">x</span>", "It is down. "),
            ("<!-- x --> It is down.", " It is down."),
            ("It is down.<br><font color=white>x</font>", "It is down.\n"),
            ("It is down. <p hidden>x y", "It is down. "),
            ("It is down. <span a style=display:none>x</span> Sorry.", "It is down.  Sorry."),
            ("It is down. <span/hidden>x</span>", "It is down. "),
            ("It is down. <x-y hidden>x</x-y><z style='opacity:0'>x</z>", "It is down. "),
            ("<style>q9{display:none}</style>It is down. <q9>x</q9>", "It is down. "),
            ("It is <b title=\"x\">down</b> &amp; out.&#8203;", "It is down & out."),
            ("<strong>Resolved</strong> - It is over.<br />\n", "Resolved - It is over.\n\n"),
            ("<z k='x'>It is down</z><script>x</script>", "It is down"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn what_stands_in_angle_brackets_and_is_no_tag_stays() {
        for text in [
            "if a < b and c > d",
            "a <b and c> d",
            "Vec<String>, Map<Object>, List<Link> and HashMap<K, Vec<u8>>",
            "Iterator<Item = u8>, template <typename T = int>",
            "  at java.util.Foo.<init>(Foo.java:1)\n  from a.rb:3:in `<main>'\n  in <module>",
            "Ada <ada@example.org> wrote <https://example.org/?a=1&copy=2>",
            "<title>\n<service name> was down for <time>",
            "latency <a second, then <p99 and <a target = 5",
            "<Fault>503</Fault>",
            "AT&T, R&D; 5 & 6;",
            "I <3 it",
        ] {
            assert_eq!(shown(text), text);
        }
    }
}
