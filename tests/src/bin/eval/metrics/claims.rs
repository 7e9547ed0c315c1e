//! What is claimed about a table, against what was planted in it.

use std::collections::BTreeMap;

/// What was planted and found, and what was claimed without reason.
#[derive(Debug, Default, Clone)]
pub(crate) struct Claims {
    /// For each kind of effect, how many were planted and how many of them were found.
    pub(crate) planted: BTreeMap<&'static str, (usize, usize)>,
    /// Those that were not found, each in a few words.
    pub(crate) missed: Vec<String>,
    /// The false claims, each in a few words.
    pub(crate) false_claims: Vec<String>,
}

impl Claims {
    /// Counts an effect of the kind `kind`, `what` in a few words, that was planted.
    pub(crate) fn planted(
        &mut self,
        kind: &'static str,
        is_found: bool,
        what: impl FnOnce() -> String,
    ) {
        let (planted, found) = self.planted.entry(kind).or_default();
        *planted += 1;
        *found += usize::from(is_found);
        if !is_found {
            self.missed.push(format!("{kind}: {}", what()));
        }
    }

    /// Notes a claim that is true of nothing planted, unless it is true.
    pub(crate) fn claimed(&mut self, is_true: bool, what: impl FnOnce() -> String) {
        if !is_true {
            self.false_claims.push(what());
        }
    }

    /// Adds what was counted elsewhere.
    pub(crate) fn add(&mut self, other: &Self) {
        for (kind, (planted, found)) in &other.planted {
            let sum = self.planted.entry(kind).or_default();
            *sum = (sum.0 + planted, sum.1 + found);
        }
        self.missed.extend_from_slice(&other.missed);
        self.false_claims.extend_from_slice(&other.false_claims);
    }
}
