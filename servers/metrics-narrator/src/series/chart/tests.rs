//! What is drawn, from outside: positions of marks in the pixels, texts that do not overlap, and any input.

mod any_input;
mod axes;
mod bytes;
mod labels;
mod levels;
mod lines;
mod positions;
mod texts;

use crate::series::facts::{
    Anomaly, ChangePoint, Character, Facts, Moment, Series, Skipped, Stretch, Table, Times,
};

use super::{Drawn, layout::Layout, palette::Ink, text::Typeface};

/// 2026-03-01T00:00:00Z.
const START_MS: i64 = 1_772_323_200_000;
const MINUTE_MS: i64 = 60_000;

/// A table whose facts are only what a chart reads.
fn table(moments: &[i64], offset: Option<i32>) -> Table {
    let moment = |milliseconds: Option<&i64>| at(milliseconds.copied().unwrap_or(START_MS), offset);
    Table {
        rows: moments.len() as u64,
        from: moment(moments.first()),
        to: moment(moments.last()),
        step_seconds: 60.0,
        times: Times::Clock,
        timestamp_column: "timestamp".to_owned(),
        bucket_seconds: None,
        gaps: 0,
        longest_gap_seconds: 0.0,
        longest_gap: None,
        out_of_order: 0,
        duplicate_times: 0,
        skipped: Skipped::default(),
        unread: crate::series::facts::Unread::default(),
        left_out: crate::series::facts::LeftOut::default(),
    }
}

fn series(name: &str, unit: Option<&str>) -> Series {
    Series {
        anomalies_left_out: 0,
        id: "s1".to_owned(),
        name: name.to_owned(),
        unit: unit.map(str::to_owned),
        character: Character::Varying,
        count: 0,
        decimals: None,
        missing: 0,
        missing_code: None,
        longest_missing: None,
        no_values_since: None,
        summary: None,
        trend: None,
        seasonality: None,
        flat_lines: Vec::new(),
        change_points: Vec::new(),
        anomalies: Vec::new(),
    }
}

fn anomaly([from, at_ms, to]: [i64; 3], value: f64, offset: Option<i32>) -> Anomaly {
    Anomaly {
        id: "s1.anomaly_1".to_owned(),
        from: at(from, offset),
        to: at(to, offset),
        seconds: (to - from + MINUTE_MS) as f64 / 1000.0,
        at: at(at_ms, offset),
        value,
        expected: 0.0,
        deviations: 5.0,
    }
}

fn change_point(at_ms: i64, from: f64, to: f64, offset: Option<i32>) -> ChangePoint {
    let at = at(at_ms, offset);
    ChangePoint {
        id: "s1.change_point_1".to_owned(),
        at,
        transition: None,
        from,
        to,
        returned: None,
    }
}

fn at(milliseconds: i64, offset: Option<i32>) -> Moment {
    Moment { milliseconds, offset }
}

/// Each series with its values, which are no buckets.
fn drawn<'a>(series: &'a [Series], values: &'a [Vec<f64>]) -> Vec<Drawn<'a>> {
    series
        .iter()
        .zip(values)
        .map(|(facts, values)| Drawn { facts, values, lows: values, highs: values })
        .collect()
}

fn facts(table: Table, series: Vec<Series>) -> Facts {
    Facts { table, series, correlations: Vec::new(), coincidences: Vec::new() }
}

/// The times of `count` rows, a minute apart.
fn minutes(count: i64) -> Vec<i64> {
    (0..count).map(|minute| START_MS + minute * MINUTE_MS).collect()
}

/// Numbers from 0 to 1 without a pattern that an eye or a compressor could find (SplitMix64; Steele, Lea and Flood,
/// 2014).
fn noise(seed: u64, count: usize) -> Vec<f64> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = state;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (bits ^ (bits >> 31)) as f64 / u64::MAX as f64
    };
    (0..count).map(|_| next()).collect()
}

/// A decoded picture.
struct Pixels {
    width: u32,
    height: u32,
    rgb: Vec<u8>,
}

impl Pixels {
    fn of(bytes: &[u8]) -> Self {
        let mut decoder = ::png::Decoder::new(std::io::Cursor::new(bytes));
        decoder.set_transformations(::png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut rgb = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut rgb).unwrap();
        assert_eq!(info.color_type, ::png::ColorType::Rgb);
        Self { width: info.width, height: info.height, rgb }
    }

    /// Whether a pixel has exactly the color of `ink`.
    fn is(&self, x: f32, y: f32, ink: Ink) -> bool {
        let index = (y.floor() as usize * self.width as usize + x.floor() as usize) * 3;
        self.rgb.get(index..index + 3) == Some(&ink.rgb())
    }
}

fn layout(facts: &Facts, moments: &[i64], series: &[Drawn<'_>]) -> Layout {
    Layout::new(&Typeface::embedded(), facts, moments, series)
}
