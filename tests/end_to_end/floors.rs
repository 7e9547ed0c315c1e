//! What the servers do without a model, scored by `eval` on the small files of `tests/fixtures`: each figure that is reached has to be
//! reached again. A change that is better elsewhere and worse here says so by a lower floor.

use std::process::Command;

use end_to_end::{binaries::binary, workspace::root};
use serde_json::Value;

use Bound::{AtLeast, AtMost};

/// What a figure may be.
#[derive(Debug)]
enum Bound {
    AtLeast(f64),
    AtMost(f64),
}

/// What `eval` is called with, and the figures of its reply that are held, by their places.
type Floors = (&'static str, &'static [(&'static str, Bound)]);

const FLOORS: [Floors; 7] = [
    (
        "sentiment tests/fixtures/sentiment.jsonl",
        &[
            ("/reviews/accuracy", AtLeast(0.9166)),
            ("/reviews/macro_f1", AtLeast(0.903)),
            ("/messages/accuracy", AtLeast(0.9166)),
            ("/messages/macro_f1", AtLeast(0.903)),
        ],
    ),
    (
        "tickets tests/fixtures/tickets.jsonl",
        &[("/accuracy", AtLeast(0.6666)), ("/macro_f1", AtLeast(0.775))],
    ),
    (
        "tickets tests/fixtures/tickets.jsonl --categories tests/fixtures/tickets.toml",
        &[
            ("/accuracy", AtLeast(0.9166)),
            ("/macro_f1", AtLeast(0.95)),
            ("/calibration_error", AtMost(0.225)),
        ],
    ),
    (
        "tickets tests/fixtures/tickets.jsonl --shots tests/fixtures/tickets_examples.jsonl --per-class 10",
        &[("/accuracy", AtLeast(0.7083)), ("/macro_f1", AtLeast(0.8068))],
    ),
    (
        "tickets tests/fixtures/tickets.jsonl --shots tests/fixtures/tickets_examples.jsonl --per-class 10 \
            --oos tests/fixtures/tickets_outside.jsonl",
        &[
            ("/accuracy", AtLeast(0.7083)),
            ("/macro_f1", AtLeast(0.8068)),
            ("/oos_null", AtLeast(1.0)),
            ("/in_scope_null", AtMost(0.2917)),
        ],
    ),
    (
        "metrics tests/fixtures/metrics",
        &[
            ("/nab/all/f1", AtLeast(1.0)),
            ("/tcpd/all/f1", AtLeast(1.0)),
            ("/tcpd/all/covering", AtLeast(1.0)),
            ("/synthetic/all/found", AtLeast(1.0)),
            ("/synthetic/all/false_claims", AtMost(0.0)),
        ],
    ),
    (
        "incidents tests/fixtures/incidents",
        &[
            ("/content/all", AtLeast(1.0)),
            ("/severity/marked/accuracy", AtLeast(1.0)),
            ("/severity/hand/exact", AtLeast(0.75)),
            ("/severity/hand/accepted", AtLeast(1.0)),
            // Of four starts and three ends that a reader knows.
            ("/times/start/right", AtLeast(1.0)),
            ("/times/end/right", AtLeast(2.0)),
            ("/root_cause/rouge_1", AtLeast(1.0)),
            ("/summary/both/rouge_1", AtLeast(0.5)),
            ("/action_items/pages/f1", AtLeast(1.0)),
            ("/timeline/all/exact", AtLeast(1.0)),
        ],
    ),
];

#[test]
fn no_figure_on_the_fixtures_falls_below_its_floor() {
    let mut broken = Vec::new();
    for (arguments, floors) in FLOORS {
        let scores = scores(arguments);
        for (place, bound) in floors {
            let figure = scores.pointer(place).and_then(Value::as_f64);
            let is_held = figure.is_some_and(|figure| match bound {
                AtLeast(floor) => figure >= *floor,
                AtMost(ceiling) => figure <= *ceiling,
            });
            if !is_held {
                broken.push(format!("{arguments}: {place} is {figure:?}, and has to be {bound:?}"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// Whether `eval` is run here with these arguments.
pub(crate) fn has(arguments: &str) -> bool {
    FLOORS.iter().any(|(other, _)| *other == arguments)
}

/// What `eval` prints, called in the folder of the workspace.
pub(crate) fn scores(arguments: &str) -> Value {
    let mut eval = Command::new(binary("eval"));
    eval.current_dir(root()).args(arguments.split(' '));
    let output = eval.output().expect("eval starts");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments}: {complaint}");
    serde_json::from_slice(&output.stdout).expect("eval prints JSON")
}
