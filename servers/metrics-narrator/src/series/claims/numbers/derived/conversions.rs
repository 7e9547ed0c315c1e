//! Numbers that the text tells again in another unit.

use crate::series::claims::{numbers::claim::Claim, values::rescaled::Scale};

/// Whether a number says one of its sentence again in another unit: `249.7 seconds, just over four minutes`.
pub(super) fn is_conversion(claim: &Claim) -> bool {
    let (start, end) = claim.check.scope.sentence(claim.at);
    (start..end).filter(|at| *at != claim.at).any(|at| {
        let Some(other) = claim.check.scope.figure(at) else { return false };
        let (Some(one), Some(unit)) = (&claim.figure.unit, &other.unit) else { return false };
        // What is said again stands behind, or is rougher.
        if at > claim.at && claim.figure.written.digits >= other.written.digits {
            return false;
        }
        // `0.2 °C (0.36 °F)`: of temperatures and of their differences.
        if let (Some(of), Some(into)) = (Scale::of(&unit.dimension), Scale::of(&one.dimension))
            && of != into
        {
            let told = other.signed();
            return claim.is_value(1.0, of.in_other(told))
                || claim.is_value(1.0, told * of.degrees_of_other());
        }
        one.dimension == unit.dimension
            && one.factor != unit.factor
            && claim.is_value(one.factor / unit.factor, other.written.value)
    })
}
