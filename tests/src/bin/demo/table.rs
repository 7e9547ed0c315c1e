//! The table of the demo: a row for each call.

use comfy_table::{ColumnConstraint::Absolute, ContentArrangement, Width::Fixed, presets};
use end_to_end::host::{Era, Offers, Outcome};
use serde_json::Value;

use crate::scenes::Scene;

/// The table under way.
pub(crate) struct Table {
    table: comfy_table::Table,
    calls: usize,
}

/// The widths of the columns, in characters: 157 with the borders, which a screen has and a README can scroll.
const COLUMNS: [(&str, u16); 6] = [
    ("host", 19),
    ("the text", 26),
    ("the model said", 37),
    ("what is wrong with it", 29),
    ("the caller gets", 23),
    ("from", 15),
];

impl Table {
    pub(crate) fn new() -> Self {
        let mut table = comfy_table::Table::new();
        table.load_style(presets::UTF8_FULL.with_solid_inner_borders());
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(159);
        table.set_header(COLUMNS.map(|(name, _)| name));
        table.set_constraints(COLUMNS.map(|(_, width)| Absolute(Fixed(width))));
        Self { table, calls: 0 }
    }

    /// Adds the call of `scene`, in which the model `said` things and that had `outcome`.
    pub(crate) fn add(&mut self, scene: &Scene, said: &[String], outcome: &Outcome) {
        let mut row = vec![host(scene), text(scene), numbered(said)];
        row.extend(result(outcome));
        self.table.add_row(row);
        self.calls += 1;
    }

    pub(crate) fn calls(&self) -> usize {
        self.calls
    }

    pub(crate) fn draw(&self) -> String {
        self.table.to_string()
    }
}

fn host(scene: &Scene) -> String {
    let version = match scene.era {
        Era::Session(version) => version,
        Era::RoundTrip => "2026-07-28",
    };
    let offers = match scene.offers {
        Offers::Sampling => "",
        Offers::Nothing => "\nno sampling",
    };
    let options = scene.options.join(" ");
    format!("{version}{offers}\n{options}").trim_end().to_owned()
}

fn text(scene: &Scene) -> String {
    let text = scene.arguments["text"].as_str().unwrap_or_default();
    match scene.arguments["aspects"].as_array() {
        Some(aspects) => format!("{text}\naspects: {}", join(aspects)),
        None => text.to_owned(),
    }
}

fn numbered(said: &[String]) -> String {
    match said {
        [] => "[was not asked]".to_owned(),
        [only] => only.clone(),
        several => {
            let lines =
                several.iter().enumerate().map(|(index, said)| format!("{}: {said}", index + 1));
            lines.collect::<Vec<_>>().join("\n")
        }
    }
}

/// What is wrong, what the caller gets, and from where.
pub(crate) fn result(outcome: &Outcome) -> [String; 3] {
    let reply = match &outcome.result {
        Ok(result) => &result["structuredContent"],
        Err(error) => {
            let message = error["message"].as_str().unwrap_or_default().to_owned();
            return [String::new(), format!("an error: {message}"), "the host".to_owned()];
        }
    };
    let provenance = &reply["provenance"];
    let list = |name: &str| provenance[name].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut wrong: Vec<String> = Vec::new();
    for problem in list("problems").iter().map(plain) {
        match wrong.iter_mut().find(|other| other.starts_with(&problem)) {
            Some(other) => other.push_str(" [again]"),
            None => wrong.push(problem),
        }
    }
    if wrong.is_empty()
        && let Some((_, because)) =
            provenance["note"].as_str().and_then(|note| note.split_once("because "))
    {
        wrong.push(because.trim_end_matches('.').to_owned());
    }
    if !list("repairs").is_empty() {
        wrong.push(format!("forgiven: {}", join(list("repairs"))));
    }
    let mut from = vec![plain(&provenance["source"])];
    if let Some(reason) = provenance["reason"].as_str() {
        from.push(format!("({reason})"));
    }
    from.push(format!("asked: {}", provenance["asked"]));
    if outcome.requests > 1 {
        from.push(format!("rounds: {}", outcome.requests - 1));
    }
    [wrong.join("\n"), answer(reply), from.join("\n")]
}

fn answer(reply: &Value) -> String {
    let label = reply["label"].as_str().unwrap_or("null (not judged)");
    let number = |name: &str| reply[name].as_f64().map(|number| format!(", {name} {number:.2}"));
    let (score, confidence) =
        (number("score").unwrap_or_default(), number("confidence").unwrap_or_default());
    let mut lines = vec![format!("{label}{score}{confidence}")];
    let evidence = reply["evidence"].as_array().map(Vec::as_slice).unwrap_or_default();
    lines.extend(evidence.iter().map(|quote| format!("“{}”", plain(quote))));
    for verdict in reply["aspects"].as_array().into_iter().flatten() {
        let label = verdict["label"].as_str().unwrap_or("not mentioned");
        lines.push(format!("{}: {label}", plain(&verdict["aspect"])));
    }
    lines.join("\n")
}

fn join(values: &[Value]) -> String {
    values.iter().map(plain).collect::<Vec<_>>().join(", ")
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
