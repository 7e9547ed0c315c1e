//! What the name of a column says about the times in it.

use crate::series::table::{
    clock::{Span, Unit},
    unit,
};

/// What the name of a column says about times.
#[derive(Debug, Default)]
pub(super) struct Header {
    /// It is a usual name of times.
    pub(super) is_whole: bool,
    /// It holds a word for times.
    pub(super) has_word: bool,
    pub(super) has_year: bool,
    /// It holds a word for weeks or for quarters.
    pub(super) span: Option<Span>,
    /// It is a usual name of a time of day.
    pub(super) is_time_of_day: bool,
    /// It is a usual name of the hour of a day.
    pub(super) is_hour: bool,
    /// It is a usual name of what a year is divided into.
    pub(super) is_part_of_year: bool,
    /// It is a usual name of a number that rows are told apart by.
    pub(super) is_index: bool,
    /// It may tell things apart by a number.
    pub(super) has_id: bool,
    /// It is called after things that are measured one beside the other, such as hosts.
    pub(super) has_thing: bool,
    /// It is called after what is measured, such as a metric.
    pub(super) has_measure: bool,
    /// It may be a count of seconds or steps.
    pub(super) is_counter: bool,
    /// It may as well be the name of other numbers.
    pub(super) is_ambiguous: bool,
    pub(super) unit: Option<Unit>,
}

/// Words for times, in the languages that tables of metrics are most often written in.
const WORDS: [&str; 34] = [
    "timestamp",
    "time",
    "datetime",
    "date",
    "ts",
    "t",
    "dt",
    "ds",
    "at",
    "day",
    "month",
    "year",
    "week",
    "epoch",
    "unix",
    "unixtime",
    "when",
    "period",
    "clock",
    "zeit",
    "zeitpunkt",
    "zeitstempel",
    "datum",
    "jahr",
    "monat",
    "tag",
    "fecha",
    "jour",
    "année",
    "annee",
    "año",
    "anno",
    "jaar",
    "periode",
];

/// Names of times that are several words.
const SEVERAL_WORDS: [&str; 4] = ["date time", "time stamp", "time period", "reference period"];

/// Words for years.
const YEARS: [&str; 7] = ["year", "jahr", "année", "annee", "año", "anno", "jaar"];

/// Names of columns that count.
const COUNTERS: [&str; 11] = [
    "t",
    "time",
    "elapsed",
    "seconds",
    "sec",
    "s",
    "index",
    "step",
    "tick",
    "elapsed time",
    "time elapsed",
];

/// Those that may be a temperature, a level or the duration of something as well.
const AMBIGUOUS_COUNTERS: [&str; 4] = ["t", "s", "index", "elapsed"];

/// Names of the hour of a day, and of other times of day.
const HOURS: [&str; 9] =
    ["hour", "hr", "hh", "hour ending", "stunde", "heure", "hora", "ora", "uur"];
const TIMES_OF_DAY: [&str; 5] = ["time", "uhrzeit", "zeit", "tijd", "time of day"];

/// Names of what years are divided into, beside hours.
const PARTS_OF_YEARS: [&str; 25] = [
    "month",
    "quarter",
    "week",
    "day",
    "monat",
    "quartal",
    "woche",
    "tag",
    "mois",
    "trimestre",
    "semaine",
    "jour",
    "mes",
    "semana",
    "día",
    "kw",
    "mese",
    "giorno",
    "maand",
    "dag",
    "doy",
    "day of year",
    "mm",
    "mo",
    "dd",
];

/// Words for weeks and for quarters, which others end with: `Kalenderwoche`, `isoweek`.
const WEEKS: [&str; 6] = ["week", "wk", "woche", "kw", "semaine", "semana"];
const QUARTERS: [&str; 4] = ["quarter", "qtr", "quartal", "trimestre"];

/// Names of things that are measured one beside the other.
const THINGS: [&str; 28] = [
    "host",
    "hostname",
    "server",
    "instance",
    "node",
    "pod",
    "container",
    "device",
    "machine",
    "sensor",
    "station",
    "channel",
    "entity",
    "meter",
    "probe",
    "site",
    "store",
    "region",
    "country",
    "symbol",
    "ticker",
    "gerät",
    "maschine",
    "standort",
    "filiale",
    "kanal",
    "zähler",
    "capteur",
];

/// Names of what is measured, in a table that has it in its rows.
const MEASURES: [&str; 24] = [
    "metric",
    "metric name",
    "series",
    "series name",
    "parameter",
    "variable",
    "measure",
    "measurement",
    "quantity",
    "field",
    "indicator",
    "kpi",
    "unit",
    "units",
    "uom",
    "analyte",
    "property",
    "attribute",
    "metrik",
    "kennzahl",
    "messgröße",
    "einheit",
    "parametre",
    "paramètre",
];

impl Header {
    pub(super) fn of(name: &str) -> Self {
        let mut words = unit::words(name);
        let unit = unit::of_header(name).as_deref().and_then(Unit::named);
        if unit.is_some() && words.len() > 1 {
            words.pop();
        }
        let whole = words.join(" ");
        let is = |known: &[&str], word: &str| known.contains(&word);
        let is_time = |word: &str| is(&WORDS, word) || is_pattern(word);
        let one_ends_with = |known: &[&str]| {
            words.iter().any(|word| known.iter().any(|known| word.ends_with(known)))
        };
        let spans = [(Span::Week, &WEEKS[..]), (Span::Quarter, &QUARTERS)];
        let span = spans.into_iter().find(|(_, known)| one_ends_with(known)).map(|(span, _)| span);
        Self {
            is_whole: is_time(&whole) || is(&SEVERAL_WORDS, &whole),
            has_word: words.iter().any(|word| is_time(word)),
            has_year: words.iter().any(|word| is(&YEARS, word)),
            span,
            is_time_of_day: is(&TIMES_OF_DAY, &whole) || is(&HOURS, &whole),
            is_hour: is(&HOURS, &whole),
            is_part_of_year: is(&PARTS_OF_YEARS, &whole) || is(&HOURS, &whole),
            // `Unnamed: 0` is what pandas reads where it has written a header without a name.
            is_index: is(&["id", "index", "idx", "unnamed 0"], &whole),
            has_id: words.iter().any(|word| word == "id"),
            has_thing: words.last().is_some_and(|word| is(&THINGS, word)),
            has_measure: is(&MEASURES, &whole),
            is_counter: is(&COUNTERS, &whole),
            is_ambiguous: is(&AMBIGUOUS_COUNTERS, &whole),
            unit,
        }
    }
}

/// Whether a word shows how times are written: `YYYYMMDD`.
fn is_pattern(word: &str) -> bool {
    word.starts_with("yyyy") && word.bytes().all(|letter| b"ymdhs".contains(&letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_times_are_known_whole_or_by_a_word_and_with_a_unit() {
        for (name, is_whole, has_word, is_counter) in [
            ("timestamp", true, true, false),
            ("Time", true, true, true),
            ("timestamp_ms", true, true, false),
            ("time (s)", true, true, true),
            ("date time", true, true, false),
            ("created_at", false, true, false),
            ("eventTime", false, true, false),
            ("YYYYMMDD", true, true, false),
            ("TIME_PERIOD", true, true, false),
            ("anno", true, true, false),
            ("elapsed_s", false, false, true),
            ("uptime", false, false, false),
            ("s", false, false, true),
            ("", false, false, false),
        ] {
            let header = Header::of(name);
            assert_eq!(
                (header.is_whole, header.has_word, header.is_counter),
                (is_whole, has_word, is_counter),
                "{name}"
            );
        }
        assert_eq!(Header::of("time_us").unit, Some(Unit::Microseconds));
        assert!(Header::of("fiscal year").has_year);
    }
}
