//! How alike two texts are by their words and numbers, whatever their order.

use std::{collections::HashMap, hash::Hash, sync::LazyLock};

use regex::Regex;

static COMMENT: LazyLock<Regex> = LazyLock::new(|| pattern("(?s)<!--.*?-->"));
static TAG: LazyLock<Regex> = LazyLock::new(|| pattern("<[^>]+>"));
static LINK: LazyLock<Regex> = LazyLock::new(|| pattern(r"!?\[([^\]]*)\]\([^)]*\)"));

/// A pattern of this program.
pub(super) fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is written here")
}

/// The F1 of the tokens of `output` against those of `gold`.
pub(super) fn f1(output: &str, gold: &str) -> f64 {
    overlap_f1(&tokens(output), &tokens(gold))
}

/// F1 of `output` as a collection against `gold`: what stands in both, as often as it stands in both, is right.
pub(super) fn overlap_f1<T: Eq + Hash>(output: &[T], gold: &[T]) -> f64 {
    let mut left: HashMap<&T, usize> = HashMap::new();
    for token in gold {
        *left.entry(token).or_default() += 1;
    }
    let mut overlap = 0;
    for token in output {
        if let Some(count) = left.get_mut(token).filter(|count| **count > 0) {
            *count -= 1;
            overlap += 1;
        }
    }
    if overlap == 0 { 0.0 } else { crate::measures::ratio(2 * overlap, output.len() + gold.len()) }
}

/// Words and numbers in lower case, without comments, tags and the targets of links.
fn tokens(text: &str) -> Vec<String> {
    let text = COMMENT.replace_all(text, "");
    let text = TAG.replace_all(&text, "");
    let text = LINK.replace_all(&text, "$1").to_lowercase();
    words(&text).map(str::to_owned).collect()
}

/// The runs of the letters a to z and of digits.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit())
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_tags_and_targets_of_links_are_no_words() {
        let text =
            "<!-- not\nthis --> The **API** <br/> of [Ünited 4](https://example.org/x) ![a](b.png)";
        assert_eq!(tokens(text), ["the", "api", "of", "nited", "4", "a"]);
    }

    #[test]
    fn token_f1_is_as_counted_by_hand() {
        for (output, gold, expected) in [
            ("a b c", "a b c", 1.0),
            // Once in the gold, so that the second one is wrong: P 1/2, R 1/2.
            ("a a", "a b", 0.5),
            // P 2/2, R 2/4.
            ("Restart it", "restart it every week", 2.0 * 0.5 / 1.5),
            ("a", "b", 0.0),
            ("", "b", 0.0),
            ("a", "", 0.0),
        ] {
            let f1 = f1(output, gold);
            assert!((f1 - expected).abs() < 1e-12, "{output:?}, {gold:?}: {f1}");
        }
    }
}
