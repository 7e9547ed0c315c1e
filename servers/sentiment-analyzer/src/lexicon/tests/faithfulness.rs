//! Holds the port against the vaderSentiment package 3.3.2: with the additions switched off, the
//! compound of every text of `faithfulness.tsv` is the one that the package gives.

use super::super::{Method, read_by};

/// The package rounds to four places.
const TOLERANCE: f64 = 1e-4;

#[test]
fn the_published_method_scores_as_the_package_does() {
    let cases = include_str!("faithfulness.tsv").lines().filter(|line| !line.starts_with("# "));
    let mut count = 0;
    for line in cases {
        let (expected, text) = line.split_once('\t').expect("a case is a score, a tab and a text");
        assert_scores(text, expected.parse().expect("the score is a number"));
        count += 1;
    }
    assert!(count > 300, "only {count} cases");
}

#[test]
fn white_space_of_every_kind_parts_words_as_in_the_package() {
    assert_scores("good\u{a0}day and\u{2003}bad night\u{1c}great\u{85}awful", 0.128);
    assert_scores("\n good \t bad\n", -0.1531);
    assert_scores("   ", 0.0);
    assert_scores("", 0.0);
}

fn assert_scores(text: &str, expected: f64) {
    let compound = read_by(text, Method::Published).compound;
    assert!((compound - expected).abs() <= TOLERANCE, "{compound} instead of {expected}: {text}");
}
