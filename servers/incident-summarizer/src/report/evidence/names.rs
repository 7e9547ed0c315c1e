//! Whether services are named in a report as affected, and the proper names of a text are the report's.

use std::{collections::HashSet, ops::Range, sync::LazyLock};

use regex::Regex;
use shared::material;

use super::{
    Evidence, figures, senses,
    topic::{ANY_REPORT, MIN_PART_BYTES},
};
use crate::report::{
    sentences::is_common,
    times::{is_failure, pattern},
    words::{Words, read, words},
};

impl Evidence {
    /// What is wrong with `name` as that of a service that was affected.
    pub fn check_service(&self, place: &str, name: &str) -> Option<String> {
        let wrong = if !self.text.contains_quote(name) {
            "is not named in the report; write it as the report does, or leave it out"
        } else if words(name).all(|word| is_common(&word) || ANY_REPORT.contains(&word.as_str())) {
            "is no name of a service; write the name of one that the report calls affected, or leave it out"
        } else if self.is_unaffected(name) {
            "is a service that the report calls unaffected or rules out; leave it out"
        } else {
            return None;
        };
        Some(format!("{place} {} {wrong}", material::quoted(name)))
    }

    /// Whether the report says that a service went on working or was not to blame, and nowhere that it failed.
    fn is_unaffected(&self, name: &str) -> bool {
        let passages = self.passages();
        let name = name.to_lowercase();
        if self.services.iter().any(|known| known.to_lowercase() == name) {
            return false;
        }
        let mut is_spared = false;
        for passage in passages.passages.iter() {
            let Some(said) = self.text.get(passage.range.clone()) else { continue };
            let lower = said.to_lowercase();
            if !lower.contains(&name) {
                continue;
            }
            let spared = senses::ruled_out(said);
            for (at, _) in lower.match_indices(&name).take(MAX_TIMES_NAMED) {
                if spared.iter().any(|range| range.contains(&at)) {
                    is_spared = true;
                } else if is_failure(said) {
                    return false;
                }
            }
        }
        is_spared
    }

    /// What is wrong with the names of `prose`: what is quoted, a host, a version, a code, and what is written with a
    /// capital inside of a sentence stands in the report.
    pub fn check_names(&self, place: &str, prose: &str) -> Option<String> {
        let mut unknown: Vec<&str> = Vec::new();
        for quoted in QUOTED.captures_iter(prose).take(MAX_NAMES) {
            let quoted =
                quoted.iter().skip(1).flatten().next().map_or("", |quoted| quoted.as_str());
            let quoted = quoted.trim_end_matches(['.', ',', ';', ':', '!', '?', '…']);
            // A single letter in quotation marks quotes nothing.
            if quoted.trim().len() > 1 && !self.text.contains_quote(quoted) {
                unknown.push(quoted);
            }
        }
        let mut begins = true;
        for token in TOKEN.find_iter(prose).take(MAX_TOKENS) {
            let range = token.range();
            let is_first = std::mem::replace(&mut begins, ends_sentence(prose, &range));
            let word = token.as_str();
            let acts = || is_first && acts(word, prose.get(range.end..).unwrap_or_default());
            if (is_name(prose, &range, is_first) || acts()) && !self.knows(word) {
                unknown.push(word);
            }
        }
        unknown.dedup();
        (!unknown.is_empty()).then(|| {
            let unknown = material::listed(unknown);
            format!("{place} names what the report does not: {unknown}; use the names of the report, or plain words")
        })
    }

    /// The words of the report.
    pub(super) fn words(&self) -> &HashSet<String> {
        self.words.get_or_init(|| words(&self.text).collect())
    }

    /// Whether the report knows a name, in another case, form or spelling of its marks as well.
    fn knows(&self, name: &str) -> bool {
        let words_of_report = self.words();
        let name = name.trim_end_matches(['.', '-', '/', ':', '_']);
        let name = name.strip_suffix("'s").or(name.strip_suffix("’s")).unwrap_or(name);
        let is_known = |word: &str| {
            NO_PROPER_NAMES.contains(&word)
                || words_of_report.contains(word)
                || words_of_report.iter().any(|known| is_form(word, known))
        };
        let is_code = name.contains(|sign: char| sign.is_ascii_digit());
        self.text.contains_quote(name) || !is_code && words(name).all(|word| is_known(&word))
    }
}

/// Whether two words are forms of one: "European" and "Europe", or "Void" in "voidlinux.org".
fn is_form(word: &str, known: &str) -> bool {
    let begin = word.char_indices().nth(FORM_CHARACTERS).and_then(|(end, _)| word.get(..end));
    let is_ending = word.len().abs_diff(known.len()) <= MAX_ENDING_BYTES;
    begin.is_some_and(|begin| is_ending && known.starts_with(begin))
        || word.len() >= MIN_PART_BYTES && known.starts_with(word)
}

/// Forms of one word have so many characters in common, and differ in an ending.
const FORM_CHARACTERS: usize = 5;
const MAX_ENDING_BYTES: usize = 3;

/// Whether the word at `range` is a name by its looks.
fn is_name(prose: &str, range: &Range<usize>, is_first: bool) -> bool {
    let (Some(word), Some(before), Some(after)) =
        (prose.get(range.clone()), prose.get(..range.start), prose.get(range.end..))
    else {
        return false;
    };
    let has = |is: fn(char) -> bool| word.contains(is);
    if has(|sign| sign.is_ascii_digit()) {
        let digits = word.find(|sign: char| sign.is_ascii_digit()).unwrap_or_default();
        let end = word.get(digits..).unwrap_or_default();
        let end = digits
            + end
                .find(|sign: char| !sign.is_ascii_digit() && !".,".contains(sign))
                .unwrap_or(end.len());
        let (lead, rest) =
            (word.get(..digits).unwrap_or_default(), word.get(end..).unwrap_or_default());
        let written = word.get(digits..end).unwrap_or_default().trim_end_matches(['.', ',']);
        let rest = if rest.starts_with('-') { "" } else { rest };
        return figures::is_of_a_name(
            &format!("{before}{lead}"),
            written,
            &format!("{rest}{}", after.chars().take(3).collect::<String>()),
        );
    }
    let capitals = word.chars().filter(|sign| sign.is_uppercase()).count();
    let is_capital = word.starts_with(char::is_uppercase);
    // "e.g." is no host.
    let is_dotted = word.len() > 4 && word.contains('.');
    let is_marked = word.contains('_') || is_dotted || capitals > usize::from(is_capital);
    // A sentence begins with a capital, whatever its first word is.
    word.len() > 1 && (is_marked || is_capital && !is_first)
}

/// Whether the first word of a sentence is a name by what follows it: a thing with a name acts without an article,
/// "Globex rejected the cards". So do many things, and those that cannot be counted.
pub(super) fn acts(word: &str, after: &str) -> bool {
    let lower = word.to_lowercase();
    word.starts_with(char::is_uppercase)
        && word.len() > 2
        && !is_common(&lower)
        && !ANY_REPORT.contains(&lower.as_str())
        && !UNCOUNTED.iter().any(|ending| lower.ends_with(ending))
        && VERB.is_match(after)
}

/// How words of many things, and of those that cannot be counted, end.
const UNCOUNTED: [&str; 14] = [
    "s", "ing", "ion", "ity", "ment", "ness", "ance", "ence", "ure", "age", "work", "ware", "ody",
    "ly",
];

/// A verb that says what somebody did.
static VERB: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\x20(?:is|was|were|has|had|did|could|[a-z]{2,}ed)\b"));

/// Whether a sentence begins behind the word at `range`.
fn ends_sentence(prose: &str, range: &Range<usize>) -> bool {
    let word = prose.get(range.clone()).unwrap_or_default();
    let after = prose.get(range.end..).unwrap_or_default();
    let marks: String = after.chars().take_while(|sign| !sign.is_alphanumeric()).collect();
    word.ends_with(['.', ':'])
        || marks.contains(['.', '!', '?', ':', '\n', '"', '“', '(', '—', '–'])
}

static QUOTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r#""([^"\n]{1,300})"|“([^”\n]{1,300})”|`([^`\n]{1,300})`|«([^»\n]{1,300})»"#)
});
static TOKEN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[\p{L}\p{N}_](?:[\p{L}\p{N}_'’./:-]*[\p{L}\p{N}_])?"));

/// A service whose name stands more often in one sentence is named there as well as it may be.
const MAX_TIMES_NAMED: usize = 20;
const MAX_NAMES: usize = 20;
const MAX_TOKENS: usize = 2_000;

/// Words with capitals that every writer knows.
static NO_PROPER_NAMES: Words = Words::new(|| read(include_str!("words/no_proper_names.txt")));
