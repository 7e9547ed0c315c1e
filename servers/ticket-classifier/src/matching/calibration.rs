//! What scores are worth: how probable a category is, and below which probability none is named.
//!
//! With examples both are learned from texts that a model had not seen (`training` holds them out in turn):
//! one number sharpens or flattens all scores until the probabilities fit what was right (temperature scaling:
//! Guo, Pleiss, Sun & Weinberger 2017, "On calibration of modern neural networks"), and the threshold is the
//! probability that all but a few of these texts reach. A handful of texts proves little: both begin at prior
//! values, measured on small taxonomies, and the more texts there are, the further they move away (shrinkage:
//! James & Stein 1961, "Estimation with quadratic loss"). Without examples both are constants.

use super::regression::make_probabilities;

/// The share of fitting tickets that may be taken for unfitting. Models that hold texts out know fewer
/// examples than the final one, so in use it is less.
const REJECTED_SHARE: f32 = 0.07;

/// The sharpness before any text was held out, measured on taxonomies of 3 to 20 labels that were drawn from
/// BANKING77 and CLINC150, with 1 to 5 examples each. Fitting tickets alone ask for 1.1, but others come too:
/// where a third of all fits no label, 0.8 is the most honest, and among fitting ones it is too modest by .07.
const PRIOR_SHARPNESS: f32 = 0.8;

/// What it costs to leave the prior sharpness, next to the likelihood of one text, see `loss`. The hundred
/// texts of a small taxonomy move little, the thousand of a large one nearly all the way. With 10 in place of
/// 100, confidence on texts that fit no drawn label is .06 higher.
const PRIOR_SHARPNESS_WEIGHT: f32 = 100.0;

/// So many held-out texts say as much about the threshold as its prior does. With 10 to 100 the figures on the
/// drawn labels are alike, and the fewer, the freer large taxonomies are.
const PRIOR_THRESHOLD_TEXTS: f32 = 20.0;

/// How scores become probabilities.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Calibration {
    /// Factor of all scores; the reciprocal of a temperature.
    sharpness: f32,
    /// Weight of the scores of names next to those of the model.
    pub(super) name_weight: f32,
    /// The least probability of a category that is named.
    pub(super) threshold: f32,
}

/// The scores of a text by a model that had not seen it, and by names.
#[derive(Debug)]
pub(super) struct HeldOut {
    pub(super) of_model: Vec<f32>,
    pub(super) of_names: Vec<f32>,
    pub(super) class: usize,
    /// How much the text counts next to others.
    pub(super) weight: f32,
}

impl HeldOut {
    fn scores(&self, name_weight: f32) -> Vec<f32> {
        combined(self.of_model.clone(), name_weight, &self.of_names)
    }

    /// Whether another category scores as much as the right one.
    fn is_mistaken(&self, name_weight: f32) -> bool {
        let scores = self.scores(name_weight);
        let right = scores.get(self.class).copied().unwrap_or(f32::NEG_INFINITY);
        let rivals = scores.iter().enumerate().filter(|(class, _)| *class != self.class);
        rivals.into_iter().any(|(_, score)| *score >= right)
    }
}

/// The scores of a model with those of names added.
pub(super) fn combined(mut of_model: Vec<f32>, name_weight: f32, of_names: &[f32]) -> Vec<f32> {
    for (score, of_name) in of_model.iter_mut().zip(of_names) {
        *score += name_weight * of_name;
    }
    of_model
}

impl Calibration {
    /// For the scores of `names`. The sharpness is chosen on the development halves of BANKING77 and
    /// CLINC150, where names alone are right three times in five; the least match is let through, for
    /// `mod` asks for a meaningful word.
    pub(super) const OF_NAMES: Self = Self { sharpness: 3.5, name_weight: 1.0, threshold: 0.0 };

    /// Fits what held-out texts scored.
    pub(super) fn fitted(texts: &[HeldOut], classes: usize) -> Self {
        let mut best =
            Self { sharpness: PRIOR_SHARPNESS, name_weight: name_weight(texts), threshold: 0.0 };
        let mut least = f32::INFINITY;
        for sharpness in SHARPNESSES {
            let loss = Self { sharpness, ..best }.loss(texts);
            if loss < least {
                (best.sharpness, least) = (sharpness, loss);
            }
        }
        let count = texts.len() as f32;
        let of_texts = count * best.quantile(texts, REJECTED_SHARE);
        let of_prior = PRIOR_THRESHOLD_TEXTS * prior_threshold(classes);
        best.threshold = (of_texts + of_prior) / (count + PRIOR_THRESHOLD_TEXTS);
        best
    }

    /// The highest probability of a category that all but a share of the texts reach.
    fn quantile(self, texts: &[HeldOut], share: f32) -> f32 {
        let highest = |text: &HeldOut| {
            let probabilities = self.probabilities(text.scores(self.name_weight));
            (probabilities.into_iter().fold(0.0, f32::max), text.weight)
        };
        let mut highest: Vec<(f32, f32)> = texts.iter().map(highest).collect();
        highest.sort_by(|(left, _), (right, _)| left.total_cmp(right));
        let mut left = share * highest.iter().map(|(_, weight)| weight).sum::<f32>();
        let reached = highest.into_iter().find(|(_, weight)| {
            left -= weight;
            left < 0.0
        });
        reached.map_or(0.0, |(probability, _)| probability)
    }

    /// Negative log-likelihood of the right classes, and what it costs to leave the prior sharpness, so that
    /// a handful of texts does not lead to extremes.
    fn loss(self, texts: &[HeldOut]) -> f32 {
        let of_text = |text: &HeldOut| {
            let probabilities = self.probabilities(text.scores(self.name_weight));
            let right = probabilities.get(text.class).copied().unwrap_or_default();
            -text.weight * right.max(1e-9).ln()
        };
        let of_prior = PRIOR_SHARPNESS_WEIGHT * (self.sharpness / PRIOR_SHARPNESS).ln().powi(2);
        texts.iter().map(of_text).sum::<f32>() + of_prior
    }

    /// The probability of every category; what is missing in their sum is that of none.
    pub(super) fn probabilities(self, mut scores: Vec<f32>) -> Vec<f32> {
        for score in &mut scores {
            *score *= self.sharpness;
        }
        make_probabilities(&mut scores);
        scores
    }
}

/// The threshold before any text was held out: between the guess of one class among all and certainty, in
/// the geometric middle. Of the drawn labels it rejects about the same share of fitting tickets (one in twenty)
/// whether there are 3 or 20; any one number for all rejects three times as many of 20 as of 3.
fn prior_threshold(classes: usize) -> f32 {
    1.0 / (classes.max(1) as f32).sqrt()
}

/// The weight of names with which the fewest texts are taken for another category. The examples must
/// earn every step away from the greatest weight with one text, for a few of them prove little.
fn name_weight(texts: &[HeldOut]) -> f32 {
    let (mut best, mut least) = (0.0, f32::INFINITY);
    for (step, weight) in NAME_WEIGHTS.into_iter().enumerate() {
        let mistaken = texts.iter().filter(|text| text.is_mistaken(weight));
        let cost = mistaken.map(|text| text.weight).sum::<f32>() + step as f32;
        if cost < least {
            (best, least) = (weight, cost);
        }
    }
    best
}

/// The choices for the weight of names. On the development halves the best weight falls from about 1 with
/// one example for each category to about 0.1 with ten.
const NAME_WEIGHTS: [f32; 7] = [2.0, 1.2, 0.8, 0.4, 0.2, 0.1, 0.0];

/// The choices for a sharpness, each a tenth to a fifth above the one before.
const SHARPNESSES: [f32; 15] =
    [0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.12, 1.25, 1.4, 1.6, 1.8, 2.0, 2.25, 2.5, 2.8];

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts of two classes whose best score is 3, of which some are right.
    fn texts(right: usize, wrong: usize) -> Vec<HeldOut> {
        let text = |class| HeldOut {
            of_model: vec![3.0, 0.0],
            of_names: vec![0.0, 0.0],
            class,
            weight: 1.0,
        };
        (0..right).map(|_| text(0)).chain((0..wrong).map(|_| text(1))).collect()
    }

    #[test]
    fn scores_that_promise_too_much_are_flattened_and_too_little_sharpened() {
        let sharpness = |right, wrong| Calibration::fitted(&texts(right, wrong), 2).sharpness;
        assert!(sharpness(600, 400) < 1.0);
        assert!(sharpness(1000, 0) > 1.0);
        assert_eq!(sharpness(0, 0), PRIOR_SHARPNESS);
    }

    #[test]
    fn the_threshold_lets_all_but_a_few_held_out_texts_through() {
        let text = |score: usize| HeldOut {
            of_model: vec![score as f32 / 10.0, 0.0],
            of_names: vec![0.0, 0.0],
            class: 0,
            weight: 1.0,
        };
        let texts: Vec<_> = (0..100).cycle().take(100_000).map(text).collect();
        let calibration = Calibration::fitted(&texts, 2);
        let passes = |text: &&HeldOut| {
            let highest =
                calibration.probabilities(text.scores(0.0)).into_iter().fold(0.0, f32::max);
            highest >= calibration.threshold
        };
        // A thousand texts share each of the probabilities, and the prior moves the threshold by a hair.
        let passing = texts.iter().filter(passes).count();
        assert!((92_000..=93_000).contains(&passing), "{passing}");
    }

    #[test]
    fn a_handful_of_texts_hardly_moves_the_threshold() {
        let threshold = |texts: &[HeldOut]| Calibration::fitted(texts, 4).threshold;
        assert_eq!(threshold(&[]), 0.5, "between a guess among four and certainty");
        assert!((threshold(&texts(2, 0)) - 0.5).abs() < 0.1);
    }
}
