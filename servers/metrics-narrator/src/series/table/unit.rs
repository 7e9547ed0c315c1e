//! What the numbers of a column count, as far as its header says it: `latency_ms`, `Temp (°C)`, `size [MB]`,
//! `requests_per_s`.

/// Words at the end of a header that are units, and how the unit is written. Words that mean something else as often
/// are left out: `min` is a minimum, `m` a million or a meter.
const WORDS: [(&str, &str); 91] = [
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
const RATES: [(&str, &str); 16] = [
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
const COUNTED: [(&str, &str); 16] = [
    ("l", "l"),
    ("liter", "l"),
    ("litre", "l"),
    ("ml", "ml"),
    ("m", "m"),
    ("m3", "m³"),
    ("m³", "m³"),
    ("cbm", "m³"),
    ("ft3", "ft³"),
    ("gal", "gal"),
    ("g", "g"),
    ("t", "t"),
    ("w", "W"),
    ("ct", "ct"),
    ("cent", "ct"),
    ("cents", "ct"),
];

/// What a header speaks of, a letter that is then its unit, and how the unit is written. Amperes are left out: three
/// currents are called a, b and c.
const QUANTITIES: [(&[&str], &str, &str); 5] = [
    (&["temp", "temps", "temperature", "temperatures"], "c", "°C"),
    (&["temp", "temps", "temperature", "temperatures"], "f", "°F"),
    (&["temp", "temps", "temperature", "temperatures"], "k", "K"),
    (&["voltage", "volt"], "v", "V"),
    (&["power"], "w", "W"),
];

/// The longest unit, in characters: `requests/minute` is one, a remark in brackets is none.
pub(crate) const MAX_UNIT_CHARACTERS: usize = 16;

/// The unit that `header` names.
pub(crate) fn of_header(header: &str) -> Option<String> {
    let header = header.trim();
    bracketed(header).or_else(|| rate(header)).or_else(|| {
        let words = words(header);
        let (last, before) = words.split_last()?;
        // A single letter is a unit only behind a word: a column `s` is anything.
        let is_alone =
            before.is_empty() && last.chars().count() == 1 && last.chars().all(char::is_alphabetic);
        // What something is counted by is not its unit.
        if is_alone || before.last().is_some_and(|word| word == "per") {
            return None;
        }
        of_quantity(before, last).or_else(|| known(last, &WORDS)).map(str::to_owned)
    })
}

/// `Temp (°C)`, `size [MB]`: whatever is short and holds no blank is meant as a unit.
fn bracketed(header: &str) -> Option<String> {
    let (open, close) = if header.ends_with(')') { ('(', ')') } else { ('[', ']') };
    let inner = header.strip_suffix(close)?;
    let (before, inner) = inner.rsplit_once(open)?;
    let inner = inner.trim();
    let is_unit = !before.trim().is_empty()
        && !inner.is_empty()
        && inner.chars().count() <= MAX_UNIT_CHARACTERS
        && !inner.starts_with(|sign: char| sign.is_numeric())
        && !inner.contains(|sign: char| sign.is_whitespace() || sign.is_control());
    if !is_unit {
        return None;
    }
    // Written out, it is shortened as it would be without brackets; a short one keeps its capital letters.
    let is_word = inner.chars().count() > 3;
    let lower = inner.to_lowercase();
    let unit = of_quantity(&words(before), &lower)
        .or_else(|| is_word.then(|| known(&lower, &WORDS)).flatten());
    Some(unit.unwrap_or(inner).to_owned())
}

/// `requests_per_s`, `requests/s`, `MB/s`, `bytes_per_second`, `price_eur_per_kwh`.
fn rate(header: &str) -> Option<String> {
    if let Some((before, per)) = header.rsplit_once('/') {
        let per = known(&per.trim().to_lowercase(), &RATES)?;
        return each(&words(before), per);
    }
    let mut words = words(header);
    let per = words.pop()?;
    if words.last()? == "per" {
        words.pop();
        return match known(&per, &RATES) {
            Some(per) => each(&words, per),
            None => Some(format!("{}/{}", counted(words.last()?)?, counted(&per)?)),
        };
    }
    // `bytes_s`, `velocity_um_s`: but not `wait_ms_s`, which is no rate.
    let word = words.last()?;
    let is_rate = known(word, &WORDS).is_some() && known(word, &RATES).is_none();
    if is_rate { each(&words, known(&per, &RATES)?) } else { None }
}

/// What is counted by the last of `words` in each `per`: a unit, or things such as requests, which need none. A letter
/// that is no known unit is an unknown one.
fn each(words: &[String], per: &str) -> Option<String> {
    let word = words.last().map_or("", String::as_str);
    match counted(word) {
        Some(unit) => Some(format!("{unit}/{per}")),
        None if word.chars().count() == 1 => None,
        None => Some(format!("/{per}")),
    }
}

/// The unit that `word` is beside another one: `l` is a liter in `l_per_s`, and anything alone.
fn counted(word: &str) -> Option<&'static str> {
    known(word, &WORDS).or_else(|| known(word, &COUNTED))
}

/// `motorTempC`, `temp (F)`, `power_W`: a letter is the unit of what the words before it speak of.
fn of_quantity(words: &[String], letter: &str) -> Option<&'static str> {
    let (_, _, unit) = QUANTITIES.iter().find(|(of, known, _)| {
        *known == letter && words.iter().any(|word| of.contains(&word.as_str()))
    })?;
    Some(unit)
}

fn known(word: &str, table: &[(&str, &'static str)]) -> Option<&'static str> {
    table.iter().find(|(known, _)| *known == word).map(|(_, unit)| *unit)
}

/// The words of a header in small letters: `latencyMs` has two, and a sign such as % is one.
pub(crate) fn words(header: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut previous = ' ';
    for character in header.chars() {
        let is_sign = matches!(character, '%' | '$' | '€' | '£');
        if character.is_alphanumeric() || is_sign || character == '°' {
            let continues = is_part(previous)
                && !is_sign
                // `pH` is one word, `latencyMs` two.
                && !(previous.is_lowercase()
                    && character.is_uppercase()
                    && words.last().is_some_and(|word| word.chars().nth(1).is_some()));
            match words.last_mut() {
                Some(word) if continues => word.extend(character.to_lowercase()),
                _ => words.push(character.to_lowercase().collect()),
            }
        }
        previous = character;
    }
    words
}

fn is_part(character: char) -> bool {
    character.is_alphanumeric() || character == '°'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_names_its_unit_in_brackets_at_its_end_or_as_a_rate() {
        for (header, unit) in [
            ("latency_ms", "ms"),
            ("latencyMs", "ms"),
            ("p99 latency ms ", "ms"),
            ("Temp (°C)", "°C"),
            ("temp °C", "°C"),
            ("cpu %", "%"),
            ("cpu%", "%"),
            ("cpu_pct", "%"),
            ("size [MB]", "MB"),
            ("size[Mb]", "Mb"),
            ("load (percent)", "%"),
            ("flow (m³/h)", "m³/h"),
            ("disk_read_bytes", "bytes"),
            ("uptime_seconds", "s"),
            ("age_s", "s"),
            ("requests_per_s", "/s"),
            ("requests per second", "/s"),
            ("Requests/s", "/s"),
            ("bytes_per_second", "bytes/s"),
            ("net MB/s", "MB/s"),
            ("disk_bytes_s", "bytes/s"),
            ("rms_velocity_um_s", "µm/s"),
            ("yield_kg", "kg"),
            ("wait_ms_s", "s"),
            ("errors_per_min", "/min"),
            ("price ($)", "$"),
            ("price_usd", "USD"),
            ("memory_limit_mb", "MB"),
            ("bytes", "bytes"),
            ("%", "%"),
            ("(ms)", "ms"),
            ("price_eur_per_kwh", "EUR/kWh"),
            ("priceCtPerKWh", "ct/kWh"),
            ("flow_l_per_s", "l/s"),
            ("inflow_m3_per_h", "m³/h"),
            ("flow l/min", "l/min"),
            ("http_5xx_per_s", "/s"),
            ("io_per_s", "/s"),
            ("water temp (C)", "°C"),
            ("Outdoor temperature [F]", "°F"),
            ("motorTempC", "°C"),
            ("inkTemp_C", "°C"),
            ("battery_voltage_V", "V"),
            ("power_W", "W"),
            ("load_kW", "kW"),
        ] {
            assert_eq!(of_header(header).as_deref(), Some(unit), "{header}");
        }
    }

    #[test]
    fn a_header_without_a_unit_has_none() {
        for header in [
            "cpu",
            "s",
            "h",
            "value",
            "temp_min",
            "items",
            "",
            "()",
            "load (15)",
            "load (see the remark)",
            "a/b",
            "/s/",
            "per",
            "per s x",
            "rate (per)x",
            "requests_m",
            "status",
            "noise",
            "free_capacity",
            "pH",
            "price_per_kwh",
            "flow_q_per_s",
            "vitamin_c",
            "phase_V",
        ] {
            assert_eq!(of_header(header), None, "{header}");
        }
    }
}
