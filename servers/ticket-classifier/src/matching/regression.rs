//! Multinomial logistic regression with a class for "none of them", trained by stochastic gradient descent.
//!
//! The score of every class is linear in the vector of a text. The background class stands for all that was
//! never shown: it has no weights, and its score is always ln(classes), so that it is as likely as all
//! classes together where a text says nothing. The examples are taken in a fixed order and no number is drawn,
//! so training is the same every time; it ends after a few rounds instead of a penalty on large weights
//! (early stopping: Yao, Rosasco & Caponnetto 2007, "On early stopping in gradient descent learning").

use super::vocabulary::Vector;

/// How fast the weights follow the errors at first; the rate falls linearly to 0. Vectors have length 1, so
/// one step of 2 moves the score of an example by about 2 times its error.
const FIRST_RATE: f32 = 2.0;

/// An example as it is trained on.
#[derive(Debug)]
pub(super) struct Example<'v> {
    pub(super) vector: &'v Vector,
    pub(super) class: usize,
    /// Next to 1 for an example of a class of usual size.
    pub(super) weight: f32,
}

/// A trained model.
#[derive(Debug)]
pub(super) struct Regression {
    /// The weights of a dimension stand together, one for each class.
    weights: Vec<f32>,
    /// The mean weight of every dimension.
    means: Vec<f32>,
    classes: usize,
}

impl Regression {
    /// Trains on `examples`, in their order, `rounds` times.
    pub(super) fn train(
        examples: &[Example],
        dimensions: usize,
        classes: usize,
        rounds: usize,
    ) -> Self {
        let mut model =
            Self { weights: vec![0.0; dimensions * classes], means: Vec::new(), classes };
        let steps = (rounds * examples.len()) as f32;
        let order = std::iter::repeat_n(examples, rounds).flatten();
        for (step, example) in order.enumerate() {
            let rate = FIRST_RATE * (1.0 - step as f32 / steps) * example.weight;
            let mut errors = model.scores(example.vector);
            make_probabilities(&mut errors);
            if let Some(of_class) = errors.get_mut(example.class) {
                *of_class -= 1.0;
            }
            for (dimension, value) in example.vector {
                let factor = -rate * value;
                for (weight, error) in model.row_mut(*dimension).iter_mut().zip(&errors) {
                    *weight += factor * error;
                }
            }
        }
        let rows = model.weights.chunks_exact(classes.max(1));
        model.means = rows.map(|row| row.iter().sum::<f32>() / row.len() as f32).collect();
        model
    }

    /// The score of every class, in logits.
    pub(super) fn scores(&self, vector: &Vector) -> Vec<f32> {
        let mut scores = vec![0.0; self.classes];
        for (dimension, value) in vector {
            for (score, weight) in scores.iter_mut().zip(self.row(*dimension)) {
                *score += value * weight;
            }
        }
        scores
    }

    /// How much more a dimension speaks for a class than for the average class.
    pub(super) fn preference(&self, dimension: u32, class: usize) -> f32 {
        let weight = self.row(dimension).get(class).copied().unwrap_or_default();
        weight - self.means.get(dimension as usize).copied().unwrap_or_default()
    }

    fn row(&self, dimension: u32) -> &[f32] {
        let start = dimension as usize * self.classes;
        self.weights.get(start..start + self.classes).unwrap_or_default()
    }

    fn row_mut(&mut self, dimension: u32) -> &mut [f32] {
        let start = dimension as usize * self.classes;
        self.weights.get_mut(start..start + self.classes).unwrap_or_default()
    }
}

/// Makes probabilities of scores (softmax); what is missing in their sum is that of the background.
pub(super) fn make_probabilities(scores: &mut [f32]) {
    let background = (scores.len().max(1) as f32).ln();
    let highest = scores.iter().copied().fold(background, f32::max);
    let mut sum = exp(background - highest);
    for score in scores.iter_mut() {
        *score = exp(*score - highest);
        sum += *score;
    }
    for score in scores {
        *score /= sum;
    }
}

/// e to the power of `x`, for `x` of at most 0, within a relative error of 1e-5. It takes only additions and
/// multiplications, so that it has the same value on every platform and the compiler can do several at once.
fn exp(x: f32) -> f32 {
    let power = x.max(-80.0) * std::f32::consts::LOG2_E;
    let whole = power.floor();
    let rest = (power - whole) * std::f32::consts::LN_2;
    // The Taylor series of e^rest; the rest is at most ln 2.
    let terms = 1.0 / 24.0 + rest * (1.0 / 120.0 + rest * (1.0 / 720.0));
    let series = 1.0 + rest * (1.0 + rest * (0.5 + rest * (1.0 / 6.0 + rest * terms)));
    // 2^whole, written into the exponent of the number.
    series * f32::from_bits(((whole as i32 + 127) as u32) << 23)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trained_model_tells_its_examples_apart() {
        let vectors = [vec![(0, 1.0)], vec![(1, 1.0)], vec![(1, 0.8), (2, 0.6)]];
        let examples = (0..).zip(&vectors);
        let examples: Vec<_> =
            examples.map(|(class, vector)| Example { vector, class, weight: 1.0 }).collect();
        let model = Regression::train(&examples, 3, 3, 30);
        for (class, vector) in vectors.iter().enumerate() {
            let mut probabilities = model.scores(vector);
            make_probabilities(&mut probabilities);
            let others = probabilities.iter().enumerate().filter(|(other, _)| *other != class);
            assert!(
                others.into_iter().all(|(_, other)| probabilities[class] > *other),
                "{probabilities:?}"
            );
        }
        assert!(model.preference(0, 0) > 0.0 && model.preference(0, 1) < 0.0);
    }

    #[test]
    fn where_a_text_says_nothing_none_is_as_likely_as_all_classes_together() {
        let mut probabilities = vec![0.0; 4];
        make_probabilities(&mut probabilities);
        assert!(probabilities.iter().all(|probability| (probability - 0.125).abs() < 1e-6));
    }

    #[test]
    fn the_exponential_is_the_usual_one() {
        for x in [0.0_f32, -0.1, -0.5, -1.0, -3.3, -10.0, -50.0] {
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-5, "{x}");
        }
        assert!(exp(f32::NEG_INFINITY) < 1e-30);
    }
}
