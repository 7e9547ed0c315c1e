//! Units: what they measure, and how much of it.

use crate::series::durations::{DAY, HOUR, MONTH, WEEK, YEAR};

/// A unit that is known by its meaning: a dimension, and how much of it one unit is.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::series::claims) struct Unit {
    pub(in crate::series::claims) dimension: Dimension,
    /// One unit in units of the dimension.
    pub(in crate::series::claims) factor: f64,
}

impl Unit {
    /// One of a dimension.
    pub(in crate::series::claims) fn one(dimension: Dimension) -> Self {
        Self { dimension, factor: 1.0 }
    }
}

/// What a unit measures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::series::claims) enum Dimension {
    /// In seconds.
    Time,
    /// In bytes.
    Data,
    /// In hundredths.
    Percent,
    /// Percentage points.
    Points,
    /// Times as much.
    Times,
    /// Usual or standard deviations.
    Deviations,
    /// Something else, named by its base unit in lower case.
    Other(String),
}

impl Dimension {
    /// Whether two measure the same; what is told without its time or its area is the same: m³ for m³/s.
    pub(in crate::series::claims) fn is_like(&self, other: &Self) -> bool {
        let is_part = |whole: &str, part: &str| {
            whole
                .strip_prefix(part)
                .is_some_and(|rest| matches!(rest, "/s" | "/h" | "/min" | "/d" | "/day"))
        };
        match (self, other) {
            (Self::Other(one), Self::Other(other)) => {
                // Degrees are of an angle or of any scale of temperature.
                let is_degree = |one: &str, other: &str| {
                    one == "degree" && matches!(other, "celsius" | "fahrenheit")
                };
                one == other
                    || is_part(one, other)
                    || is_part(other, one)
                    || is_degree(one, other)
                    || is_degree(other, one)
            }
            _ => self == other,
        }
    }
}

/// Reads a unit as it is written in a header or after a number; none if it is no unit that is known.
pub(in crate::series::claims) fn unit(written: &str) -> Option<Unit> {
    let of = |dimension, factor| Some(Unit { dimension, factor });
    match written {
        "%" | "pct" | "percent" | "percents" | "per cent" | "percentage" | "pc" => {
            of(Dimension::Percent, 1.0)
        }
        "pp" | "pps" | "ppt" | "p.p" => of(Dimension::Points, 1.0),
        "x" | "×" | "times" | "fold" | "-fold" => of(Dimension::Times, 1.0),
        "σ" | "sigma" | "sigmas" | "sds" | "deviations" | "deviation" => {
            of(Dimension::Deviations, 1.0)
        }
        "‰" => of(Dimension::Percent, 0.1),
        _ => time(written).or_else(|| data(written)).or_else(|| other(written)),
    }
}

/// Units of time that a value may be measured in.
fn time(written: &str) -> Option<Unit> {
    let factor = match written {
        "ns" | "nanosecond" | "nanoseconds" => 1e-9,
        "us" | "μs" | "µs" | "usec" | "microsecond" | "microseconds" => 1e-6,
        "ms" | "msec" | "msecs" | "millis" | "millisecond" | "milliseconds" => 1e-3,
        _ => seconds_of(written)?,
    };
    Some(Unit { dimension: Dimension::Time, factor })
}

/// How many seconds a unit of time has that a duration may be told in.
pub(in crate::series::claims) fn seconds_of(written: &str) -> Option<f64> {
    let seconds = match written {
        "s" | "sec" | "secs" | "second" | "seconds" => 1.0,
        "m" | "min" | "mins" | "minute" | "minutes" => 60.0,
        "h" | "hr" | "hrs" | "hour" | "hours" => HOUR,
        "d" | "day" | "days" => DAY,
        "night" | "nights" => DAY,
        "w" | "wk" | "wks" | "week" | "weeks" => WEEK,
        "fortnight" | "fortnights" => 2.0 * WEEK,
        "month" | "months" | "mo" => MONTH,
        "quarter" | "quarters" => YEAR / 4.0,
        "y" | "yr" | "yrs" | "year" | "years" => YEAR,
        "decade" | "decades" => 10.0 * YEAR,
        "century" | "centuries" => 100.0 * YEAR,
        _ => return None,
    };
    Some(seconds)
}

/// Units of data; the same letters stand for decimal and, in older use, binary multiples, which differ by too little
/// to be told apart where numbers are rounded and too much where they are not, so that each reads as it is written.
fn data(written: &str) -> Option<Unit> {
    let written = written.strip_suffix("/s").or(written.strip_suffix("ps")).unwrap_or(written);
    let lower = match written.to_lowercase().as_str() {
        "gig" | "gigs" => "gigabyte".to_owned(),
        "meg" | "megs" => "megabyte".to_owned(),
        lower => lower.to_owned(),
    };
    if matches!(lower.as_str(), "b" | "bit" | "bits") && written != "B" {
        return None;
    }
    let (prefix, base) = match lower.as_str() {
        "byte" | "bytes" | "b" => ("", 1.0),
        _ if written.ends_with("bit") || written.ends_with('b') => {
            (lower.strip_suffix("bit").or(lower.strip_suffix('b'))?, 0.125)
        }
        _ if lower.ends_with("bytes") => (lower.strip_suffix("bytes")?, 1.0),
        _ if lower.ends_with("byte") => (lower.strip_suffix("byte")?, 1.0),
        _ => (written.strip_suffix('B')?, 1.0),
    };
    let factor = match prefix.to_lowercase().as_str() {
        "" => 1.0,
        "k" | "kilo" => 1e3,
        "m" | "mega" => 1e6,
        "g" | "giga" => 1e9,
        "t" | "tera" => 1e12,
        "ki" | "kibi" => 1024.0,
        "mi" | "mebi" => 1_048_576.0,
        "gi" | "gibi" => 1_073_741_824.0,
        "ti" | "tebi" => 1_099_511_627_776.0,
        _ => return None,
    };
    Some(Unit { dimension: Dimension::Data, factor: factor * base })
}

/// Whether a base unit is money.
pub(in crate::series::claims) fn is_currency(base: &str) -> bool {
    matches!(
        base,
        "usd" | "eur" | "gbp" | "jpy" | "chf" | "krone" | "inr" | "cny" | "pln" | "brl" | "zar"
    )
}

/// Other units, by their base and a metric prefix.
fn other(written: &str) -> Option<Unit> {
    // As it is written first: `kN` is a force, `kn` a speed.
    price(written).or_else(|| prefixed(written)).or_else(|| named(&written.to_lowercase()))
}

/// A price is told without what it is the price of: `$/bbl`, and a large one in thousands: `k€`.
fn price(written: &str) -> Option<Unit> {
    let price = written.split('/').next().unwrap_or_default().to_lowercase();
    let of = |written: &str, factor: f64| currency(written).map(|name| based(name, factor));
    of(&price, 1.0)
        .or_else(|| of(price.strip_prefix('k')?, 1e3))
        .or_else(|| of(price.strip_prefix('m')?, 1e6))
}

/// The currency that a sign, a code or a word stands for.
fn currency(written: &str) -> Option<&'static str> {
    let found = CURRENCIES.iter().find(|(words, _)| words.contains(&written));
    found.map(|(_, name)| *name)
}

const CURRENCIES: [(&[&str], &str); 11] = [
    (&["$", "usd", "dollar", "dollars", "us$"], "usd"),
    (&["€", "eur", "euro", "euros"], "eur"),
    (&["£", "gbp", "pound", "pounds", "sterling"], "gbp"),
    (&["¥", "jpy", "yen"], "jpy"),
    (&["chf", "franc", "francs", "sfr"], "chf"),
    (&["sek", "nok", "dkk", "krone", "kroner", "krona", "kronor"], "krone"),
    (&["inr", "rupee", "rupees"], "inr"),
    (&["cny", "rmb", "yuan"], "cny"),
    (&["pln", "zloty", "zlotys"], "pln"),
    (&["brl", "reais"], "brl"),
    (&["zar", "rand"], "zar"),
];

/// A unit that has a name of its own, in lower case.
fn named(lower: &str) -> Option<Unit> {
    let found = NAMED.iter().find(|(words, ..)| words.contains(&lower));
    found.map(|(_, base, factor)| based(base, *factor))
}

/// Units by their names, each with its base and how much of it one is.
const NAMED: [(&[&str], &str, f64); 40] = [
    (&["°c", "℃", "celsius", "degc"], "celsius", 1.0),
    (&["degree", "degrees", "°", "deg"], "degree", 1.0),
    (&["°f", "℉", "fahrenheit", "degf"], "fahrenheit", 1.0),
    (&["m³", "m3", "cubic metre"], "m³", 1.0),
    (&["cent", "cents", "ct", "cts", "pence", "penny", "p"], "cent", 1.0),
    (&["kilo", "kilos"], "g", 1e3),
    (&["watt", "watts"], "W", 1.0),
    (&["kilowatt", "kilowatts"], "W", 1e3),
    (&["megawatt", "megawatts"], "W", 1e6),
    (&["gigawatt", "gigawatts"], "W", 1e9),
    (&["watt-hours", "watt-hour"], "Wh", 1.0),
    (&["kilowatt-hours", "kilowatt-hour"], "Wh", 1e3),
    (&["megawatt-hours", "megawatt-hour"], "Wh", 1e6),
    (&["foot", "feet", "ft"], "m", 0.3048),
    (&["inch", "inches"], "m", 0.0254),
    (&["yard", "yards", "yd", "yds"], "m", 0.9144),
    (&["mile", "miles", "mi"], "m", 1_609.344),
    (&["lb", "lbs"], "g", 453.592_37),
    (&["ounce", "ounces", "oz"], "g", 28.349_523),
    (&["gallon", "gallons", "gal"], "l", 3.785_411_784),
    (&["volt", "volts"], "V", 1.0),
    (&["kilometre", "kilometres", "kilometer", "kilometers"], "m", 1e3),
    (&["metre", "metres", "meter", "meters"], "m", 1.0),
    (&["millimetre", "millimetres", "millimeter", "millimeters"], "m", 1e-3),
    (&["centimetre", "centimetres", "centimeter", "centimeters"], "m", 1e-2),
    (&["hectopascal", "hectopascals"], "Pa", 1e2),
    (&["litre", "litres", "liter", "liters"], "l", 1.0),
    (&["gram", "grams"], "g", 1.0),
    (&["kilogram", "kilograms"], "g", 1e3),
    (&["tonne", "tonnes", "metric ton", "metric tons"], "g", 1e6),
    (&["mg", "milligram", "milligrams"], "g", 1e-3),
    (&["microgram", "micrograms"], "g", 1e-6),
    (&["psi"], "pa", 6_894.757),
    (&["bar", "bars"], "pa", 1e5),
    (&["mbar", "millibar", "millibars"], "pa", 1e2),
    (&["km/h", "kmh", "kph", "km/hr"], "m/s", 1.0 / 3.6),
    (&["mph"], "m/s", 0.447_04),
    (&["kn", "kt", "kts", "knot", "knots"], "m/s", 0.514_444),
    (&["decibel", "decibels"], "db", 1.0),
    (&["hertz"], "Hz", 1.0),
];

/// A base with a metric prefix: `kW`, `MPa`.
fn prefixed(written: &str) -> Option<Unit> {
    const BASES: [&str; 13] =
        ["W", "Wh", "Hz", "V", "VA", "A", "J", "N", "Pa", "g", "m", "l", "m/s"];
    const PREFIXES: [(&str, f64); 11] = [
        ("", 1.0),
        ("k", 1e3),
        ("M", 1e6),
        ("G", 1e9),
        ("T", 1e12),
        ("m", 1e-3),
        ("μ", 1e-6),
        ("µ", 1e-6),
        ("u", 1e-6),
        ("c", 1e-2),
        ("h", 1e2),
    ];
    // A lone m is a minute or a metre, and a lone A is a word.
    if matches!(written, "m" | "A") {
        return None;
    }
    BASES.iter().find_map(|base| {
        let prefix = written.strip_suffix(base)?;
        let (_, factor) = PREFIXES.iter().find(|(known, _)| *known == prefix)?;
        Some(based(base, *factor))
    })
}

fn based(base: &str, factor: f64) -> Unit {
    Unit { dimension: Dimension::Other(base.to_lowercase()), factor }
}

/// A unit for a time, as a header writes it: what it measures, and how much of that one is in each second.
pub(in crate::series::claims) fn rate(written: &str) -> Option<(Dimension, f64)> {
    let (base, time) = written.split_once('/')?;
    let base = match base.trim() {
        "m" => unit("metre"),
        "l" | "L" => unit("litre"),
        base => unit(base),
    }?;
    Some((base.dimension, base.factor / seconds_of(&time.trim().to_lowercase())?))
}
