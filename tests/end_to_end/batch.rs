//! Many items in few questions, with the tools of both servers that take many. Here is how the two differ, a model that
//! answers them well, and how they are called.

mod asked_again;
mod continued;
mod damaged;
mod limits;
mod progress;
mod refused;
mod tables;
mod without_help;

use std::path::PathBuf;

use end_to_end::{
    host::{BOTH, Era, Host, Offers, Outcome},
    model::{Model, Reply, Sample},
};
use sentiment_analyzer::SentimentAnalyzer;
use serde_json::{Value, json};
use ticket_classifier::{Taxonomy, TicketClassifier};

const SESSION: Era = Era::Session("2025-11-25");

/// A tool that takes many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tool {
    Tickets,
    Sentiments,
}

const TOOLS: [Tool; 2] = [Tool::Tickets, Tool::Sentiments];

impl Tool {
    fn name(self) -> &'static str {
        match self {
            Self::Tickets => "classify_ticket_batch",
            Self::Sentiments => "analyze_sentiment_batch",
        }
    }

    /// The argument that holds the list.
    fn list(self) -> &'static str {
        match self {
            Self::Tickets => "tickets",
            Self::Sentiments => "texts",
        }
    }

    /// The member of an answer that holds its label.
    fn label(self) -> &'static str {
        match self {
            Self::Tickets => "category",
            Self::Sentiments => "label",
        }
    }

    /// The arguments that hold `texts` as a list.
    fn arguments(self, texts: &[String]) -> Value {
        match self {
            Self::Tickets => {
                json!({"tickets": texts.iter().map(|text| json!({"body": text})).collect::<Value>()})
            }
            Self::Sentiments => json!({"texts": texts}),
        }
    }

    /// A good answer about an item: it quotes the last line.
    fn answer(self, item: u64, text: &str) -> Value {
        let evidence: String = text.lines().last().unwrap_or_default().chars().take(150).collect();
        match self {
            Self::Tickets => json!({
                "item": item, "category": "network", "priority": "high", "confidence": 0.9, "evidence": evidence,
            }),
            Self::Sentiments => json!({
                "item": item, "label": "negative", "score": -0.5, "confidence": 0.9, "evidence": evidence,
            }),
        }
    }

    /// A good answer about each item of `sample`.
    fn answers(self, sample: &Sample) -> Vec<Value> {
        sample.items().iter().map(|(item, text)| self.answer(*item, text)).collect()
    }

    /// A model that answers everything well.
    fn able(self) -> Model {
        self.model(|_, answers| said(&answers))
    }

    /// A model that makes a reply of each question and the good answers about its items.
    fn model(self, mut script: impl FnMut(&Sample, Vec<Value>) -> Reply + Send + 'static) -> Model {
        Model::new(move |sample| script(sample, self.answers(sample)))
    }

    async fn host(self, era: Era, offers: Offers, model: Model, arguments: &[&str]) -> Host {
        match self {
            Self::Tickets => {
                let server = TicketClassifier::new(Taxonomy::it_support());
                Host::in_memory(era, offers, model, arguments, server).await
            }
            Self::Sentiments => {
                Host::in_memory(era, offers, model, arguments, SentimentAnalyzer).await
            }
        }
    }

    /// One call about `texts` of a server with `options`.
    async fn call(self, era: Era, model: Model, options: &[&str], texts: &[String]) -> Outcome {
        let mut host = self.host(era, Offers::Sampling, model, options).await;
        host.call(self.name(), self.arguments(texts)).await
    }
}

/// The model says these answers.
fn said(answers: &[Value]) -> Reply {
    Reply::json(json!({ "items": answers }))
}

/// So many texts, no two alike.
fn texts(count: usize) -> Vec<String> {
    (1..=count).map(|number| format!("The VPN of room {number} is slow.")).collect()
}

/// The numbers of the items that a question lists.
fn numbers(sample: &Sample) -> Vec<u64> {
    sample.items().into_iter().map(|(number, _)| number).collect()
}

/// Whether `sample` asks about items again, and so brings what was wrong with them.
fn is_again(sample: &Sample) -> bool {
    sample.last().contains("===== problems ")
}

/// The numbers of the rows with this source, in their order.
fn rows_from(outcome: &Outcome, source: &str) -> Vec<u64> {
    let rows = outcome.content()["rows"].as_array().unwrap();
    let of_source = rows.iter().filter(|row| row["source"] == source);
    of_source.map(|row| row["row"].as_u64().unwrap()).collect()
}

/// Why the model did not help, with how many rows.
fn reasons(outcome: &Outcome) -> &Value {
    &outcome.provenance()["reasons"]
}

/// How many characters the host has to accept: the whole result as JSON.
fn characters(outcome: &Outcome) -> usize {
    outcome.result.as_ref().unwrap().to_string().chars().count()
}

/// A folder of the test `name`, empty but for `files`; servers may read it with `--root`.
fn folder(name: &str, files: &[(&str, &[u8])]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("batch").join(name);
    let _absent = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    for (file, content) in files {
        std::fs::write(folder.join(file), content).unwrap();
    }
    folder
}

#[tokio::test(start_paused = true)]
async fn two_hundred_items_are_ten_questions_in_one_round() {
    for (tool, era) in TOOLS.into_iter().flat_map(|tool| BOTH.map(|era| (tool, era))) {
        let outcome = tool.call(era, tool.able(), &[], &texts(200)).await;
        let content = outcome.content();
        assert_eq!(
            content["sources"],
            json!({"model": 200, "repaired": 0, "fallback": 0}),
            "{era:?}"
        );
        assert_eq!((&content["next_row"], &content["total_rows"]), (&json!(null), &json!(200)));
        assert_eq!((&content["skipped"], &content["columns"]), (&json!([]), &json!([])));
        assert_eq!(rows_from(&outcome, "model"), (1..=200).collect::<Vec<_>>());
        let mut asked: Vec<_> = outcome.samples.iter().map(numbers).collect();
        // A round has no order.
        asked.sort();
        let expected: Vec<Vec<u64>> =
            (0..10).map(|chunk| (1 + 20 * chunk..=20 + 20 * chunk).collect()).collect();
        assert_eq!(asked, expected, "{era:?}");
        assert!(outcome.requests <= 2, "{era:?}: {} requests", outcome.requests);
    }
}

#[tokio::test(start_paused = true)]
async fn the_reply_says_everything_of_each_row_and_of_all_together() {
    for era in BOTH {
        let model = Tool::Tickets.model(|_, mut answers| {
            answers[1]["category"] = json!("email");
            answers[2]["category"] = json!(null);
            answers[3]["confidence"] = json!(0.123_456);
            said(&answers)
        });
        let mut host = Tool::Tickets.host(era, Offers::Sampling, model, &[]).await;
        let tickets: Value = (1..=4)
            .map(|number| json!({"id": format!("T-{number}"), "subject": "VPN", "body": format!("Room {number}.")}))
            .collect();
        let outcome = host.call("classify_ticket_batch", json!({ "tickets": tickets })).await;
        let row = |row: u64, category: Value, confidence: f64| {
            json!({
                "row": row, "id": format!("T-{row}"), "category": category, "priority": "high", "confidence": confidence,
                "source": "model",
            })
        };
        let mut content = outcome.content().clone();
        let prompt = content["provenance"]["prompt"].take();
        assert!(prompt.as_str().unwrap().starts_with("tickets@"), "{prompt}");
        let expected = json!({
            "rows": [
                row(1, json!("network"), 0.9), row(2, json!("email"), 0.9), row(3, json!(null), 0.9),
                row(4, json!("network"), 0.12),
            ],
            "skipped": [],
            "distribution": [
                {"label": "network", "rows": 2}, {"label": null, "rows": 1}, {"label": "email", "rows": 1},
            ],
            "sources": {"model": 4, "repaired": 0, "fallback": 0},
            "total_rows": 4, "next_row": null, "columns": [], "encoding": null,
            "provenance": {
                "reasons": [], "note": null, "model": "scripted-model", "prompt": null, "asked": 1, "repairs": [],
                "problems": [],
            },
        });
        assert_eq!(content, expected, "{era:?}");
        let text = outcome.result.as_ref().unwrap()["content"][0]["text"].as_str().unwrap();
        let expected = "4 of 4 rows: 4 answered by the host's model, 0 estimated without it (marked *).\n\
                        network: 1 [T-1] high 0.9, 4 [T-4] high 0.12\n(none fits): 3 [T-3] high 0.9\nemail: 2 [T-2] high 0.9";
        assert_eq!(text, expected);
    }
}

#[tokio::test(start_paused = true)]
async fn a_text_that_stands_in_many_rows_is_asked_about_once() {
    for (tool, era) in TOOLS.into_iter().flat_map(|tool| BOTH.map(|era| (tool, era))) {
        let distinct = texts(5);
        let repeated: Vec<_> = (0..200).map(|row| distinct[row % 5].clone()).collect();
        let model = tool.model(|_, mut answers| {
            for (place, answer) in answers.iter_mut().enumerate() {
                answer["confidence"] = json!(0.5 + place as f64 / 10.0);
            }
            said(&answers)
        });
        let outcome = tool.call(era, model, &[], &repeated).await;
        let asked: Vec<_> = outcome.samples.iter().map(Sample::items).collect();
        assert_eq!(asked, [(1..).zip(distinct.clone()).collect::<Vec<_>>()], "{era:?}");
        let rows = outcome.content()["rows"].as_array().unwrap();
        assert_eq!(rows.len(), 200);
        for (place, row) in rows.iter().enumerate() {
            assert_eq!(row["confidence"], json!(0.5 + (place % 5) as f64 / 10.0), "{era:?} {row}");
        }
    }
}
