//! Units: what they measure, and how much of it.

/// What a number measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Dimension {
    /// In seconds.
    Time,
    /// In bytes.
    Data,
    /// In hundredths of a whole.
    Percent,
    /// The difference between two percentages.
    Points,
    /// How often something is contained in something else.
    Times,
    /// How many usual deviations.
    Deviations,
    /// In watts.
    Power,
    /// In watt hours.
    Energy,
    /// In meters per second.
    Speed,
    /// In the money of the table.
    Money,
    /// In degrees Celsius.
    Celsius,
    /// In degrees Fahrenheit.
    Fahrenheit,
}

/// A unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Measure {
    pub(crate) dimension: Dimension,
    /// How much of the dimension one of it is.
    pub(crate) scale: f64,
}

/// Spellings by unit; the first letters of abbreviations matter (`M` and `m`), those of words do not.
const UNITS: [(Dimension, f64, &[&str]); 49] = [
    (Dimension::Time, 1e-6, &["µs", "μs", "us", "microseconds", "microsecond"]),
    (Dimension::Time, 1e-3, &["ms", "msec", "milliseconds", "millisecond"]),
    (Dimension::Time, 1.0, &["s", "sec", "secs", "seconds", "second"]),
    (Dimension::Time, 60.0, &["min", "mins", "minutes", "minute"]),
    (Dimension::Time, 3600.0, &["h", "hr", "hrs", "hours", "hour"]),
    (Dimension::Time, 86_400.0, &["d", "days", "day", "nights", "night"]),
    (Dimension::Time, 604_800.0, &["weeks", "week"]),
    (Dimension::Time, 2_629_800.0, &["months", "month"]),
    (Dimension::Time, 31_557_600.0, &["yr", "years", "year"]),
    (Dimension::Data, 1.0, &["B", "bytes", "byte"]),
    (Dimension::Data, 1e3, &["kB", "KB", "kilobytes", "kilobyte"]),
    (Dimension::Data, 1e6, &["MB", "megabytes", "megabyte"]),
    (Dimension::Data, 1e9, &["GB", "gigabytes", "gigabyte"]),
    (Dimension::Data, 1e12, &["TB", "terabytes", "terabyte"]),
    (Dimension::Data, 1024.0, &["KiB"]),
    (Dimension::Data, 1_048_576.0, &["MiB"]),
    (Dimension::Data, 1_073_741_824.0, &["GiB"]),
    (Dimension::Data, 1_099_511_627_776.0, &["TiB"]),
    (Dimension::Data, 1e3, &["kB/s", "KB/s"]),
    (Dimension::Data, 1e6, &["MB/s"]),
    (Dimension::Data, 1e9, &["GB/s"]),
    (Dimension::Data, 125.0, &["kbps", "kbit/s"]),
    (Dimension::Data, 125_000.0, &["Mbps", "Mbit/s"]),
    (Dimension::Data, 125_000_000.0, &["Gbps", "Gbit/s"]),
    (Dimension::Points, 1.0, &["percentage points", "percentage point", "points", "point", "pp"]),
    (Dimension::Percent, 1.0, &["%", "percent", "per cent", "pct"]),
    (Dimension::Times, 1.0, &["times", "x", "×", "-fold", "fold"]),
    (Dimension::Deviations, 1.0, &["standard deviations", "standard deviation"]),
    (Dimension::Deviations, 1.0, &["usual deviations", "typical deviations", "normal deviations"]),
    (Dimension::Deviations, 1.0, &["deviations", "deviation", "sigmas", "sigma", "σ"]),
    (Dimension::Power, 1.0, &["W", "watts", "watt"]),
    (Dimension::Power, 1e3, &["kW", "kilowatts", "kilowatt"]),
    (Dimension::Power, 1e6, &["MW", "megawatts", "megawatt"]),
    (Dimension::Power, 1e9, &["GW", "gigawatts", "gigawatt"]),
    (Dimension::Energy, 1.0, &["Wh", "watt hours", "watt-hours"]),
    (Dimension::Energy, 1e3, &["kWh", "kilowatt hours", "kilowatt-hours"]),
    (Dimension::Energy, 1e6, &["MWh", "megawatt hours", "megawatt-hours"]),
    (Dimension::Energy, 1e9, &["GWh", "gigawatt hours", "gigawatt-hours"]),
    (Dimension::Speed, 1.0, &["m/s", "metres per second", "meters per second", "metres a second"]),
    (Dimension::Speed, 1.0 / 3.6, &["km/h", "kilometres per hour", "kilometers per hour"]),
    (Dimension::Speed, 0.447_04, &["mph"]),
    (Dimension::Speed, 0.514_444, &["knots", "knot", "kn"]),
    (Dimension::Celsius, 1.0, &["°C", "degrees Celsius", "degree Celsius", "Celsius"]),
    (Dimension::Celsius, 1.0, &["degrees", "degree"]),
    (Dimension::Fahrenheit, 1.0, &["°F", "degrees Fahrenheit"]),
    (Dimension::Celsius, 1.0, &["C"]),
    (Dimension::Money, 1.0, &["€", "EUR", "euros", "euro", "$", "USD", "dollars", "£", "GBP"]),
    (Dimension::Money, 1e3, &["k€", "kEUR", "k$", "kUSD", "thousand euros"]),
    (Dimension::Money, 1e6, &["M€", "m€", "M$", "million euros"]),
];

impl Measure {
    /// The unit that `text` spells.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let is = |spelling: &&str| {
            // `MB` and `mb` are both written for megabytes; `m` and `M` alone are no units here.
            *spelling == text || (spelling.len() > 1 && spelling.eq_ignore_ascii_case(text))
        };
        let exact = UNITS.iter().find(|(_, _, spellings)| spellings.contains(&text));
        exact
            .or_else(|| UNITS.iter().find(|(_, _, spellings)| spellings.iter().any(is)))
            .map(|(dimension, scale, _)| Self { dimension: *dimension, scale: *scale })
    }

    /// The longest unit that `text` begins with, and its length in bytes.
    pub(crate) fn at_start(text: &str) -> Option<(Self, usize)> {
        let spellings = UNITS.iter().flat_map(|(dimension, scale, spellings)| {
            spellings
                .iter()
                .map(move |spelling| (Self { dimension: *dimension, scale: *scale }, *spelling))
        });
        spellings
            .filter(|(_, spelling)| begins(text, spelling))
            .max_by_key(|(_, spelling)| spelling.len())
            .map(|(measure, spelling)| (measure, spelling.len()))
    }
}

fn begins(text: &str, spelling: &str) -> bool {
    let Some(head) = text.get(..spelling.len()) else { return false };
    let same = head == spelling || (spelling.len() > 3 && head.eq_ignore_ascii_case(spelling));
    let next = text.get(spelling.len()..).and_then(|rest| rest.chars().next());
    let ends = !next.is_some_and(|c| c.is_alphanumeric() || c == '/' || c == '_');
    same && (ends || !spelling.chars().next_back().is_some_and(char::is_alphabetic))
}
