//! What turns the sense of words: what a report denies, what it rules out, what it calls unaffected, and words that are
//! the opposite of others.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use super::{
    super::{
        times::pattern,
        words::{read, words},
    },
    passages::stems,
};

/// What a passage says will not be done.
pub(super) fn refused(passage: &str) -> Vec<Range<usize>> {
    denied(passage, &REFUSED_BEHIND, &REFUSED_BEFORE)
}

/// What a passage says was not the cause, or not even affected.
pub(super) fn ruled_out(passage: &str) -> Vec<Range<usize>> {
    merged([denied(passage, &RULED_OUT_BEHIND, &RULED_OUT_BEFORE), unaffected(passage)].concat())
}

/// Whether a passage only asks or suspects.
pub(super) fn suspects(passage: &str) -> bool {
    passage.trim_end().ends_with('?') || SUSPICION.is_match(passage)
}

static SUSPICION: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:suspect(?:ed|s|ing)?|blamed|assumed|perhaps|maybe)\b"));

/// What a passage says went on working.
pub(super) fn unaffected(passage: &str) -> Vec<Range<usize>> {
    denied(passage, &UNAFFECTED_BEHIND, &UNAFFECTED_BEFORE)
}

/// The words of a passage outside of what it denies.
pub(super) fn rest<'p>(
    passage: &'p str,
    denied: &'p [Range<usize>],
) -> impl Iterator<Item = String> + 'p {
    let begins = std::iter::once(0).chain(denied.iter().map(|range| range.end));
    let ends = denied.iter().map(|range| range.start).chain([passage.len()]);
    let between = begins.zip(ends).filter_map(|(begin, end)| passage.get(begin..end));
    between.flat_map(words)
}

/// The clauses that follow a cue or end with one.
fn denied(passage: &str, behind: &Regex, before: &Regex) -> Vec<Range<usize>> {
    let following = behind.find_iter(passage).map(|cue| {
        let rest = passage.get(cue.end()..).unwrap_or_default();
        cue.start()..cue.end() + TURN.find(rest).map_or(rest.len(), |turn| turn.start())
    });
    let preceding = before.find_iter(passage).map(|cue| {
        let lead = passage.get(..cue.start()).unwrap_or_default();
        let mut begins: Vec<usize> = TURN.find_iter(lead).map(|turn| turn.end()).collect();
        // "We suspected the disk, but that turned out not to be the cause" denies what stands before the turn.
        let says_that = |begin: &usize| lead.get(*begin..).is_some_and(|said| THAT.is_match(said));
        let is_told_before = begins.last().is_some_and(says_that);
        begins.truncate(begins.len() - usize::from(is_told_before));
        begins.last().copied().unwrap_or_default()..cue.end()
    });
    merged(following.chain(preceding).take(MAX_CUES).collect())
}

/// The ranges in order, those that touch as one.
fn merged(mut found: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut merged: Vec<Range<usize>> = Vec::new();
    found.sort_by_key(|range| range.start);
    for range in found {
        match merged.last_mut().filter(|last| range.start <= last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => merged.push(range),
        }
    }
    merged
}

/// A passage with more cues is no sentence.
const MAX_CUES: usize = 20;

/// Where a denial ends.
pub(super) static TURN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)[;|]|\.\s|,\x20*(?:but|and|so|while|whereas|instead|rather|because|since|as)\b|\s(?:but|instead|however|whereas|while|because)\b|\s[–—-]\s",
    )
});

/// A clause that only points at the one before it.
static THAT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\W*(?:that|this|it|they|these|which|both)(?:\x20+(?:later|soon|then|quickly|has|had|have|also))*\W*$",
    )
});

static REFUSED_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^[^a-z]*(?:do\x20+not|don['’]t|never)\b|\b(?:(?:will|shall|should|must)\x20+not|won['’]t|decided\x20+(?:against|not\x20+to)|no\x20+plans?\x20+(?:to|for)|rejected|chose\x20+not\x20+to|not\x20+going\x20+to|no\x20+need\x20+(?:to|for))\b",
    )
});
static REFUSED_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:(?:was|were|is|are|been)\x20+(?:rejected|discarded|dismissed|not\x20+(?:planned|needed|necessary|worth))|(?:will\x20+not|won['’]t)\x20+be\x20+done)\b",
    )
});

static RULED_OUT_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:not\x20+(?:[a-z]+\x20+)?(?:caused\x20+by|due\x20+to|because\x20+of|the\x20+result\x20+of|a\x20+result\x20+of|triggered\x20+by|related\x20+to|connected\x20+(?:to|with)|attributable\x20+to|an?\b)|n['’]t\x20+(?:[a-z]+\x20+)?(?:caused\x20+by|due\x20+to|because\x20+of|related\x20+to|an?\b)|ruled?\x20+out|unrelated\x20+to|no\x20+(?:evidence|indication|sign)s?\x20+(?:of|that|for)|nothing\x20+to\x20+do\x20+with|excluded\x20+(?:an?|the|that)|rather\x20+than|instead\x20+of|(?:cause|culprit|reason|trigger)\x20+(?:is|was)(?:\x20+not|n['’]t)|(?:wrongly|mistakenly|falsely|incorrectly)\x20+(?:[a-z]+\x20+)?(?:blamed|suspected|assumed))\b",
    )
});
static RULED_OUT_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:(?:was|were|is|are|been|be|could\x20+be|can\x20+be)\x20+(?:[a-z]+\x20+)?(?:ruled\x20+out|excluded|dismissed|discounted)|(?:was|were|is|are)(?:\x20+not|n['’]t)\x20+(?:[a-z]+\x20+)?(?:the\x20+(?:[a-z]+\x20+)?(?:cause|culprit|reason|problem|trigger)|to\x20+blame|involved|at\x20+fault|responsible|a\x20+factor|related)|did(?:\x20+not|n['’]t)\x20+(?:cause|contribute|play|trigger)|turned\x20+out\x20+(?:not\x20+to\x20+be|to\x20+be\x20+(?:innocent|unrelated|a\x20+red\x20+herring))|(?:was|were|is|are)\x20+(?:unrelated|a\x20+red\x20+herring|innocent)|played\x20+no\x20+(?:part|role)|(?:blamed|suspected|assumed)\x20+[^.;|]{1,80},\x20+(?:wrongly|mistakenly|falsely|incorrectly))\b",
    )
});

static UNAFFECTED_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:no\x20+(?:impact|effect|disruption|interruption)s?\x20+(?:on|to|for)|(?:did|does|do)(?:\x20+not|n['’]t)\x20+(?:affect|impact|disrupt|involve|touch)|without\x20+affecting|unaffected\x20*:|not\x20+(?:affected|impacted)\x20*:|other\x20+than|except\b|apart\x20+from)",
    )
});
static UNAFFECTED_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:(?:was|were|is|are|been|remain(?:s|ed)?|stay(?:s|ed)?)\x20+(?:[a-z]+\x20+){0,2}(?:unaffected|unimpacted|untouched)|(?:was|were|is|are|been)(?:\x20+not|n['’]t|\x20+never)\x20+(?:[a-z]+\x20+)?(?:affected|impacted|involved|disrupted|touched|exposed|lost|harmed|at\x20+risk|down)|(?:remain|stay|continue)(?:s|ed)?\x20+(?:[a-z]+\x20+)?(?:operational|available|online|up|healthy|normal|functional|working|reachable|accessible|to\x20+(?:work|function|operate|be\x20+[a-z]+))|kept\x20+(?:working|running)|worked\x20+(?:normally|as\x20+usual|throughout|all\x20+the\x20+time)|saw\x20+no\x20+(?:impact|errors)|had\x20+no\x20+(?:impact|problems|errors))\b|[(\[:–—-]\x20*(?:not\x20+affected|unaffected|no\x20+impact|operational)\b
        |\b(?:is|was|were|are|remain(?:s|ed)?|stay(?:s|ed)?)\x20+(?:(?:all|also|both|always|perfectly|completely)\x20+)?(?:fine|healthy|ok|okay)(?:\x20+(?:throughout|as\x20+well|too|all\x20+along|the\x20+(?:whole|entire)\x20+time))?(?:\x20*[.,;:!?)]|$)
        |\bnicht\x20+(?:\p{L}+\x20+)?(?:betroffen|beeinträchtigt|gestört)\b|\bblieb(?:en)?\x20+(?:\p{L}+\x20+)?(?:unberührt|verfügbar|erreichbar)\b",
    )
});

/// Whether `action` says the opposite of `said`: one has a word of one side and the other only of the other side, one
/// takes away what the other keeps, or one is a prohibition and the other none.
pub(super) fn are_opposite(action: &str, said: &str) -> bool {
    let destroys = DESTRUCTION.is_match(action) && !DESTRUCTION.is_match(said);
    let prohibits = prohibits(action) && !prohibits(said);
    (destroys || prohibits) && !is_denied(action, said)
        || are_contrary(action, said, &OPPOSITES)
        || are_contrary(action, said, &CONTRARIES)
}

/// Whether one text has a word of one side only, and the other one of the other side only.
pub(super) fn are_contrary(own: &str, said: &str, sides: &[Sides]) -> bool {
    let (own, other): (Vec<String>, Vec<String>) = (words(own).collect(), words(said).collect());
    let has =
        |text: &[String], side: &[&str]| text.iter().any(|word| side.contains(&word.as_str()));
    let is_turned = |one: &[&str], two: &[&str]| {
        has(&own, one) && !has(&own, two) && has(&other, two) && !has(&other, one)
    };
    sides.iter().any(|(one, two)| is_turned(one, two) || is_turned(two, one))
}

/// Whether `said` denies what `action` is about: before the first word that they share, or with it.
fn is_denied(action: &str, said: &str) -> bool {
    let about = stems(action);
    let shared = WORD
        .find_iter(said)
        .find(|word| stems(word.as_str()).iter().any(|stem| about.contains(stem)));
    let lead = shared.and_then(|word| said.get(..word.end())).unwrap_or(said);
    DENIAL.is_match(lead)
}

pub(super) static WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"[\p{L}\p{N}]+"));

/// Words of actions that take something away: nobody rephrases another action with them.
static DESTRUCTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:remov|delet|drop|dropp|disabl|discard|uninstall|retir|decommission|disband|eliminat|deprecat|replac|prun|purg|revok|destroy|silenc|mut|suppress|ignor|abandon|cancel|scrap)(?:e|es|ed|s|ing)?\b
        |\b(?:switch|turn|shut)[a-z]*\b[^.;|]{0,60}\x20off\b|\bget(?:ting)?\x20+rid\b|\bclean",
    )
});

/// Whether an action is that something is not done.
pub(super) fn prohibits(action: &str) -> bool {
    ORDER.is_match(action) || MODAL.is_match(action)
}

/// Words of one side, and those of the other.
pub(super) type Sides = (Vec<&'static str>, Vec<&'static str>);

/// What turns an action.
static OPPOSITES: LazyLock<Vec<Sides>> =
    LazyLock::new(|| sides(include_str!("words/opposites.txt")));

/// What turns any statement.
pub(super) static CONTRARIES: LazyLock<Vec<Sides>> =
    LazyLock::new(|| sides(include_str!("words/contraries.txt")));

fn sides(list: &'static str) -> Vec<Sides> {
    let lines = read(list).into_iter().filter_map(|line| line.split_once('|'));
    lines.map(|(one, two)| (one.split(' ').collect(), two.split(' ').collect())).collect()
}

/// An order not to do something.
static ORDER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^[^a-z]*(?:please\x20+)?(?:do\x20+not|don['’]t|never|stop|avoid|no\x20+longer)\b")
});

static MODAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:should|must|shall|will|to)\x20+(?:not|never|no\x20+longer)\b|\bwon['’]t\b")
});

/// Any word that denies or hinders.
pub(super) static DENIAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:not|never|no|none|nobody|nothing|neither|nor|stop[a-z]*|avoid[a-z]*|prevent[a-z]*|without|forbid[a-z]*|block[a-z]*|disallow[a-z]*|prohibit[a-z]*|cannot|ban)\b|n['’]t\b",
    )
});
