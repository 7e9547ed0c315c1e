//! The folder of reports: what is known of each, and each read as the server reads it.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

use anyhow::Context as _;
use incident_summarizer::{
    answer::{Audience, Incident, Wanted},
    fallback,
    report::{self, Report},
};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{incidents::mean, lines::json_lines, measures::rounded};

/// As the server has it where a caller says nothing.
pub(super) const WANTED: Wanted = Wanted { audience: Audience::Engineer, max_words: 120 };

/// What is known of a report.
#[derive(Deserialize)]
pub(super) struct Record {
    pub(super) id: String,
    pub(super) source: String,
    /// Where it lies in the folder.
    pub(super) file: PathBuf,
    /// Where the publisher's own Markdown of a page lies.
    pub(super) clean: Option<PathBuf>,
    /// By headings and by what the publisher marks.
    pub(super) gold: Gold,
    /// By a reader.
    pub(super) hand: Option<Hand>,
}

/// What headings and marks say. What they do not say is absent.
#[derive(Deserialize)]
pub(super) struct Gold {
    pub(super) severity: Option<String>,
    pub(super) summary: Option<String>,
    pub(super) root_cause: Option<String>,
    pub(super) action_items: Option<Vec<String>>,
    pub(super) timeline_n: Option<usize>,
}

/// What a reader wrote down.
#[derive(Deserialize)]
pub(super) struct Hand {
    pub(super) severity: String,
    /// What another reader may say.
    pub(super) severity_ok: Vec<String>,
    pub(super) start: Option<String>,
    pub(super) end: Option<String>,
    pub(super) duration_min: Option<f64>,
}

/// A report as it was read, what the fallback makes of it, and how long both took together.
pub(super) struct Read {
    /// The name of its folder.
    pub(super) source: String,
    pub(super) is_page: bool,
    pub(super) report: Report,
    pub(super) incident: Incident,
    milliseconds: f64,
}

/// The whole folder.
pub(super) struct Documents {
    folder: PathBuf,
    /// What is known by headings and marks.
    pub(super) records: Vec<Record>,
    /// What is known by a reader.
    pub(super) hand: Vec<Record>,
    /// Every report, by its id.
    pub(super) read: BTreeMap<String, Read>,
}

impl Documents {
    /// Reads everything in `folder`.
    pub(super) fn of(folder: &Path) -> anyhow::Result<Self> {
        let needed = ["docs", "clean", "gold.jsonl", "hand_gold.jsonl"];
        let missing: Vec<_> =
            needed.into_iter().filter(|name| !folder.join(name).exists()).collect();
        anyhow::ensure!(
            missing.is_empty(),
            "{} is not a folder of reports: it has no {}",
            folder.display(),
            missing.join(", no ")
        );
        let mut read = BTreeMap::new();
        for source in entries(&folder.join("docs"))?.iter().filter(|path| path.is_dir()) {
            for file in entries(source)? {
                read.insert(name(&file, Path::file_stem)?, Read::of(&file, source)?);
            }
        }
        anyhow::ensure!(!read.is_empty(), "{} holds no report", folder.join("docs").display());
        Ok(Self {
            records: json_lines(&folder.join("gold.jsonl"))?,
            hand: json_lines(&folder.join("hand_gold.jsonl"))?,
            folder: folder.to_owned(),
            read,
        })
    }

    /// The report that `record` is about.
    pub(super) fn of_record(&self, record: &Record) -> anyhow::Result<&Read> {
        self.read.get(&record.id).with_context(|| {
            format!("{} is not in {}", record.file.display(), self.folder.display())
        })
    }

    /// The text of a file of the folder.
    pub(super) fn text(&self, file: &Path) -> anyhow::Result<String> {
        let file = self.folder.join(file);
        fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))
    }

    /// The mean milliseconds of a page, of any other report and of both, and the most that one took.
    pub(super) fn milliseconds(&self) -> Value {
        let of = |is_wanted: fn(&Read) -> bool| -> Vec<f64> {
            let wanted = self.read.values().filter(|read| is_wanted(read));
            wanted.map(|read| read.milliseconds).collect()
        };
        let all = of(|_| true);
        json!({
            "page": rounded(mean(&of(|read| read.is_page))),
            "other": rounded(mean(&of(|read| !read.is_page))),
            "all": rounded(mean(&all)),
            "most": rounded(all.into_iter().fold(0.0, f64::max)),
        })
    }
}

impl Read {
    fn of(file: &Path, source: &Path) -> anyhow::Result<Self> {
        let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        let once = || -> anyhow::Result<_> {
            let begin = Instant::now();
            let text = report::decoded(&bytes).map_err(anyhow::Error::msg)?;
            let report =
                report::read(&text).with_context(|| format!("cannot read {}", file.display()))?;
            let incident = fallback::incident(&report, WANTED);
            Ok((report, incident, begin.elapsed().as_secs_f64() * 1_000.0))
        };
        // The first time, patterns are compiled and the processor's memory is cold; a server has read a report before.
        once()?;
        let (report, incident, milliseconds) = once()?;
        let is_page = file.extension().is_some_and(|extension| extension == "html");
        Ok(Self { source: name(source, Path::file_name)?, is_page, report, incident, milliseconds })
    }
}

/// What lies in a folder, in the order of the names.
fn entries(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let cannot = || format!("cannot list {}", folder.display());
    let entries = fs::read_dir(folder).with_context(cannot)?;
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()
        .with_context(cannot)?;
    paths.sort();
    Ok(paths)
}

fn name(path: &Path, part: fn(&Path) -> Option<&std::ffi::OsStr>) -> anyhow::Result<String> {
    let name = part(path).with_context(|| format!("{} has no name", path.display()))?;
    Ok(name.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_reports_is_named_with_everything_that_it_lacks() {
        let error = Documents::of(Path::new("/nowhere")).map(|_| ()).expect_err("there is none");
        assert_eq!(
            error.to_string(),
            "/nowhere is not a folder of reports: it has no docs, no clean, no gold.jsonl, no hand_gold.jsonl"
        );
    }
}
