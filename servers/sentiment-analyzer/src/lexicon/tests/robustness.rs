//! Any text at all gets a reading, in time that grows with its length only, and every word of the
//! reading can be quoted from the text.

use std::time::{Duration, Instant};

use super::super::{Language, Method, Polarity, Reading, read, read_by};

fn checked(text: &str) -> Reading {
    let reading = read(text);
    assert!((-1.0..=1.0).contains(&reading.compound), "{text}");
    assert!(reading.positive >= 0.0 && reading.negative >= 0.0, "{text}");
    assert!((0.0..=1.0).contains(&reading.confidence()), "{text}");
    for word in &reading.words {
        assert!(text.get(word.range.clone()).is_some_and(|quote| !quote.is_empty()), "{text}");
        assert!(word.weight.is_finite() && word.weight != 0.0, "{text}");
    }
    reading
}

#[test]
fn text_without_words_is_neutral_and_of_no_language() {
    for text in ["", " ", "\n\t", "...", "12:30", "???", "---", "(*)", "http://a.example/good"] {
        let reading = checked(text);
        assert_eq!(reading.label, Polarity::Neutral, "{text}");
        assert_eq!(reading.language, Language::Undetermined, "{text}");
        assert!(reading.words.is_empty(), "{text}");
    }
}

#[test]
fn every_mixture_of_awkward_pieces_is_read() {
    const PIECES: &str = "good BAD not no never so this but least kind of too like n't don’t - -- — … ... . \
        ! ? , \" “ ” &amp; & @ @a #Tag :) 😀 👍🏽 ❤\u{fe0f} \u{200d} http:// é ß İ 語 \u{301} \0";
    let pieces: Vec<&str> = PIECES.split(' ').collect();
    const SPACES: [char; 4] = [' ', '\n', '\u{a0}', '\u{1c}'];
    // A small linear congruential generator: the same texts every time.
    let mut state: u64 = 2014;
    let mut draw = |limit: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or_default() % limit
    };
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..=draw(12) {
            text.extend(pieces.get(draw(pieces.len())).copied());
            text.extend(SPACES.get(draw(2 * SPACES.len())));
        }
        checked(&text);
        read_by(&text, Method::Published);
    }
}

#[test]
fn a_long_run_of_one_thing_takes_time_in_proportion_to_its_length() {
    const LENGTH_BYTES: usize = 1 << 17;
    // Unoptimized, a run takes a tenth of this; in quadratic time it would take minutes.
    const LIMIT: Duration = Duration::from_secs(4);
    const UNITS: &str = "!|?|.|:|a|A|good|good |not |but |no |too |waste of |😀|👍🏽 |❤\u{fe0f}|—|-|a-|x!|a.B|@|@a\
        |#|&|&amp;|:)|:) |<3|http://|('|’|d'|l’a |語|è";
    for unit in UNITS.split('|') {
        let text = unit.repeat(LENGTH_BYTES / unit.len());
        let start = Instant::now();
        checked(&text);
        assert!(start.elapsed() < LIMIT, "{unit:?} took {:?}", start.elapsed());
    }
}
