//! The main content of pages: what is read of each, against what its publisher wrote.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use serde_json::{Map, Value};

use crate::{
    incidents::{
        Scored,
        documents::{Documents, Read},
        mean, tokens,
    },
    measures::rounded,
};

/// A page below this is listed as missed.
const GOOD: f64 = 0.95;

/// The mean token F1 of each source of pages, of `all` pages, and of the sources (`mean_of_sources`).
pub(super) fn scores(documents: &Documents) -> anyhow::Result<Scored> {
    let mut sources: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    let mut below = Vec::new();
    for (id, read) in documents.read.iter().filter(|(_, read)| read.is_page) {
        let f1 = tokens::f1(&read.report.document.to_string(), &gold(documents, id, read)?);
        sources.entry(&read.source).or_default().push(f1);
        if f1 < GOOD {
            below.push((f1, id));
        }
    }
    let mut scores: Map<String, Value> = sources
        .iter()
        .map(|(source, figures)| ((*source).to_owned(), rounded(mean(figures)).into()))
        .collect();
    let means: Vec<f64> = sources.values().map(|figures| mean(figures)).collect();
    let all: Vec<f64> = sources.into_values().flatten().collect();
    scores.insert("all".to_owned(), rounded(mean(&all)).into());
    scores.insert("mean_of_sources".to_owned(), rounded(mean(&means)).into());
    below.sort_by(|one, other| one.0.total_cmp(&other.0));
    let missed = below.into_iter().map(|(f1, id)| format!("{id}: {f1:.3}")).collect();
    Ok(Scored { scores: scores.into(), missed })
}

/// What a page says without what stands around it: its publisher's Markdown, or the document that was put into a page.
fn gold(documents: &Documents, id: &str, read: &Read) -> anyhow::Result<String> {
    match id.strip_prefix("wrap-") {
        Some(id) if read.source.starts_with("wrapped") => {
            let source = id.split('-').next().unwrap_or_default();
            documents.text(&PathBuf::from_iter(["docs", source, &format!("{id}.md")]))
        }
        _ => documents.text(&Path::new("clean").join(format!("{id}.md"))),
    }
}
