//! The words of a text that decided for a category.

use std::ops::Range;

use super::features::Features;

/// Some tokens of a text with what they add to the score of a category.
#[derive(Clone, Copy, Debug)]
pub(super) struct Evidence {
    pub(super) first: usize,
    pub(super) length: usize,
    pub(super) weight: f32,
    /// Whether they mean something by themselves, unlike a word that occurs in any text.
    pub(super) is_meaningful: bool,
}

/// The words that the evidence rests on, as bytes of the text, strongest first, at most `most`; not empty
/// where any evidence has a positive weight. Words that mean nothing by themselves are left out unless there
/// are no others, even where they are part of a phrase, and so are those that speak as much against the
/// category.
pub(super) fn words(features: &Features, evidence: &[Evidence], most: usize) -> Vec<Range<usize>> {
    let speaks_for = |piece: &&Evidence| piece.weight > 0.0;
    let has_meaning = evidence.iter().filter(speaks_for).any(|piece| piece.is_meaningful);
    let pieces = || evidence.iter().filter(|piece| piece.is_meaningful || !has_meaning);
    let mut words = weighted(features, pieces());
    if words.is_empty() {
        words = weighted(features, pieces().filter(speaks_for));
    }
    if words.iter().any(|(place, _)| features.is_meaningful(*place, 1)) {
        words.retain(|(place, _)| features.is_meaningful(*place, 1));
    }
    // Of words that weigh the same, the first comes first, for the sort is stable.
    words.sort_by(|(_, left), (_, right)| right.total_cmp(left));
    let words = words.into_iter().filter_map(|(place, _)| features.tokens.get(place));
    words.map(|token| token.range.clone()).take(most).collect()
}

/// The places of the words to which pieces of evidence give a positive weight in sum, in order.
fn weighted<'e>(
    features: &Features,
    pieces: impl Iterator<Item = &'e Evidence>,
) -> Vec<(usize, f32)> {
    let mut weights = vec![0.0_f32; features.tokens.len()];
    for piece in pieces {
        // A phrase shares its weight among its words.
        let share = piece.weight / piece.length.max(1) as f32;
        for weight in weights.iter_mut().skip(piece.first).take(piece.length) {
            *weight += share;
        }
    }
    weights.into_iter().enumerate().filter(|(_, weight)| *weight > 0.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words_of(text: &str, evidence: &[(usize, usize, f32)]) -> Vec<String> {
        let features = Features::of(text);
        let evidence = evidence.iter().map(|&(first, length, weight)| Evidence {
            first,
            length,
            weight,
            is_meaningful: features.is_meaningful(first, length),
        });
        let words = words(&features, &evidence.collect::<Vec<_>>(), 2);
        words.into_iter().map(|range| text[range].to_owned()).collect()
    }

    #[test]
    fn the_strongest_words_come_first_and_few_are_named() {
        let evidence = [(0, 1, 0.5), (1, 1, 2.0), (2, 1, 1.0), (0, 1, 1.0)];
        assert_eq!(words_of("invoice refund voucher", &evidence), ["refund", "invoice"]);
    }

    #[test]
    fn words_without_a_meaning_are_named_only_alone() {
        assert_eq!(words_of("the invoice", &[(0, 1, 1.0), (1, 1, 0.5)]), ["invoice"]);
        assert_eq!(words_of("who are you", &[(0, 1, 1.0), (1, 1, -1.0)]), ["who"]);
        assert_eq!(words_of("is there a refund", &[(0, 2, 3.0), (3, 1, 0.5)]), ["refund"]);
        assert_eq!(words_of("is there a refund", &[(0, 2, 3.0)]), ["is", "there"]);
    }

    #[test]
    fn evidence_on_both_sides_still_names_its_word() {
        assert_eq!(words_of("refund invoice", &[(0, 1, 1.0), (0, 1, -2.0)]), ["refund"]);
    }
}
