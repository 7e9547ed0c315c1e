//! How grave an incident was: as its page marks it, and as a reader judged it.

use serde_json::json;

use crate::{
    incidents::{Scored, documents::Documents},
    measures::{Confusion, ratio, rounded},
};

/// `marked`: `n`, `accuracy` and `macro_f1` on the status pages whose publisher gave a severity; `hand`: the share that is `exact` as a reader
/// judged, and the share that is `accepted`.
pub(super) fn scores(documents: &Documents) -> anyhow::Result<Scored> {
    let (mut marked, mut missed) = (Confusion::default(), Vec::new());
    for record in documents.records.iter().filter(|record| record.source.starts_with("aem-")) {
        let Some(gold) = record.gold.severity.as_deref().and_then(of_mark) else { continue };
        let given = documents.of_record(record)?.incident.severity.as_str();
        marked.count(gold, given);
        if given != gold {
            missed.push(format!("{}: {given}, marked {gold}", record.id));
        }
    }
    let (mut n, mut exact, mut accepted) = (0, 0, 0);
    for record in &documents.hand {
        let Some(hand) = &record.hand else { continue };
        let given = documents.of_record(record)?.incident.severity.as_str();
        let is_accepted = hand.severity_ok.iter().any(|severity| severity == given);
        n += 1;
        exact += usize::from(given == hand.severity);
        accepted += usize::from(is_accepted);
        if given != hand.severity {
            let ok = hand.severity_ok.join(" or ");
            missed.push(format!("{}: {given}, read as {} ({ok})", record.id, hand.severity));
        }
    }
    let scores = json!({
        "marked": {
            "n": marked.n(),
            "accuracy": rounded(marked.accuracy()),
            "macro_f1": rounded(marked.macro_f1()),
        },
        "hand": {
            "n": n, "exact": rounded(ratio(exact, n)), "accepted": rounded(ratio(accepted, n)),
        },
    });
    Ok(Scored { scores, missed })
}

/// The server's word for what a status page marks; none for what is not an incident, such as maintenance.
fn of_mark(mark: &str) -> Option<&'static str> {
    match mark {
        "none" => Some("low"),
        "minor" => Some("medium"),
        "major" => Some("high"),
        "critical" => Some("critical"),
        _ => None,
    }
}
