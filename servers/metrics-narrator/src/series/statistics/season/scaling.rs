//! What the size of a season follows: nothing, the level, or amplitudes of its own.

use crate::series::statistics::season::{amplitudes::Amplitudes, form::Heights};

/// How large a season is in each cell.
pub(crate) enum Scaling<'a> {
    /// As large everywhere.
    None,
    /// As large as the level is high.
    ByLevel(&'a Heights),
    /// As large as its amplitude there.
    ByAmplitude(Amplitudes),
}

impl Scaling<'_> {
    /// What is left around the level as parts of the scale; none where those are the same.
    pub(crate) fn relative(&self, rest: &[f64]) -> Option<Vec<f64>> {
        match self {
            Self::None => None,
            Self::ByLevel(heights) => Some(heights.relative(rest)),
            Self::ByAmplitude(amplitudes) => Some(amplitudes.relative(rest)),
        }
    }

    /// Parts of the scale of what is left around the level as what they come to.
    pub(crate) fn absolute(&self, parts: &mut [f64], rest: &[f64]) {
        match self {
            Self::None => {}
            Self::ByLevel(heights) => heights.absolute(parts),
            Self::ByAmplitude(amplitudes) => amplitudes.absolute(parts, rest),
        }
    }

    /// The levels that it is multiplied with, if it is.
    pub(crate) fn heights(&self) -> Option<&Heights> {
        if let Self::ByLevel(heights) = self { Some(heights) } else { None }
    }

    /// Its amplitudes, if they change.
    pub(crate) fn amplitudes(&self) -> Option<Amplitudes> {
        if let Self::ByAmplitude(amplitudes) = self { Some(amplitudes.clone()) } else { None }
    }
}
