//! Words for directions and their opposites, each in every form.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

/// What a direction is a direction of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// A movement: rose.
    Change,
    /// The end of a range: maximum.
    Extremum,
    /// The side of something: above.
    Side,
    /// The sign of a correlation.
    Sign,
}

/// A word and its opposite.
#[derive(Debug)]
pub(super) struct Turn {
    pub(super) was: &'static str,
    pub(super) is: &'static str,
    pub(super) class: Class,
    /// Whether the word says up.
    pub(super) is_up: bool,
}

/// Words that say up and words that say down, each the opposite of the other.
const BOTH: [(Class, &str, &str); 72] = [
    (Class::Change, "rose", "fell"),
    (Class::Change, "rise", "fall"),
    (Class::Change, "rises", "falls"),
    (Class::Change, "rising", "falling"),
    (Class::Change, "risen", "fallen"),
    (Class::Change, "increase", "decrease"),
    (Class::Change, "increases", "decreases"),
    (Class::Change, "increased", "decreased"),
    (Class::Change, "increasing", "decreasing"),
    (Class::Change, "climb", "drop"),
    (Class::Change, "climbs", "drops"),
    (Class::Change, "climbed", "dropped"),
    (Class::Change, "climbing", "dropping"),
    (Class::Change, "grow", "shrink"),
    (Class::Change, "grows", "shrinks"),
    (Class::Change, "grew", "shrank"),
    (Class::Change, "grown", "shrunk"),
    (Class::Change, "growing", "shrinking"),
    (Class::Change, "growth", "decline"),
    (Class::Change, "gain", "loss"),
    (Class::Change, "gained", "lost"),
    (Class::Change, "gaining", "losing"),
    (Class::Change, "upward", "downward"),
    (Class::Change, "upwards", "downwards"),
    (Class::Change, "up", "down"),
    (Class::Change, "uptrend", "downtrend"),
    (Class::Change, "surge", "plunge"),
    (Class::Change, "surges", "plunges"),
    (Class::Change, "surged", "plunged"),
    (Class::Change, "surging", "plunging"),
    (Class::Change, "soar", "plummet"),
    (Class::Change, "soars", "plummets"),
    (Class::Change, "soared", "plummeted"),
    (Class::Change, "soaring", "plummeting"),
    (Class::Change, "spike", "dip"),
    (Class::Change, "spikes", "dips"),
    (Class::Change, "spiked", "dipped"),
    (Class::Change, "spiking", "dipping"),
    (Class::Change, "doubled", "halved"),
    (Class::Change, "doubling", "halving"),
    (Class::Change, "doubles", "halves"),
    (Class::Change, "strengthened", "weakened"),
    (Class::Change, "expanded", "contracted"),
    (Class::Change, "ascending", "descending"),
    (Class::Change, "upturn", "downturn"),
    (Class::Change, "uptick", "downtick"),
    (Class::Change, "upswing", "downswing"),
    (Class::Change, "raised", "lowered"),
    (Class::Change, "raises", "lowers"),
    (Class::Change, "ascended", "descended"),
    (Class::Change, "higher", "lower"),
    (Class::Extremum, "highest", "lowest"),
    (Class::Extremum, "largest", "smallest"),
    (Class::Extremum, "busiest", "quietest"),
    (Class::Extremum, "warmest", "coldest"),
    (Class::Extremum, "hottest", "coolest"),
    (Class::Extremum, "maximum", "minimum"),
    (Class::Extremum, "maxima", "minima"),
    (Class::Extremum, "max", "min"),
    (Class::Extremum, "peak", "trough"),
    (Class::Extremum, "peaks", "troughs"),
    (Class::Extremum, "peaked", "bottomed out"),
    (Class::Extremum, "peaking", "bottoming out"),
    (Class::Extremum, "high", "low"),
    (Class::Extremum, "highs", "lows"),
    (Class::Side, "above", "below"),
    (Class::Side, "exceeded", "undershot"),
    (Class::Side, "greater", "smaller"),
    (Class::Side, "larger", "smaller"),
    (Class::Side, "over", "under"),
    (Class::Sign, "positive", "negative"),
    (Class::Sign, "positively", "negatively"),
];

/// Words whose opposite is better said with a word that has another one: word, opposite, whether the word says up.
const ONE_WAY: [(Class, &str, &str, bool); 31] = [
    (Class::Change, "jump", "drop", true),
    (Class::Change, "jumps", "drops", true),
    (Class::Change, "jumped", "dropped", true),
    (Class::Change, "jumping", "dropping", true),
    (Class::Change, "leapt", "fell", true),
    (Class::Change, "leaped", "fell", true),
    (Class::Change, "rocketed", "plummeted", true),
    (Class::Change, "decline", "increase", false),
    (Class::Change, "declines", "increases", false),
    (Class::Change, "declined", "increased", false),
    (Class::Change, "declining", "increasing", false),
    (Class::Change, "reduction", "increase", false),
    (Class::Change, "sank", "rose", false),
    (Class::Change, "sinks", "rises", false),
    (Class::Change, "sunk", "risen", false),
    (Class::Change, "slid", "climbed", false),
    (Class::Change, "slides", "climbs", false),
    (Class::Change, "tumbled", "climbed", false),
    (Class::Change, "slumped", "surged", false),
    (Class::Change, "collapsed", "soared", false),
    (Class::Change, "collapse", "surge", false),
    (Class::Change, "shrinkage", "growth", false),
    (Class::Change, "tripled", "fell to a third", true),
    (Class::Change, "crashed", "soared", false),
    (Class::Change, "slipped", "rose", false),
    (Class::Change, "dwindled", "grew", false),
    (Class::Change, "diminished", "increased", false),
    (Class::Extremum, "record", "lowest", true),
    (Class::Sign, "inversely", "positively", false),
    (Class::Sign, "inverse", "positive", false),
    (Class::Sign, "opposite", "same", false),
];

/// All of them, in both ways where there are two.
fn turns() -> &'static [Turn] {
    static TURNS: LazyLock<Vec<Turn>> = LazyLock::new(|| {
        let both = BOTH.iter().flat_map(|(class, up, down)| {
            [turn(*class, up, down, true), turn(*class, down, up, false)]
        });
        both.chain(ONE_WAY.iter().map(|(class, was, is, is_up)| turn(*class, was, is, *is_up)))
            .collect()
    });
    &TURNS
}

fn turn(class: Class, was: &'static str, is: &'static str, is_up: bool) -> Turn {
    Turn { was, is, class, is_up }
}

/// The directions in a text, each with its bytes.
pub(super) fn found(text: &str) -> Vec<(Range<usize>, &'static Turn)> {
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        // The longest first: `bottomed out` is not `bottomed`.
        let mut words: Vec<&str> = turns().iter().map(|turn| turn.was).collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        Regex::new(&format!(r"(?i)\b(?:{})\b", words.join("|"))).expect("a valid expression")
    });
    WORDS
        .find_iter(text)
        .filter_map(|word| {
            let turn = turns().iter().find(|turn| turn.was.eq_ignore_ascii_case(word.as_str()))?;
            Some((word.range(), turn))
        })
        .collect()
}
