//! The check of numbers in prose: true narratives must pass, and errors put into them must be found.
//!
//! `seeds` puts in the errors; it shares nothing with the check that is measured.

mod seeds;

use std::{collections::BTreeMap, fs::File, io::Write as _, ops::Range, path::Path};

use anyhow::{Context as _, bail};
use metrics_narrator::series::{
    self, Chart, Source,
    claims::{self, Question},
    facts::Facts,
};
use serde::Deserialize;
use serde_json::{Value, json};
use shared::sampler::Stop;

use self::seeds::{Kind, Seed};
use crate::{
    lines::json_lines,
    measures::{ratio, rounded},
};

/// A narrative that is true, and the facts or the table that it is about.
#[derive(Deserialize)]
struct Narrative {
    facts: Option<Facts>,
    /// The table itself, or the path of a CSV file beside the narratives.
    table: Option<String>,
    /// What its reader asked.
    #[serde(default)]
    question: String,
    text: String,
}

impl Narrative {
    fn facts(&self, folder: &Path) -> anyhow::Result<Facts> {
        let table = match (&self.facts, &self.table) {
            (Some(facts), None) => return Ok(facts.clone()),
            (None, Some(table)) => table.clone(),
            _ => bail!("a narrative has facts or a table"),
        };
        let (path, csv) =
            if table.contains('\n') { (String::new(), table) } else { (table, String::new()) };
        let source = Source::new(path, csv, String::new(), Vec::new())?;
        let roots = [folder.canonicalize().context("the folder of the narratives")?];
        Ok(series::described(&source, &roots, "", Chart::None, &Stop::never())?.facts)
    }
}

/// The shares of true narratives with a problem and of seeded errors whose place a problem names; the errors are drawn
/// with `seed`. What was refused falsely and what was missed goes to `out`, as JSON lines.
pub(crate) fn scores(file: &Path, seed: u64, out: Option<&Path>) -> anyhow::Result<Value> {
    let narratives: Vec<Narrative> = json_lines(file)?;
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let out = out.map(File::create).transpose().context("cannot write the file of --out")?;
    let mut counts = Counts { refused: 0, kinds: BTreeMap::new(), out };
    for (line, narrative) in (1..).zip(&narratives) {
        let facts = narrative
            .facts(folder.unwrap_or(Path::new(".")))
            .with_context(|| format!("line {line} of {}", file.display()))?;
        let question = Question::of(&narrative.question, &facts);
        counts.add_narrative(line, &narrative.text, &question, &facts)?;
        for seed in seeds::seeds(&facts, &narrative.text, seed) {
            counts.add_error(line, &seed, &question, &facts)?;
        }
    }
    Ok(counts.scores(narratives.len()))
}

struct Counts {
    /// The true narratives with a problem.
    refused: usize,
    /// The errors of each kind: all, and those that were caught.
    kinds: BTreeMap<Kind, [usize; 2]>,
    out: Option<File>,
}

impl Counts {
    fn add_narrative(
        &mut self,
        line: usize,
        text: &str,
        question: &Question,
        facts: &Facts,
    ) -> anyhow::Result<()> {
        let problems = claims::problems(text, &[], question, facts);
        self.refused += usize::from(!problems.is_empty());
        for problem in &problems {
            let refused = text.get(problem.range.clone());
            self.note(&json!({"line": line, "refused": refused, "message": problem.message}))?;
        }
        Ok(())
    }

    fn add_error(
        &mut self,
        line: usize,
        seed: &Seed,
        question: &Question,
        facts: &Facts,
    ) -> anyhow::Result<()> {
        let is_caught = is_caught(seed, question, facts);
        let [seeded, caught] = self.kinds.entry(seed.kind).or_default();
        *seeded += 1;
        *caught += usize::from(is_caught);
        if is_caught {
            return Ok(());
        }
        let Seed { kind, was, is, text, .. } = seed;
        self.note(
            &json!({"line": line, "missed": format!("{kind:?}"), "was": was, "is": is, "text": text}),
        )
    }

    fn note(&mut self, line: &Value) -> anyhow::Result<()> {
        match &mut self.out {
            Some(out) => writeln!(out, "{line}").context("cannot write the file of --out"),
            None => Ok(()),
        }
    }

    fn scores(&self, narratives: usize) -> Value {
        let [seeded, caught] = self
            .kinds
            .values()
            .fold([0, 0], |sums, counts| [sums[0] + counts[0], sums[1] + counts[1]]);
        let kind = |(kind, [seeded, caught]): (&Kind, &[usize; 2])| {
            let score = json!({"errors": seeded, "caught": rounded(ratio(*caught, *seeded))});
            (format!("{kind:?}"), score)
        };
        let by_kind: BTreeMap<_, _> = self.kinds.iter().map(kind).collect();
        json!({
            "narratives": narratives,
            "falsely_refused": rounded(ratio(self.refused, narratives)),
            "errors": seeded,
            "caught": rounded(ratio(caught, seeded)),
            "by_kind": by_kind,
        })
    }
}

/// Whether a problem names the place of the error.
fn is_caught(seed: &Seed, question: &Question, facts: &Facts) -> bool {
    let problems = claims::problems(&seed.text, &[], question, facts);
    let overlaps =
        |range: &Range<usize>| range.start < seed.place.end && seed.place.start < range.end;
    problems.iter().any(|problem| overlaps(&problem.range))
}

#[cfg(test)]
mod tests {
    use end_to_end::workspace;

    use super::*;

    /// The narratives that the rules were written by: a change that loses some of them has to say why.
    #[test]
    fn the_figures_on_the_first_narratives_are_not_lost() {
        let file = workspace::root().join("tests/narratives/first.jsonl");
        let scores = scores(&file, 1, None).unwrap();
        assert!(scores["falsely_refused"].as_f64().unwrap() <= 0.03, "{scores}");
        assert!(scores["caught"].as_f64().unwrap() >= 0.94, "{scores}");
    }

    #[test]
    fn a_narrative_is_about_facts_or_a_table_and_not_both_or_none() {
        let narrative = |line: &str| serde_json::from_str::<Narrative>(line).unwrap();
        let folder = workspace::root().join("docs/tables");
        let inline =
            narrative("{\"text\": \"\", \"table\": \"day,x\\n2024-01-01,1\\n2024-01-02,2\\n\"}");
        assert_eq!(inline.facts(&folder).unwrap().table.rows, 2);
        let file = narrative("{\"text\": \"\", \"table\": \"service.csv\"}");
        assert_eq!(file.facts(&folder).unwrap().table.rows, 336);
        assert!(narrative("{\"text\": \"\"}").facts(&folder).is_err());
    }
}
