//! What was found, in the words that a fact and the report without a model share: the fact tells it in the present tense,
//! the report in the past.

use crate::series::{
    facts::{
        Anomaly, ChangePoint, Coincidence, Correlation, Facts, FlatLine, LeftOut, Moment, Phase,
        Recurring, Seasonality, Series, Stretch, Table, Trend,
    },
    recurring::DAY_MINUTES,
    wording::{a_span, enumerated, every, first_enumerated, span, zone},
};

/// When it is told.
#[derive(Debug, Clone, Copy)]
pub enum Tense {
    /// `rises`
    Present,
    /// `rose`
    Past,
}

impl Tense {
    fn moves(self, from: f64, to: f64) -> &'static str {
        match self {
            Self::Present if to < from => "falls",
            Self::Present => "rises",
            Self::Past if to < from => "fell",
            Self::Past => "rose",
        }
    }

    fn goes(self) -> &'static str {
        match self {
            Self::Present => "goes",
            Self::Past => "went",
        }
    }

    fn stands(self) -> &'static str {
        match self {
            Self::Present => "stands",
            Self::Past => "stood",
        }
    }

    fn holds(self) -> &'static str {
        match self {
            Self::Present => "holds",
            Self::Past => "held",
        }
    }
}

/// `rises by 4.7 ms per day, from 20 ms to 30 ms along a straight line`, or `rises by 4.7 ms per day between its changes of
/// level`: the ends of a line that is interrupted are not as far apart as it rises.
pub fn trend(table: &Table, series: &Series, found: &Trend, tense: Tense) -> String {
    if !found.turns.is_empty() {
        return course(table, series, found, tense);
    }
    let (from, to) = (series.quantity(found.from), series.quantity(found.to));
    let moves = tense.moves(0.0, found.slope);
    let rises = format!("{moves} by {}", slope(series, found));
    if series.change_points.is_empty() {
        format!("{rises}, from {from} to {to} along a straight line")
    } else {
        format!("{rises} between its changes of level")
    }
}

/// `rises from 20 ms to 30 ms until 2026-03-01, then holds near 31 ms`
fn course(table: &Table, series: &Series, found: &Trend, tense: Tense) -> String {
    let mut told = String::new();
    let mut before = None;
    for leg in found.legs() {
        let (from, to) = (series.quantity(leg.from), series.quantity(leg.to));
        let moves = tense.moves(0.0, f64::from(leg.direction));
        let part = match (before, leg.direction) {
            (None, 0) => format!("{} near {to}", tense.holds()),
            (None, _) => format!("{moves} from {from} to {to}"),
            (Some(_), 0) => format!(", then {} near {to}", tense.holds()),
            (Some(before), direction) if before == direction => format!(", then to {to}"),
            (Some(_), _) => format!(", then {moves} to {to}"),
        };
        told.push_str(&part);
        if let Some(until) = leg.until {
            told.push_str(&format!(" until {}", table.time(until)));
        }
        before = Some(leg.direction);
    }
    told
}

/// `4.7 ms per day`, in whichever direction.
pub fn slope(series: &Series, found: &Trend) -> String {
    format!("{} per {}", series.slope(found.slope.abs()), found.per.name())
}

/// `repeats itself every day, with an amplitude of 12 ms from low to high: it is highest around 14:00 and lowest around
/// 04:00`: it still does; or `repeats itself every day since 2026-03-01`, or `repeated itself every day until 2026-03-01`.
pub fn seasonality(table: &Table, series: &Series, found: &Seasonality) -> String {
    let every = every(found.period_seconds);
    let changes = &found.amplitude_changes;
    let (repeats, is) = match changes.last() {
        Some(last) if last.to == 0.0 => ("repeated", "was"),
        _ => ("repeats", "is"),
    };
    let when = match &changes[..] {
        [begin] if begin.from == 0.0 => format!(" since {}", table.time(begin.at)),
        [end] if end.to == 0.0 => format!(" until {}", table.time(end.at)),
        [begin, end] if begin.from == 0.0 && end.to == 0.0 => {
            format!(" between {} and {}", table.time(begin.at), table.time(end.at))
        }
        _ => String::new(),
    };
    let repeats = format!("{repeats} itself {every}{when}");
    let grows = if found.multiplicative { ", more the higher the level is" } else { "" };
    let repeats = format!("{repeats}, with {}{grows}", amplitudes(table, series, found));
    match extremes(table, found) {
        None => repeats,
        Some(when) => format!("{repeats}: it {is} {when}"),
    }
}

/// `an amplitude of 12 ms from low to high`; where it has several, `an amplitude of 12 ms from low to high until 2026-03-01, none
/// until 2026-03-05 and one of 24 ms since`.
fn amplitudes(table: &Table, series: &Series, found: &Seasonality) -> String {
    let named =
        |amplitude| format!("an amplitude of {} from low to high", series.difference(amplitude));
    let changes = &found.amplitude_changes;
    let first = changes.first().map_or(found.amplitude, |first| first.from);
    let all: Vec<f64> = std::iter::once(first).chain(changes.iter().map(|it| it.to)).collect();
    if all.iter().filter(|amplitude| **amplitude != 0.0).count() == 1 {
        return named(found.amplitude);
    }
    let first_there = all.iter().position(|amplitude| *amplitude != 0.0);
    let part = |(place, amplitude): (usize, &f64)| {
        let size = match *amplitude {
            0.0 => "none".to_owned(),
            amplitude if first_there == Some(place) => named(amplitude),
            amplitude => format!("one of {}", series.difference(amplitude)),
        };
        let until = changes.get(place).map(|change| format!("until {}", table.time(change.at)));
        format!("{size} {}", until.unwrap_or_else(|| "since".to_owned()))
    };
    enumerated(&all.iter().enumerate().map(part).collect::<Vec<_>>())
}

/// `stands still at 20.4 °C for 5 days, from 2026-03-01 to 2026-03-05`.
pub fn flat_line(table: &Table, series: &Series, found: &FlatLine, tense: Tense) -> String {
    let value = series.quantity(found.value);
    let lasting = table.lasting(found.from, found.to);
    let when = table.from_to(found.from, found.to);
    format!("{} still at {value} for {lasting}, {when}", tense.stands())
}

/// `highest around 14:00 and lowest around 04:00`, or one of both; none where neither is known.
pub fn extremes(table: &Table, found: &Seasonality) -> Option<String> {
    let extremes = [("highest", found.high), ("lowest", found.low)].into_iter();
    let told: Vec<_> = extremes
        .filter_map(|(side, when)| Some(format!("{side} {}", recurring(table, when?))))
        .collect();
    (!told.is_empty()).then(|| enumerated(&told))
}

/// What lasts no longer is told by its middle.
const LONGEST_AROUND_MINUTES: u32 = 3 * 60;

/// `around 14:00 UTC`, `from 09:00 to 17:00`, `on Sundays`, `on Saturdays and Sundays`, `in July`, `in July and
/// August`, `from June to August`.
fn recurring(table: &Table, found: Recurring) -> String {
    let Recurring { from, to } = found;
    let zone = table.from.offset.map_or_else(String::new, zone);
    match (from, to) {
        (Phase::Clock(first), Phase::Clock(last)) => {
            let minutes = (last + DAY_MINUTES - first) % DAY_MINUTES;
            if minutes > LONGEST_AROUND_MINUTES {
                return format!("from {from} to {to}{zone}");
            }
            format!("around {}{zone}", Phase::Clock((first + minutes / 2) % DAY_MINUTES))
        }
        (Phase::Weekday(_), _) if from == to => format!("on {from}s"),
        (Phase::Weekday(_), _) => format!("on {from}s and {to}s"),
        _ if from == to => format!("in {from}"),
        (Phase::Month(first), _) if Phase::Month(first.succ()) == to => {
            format!("in {from} and {to}")
        }
        _ => format!("from {from} to {to}"),
    }
}

/// `rises from 10 ms to 50 ms at 2026-03-01 09:50 UTC` or, where it takes some rows, `between 2026-03-01 09:50 UTC and
/// 2026-03-01 10:40 UTC`; and where it does not stay, `, and goes back to 12 ms by 2026-03-01 14:00 UTC`.
pub fn change_point(table: &Table, series: &Series, found: &ChangePoint, tense: Tense) -> String {
    let (from, to) = (series.quantity(found.from), series.quantity(found.to));
    let moves = tense.moves(found.from, found.to);
    let when = match found.transition {
        None => table.at(found.at),
        Some(Stretch { from, to }) => {
            format!("between {} and {}", table.time(from), table.time(to))
        }
    };
    let back = found.returned.as_ref().map_or_else(String::new, |back| {
        let (level, at) = (series.quantity(back.level), table.time(back.at));
        format!(", and {} back to {level} by {at}", tense.goes())
    });
    format!("{moves} from {from} to {to} {when}{back}")
}

/// `of 11 hours, from 2024-03-01 09:00 to 2024-03-01 20:00`: the rows beside the longest gap.
pub fn longest_gap(table: &Table) -> String {
    let Some(Stretch { from, to }) = table.longest_gap else {
        return format!("of {}", span(table.longest_gap_seconds));
    };
    // The rows that buckets are made of may be further apart than these.
    let length = if table.bucket_seconds.is_some() {
        span(table.longest_gap_seconds)
    } else {
        table.length(from, to)
    };
    format!("of {length}, {}", table.from_to(from, to))
}

/// `has no values from 2024-01-21 00:00 to the end of the table`.
pub fn no_values(table: &Table, since: Moment, tense: Tense) -> String {
    let has = match tense {
        Tense::Present => "has",
        Tense::Past => "had",
    };
    format!("{has} no values from {} to the end of the table", table.time(since))
}

/// `unusual at the same time, from 2024-01-21 09:00 to 2024-01-21 11:00`; where half of that or less is common to all of the
/// series, `unusual at overlapping times, …`, and where no row is, `unusual one after another, …`.
pub fn coincidence(facts: &Facts, group: &Coincidence) -> String {
    let anomalies = facts.series.iter().flat_map(|series| &series.anomalies);
    let members = anomalies.filter(|anomaly| group.anomalies.contains(&anomaly.id));
    let common = members.fold((group.from, group.to), |(from, to), anomaly| {
        (from.max(anomaly.from), to.min(anomaly.to))
    });
    let how = if common.0 > common.1 {
        "one after another"
    } else if 2.0 * common.0.seconds_to(common.1) >= group.from.seconds_to(group.to) {
        "at the same time"
    } else {
        "at overlapping times"
    };
    format!("unusual {how}, {}", facts.table.from_to(group.from, group.to))
}

/// `3 more unusual stretches, which go no further`
pub fn anomalies_left_out(series: &Series) -> String {
    let (noun, verb) = match series.anomalies_left_out {
        1 => ("stretch", "goes"),
        _ => ("stretches", "go"),
    };
    format!("{} more unusual {noun}, which {verb} no further", series.anomalies_left_out)
}

/// What the expected is expected as, where a value stands for many rows: an unusual one is the highest or the lowest of
/// them, and is compared with what these usually are. Empty where each row stands for itself.
pub fn extreme(table: &Table, found: &Anomaly) -> String {
    let side = if found.value < found.expected { "lowest" } else { "highest" };
    table
        .bucket_seconds
        .map_or_else(String::new, |seconds| format!(" as the {side} of {}", a_span(seconds)))
}

/// `cpu and free capacity move in opposite directions (r = -0.95)`
pub fn correlation(pair: &Correlation, tense: Tense) -> String {
    let [one, other] = &pair.series;
    let moves = match tense {
        Tense::Present => "move",
        Tense::Past => "moved",
    };
    let way = if pair.coefficient < 0.0 { "in opposite directions" } else { "together" };
    format!("{one} and {other} {moves} {way} (r = {:.2})", pair.coefficient)
}

/// `-999.99, a code for a missing value`
pub fn missing_code(text: &str) -> String {
    format!("{text}, a code for a missing value")
}

/// `columns host and region are not described`
pub fn left_out(found: &LeftOut) -> String {
    let names: Vec<_> = found.first.iter().map(|column| &column.name).collect();
    let (noun, verb) = if found.columns == 1 { ("column", "is") } else { ("columns", "are") };
    format!("{noun} {} {verb} not described", first_enumerated(&names, found.columns as usize))
}
