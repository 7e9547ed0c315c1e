//! Draws series of a table as a picture, so that people can look instead of read.
//!
//! Series of different units have no common scale, so each has a panel of its own, one under another, and all share
//! the axis of time (small multiples; Tufte, The Visual Display of Quantitative Information, 1983). A picture is made
//! in three steps:
//!
//! - `layout` decides where everything stands: `value_axis` and `time_axis` choose scales and ticks, which `figures`
//!   and `time_step` know how to write, `line` thins points out to what pixels can show, `marks` places anomalies and
//!   changes of level with their `levels`, `labels` finds room for their values, and `key` explains them;
//! - `paint` draws that: `text` measures and outlines letters of the typeface in `font/`, and `palette` names colors;
//! - `picture` makes a PNG of it.
//!
//! `geometry` holds points and rectangles. Nothing here reads a font, a clock or a setting of the system: the same
//! input always makes the same bytes. Start with [`png()`]; read `layout` next.

mod figures;
mod geometry;
mod key;
mod labels;
mod layout;
mod levels;
mod line;
mod marks;
mod paint;
mod palette;
mod picture;
mod text;
mod time_axis;
mod time_step;
mod value_axis;

#[cfg(test)]
mod tests;

use crate::series::facts::{Facts, Series};
use layout::Layout;
use text::Typeface;

/// The width of the picture in pixels. Text is still legible at half of it.
pub const WIDTH: u32 = 1200;
/// The height of the picture in pixels.
pub const HEIGHT: u32 = 675;
/// How many series are drawn; of more, the panels would be too low to read.
pub const MAX_SERIES: usize = 6;

/// What is drawn of one series: its facts, and a point for each moment.
///
/// A value that is not finite is missing, and makes a gap in the line.
#[derive(Debug, Clone, Copy)]
pub struct Drawn<'a> {
    /// Its name, its unit, and what is marked.
    pub facts: &'a Series,
    /// Its values or, where moments are time buckets, their means.
    pub values: &'a [f64],
    /// The lowest value of each bucket; `values` again where moments are rows.
    pub lows: &'a [f64],
    /// The highest value of each bucket; `values` again where moments are rows.
    pub highs: &'a [f64],
}

/// A PNG picture, 1200 × 675 pixels and at most 200 KB, of the first six of the `series`.
///
/// `moments` are milliseconds as in [`crate::series::facts::Moment`], in ascending order, one for each value of each series. The work
/// grows with their number, the picture does not.
pub fn png(facts: &Facts, moments: &[i64], series: &[Drawn<'_>]) -> Vec<u8> {
    let typeface = Typeface::embedded();
    let series = series.get(..MAX_SERIES).unwrap_or(series);
    let layout = Layout::new(&typeface, facts, moments, series);
    picture::png(&paint::paint(&typeface, &layout))
}
