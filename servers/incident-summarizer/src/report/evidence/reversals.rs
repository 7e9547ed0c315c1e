//! Whether an event tells what its quotation undoes, or the other way: a failure and a recovery, a release and its
//! rollback.

use std::sync::LazyLock;

use regex::Regex;

use super::senses::DENIAL;
use crate::report::{times::pattern, words::words};

/// Whether one text only tells what the other undoes. Nothing is said of texts that deny or end what they tell, or tell
/// it of something earlier: "uploads no longer fail", "the old release was deployed".
pub(super) fn is_reversed(event: &str, quote: &str) -> bool {
    let tells = |text: &str, cue: &Regex| cue.is_match(text);
    let is_plain = |text: &str, cues: [&Regex; 2]| {
        let rest =
            cues.iter().fold(text.to_owned(), |rest, cue| cue.replace_all(&rest, " ").into_owned());
        !DENIAL.is_match(&rest) && !CHANGE.is_match(&rest)
    };
    let is_turned = |one: &Regex, two: &Regex| {
        tells(event, one) && !tells(event, two) && tells(quote, two) && !tells(quote, one)
    };
    let mut reversals = REVERSALS.iter();
    reversals.any(|[one, two]| {
        (is_turned(one, two) || is_turned(two, one))
            && is_plain(event, [one, two])
            && is_plain(quote, [one, two])
    }) || are_negatives(event, quote)
}

/// Whether one text has a word with "un" in front, and the other the word without it.
fn are_negatives(event: &str, quote: &str) -> bool {
    let (own, told): (Vec<String>, Vec<String>) = (words(event).collect(), words(quote).collect());
    let is_undone = |undone: &[String], plain: &[String]| {
        let bases = undone.iter().filter_map(|word| word.strip_prefix("un"));
        let mut bases = bases.filter(|base| base.len() >= MIN_NEGATED_BYTES);
        bases.any(|base| {
            let has = |words: &[String], word: &str| words.iter().any(|known| known == word);
            has(plain, base) && !has(undone, base) && !has(plain, &format!("un{base}"))
        })
    };
    let is_plain = |text: &str| !DENIAL.is_match(text) && !CHANGE.is_match(text);
    (is_undone(&own, &told) || is_undone(&told, &own)) && is_plain(event) && is_plain(quote)
}

/// "Unit" and "it" are no negatives.
const MIN_NEGATED_BYTES: usize = 5;

/// What happens, and what undoes it. "Failed" before a noun tells nothing: "failed uploads recovered".
static REVERSALS: LazyLock<[[Regex; 2]; 5]> = LazyLock::new(|| {
    [
        [
            r"(?ix)\b(?:(?:fail(?:s|ed|ing)?|crash(?:es|ed|ing)?|broke)(?:\W*$|[.,;:!?]|\x20+(?:for|at|with|in|on|to|from|by|as|and|because|due|during|when|while|completely|[0-9]))
                |(?:is|are|was|were|went|goes)\x20+(?:still\x20+)?(?:down|offline|unavailable|unreachable))",
            r"(?ix)\b(?:recover(?:s|ed|ing)?|(?:restor|resolv)(?:es|ed|ing)|succeed(?:s|ed|ing)?|pass(?:es|ed)|work(?:s|ed|ing)?\x20+(?:again|normally)|back\x20+(?:to\x20+normal|up|online))\b",
        ],
        [
            r"(?i)\b(?:deploy(?:s|ed|ing)?|releas(?:ed|ing)|ship(?:s|ped|ping)|roll(?:s|ed|ing)?\x20+out)\b",
            r"(?i)\b(?:roll(?:s|ed|ing)?[\x20-]?back|rollback|revert(?:s|ed|ing)?)\b",
        ],
        [r"(?i)\b(?:confirm|acknowledg|admit)\p{L}*\b", r"(?i)\bden(?:y|ies|ied|ying)\b"],
        [r"(?i)\baccept(?:s|ed|ing)?\b", r"(?i)\b(?:reject|refus)(?:e?s|ed|ing)\b"],
        [r"(?i)\bconnect(?:s|ed|ing)?\b", r"(?i)\bdisconnect(?:s|ed|ing)?\b"],
    ]
    .map(|sides| sides.map(pattern))
});

/// Words beside which an event is not the plain opposite of another.
static CHANGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:again|back|over|end(?:s|ed|ing)?|last|clear(?:s|ed)?|longer|until|till|before|after|since|once|fix(?:es|ed)?|hotfix|old|older|previous(?:ly)?|earlier|prior|former|original|to\x20+v?[0-9])\b",
    )
});
