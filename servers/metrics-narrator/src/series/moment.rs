//! A time of a table: an instant where the table gives zones, and a reading of a wall clock where it does not.

use std::{borrow::Cow, fmt, str::FromStr};

use chrono::{DateTime, FixedOffset, NaiveDateTime};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A time, written in RFC 3339: with an offset where the table gives a zone, and without one where it does not.
///
/// Moments of one table are all of one kind, and are ordered by `milliseconds`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// Since 1970-01-01T00:00:00: of UTC if there is an `offset`, and otherwise of the table's own clock.
    pub milliseconds: i64,
    /// The table's offset from UTC, in minutes to the east; none where the table does not say.
    pub offset: Option<i32>,
}

impl Moment {
    /// What the clock on the wall shows, in milliseconds since 1970-01-01T00:00:00 of that clock.
    pub fn wall_milliseconds(self) -> i64 {
        self.milliseconds + i64::from(self.offset.unwrap_or(0)) * 60_000
    }

    /// What the clock on the wall shows; none outside of the years that a calendar can say.
    pub fn wall(self) -> Option<NaiveDateTime> {
        DateTime::from_timestamp_millis(self.wall_milliseconds()).map(|time| time.naive_utc())
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(wall) = self.wall() else { return write!(f, "{} ms", self.milliseconds) };
        write!(f, "{}", wall.format("%Y-%m-%dT%H:%M:%S%.f"))?;
        match self.offset {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(minutes) => f.write_str(&offset(minutes)),
        }
    }
}

/// An offset from UTC, in minutes to the east: `+02:00`.
pub(crate) fn offset(minutes: i32) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    let minutes = minutes.unsigned_abs();
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

impl FromStr for Moment {
    type Err = chrono::ParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match DateTime::<FixedOffset>::parse_from_rfc3339(text) {
            Ok(time) => Ok(Self {
                milliseconds: time.timestamp_millis(),
                offset: Some(time.offset().local_minus_utc() / 60),
            }),
            Err(_) => {
                let wall = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f")?;
                Ok(Self { milliseconds: wall.and_utc().timestamp_millis(), offset: None })
            }
        }
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

impl JsonSchema for Moment {
    fn schema_name() -> Cow<'static, str> {
        "Moment".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string"})
    }
}
