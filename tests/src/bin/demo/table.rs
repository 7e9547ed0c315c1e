//! The table of the demo: a row for each call.

use comfy_table::{ColumnConstraint::Absolute, ContentArrangement, Width::Fixed, presets};
use end_to_end::{
    host::{Offers, Outcome},
    scenes::Scene,
};
use serde_json::Value;

/// The table under way.
pub(crate) struct Table {
    table: comfy_table::Table,
}

/// The widths of the columns, in characters: 156 with the borders, which a screen has and a README can scroll.
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
        Self { table }
    }

    /// Adds the call of `scene`, in which the model `said` things and that had `outcome`, with a `chart` that lies in a file.
    pub(crate) fn add(
        &mut self,
        scene: &Scene,
        said: &[String],
        outcome: &Outcome,
        chart: Option<String>,
    ) {
        let [wrong, mut answer, from] = result(outcome);
        if let Some(file) = chart {
            answer.push_str(&format!("\nchart:\n{file}"));
        }
        self.table.add_row([host(scene), text(scene), numbered(said), wrong, answer, from]);
    }

    /// How many calls it holds.
    pub(crate) fn rows(&self) -> usize {
        self.table.row_count()
    }

    pub(crate) fn draw(&self) -> String {
        self.table.to_string()
    }
}

fn host(scene: &Scene) -> String {
    let version = scene.era.version();
    let offers = match scene.offers {
        Offers::Sampling => "",
        Offers::Nothing => "\nno sampling",
    };
    let options = scene.options.join(" ");
    format!("{version}{offers}\n{options}").trim_end().to_owned()
}

/// What the call is about, and the lists that came with it.
fn text(scene: &Scene) -> String {
    let list = |name: &str| scene.arguments[name].as_array().map(Vec::as_slice).unwrap_or_default();
    let text = |value: &Value| {
        ["text", "body", "path", "report"].iter().find_map(|name| value[name].as_str().map(begin))
    };
    let mut lines = Vec::from_iter(text(&scene.arguments));
    let tickets = list("tickets").iter().filter_map(text).zip(1..);
    lines.extend(tickets.map(|(text, number)| format!("{number}: {text}")));
    lines.extend(scene.arguments["question"].as_str().map(str::to_owned));
    for name in ["aspects", "categories"] {
        if !list(name).is_empty() {
            lines.push(format!("{name}: {}", join(list(name))));
        }
    }
    lines.join("\n")
}

/// A text as it is, or the first line of one that has many, with its size.
fn begin(text: &str) -> String {
    match text.split_once('\n') {
        Some((first, _)) => format!("{first}\n[{} KiB]", text.len() / 1024),
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
    let mut from = match &reply["sources"] {
        Value::Object(sources) => {
            let counted = sources.iter().filter(|(_, rows)| **rows != 0);
            counted.map(|(source, rows)| format!("{source}: {rows}")).collect()
        }
        _ => vec![plain(&provenance["source"])],
    };
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
    let number = |name: &str| {
        reply[name].as_f64().map(|number| format!(", {name} {number:.2}")).unwrap_or_default()
    };
    let list = |name: &str| reply[name].as_array().map(Vec::as_slice).unwrap_or_default();
    if !list("rows").is_empty() {
        return rows(list("rows"));
    }
    if let Some(headline) = reply["headline"].as_str() {
        return headline.to_owned();
    }
    if reply["timeline"].is_array() {
        return incident(reply);
    }
    let first = match reply.get("label") {
        Some(label) => {
            format!("{}{}", label.as_str().unwrap_or("null (not judged)"), number("score"))
        }
        None => {
            let category = reply["category"].as_str().unwrap_or("null (none fits)");
            format!("{category}, priority {}", plain(&reply["priority"]))
        }
    };
    let mut lines = vec![format!("{first}{}", number("confidence"))];
    lines.extend(list("evidence").iter().map(|quote| format!("“{}”", plain(quote))));
    for verdict in list("aspects") {
        let label = verdict["label"].as_str().unwrap_or("not mentioned");
        lines.push(format!("{}: {label}", plain(&verdict["aspect"])));
    }
    lines.join("\n")
}

/// What happened to an incident, and how much is known beside it.
fn incident(reply: &Value) -> String {
    let or_null = |name: &str| reply[name].as_str().unwrap_or("null").to_owned();
    let listed = |name: &str| reply[name].as_array().map_or(0, Vec::len);
    let lines = [
        format!("{}, {}", or_null("severity"), or_null("status")),
        format!("{} to {}", or_null("started_at"), or_null("resolved_at")),
        or_null("summary"),
        format!("timeline: {}, action items: {}", listed("timeline"), listed("action_items")),
    ];
    lines.join("\n")
}

/// The rows of a batch, each with its source.
fn rows(rows: &[Value]) -> String {
    let row = |row: &Value| {
        let category = row["category"].as_str().unwrap_or("null");
        format!(
            "{}: {category}, {} ({})",
            row["row"],
            plain(&row["priority"]),
            plain(&row["source"])
        )
    };
    rows.iter().map(row).collect::<Vec<_>>().join("\n")
}

fn join(values: &[Value]) -> String {
    values.iter().map(plain).collect::<Vec<_>>().join(", ")
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
