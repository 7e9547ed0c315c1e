//! The series that names stand for.

use std::ops::Range;

use crate::series::claims::{
    context::scope::Scope,
    reading::mentions::{Mention, What},
};

impl Scope<'_> {
    /// All series that the sentence of a mention names.
    pub(in crate::series::claims) fn names_of_sentence(&self, at: usize) -> Vec<usize> {
        let (start, end) = self.sentence(at);
        self.names_in(start..end)
    }

    /// All series that some mentions name.
    pub(in crate::series::claims) fn names_in(&self, places: Range<usize>) -> Vec<usize> {
        names(self.mentions.get(places).unwrap_or_default())
    }

    /// Whether a name stands between two mentions.
    pub(in crate::series::claims) fn is_name_between(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| self.is_name(at) && !self.is_counted(at))
    }
}

/// The series that some mentions name.
pub(in crate::series::claims::context) fn names(mentions: &[Mention]) -> Vec<usize> {
    let mut all = Vec::new();
    for mention in mentions {
        if let What::Name(series, _) = &mention.what {
            extend(&mut all, series);
        }
    }
    all
}

pub(in crate::series::claims) fn extend(all: &mut Vec<usize>, series: &[usize]) {
    for index in series {
        if !all.contains(index) {
            all.push(*index);
        }
    }
}

/// Adds the series that a name may stand for, unless one of them is named more closely already: in `the stock of
/// SKU-2040` the stock is that one's.
pub(super) fn add_name(all: &mut Vec<usize>, series: &[usize]) {
    if series.len() < 2 || !series.iter().any(|index| all.contains(index)) {
        extend(all, series);
    }
}
