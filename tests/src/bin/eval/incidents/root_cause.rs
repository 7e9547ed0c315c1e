//! Why it happened, against what the publisher of a page wrote under that heading.

use serde_json::json;

use crate::{
    incidents::{Scored, documents::Documents, mean, plain, rouge::Rouge},
    measures::rounded,
};

/// Below this a root cause is listed as missed.
const GOOD: f64 = 0.5;

/// The mean of ROUGE-1 (`rouge_1`) on the `n` pages that name a cause. A root cause that is null counts as 0.
pub(super) fn scores(documents: &Documents) -> anyhow::Result<Scored> {
    let (rouge, mut figures, mut missed) = (Rouge::new(), Vec::new(), Vec::new());
    for record in documents.records.iter().filter(|record| record.source.starts_with("aem-")) {
        let Some(gold) = &record.gold.root_cause else { continue };
        let given = documents.of_record(record)?.incident.root_cause.as_deref().unwrap_or_default();
        let figure = rouge.one(given, &plain::joined(gold));
        figures.push(figure);
        if figure < GOOD {
            missed.push(format!("{}: {figure:.3}, {given:?}", record.id));
        }
    }
    let scores = json!({"n": figures.len(), "rouge_1": rounded(mean(&figures))});
    Ok(Scored { scores, missed })
}
