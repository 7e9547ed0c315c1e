//! What the facts and the chart of large series take: the time of each part, and the memory of the largest table whose rows
//! are all kept.

use std::{
    fs::{self, File},
    io::{BufWriter, Write},
    path::Path,
    time::Instant,
};

use end_to_end::{draws::Draws, memory};
use metrics_narrator::series::{
    self, Chart, Source,
    chart::{self, Drawn},
    facts::Facts,
    statistics::{Points, analyses},
    table::{EXACT_ROWS, MAX_BUCKETS, MAX_SERIES},
};
use serde_json::{Map, Value, json};
use shared::sampler::Stop;

use crate::measures::rounded;

/// How often each time is taken; the median is shown.
const REPETITIONS: usize = 5;

/// How many series of one table are analyzed together.
const SERIES: usize = 8;

const MINUTE_MILLISECONDS: i64 = 60_000;

/// A value of a series, by its row, chance, and the value before it.
type Next = fn(f64, &mut Draws, f64) -> f64;

/// The courses of series that differ in what the statistics have to look for.
const COURSES: [(&str, Next); 4] = [
    ("noise", |_, draws, _| draws.normal()),
    ("daily_season", |row, draws, _| {
        4.0 * (row / 1440.0 * std::f64::consts::TAU).sin() + draws.normal()
    }),
    ("change_of_level", |row, draws, _| if row < 5000.0 { 5.0 } else { 9.0 } + draws.normal()),
    ("random_walk", |_, draws, before| before + draws.normal()),
];

/// The values of a series without end.
struct Course {
    name: &'static str,
    next: Next,
    draws: Draws,
    row: f64,
    value: f64,
}

impl Iterator for Course {
    type Item = f64;

    fn next(&mut self) -> Option<f64> {
        self.value = (self.next)(self.row, &mut self.draws, self.value);
        self.row += 1.0;
        Some(self.value)
    }
}

/// All courses in turn, again and again, each time by another chance.
fn courses() -> impl Iterator<Item = Course> {
    let course = |(seed, &(name, next))| Course {
        name,
        next,
        draws: Draws::new(seed),
        row: 0.0,
        value: 0.0,
    };
    (1..).zip(COURSES.iter().cycle()).map(course)
}

/// Seconds and MiB.
pub(crate) fn costs() -> anyhow::Result<Value> {
    // First, for the memory is that of the whole process up to there.
    let largest_table = largest_table()?;
    Ok(json!({
        "largest_exact_table": largest_table,
        "statistics_s": statistics(),
        "chart": drawing()?,
    }))
}

/// The largest table that is kept row by row, as a file that is taken away again.
fn largest_table() -> anyhow::Result<Value> {
    let name = format!("metrics-narrator-costs-{}.csv", std::process::id());
    let path = std::env::temp_dir().canonicalize()?.join(name);
    let measured = written(&path).and_then(|()| {
        let begin = Instant::now();
        let rows = facts(&path.display().to_string(), "")?.table.rows;
        let seconds = rounded(begin.elapsed().as_secs_f64());
        Ok(json!({
            "rows": rows, "columns": MAX_SERIES, "seconds": seconds, "peak_mib": peak_mib(),
        }))
    });
    fs::remove_file(&path)?;
    measured
}

fn written(path: &Path) -> anyhow::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    write_table(&mut file, EXACT_ROWS, MAX_SERIES)?;
    file.flush()?;
    Ok(())
}

/// Writes a table with the courses in turn, row by row.
fn write_table(to: &mut impl Write, rows: usize, columns: usize) -> anyhow::Result<()> {
    let names: Vec<String> = (1..=columns).map(|column| format!("c{column}")).collect();
    writeln!(to, "elapsed_s,{}", names.join(","))?;
    let mut series: Vec<Course> = courses().take(columns).collect();
    for row in (0_i64..).take(rows) {
        write!(to, "{}", row * MINUTE_MILLISECONDS / 1000)?;
        for value in series.iter_mut().filter_map(Iterator::next) {
            write!(to, ",{value:.4}")?;
        }
        writeln!(to)?;
    }
    Ok(())
}

fn facts(path: &str, csv: &str) -> anyhow::Result<Facts> {
    let source = Source::new(path.to_owned(), csv.to_owned(), String::new(), Vec::new())?;
    let roots = [std::env::temp_dir().canonicalize()?];
    Ok(series::described(&source, &roots, "", Chart::None, &Stop::never())?.facts)
}

/// The most memory that this process has had, where the system tells it.
fn peak_mib() -> Option<f64> {
    let kib = memory::kib("self", "VmHWM")?;
    Some((kib / 102.4).round() / 10.0)
}

/// The time for several series of as many moments as a long table has, and for one series of each course with as many rows
/// as are kept.
fn statistics() -> Value {
    let times = |rows: usize, courses: &mut dyn Iterator<Item = Course>| {
        let moments = moments(rows);
        let values: Vec<Vec<f64>> = courses.map(|course| course.take(rows).collect()).collect();
        let points = || {
            values.iter().map(|values| Points {
                moments: &moments,
                values,
                lows: values,
                highs: values,
            })
        };
        json!(median_seconds(|| drop(analyses(points()))))
    };
    let mut all = Map::new();
    all.insert(
        format!("{SERIES}_series_of_{MAX_BUCKETS}_moments"),
        times(MAX_BUCKETS, &mut courses().take(SERIES)),
    );
    for course in courses().take(COURSES.len()) {
        let name = format!("{}_of_{EXACT_ROWS}_rows", course.name);
        all.insert(name, times(EXACT_ROWS, &mut std::iter::once(course)));
    }
    Value::Object(all)
}

fn moments(rows: usize) -> Vec<i64> {
    (0..).take(rows).map(|row: i64| row * MINUTE_MILLISECONDS).collect()
}

/// The time of a chart and its size: of one short series, and of as many long ones as it shows.
fn drawing() -> anyhow::Result<Value> {
    let mut all = Map::new();
    for (rows, series) in [(60, 1), (MAX_BUCKETS, chart::MAX_SERIES)] {
        let mut csv = Vec::new();
        write_table(&mut csv, rows, series)?;
        let facts = facts("", &String::from_utf8(csv)?)?;
        let values: Vec<Vec<f64>> =
            courses().take(series).map(|course| course.take(rows).collect()).collect();
        let drawn: Vec<_> = facts
            .series
            .iter()
            .zip(&values)
            .map(|(facts, values)| Drawn { facts, values, lows: values, highs: values })
            .collect();
        let moments = moments(rows);
        let png = || chart::png(&facts, &moments, &drawn);
        all.insert(
            format!("{series}_series_of_{rows}_rows"),
            json!({ "seconds": median_seconds(|| drop(png())), "bytes": png().len() }),
        );
    }
    Ok(Value::Object(all))
}

fn median_seconds(work: impl Fn()) -> f64 {
    let mut seconds: Vec<f64> = (0..REPETITIONS)
        .map(|_| {
            let begin = Instant::now();
            work();
            begin.elapsed().as_secs_f64()
        })
        .collect();
    seconds.sort_by(f64::total_cmp);
    let middle = seconds.get(REPETITIONS / 2).copied().unwrap_or_default();
    rounded(middle)
}
