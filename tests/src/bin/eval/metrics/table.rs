//! The files of a folder: tables whose first column is a time, each with a file of labels beside it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail};
use chrono::{DateTime, NaiveDate, NaiveDateTime};
use metrics_narrator::series::statistics::{Analysis, Points, analysis};
use serde::de::DeserializeOwned;

/// A table of numbers over time.
pub(crate) struct Table {
    /// The name of its file, without the ending.
    pub(crate) name: String,
    /// The first column, as it is written.
    pub(crate) times: Vec<String>,
    /// The same in milliseconds.
    pub(crate) moments: Vec<i64>,
    /// The other columns; NaN where a cell is empty.
    pub(crate) columns: Vec<Column>,
}

/// A column of numbers.
pub(crate) struct Column {
    /// Its header.
    pub(crate) name: String,
    /// Its cells.
    pub(crate) values: Vec<f64>,
}

impl Table {
    /// What a column does.
    pub(crate) fn analysis(&self, column: &Column) -> Analysis {
        let values = &column.values;
        analysis(&Points { moments: &self.moments, values, lows: values, highs: values })
    }

    fn read(path: &Path) -> anyhow::Result<Self> {
        let mut reader = csv::Reader::from_path(path)?;
        let mut columns: Vec<Column> = reader
            .headers()?
            .iter()
            .skip(1)
            .map(|name| Column { name: name.to_owned(), values: Vec::new() })
            .collect();
        let mut times = Vec::new();
        for row in reader.records() {
            let row = row?;
            let mut cells = row.iter();
            times.push(cells.next().unwrap_or_default().to_owned());
            for (column, cell) in columns.iter_mut().zip(cells) {
                let value = if cell.is_empty() { f64::NAN } else { cell.parse()? };
                column.values.push(value);
            }
        }
        let moments = times.iter().map(|time| moment(time)).collect::<anyhow::Result<_>>()?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self { name, times, moments, columns })
    }
}

/// The tables of `folder` by name, and for each what the file with `ending` in place of `.csv` holds.
pub(crate) fn labeled_tables<T: DeserializeOwned>(
    folder: &Path,
    ending: &str,
) -> anyhow::Result<Vec<(Table, T)>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "csv"));
    paths.sort();
    let read = |path: PathBuf| {
        let labels = path.with_extension(ending);
        let text = fs::read_to_string(&labels)
            .with_context(|| format!("cannot read {}", labels.display()))?;
        let labels =
            serde_json::from_str(&text).with_context(|| format!("in {}", labels.display()))?;
        let table = Table::read(&path).with_context(|| format!("in {}", path.display()))?;
        Ok((table, labels))
    };
    paths.into_iter().map(read).collect()
}

/// A time as the collections write it: an instant, a time of day, a date, a month, a year, or a plain index in seconds.
fn moment(text: &str) -> anyhow::Result<i64> {
    if let Ok(time) = DateTime::parse_from_rfc3339(text) {
        return Ok(time.timestamp_millis());
    }
    if let Ok(time) = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S") {
        return Ok(time.and_utc().timestamp_millis());
    }
    let date = match *text.split('-').map(str::parse).collect::<Result<Vec<u32>, _>>()? {
        // No year of the collections has three digits, and no index has four.
        [index] if index < 1_000 => return Ok(i64::from(index) * 1_000),
        [year] => NaiveDate::from_yo_opt(year.try_into()?, 1),
        [year, month] => NaiveDate::from_ymd_opt(year.try_into()?, month, 1),
        [year, month, day] => NaiveDate::from_ymd_opt(year.try_into()?, month, day),
        _ => bail!("{text:?} is no time"),
    };
    let midnight = date.and_then(|date| date.and_hms_opt(0, 0, 0));
    Ok(midnight.with_context(|| format!("{text:?} is no time"))?.and_utc().timestamp_millis())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_the_collections_write_them() {
        for (text, milliseconds) in [
            ("1970-01-02T00:00:00Z", 86_400_000),
            ("1970-01-01 00:00:01", 1_000),
            ("1970-01-03", 172_800_000),
            ("1970-02", 2_678_400_000),
            ("1971", 31_536_000_000),
            ("17", 17_000),
        ] {
            assert_eq!(moment(text).unwrap(), milliseconds, "{text}");
        }
        assert!(moment("tomorrow").is_err());
        assert!(moment("1970-13").is_err());
    }
}
