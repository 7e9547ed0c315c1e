//! The same report without a model, from templates: what was found, ordered by how much it stands out.
//!
//! Pure, quick and modest: each sentence says one fact, and a test holds all of them to the check that a model's sentences
//! must pass.

use crate::{
    answer::{
        Highlight, MAX_CITED_FACTS, MAX_HIGHLIGHTS, MAX_PARAGRAPH_CHARACTERS,
        MAX_STATEMENT_CHARACTERS, Narrative,
    },
    series::{
        asked::asked_about,
        facts::{
            Anomaly, ChangePoint, Character, Coincidence, Correlation, Facts, Moment, Seasonality,
            Series, Table, Trend,
        },
        wording::{counted, difference, every, listed, per, span, step, time},
    },
};

/// A sentence with more names than fit into these has to be read twice.
const MAX_NAMES_CHARACTERS: usize = 120;

/// In fewer rows nothing is looked for that is unusual, and little else.
const FEWEST_ROWS: u64 = 12;

/// The report about `facts`. Findings about series that the `question` names come first, and where there is none, the
/// headline says so.
pub fn narrative(facts: &Facts, question: &str) -> Narrative {
    let asked = asked_about(question, facts);
    let found = findings(facts, &asked);
    let first = found.first().filter(|first| asked.is_empty() || first.is_about_any(&asked));
    let headline = first.map_or_else(|| nothing(facts, &asked), |first| first.headline.clone());
    let of = |kind: Kind| {
        let found = found.iter().filter(move |finding| finding.kind == kind);
        paragraph(found.map(|finding| finding.highlight.statement.clone()))
    };
    let paragraphs = [
        table(&facts.table, facts.series.len()),
        of(Kind::Anomaly),
        of(Kind::Change),
        of(Kind::Together),
        paragraph(facts.series.iter().map(distribution)),
    ];
    Narrative {
        headline,
        paragraphs: paragraphs.into_iter().filter(|paragraph| !paragraph.is_empty()).collect(),
        highlights: found
            .into_iter()
            .map(|finding| finding.highlight)
            .take(MAX_HIGHLIGHTS)
            .collect(),
    }
}

/// Something worth telling.
struct Finding {
    kind: Kind,
    /// How much it stands out; a usual deviation of the series is the unit.
    weight: f64,
    /// The names of the series that it is about.
    about: Vec<String>,
    /// The same in short.
    headline: String,
    highlight: Highlight,
}

/// The paragraph that a finding belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Anomaly,
    Change,
    Together,
}

impl Finding {
    fn new(kind: Kind, weight: f64, series: &str, id: &str, statement: String) -> Self {
        let facts = vec![id.to_owned()];
        let highlight =
            Highlight { series: series.to_owned(), statement: statement.clone(), facts };
        Self { kind, weight, about: vec![series.to_owned()], headline: statement, highlight }
    }

    fn is_about_any(&self, names: &[&str]) -> bool {
        self.about.iter().any(|name| names.contains(&name.as_str()))
    }
}

/// What there is to tell, what stands out most first; before all, what is about series that are `asked` about.
fn findings(facts: &Facts, asked: &[&str]) -> Vec<Finding> {
    let coincident = |anomaly: &&Anomaly| {
        facts.coincidences.iter().any(|group| group.anomalies.contains(&anomaly.id))
    };
    let mut found: Vec<_> = facts
        .series
        .iter()
        .flat_map(|series| of_series(series, &facts.table, coincident))
        .collect();
    found.extend(facts.correlations.iter().map(correlation));
    found.extend(facts.coincidences.iter().filter_map(|group| coincidence(group, facts, asked)));
    found.sort_by(|one, other| {
        let is_asked = |finding: &Finding| finding.is_about_any(asked);
        is_asked(other).cmp(&is_asked(one)).then(other.weight.total_cmp(&one.weight))
    });
    found
}

/// What is to be told of one series alone; its `coincident` anomalies are told with those of the others.
fn of_series(
    series: &Series,
    table: &Table,
    coincident: impl Fn(&&Anomaly) -> bool,
) -> Vec<Finding> {
    let spread = series
        .summary
        .as_ref()
        .map_or(1.0, |summary| summary.standard_deviation)
        .max(f64::MIN_POSITIVE);
    let anomalies = series.anomalies.iter().filter(|anomaly| !coincident(anomaly)).map(|found| {
        let statement = format!("{}{}.", anomaly(series, found, table), lasting(found));
        Finding::new(Kind::Anomaly, found.deviations, &series.name, &found.id, statement)
    });
    let changes = series.change_points.iter().map(|found| {
        let weight = 10.0 * ((found.to - found.from) / spread).abs();
        Finding::new(Kind::Change, weight, &series.name, &found.id, change_point(series, found))
    });
    let trends = series.trend.iter().filter(|trend| trend.matters).map(|found| {
        let weight = ((found.to - found.from) / spread).abs();
        Finding::new(Kind::Change, weight, &series.name, &found.id, trend(series, found))
    });
    let seasons = series.seasonality.iter().map(|found| {
        Finding::new(
            Kind::Change,
            found.strength,
            &series.name,
            &found.id,
            seasonality(series, found),
        )
    });
    anomalies.chain(changes).chain(trends).chain(seasons).collect()
}

fn anomaly(series: &Series, found: &Anomaly, table: &Table) -> String {
    let (value, expected) = (series.quantity(found.value), series.quantity(found.expected));
    let reached = if found.value < found.expected { "fell to" } else { "reached" };
    format!(
        "{} {reached} {value} at {}, where {expected} was to be expected{}",
        series.name,
        time(found.at),
        table.extreme(found)
    )
}

fn lasting(found: &Anomaly) -> String {
    if found.from == found.to {
        return String::new();
    }
    format!(
        "; it was unusual for {}, from {} to {}",
        span(found.seconds),
        time(found.from),
        time(found.to)
    )
}

/// What became of the level afterwards is no fact: the series may rise or fall from there.
fn change_point(series: &Series, found: &ChangePoint) -> String {
    let name = &series.name;
    let moved = if found.to < found.from { "fell" } else { "rose" };
    let (from, to) = (series.quantity(found.from), series.quantity(found.to));
    format!("The level of {name} {moved} from {from} to {to} at {}.", time(found.at))
}

fn trend(series: &Series, found: &Trend) -> String {
    let (name, unit) = (&series.name, series.unit.as_deref());
    let moved = if found.slope < 0.0 { "fell" } else { "rose" };
    let (from, to) = (series.quantity(found.from), series.quantity(found.to));
    let slope = difference(found.slope.abs(), unit);
    format!(
        "{name} {moved} by {slope} per {}, from {from} to {to} along a straight line.",
        per(found.per)
    )
}

fn seasonality(series: &Series, found: &Seasonality) -> String {
    let amplitude = difference(found.amplitude, series.unit.as_deref());
    format!(
        "{} repeats itself {}, with an amplitude of {amplitude} from low to high.",
        series.name,
        every(found.period_seconds)
    )
}

fn correlation(pair: &Correlation) -> Finding {
    let [one, other] = &pair.series;
    let way = if pair.coefficient < 0.0 { "in opposite directions" } else { "together" };
    let statement = format!("{one} and {other} moved {way} (r = {:.2}).", pair.coefficient);
    let told = Finding::new(Kind::Together, pair.coefficient.abs(), one, &pair.id, statement);
    Finding { about: pair.series.to_vec(), ..told }
}

/// Several series at once: told once, with what each of them did, those that are `asked` about first.
fn coincidence(group: &Coincidence, facts: &Facts, asked: &[&str]) -> Option<Finding> {
    let anomalies = facts
        .series
        .iter()
        .flat_map(|series| series.anomalies.iter().map(move |anomaly| (series, anomaly)));
    let mut members: Vec<_> =
        anomalies.filter(|(_, anomaly)| group.anomalies.contains(&anomaly.id)).collect();
    let is_not_asked = |name: &String| !asked.contains(&name.as_str());
    members.sort_by_key(|(series, _)| is_not_asked(&series.name));
    let mut names = group.series.clone();
    names.sort_by_key(is_not_asked);
    let (first, _) = members.first()?;
    let headline =
        format!("{} were unusual at the same time, {}.", named(&names), when(group.from, group.to));
    let weight = members.iter().map(|(_, anomaly)| anomaly.deviations).fold(0.0, f64::max);
    let mut told = Finding::new(Kind::Anomaly, weight, &first.name, &group.id, headline.clone());
    told.about = names;
    for (series, found) in members {
        let sentence = format!(" {}.", anomaly(series, found, &facts.table));
        let characters = told.highlight.statement.chars().count() + sentence.chars().count();
        if characters > MAX_STATEMENT_CHARACTERS || told.highlight.facts.len() == MAX_CITED_FACTS {
            break;
        }
        told.highlight.statement.push_str(&sentence);
        told.highlight.facts.push(found.id.clone());
    }
    Some(told)
}

/// A time, or the first and the last of a stretch of time.
fn when(from: Moment, to: Moment) -> String {
    if from == to {
        format!("at {}", time(from))
    } else {
        format!("from {} to {}", time(from), time(to))
    }
}

/// The first of several names, and that there are others.
fn named(series: &[String]) -> String {
    let mut characters = 0;
    let fit = series.iter().take_while(|name| {
        characters += name.chars().count();
        characters <= MAX_NAMES_CHARACTERS
    });
    match series.get(..fit.count().max(1)) {
        Some(first) if first.len() < series.len() => {
            format!("{} and others", first.join(", "))
        }
        _ => listed(series),
    }
}

/// That there is nothing to tell, of the series that are `asked` about or of all.
fn nothing(facts: &Facts, asked: &[&str]) -> String {
    if facts.table.rows < FEWEST_ROWS {
        let (rows, verb) =
            (counted(facts.table.rows, "row"), if facts.table.rows == 1 { "is" } else { "are" });
        return format!("{rows} {verb} too few to tell what is usual and what is not.");
    }
    let names: Vec<_> = asked.iter().map(|name| (*name).to_owned()).collect();
    let series = match asked {
        [] => format!("{} of numbers", counted(facts.series.len() as u64, "column")),
        _ => named(&names),
    };
    format!("Nothing unusual, no change of level and no trend that matters in {series}.")
}

/// What the table holds, and what is missing from it.
fn table(table: &Table, series: usize) -> String {
    let Table { rows, from, to, step_seconds, gaps, longest_gap_seconds, skipped, unread, .. } =
        table;
    let content = format!("The table holds {} of {series} series", counted(*rows, "row"));
    let mut sentences = vec![if from == to {
        format!("{content}, at {}.", time(*from))
    } else {
        let (from, to) = (time(*from), time(*to));
        format!("{content} from {from} to {to}, one {}.", step(*step_seconds))
    }];
    match gaps {
        0 => {}
        1 => sentences.push(format!("There is 1 gap, of {}.", span(*longest_gap_seconds))),
        _ => sentences.push(format!(
            "There are {}, the longest of {}.",
            counted(*gaps, "gap"),
            span(*longest_gap_seconds)
        )),
    }
    if skipped.rows > 0 {
        sentences.push(format!("{} could not be read.", counted(skipped.rows, "row")));
    }
    match unread.cells {
        0 => {}
        1 => {
            sentences
                .push("1 cell could not be read as a number and counts as missing.".to_owned());
        }
        cells => sentences.push(format!(
            "{} could not be read as numbers and count as missing.",
            counted(cells, "cell")
        )),
    }
    paragraph(sentences)
}

/// The values of a series in a sentence.
fn distribution(series: &Series) -> String {
    let name = &series.name;
    let Some(summary) = &series.summary else { return format!("{name} has no values.") };
    let value = |value| series.quantity(value);
    let missing = match series.missing {
        0 => String::new(),
        missing => format!(
            "; {} missing",
            if missing == 1 {
                "1 value is".to_owned()
            } else {
                format!("{} are", counted(missing, "value"))
            }
        ),
    };
    match series.character {
        Character::Constant => {
            format!("{name} was {} all of the time{missing}.", value(summary.median))
        }
        Character::Flat => {
            format!("{name} was {} nearly all of the time{missing}.", value(summary.median))
        }
        Character::Varying | Character::Empty => format!(
            "{name} averaged {}, between {} and {}{missing}.",
            value(summary.mean),
            value(summary.min),
            value(summary.max)
        ),
    }
}

/// `sentences` as one paragraph; those that have no room are counted.
fn paragraph(sentences: impl IntoIterator<Item = String>) -> String {
    const REST: usize = 40;
    let mut text = String::new();
    let mut left_out = 0_u64;
    for sentence in sentences {
        let is_full =
            text.chars().count() + sentence.chars().count() + REST > MAX_PARAGRAPH_CHARACTERS;
        if left_out > 0 || is_full {
            left_out += 1;
            continue;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&sentence);
    }
    if left_out > 0 {
        text.push_str(&format!(" And {}.", counted(left_out, "more sentence")));
    }
    text
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::{
        answer::NARRATIVE,
        series::{self, Chart, Source},
    };

    fn facts(csv: &str) -> Facts {
        let source = Source::new(String::new(), csv.to_owned(), String::new(), Vec::new()).unwrap();
        series::described(&source, &[], Chart::None, &|| false).unwrap().facts
    }

    fn service() -> String {
        include_str!("../../../docs/tables/service.csv").to_owned()
    }

    /// A table of `columns`, with a row each hour.
    fn hourly(columns: &[&str], rows: u32, value: impl Fn(u32, usize) -> String) -> String {
        let mut csv = format!("time,{}\n", columns.join(","));
        for row in 0..rows {
            let (day, hour) = (row / 24 + 1, row % 24);
            write!(csv, "2024-03-{day:02} {hour:02}:00").unwrap();
            (0..columns.len()).for_each(|column| write!(csv, ",{}", value(row, column)).unwrap());
            csv.push('\n');
        }
        csv
    }

    /// A table with a row each month.
    fn monthly() -> String {
        let row = |month: u32| {
            format!("{}-{:02}-01,{}\n", 2020 + month / 12, month % 12 + 1, scattered(month, 0))
        };
        format!("month,visits\n{}", (0..48).map(row).collect::<String>())
    }

    /// Numbers without a pattern, the same on every run.
    fn scattered(row: u32, column: usize) -> f64 {
        let mut mixed = u64::from(row) * 31 + column as u64 + 1;
        // The finalizer of SplitMix64 (Steele, Lea and Flood, 2014).
        mixed = mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        f64::from((mixed >> 40) as u32) / f64::from(1_u32 << 24)
    }

    #[test]
    fn the_fallback_keeps_to_everything_that_is_asked_of_a_model() {
        let many: Vec<_> = (0..15).map(|number| format!("queue_{number}_depth")).collect();
        let many: Vec<_> = many.iter().map(String::as_str).collect();
        let tables = [
            service(),
            hourly(&["x"], 1, |row, _| row.to_string()),
            hourly(&["x"], 2, |row, _| row.to_string()),
            monthly(),
            hourly(&["limit_mb", "Temp (°C)"], 100, |row, column| ["512".to_owned(), (20.0 + f64::from(row) / 10.0 + scattered(row, 0)).to_string()][column].clone()),
            hourly(&["a", "b"], 48, |row, column| if column == 0 { (scattered(row, 0) - 50.0).to_string() } else { String::new() } + if row == 0 { "1" } else { "" }),
            hourly(&many, 300, |row, column| format!("{:.3}", 100.0 + scattered(row, column) + if row > 150 + column as u32 { 9.0 } else { 0.0 } + if row == 77 { 60.0 } else { 0.0 })),
            hourly(&["revenue (€)", "error rate %"], 200, |row, column| format!("{:.2}", 1e6 * scattered(row, column) * f64::from(1 + u32::from(row == 120) * 9))),
            hourly(&["p95_latency_ms", "http_5xx"], 240, |row, column| format!("{:.4}", (f64::from(row) / 24.0 * std::f64::consts::TAU).sin() * 5.0 + scattered(row, column) - f64::from(row) * 0.2)),
            hourly(&[&"long ".repeat(24), &"name_".repeat(24)], 300, |row, column| format!("{:.3}", scattered(row, column) + if row == 77 { 60.0 } else { 0.0 } + if row > 200 { 7.0 } else { 0.0 })),
            hourly(&["disk %", "humidity_pct"], 300, |row, column| (scattered(row, column) + if column == 0 { 20.0 + f64::from(row) / 5.0 } else { 40.0 + 9.0 * (f64::from(row) / 24.0 * std::f64::consts::TAU).sin() }).to_string()),
            hourly(&["balance_eur", "offset"], 300, |row, column| (1e6 + scattered(row, column) * 0.02 + if row > 150 { 0.4 } else { 0.0 } + if row == 77 { 0.3 } else { 0.0 }).to_string()),
            hourly(&["tiny", "huge"], 50, |row, column| format!("{:e}", scattered(row, column) * if column == 0 { 1e-9 } else { 1e17 })),
        ];
        for table in &tables {
            let facts = facts(table);
            for question in [
                "",
                "What about http_5xx and latency?",
                "And the limit, x, noise and free capacity?",
            ] {
                let report = narrative(&facts, question);
                let value = serde_json::to_value(&report).unwrap();
                let problems =
                    [NARRATIVE.schema().problems(&value), report.problems(&facts)].concat();
                assert_eq!(problems, Vec::<String>::new(), "{table:.60}: {report:#?}");
            }
        }
    }

    #[test]
    fn what_follows_the_last_change_of_level_is_not_said_to_stay() {
        let table = hourly(&["x"], 400, |row, _| {
            let level = match row {
                0..200 => 10.0,
                _ => 50.0 - 30.0 * f64::from(row - 200) / 200.0,
            };
            (level + 0.2 * scattered(row, 0)).to_string()
        });
        let report = narrative(&facts(&table), "");
        let text = format!("{report:?}");
        assert!(text.contains("The level of x rose from 10"), "{text}");
        assert!(!text.contains("stayed"), "{text}");
    }

    #[test]
    fn a_trend_of_percentages_is_told_in_percentage_points() {
        let table = hourly(&["disk %"], 200, |row, _| {
            (20.0 + f64::from(row) / 5.0 + scattered(row, 0)).to_string()
        });
        let headline = narrative(&facts(&table), "").headline;
        assert!(headline.starts_with("disk % rose by 4.7"), "{headline}");
        assert!(headline.contains("percentage points per day, from 20."), "{headline}");
    }

    #[test]
    fn what_happens_far_behind_the_first_digits_is_seen_in_the_text() {
        let table = hourly(&["balance_eur"], 300, |row, _| {
            let happens = if row >= 150 { 0.4 } else { 0.0 } + if row == 77 { 0.9 } else { 0.0 };
            format!("{:.2}", 1_234_567.0 + happens + 0.02 * scattered(row, 0))
        });
        let facts = facts(&table);
        let told = format!("{:?}", narrative(&facts, ""));
        for expected in ["from 1,234,567.01 EUR to 1,234,567.41 EUR", "reached 1,234,567.9"] {
            assert!(told.contains(expected), "{expected}: {told}");
        }
        let statements = facts.to_string();
        let [change] = &facts.series[0].change_points[..] else { panic!("{statements}") };
        assert!((change.to - change.from - 0.4).abs() < 0.011, "{change:?}");
        assert!(
            statements.contains("level rises from 1,234,567.01 EUR to 1,234,567.41 EUR"),
            "{statements}"
        );
        assert!(statements.contains("minimum 1,234,567 EUR"), "{statements}");
    }

    #[test]
    fn a_question_about_series_in_which_nothing_happens_is_answered_with_that() {
        let facts = facts(&service());
        let headline = |question: &str| narrative(&facts, question).headline;
        assert_eq!(
            headline("Is memory_limit_mb or the noise a problem?"),
            "Nothing unusual, no change of level and no trend that matters in memory_limit_mb and noise."
        );
        assert!(headline("").starts_with("error_rate reached"));
    }

    #[test]
    fn what_happens_to_several_series_at_once_is_told_of_the_one_that_is_asked_about() {
        let table = hourly(&["cpu", "free_capacity", "errors"], 240, |row, column| {
            let spike = if row == 100 { 40.0 } else { 0.0 };
            let season = 5.0 * (f64::from(row) / 24.0 * std::f64::consts::TAU).sin();
            format!("{:.3}", 50.0 + season + spike + scattered(row, column))
        });
        let report = narrative(&facts(&table), "What happened to the free capacity?");
        assert!(
            report.headline.starts_with("free_capacity, cpu and errors were unusual"),
            "{report:#?}"
        );
        let first = &report.highlights[0];
        assert_eq!(first.series, "free_capacity");
        assert!(first.statement.contains(". free_capacity reached 9"), "{first:?}");
    }

    #[test]
    fn a_table_of_few_rows_is_not_said_to_be_quiet_and_its_gap_and_steps_read_as_english() {
        let of = |table: &str| narrative(&facts(table), "");
        let one = of("time,x\n2024-03-01 00:00,5\n");
        assert_eq!(one.headline, "1 row is too few to tell what is usual and what is not.");
        assert_eq!(one.paragraphs[0], "The table holds 1 row of 1 series, at 2024-03-01 00:00.");
        let two = of("time,x\n2024-03-01 00:00,1\n2024-03-01 01:00,1000000\n");
        assert_eq!(two.headline, "2 rows are too few to tell what is usual and what is not.");
        let full = hourly(&["x"], 40, |row, _| scattered(row, 0).to_string());
        let gap: String =
            full.split_inclusive('\n').filter(|line| !line.contains("-01 1")).collect();
        let gap = of(&gap);
        assert!(gap.paragraphs[0].ends_with("There is 1 gap, of 11 hours."), "{gap:#?}");
        let monthly = of(&monthly());
        assert!(monthly.paragraphs[0].ends_with("one every month."), "{monthly:#?}");
    }

    #[test]
    fn what_is_to_be_expected_of_a_bucket_is_said_to_be_of_its_highest_or_lowest() {
        let mut facts = facts(&service());
        facts.table.bucket_seconds = Some(1_800.0);
        let report = narrative(&facts, "");
        assert!(
            report.headline.contains(
                ", where 0.238 was to be expected as the highest of 30 minutes; it was unusual"
            ),
            "{report:#?}"
        );
        assert_eq!(report.problems(&facts), Vec::<String>::new());
        let statements = facts.to_string();
        assert!(
            statements.contains("above the 0.238 to be expected as the highest of 30 minutes"),
            "{statements}"
        );
    }

    #[test]
    fn cells_that_are_no_numbers_are_told() {
        let told = |unread: u32, empty: u32| {
            let facts = facts(&hourly(&["x", "y"], 200, |row, column| match (row, column) {
                (row, 0) if row % 20 == 3 && row / 20 < unread => "broken".to_owned(),
                (row, 0) if row % 20 == 7 && row / 20 < empty => String::new(),
                _ => scattered(row, column).to_string(),
            }));
            let report = narrative(&facts, "");
            assert_eq!(report.problems(&facts), Vec::<String>::new());
            let fact = facts.statements().into_iter().find(|fact| fact.id == "table.unread");
            (report.paragraphs[0].clone(), fact.map(|fact| fact.statement))
        };
        let (text, fact) = told(9, 0);
        assert!(
            text.ends_with(" 9 cells could not be read as numbers and count as missing."),
            "{text}"
        );
        assert_eq!(
            fact.as_deref(),
            Some("all missing values are cells that could not be read as numbers")
        );
        let (text, fact) = told(1, 3);
        assert!(
            text.ends_with(" 1 cell could not be read as a number and counts as missing."),
            "{text}"
        );
        assert_eq!(
            fact.as_deref(),
            Some("some of the missing values are cells that could not be read as numbers")
        );
        assert_eq!(told(0, 3).1, None);
    }

    #[test]
    fn what_stands_out_most_is_the_headline_and_a_quiet_table_is_said_to_be_quiet() {
        let report = narrative(&facts(&service()), "");
        assert!(report.headline.starts_with("error_rate reached 2.8"), "{report:#?}");
        let quiet = narrative(
            &facts(&hourly(&["x", "y"], 100, |row, column| scattered(row, column).to_string())),
            "",
        );
        assert_eq!(
            quiet.headline,
            "Nothing unusual, no change of level and no trend that matters in 2 columns of numbers."
        );
        assert_eq!(quiet.highlights, []);
    }
}
