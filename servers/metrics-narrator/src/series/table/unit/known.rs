//! Words and letters that are units, and words beside them.

/// Words at the end of a header that are units, and how the unit is written. Words that mean something else as often
/// are left out: `min` is a minimum, `m` a million or a meter.
pub(super) const WORDS: [(&str, &str); 92] = [
    ("ns", "ns"),
    ("nanos", "ns"),
    ("nanoseconds", "ns"),
    ("us", "µs"),
    ("µs", "µs"),
    ("micros", "µs"),
    ("microseconds", "µs"),
    ("ms", "ms"),
    ("msec", "ms"),
    ("millis", "ms"),
    ("milliseconds", "ms"),
    ("s", "s"),
    ("sec", "s"),
    ("secs", "s"),
    ("seconds", "s"),
    ("mins", "min"),
    ("minutes", "min"),
    ("h", "h"),
    ("hrs", "h"),
    ("hours", "h"),
    ("days", "days"),
    ("bytes", "bytes"),
    ("byte", "bytes"),
    ("kb", "kB"),
    ("kib", "KiB"),
    ("mb", "MB"),
    ("mib", "MiB"),
    ("gb", "GB"),
    ("gib", "GiB"),
    ("tb", "TB"),
    ("tib", "TiB"),
    ("bits", "bits"),
    ("bps", "bit/s"),
    ("kbps", "kbit/s"),
    ("mbps", "Mbit/s"),
    ("gbps", "Gbit/s"),
    ("rps", "/s"),
    ("qps", "/s"),
    ("tps", "/s"),
    ("iops", "/s"),
    ("rpm", "rpm"),
    ("hz", "Hz"),
    ("khz", "kHz"),
    ("mhz", "MHz"),
    ("ghz", "GHz"),
    ("pct", "%"),
    ("percent", "%"),
    ("percentage", "%"),
    ("%", "%"),
    ("celsius", "°C"),
    ("°c", "°C"),
    ("fahrenheit", "°F"),
    ("°f", "°F"),
    ("kelvin", "K"),
    ("watts", "W"),
    ("kw", "kW"),
    ("kwh", "kWh"),
    ("mwh", "MWh"),
    ("volts", "V"),
    ("amps", "A"),
    ("db", "dB"),
    ("dbm", "dBm"),
    ("ppm", "ppm"),
    ("ppb", "ppb"),
    ("mg", "mg"),
    ("kg", "kg"),
    ("lb", "lb"),
    ("lbs", "lb"),
    ("um", "µm"),
    ("mm", "mm"),
    ("cm", "cm"),
    ("meters", "m"),
    ("metres", "m"),
    ("km", "km"),
    ("miles", "mi"),
    ("liters", "l"),
    ("litres", "l"),
    ("m3s", "m³/s"),
    ("kmh", "km/h"),
    ("kph", "km/h"),
    ("mph", "mph"),
    ("hpa", "hPa"),
    ("kpa", "kPa"),
    ("psi", "psi"),
    ("weeks", "weeks"),
    ("usd", "USD"),
    ("eur", "EUR"),
    ("gbp", "GBP"),
    ("dollars", "$"),
    ("$", "$"),
    ("€", "€"),
    ("£", "£"),
];

/// Times that something may be counted by, and how they are written behind a stroke.
pub(super) const RATES: [(&str, &str); 16] = [
    ("s", "s"),
    ("sec", "s"),
    ("second", "s"),
    ("seconds", "s"),
    ("ms", "ms"),
    ("m", "min"),
    ("min", "min"),
    ("minute", "min"),
    ("h", "h"),
    ("hr", "h"),
    ("hour", "h"),
    ("d", "day"),
    ("day", "day"),
    ("week", "week"),
    ("month", "month"),
    ("year", "year"),
];

/// Units that are too short to be told from other words, unless something is counted by them or in them.
pub(super) const COUNTED: [(&str, &str); 22] = [
    ("l", "l"),
    ("liter", "l"),
    ("litre", "l"),
    ("ml", "ml"),
    ("m", "m"),
    ("m3", "m³"),
    ("m³", "m³"),
    ("cbm", "m³"),
    ("m2", "m²"),
    ("m²", "m²"),
    ("cm2", "cm²"),
    ("cm²", "cm²"),
    ("cm3", "cm³"),
    ("cm³", "cm³"),
    ("ft3", "ft³"),
    ("gal", "gal"),
    ("g", "g"),
    ("t", "t"),
    ("w", "W"),
    ("ct", "ct"),
    ("cent", "ct"),
    ("cents", "ct"),
];

/// Units that something is told in for each of `WHOLES`.
pub(super) const AMOUNTS: [(&str, &str); 15] = [
    ("ng", "ng"),
    ("ug", "µg"),
    ("µg", "µg"),
    ("mg", "mg"),
    ("g", "g"),
    ("kg", "kg"),
    ("umol", "µmol"),
    ("µmol", "µmol"),
    ("mmol", "mmol"),
    ("mol", "mol"),
    ("kj", "kJ"),
    ("mj", "MJ"),
    ("w", "W"),
    ("kw", "kW"),
    ("kwh", "kWh"),
];

/// Areas, volumes and weights that an amount is told for.
pub(super) const WHOLES: [(&str, &str); 13] = [
    ("cm2", "cm²"),
    ("cm²", "cm²"),
    ("cm3", "cm³"),
    ("cm³", "cm³"),
    ("m2", "m²"),
    ("m²", "m²"),
    ("m3", "m³"),
    ("m³", "m³"),
    ("l", "l"),
    ("dl", "dl"),
    ("ml", "ml"),
    ("ha", "ha"),
    ("kg", "kg"),
];

/// Two words that are one unit: nobody tells milliseconds for a centimeter, nor watts for an hour.
pub(super) const COMPOUNDS: [(&str, &str, &str); 8] = [
    ("ms", "cm", "mS/cm"),
    ("us", "cm", "µS/cm"),
    ("µs", "cm", "µS/cm"),
    ("g", "km", "g/km"),
    ("kwh", "km", "kWh/km"),
    ("w", "h", "Wh"),
    ("kw", "h", "kWh"),
    ("mw", "h", "MWh"),
];

/// Lengths and weights that something is told for where a unit stands before them.
pub(super) const MEASURES: [&str; 4] = ["mm", "cm", "km", "kg"];

/// Units of which so many flow or go in a second or an hour.
pub(super) const FLOWS: [&str; 7] = ["l", "ml", "m3", "m³", "m", "g", "kg"];

/// Units at the end of a header that are known by their capital letters, which other words do not have.
pub(super) const SYMBOLS: [&str; 41] = [
    "mA", "kA", "mV", "kV", "mW", "MW", "GW", "Wh", "GWh", "TWh", "VA", "kVA", "MVA", "kvar", "Pa",
    "MPa", "bar", "mbar", "kn", "nm", "µg", "ug", "ml", "mL", "hl", "L", "kJ", "MJ", "GJ", "kN",
    "Nm", "µm", "Pa·s", "mPa·s", "mS", "µS", "lx", "mol", "kbit", "Mbit", "Gbit",
];

/// Units of one letter that are told from others where something is told for another unit: `J/cm²`.
pub(super) const LETTERS: [&str; 4] = ["J", "N", "V", "A"];

/// Units that a header may begin with.
pub(super) const LEADING: [&str; 14] =
    ["kg", "km", "mm", "cm", "kW", "MW", "kWh", "MWh", "MB", "GB", "EUR", "USD", "GBP", "°C"];

/// What a header speaks of, a letter that is then its unit, and how the unit is written. Amperes are left out: three
/// currents are called a, b and c.
pub(super) const QUANTITIES: [(&[&str], &str, &str); 9] = [
    (&["wind", "windspeed", "gust", "gusts", "speed", "velocity", "vel"], "ms", "m/s"),
    (&["temp", "temps", "temperature", "temperatures", "air"], "c", "°C"),
    (&["temp", "temps", "temperature", "temperatures", "air"], "f", "°F"),
    (&["temp", "temps", "temperature", "temperatures"], "k", "K"),
    (&["voltage", "volt"], "v", "V"),
    (&["power"], "w", "W"),
    (&["weight", "mass", "dose", "acceleration", "accel"], "g", "g"),
    (&["height", "depth", "distance", "length", "altitude", "elevation"], "m", "m"),
    (&["pressure", "barometer", "slp", "luftdruck"], "mb", "mbar"),
];

/// What has a speed that is told as the time it takes: `page_speed_ms`.
pub(super) const WAITED_FOR: [&str; 8] =
    ["page", "site", "index", "load", "loading", "response", "query", "render"];

/// Words that multiply what is counted, so that what stands behind them is not the whole unit.
pub(super) const MULTIPLIERS: [&str; 26] = [
    "hundred",
    "hundreds",
    "thousand",
    "thousands",
    "million",
    "millions",
    "billion",
    "billions",
    "trillion",
    "trillions",
    "tausend",
    "tsd",
    "mio",
    "mln",
    "mn",
    "millionen",
    "mrd",
    "mld",
    "bn",
    "milliarden",
    "millones",
    "milliers",
    "milliards",
    "lakh",
    "crore",
    "tn",
];

/// Letters that multiply money and nothing else: `T €`.
pub(super) const MULTIPLIERS_OF_MONEY: [&str; 4] = ["k", "m", "mm", "t"];
pub(super) const MONEY: [&str; 6] = ["USD", "EUR", "GBP", "$", "€", "£"];

/// Words for what was taken of several numbers, which have the unit of these: `latency_ms_max`, `Temp °C (max)`.
pub(super) const STATISTICS: [&str; 13] = [
    "min",
    "max",
    "avg",
    "mean",
    "median",
    "minimum",
    "maximum",
    "average",
    "mittel",
    "mittelwert",
    "rms",
    "total",
    "sum",
];

/// Words for where something was measured, which is no unit: `Temp (indoor)`.
pub(super) const PLACES: [&str; 25] = [
    "indoor", "indoors", "outdoor", "outdoors", "inside", "outside", "ambient", "innen", "außen",
    "inlet", "outlet", "left", "right", "front", "rear", "top", "bottom", "upper", "lower",
    "kitchen", "bedroom", "bathroom", "basement", "attic", "garage",
];
