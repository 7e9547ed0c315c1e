//! What the scripted model said, as the table shows it.

use std::sync::{Arc, Mutex};

use end_to_end::{
    model::{Model, Reply},
    scenes::Replies,
};

/// One entry for each question.
pub(crate) type Said = Arc<Mutex<Vec<String>>>;

/// A model that gives `replies` and keeps what it said for the table.
pub(crate) fn recorded(replies: Replies) -> (Model, Said) {
    let said = Said::default();
    let record = Arc::clone(&said);
    let mut reply_to = replies.script();
    let model = Model::new(move |sample| {
        let reply = reply_to(sample);
        record.lock().expect("one question at a time").push(in_words(&reply));
        reply
    });
    (model, said)
}

/// A reply as a person would describe it.
fn in_words(reply: &Reply) -> String {
    let shortened = |text: &str| {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let cut: String = line.chars().take(300).collect();
        if cut.len() < line.len() { format!("{cut} …") } else { line }
    };
    match reply {
        Reply::Says(text) => shortened(text),
        Reply::IsCut(text) => format!("{} [cut at the token limit]", shortened(text)),
        Reply::Gives(value) => format!("[the host gives] {}", shortened(&value.to_string())),
        Reply::Fails(-1) => "[the user says no]".to_owned(),
        Reply::Fails(code) => format!("[the host fails: error {code}]"),
        Reply::Late(time, then) => format!("[after {time:?}] {}", in_words(then)),
        Reply::Silent => "[nothing]".to_owned(),
        Reply::Abandons => "[the host drops the call]".to_owned(),
    }
}
