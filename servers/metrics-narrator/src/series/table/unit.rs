//! What the numbers of a column count, as far as its header says it: `latency_ms`, `Temp (°C)`, `size [MB]`,
//! `requests_per_s`. `known` holds the words and letters that are units.

mod known;

use known::{
    AMOUNTS, COMPOUNDS, COUNTED, FLOWS, LEADING, LETTERS, MEASURES, MONEY, MULTIPLIERS,
    MULTIPLIERS_OF_MONEY, PLACES, QUANTITIES, RATES, STATISTICS, SYMBOLS, WAITED_FOR, WHOLES,
    WORDS,
};

/// The longest unit, in characters: `requests/minute` is one, a remark in brackets is none.
pub(crate) const MAX_UNIT_CHARACTERS: usize = 16;

/// The unit that `header` names, and none where it is not understood whole: a piece of it would be another unit.
pub(crate) fn of_header(header: &str) -> Option<String> {
    let header = header.trim();
    // What is `min` behind neither a unit nor a quantity that is never measured in minutes are minutes.
    let is_minutes = brackets(header)
        .is_some_and(|(before, inner)| inner.eq_ignore_ascii_case("min") && !has_quantity(before));
    match whole(without_remark(header)) {
        None if is_minutes => whole(header),
        unit => unit,
    }
}

fn has_quantity(header: &str) -> bool {
    let words = words(header);
    QUANTITIES.iter().any(|(of, ..)| words.iter().any(|word| of.contains(&word.as_str())))
}

/// The unit of a header that ends with it.
fn whole(header: &str) -> Option<String> {
    match brackets(header) {
        Some((before, inner)) => glued(header).or_else(|| bracketed(before, inner)),
        None => behind(header),
    }
}

/// `Noise dB(A)`: brackets that belong to the unit before them.
fn glued(header: &str) -> Option<String> {
    let (_, token) = last_token(header);
    let (unit, _) = token.split_once('(').filter(|(unit, _)| !unit.is_empty())?;
    unit_of(unit).map(|_| token.to_owned())
}

/// The unit that `cell`, one of a row of units, names as it stands or in brackets.
pub(crate) fn of_cell(cell: &str) -> Option<String> {
    let inner = brackets(cell).filter(|(before, _)| before.is_empty()).map(|(_, inner)| inner);
    let cell = inner.unwrap_or(cell);
    let is_letter = cell.chars().count() == 1 && cell.chars().all(char::is_alphabetic);
    let letter = || QUANTITIES.iter().find(|(_, _, unit)| *unit == cell).map(|(_, _, unit)| *unit);
    let unit = if is_letter {
        letter()
    } else {
        symbol(cell).or_else(|| known(&cell.to_lowercase(), &WORDS))
    };
    unit.map(str::to_owned).or_else(|| {
        let (before, per) = cell.rsplit_once('/')?;
        Some(format!("{}/{}", unit_of(before)?, unit_of(per)?))
    })
}

/// `header` without what was taken of several numbers at its end, or where it was, if it is more than that.
fn without_remark(header: &str) -> &str {
    let is_remark = |word: &str| {
        let word = word.to_lowercase();
        let share = word.strip_prefix('p').filter(|share| share.starts_with(char::is_numeric));
        share.is_some_and(|share| share.parse::<f64>().is_ok())
            || STATISTICS.contains(&word.as_str())
            || PLACES.contains(&word.as_str())
    };
    let rest = match brackets(header) {
        Some((before, inner)) => Some(before).filter(|_| is_remark(inner)),
        None => header
            .rsplit_once(|sign: char| sign.is_whitespace() || sign == '_')
            .filter(|(_, last)| is_remark(last))
            // Behind a unit without brackets, `min` may as well be the minute that something is counted by.
            .filter(|(before, last)| {
                !last.eq_ignore_ascii_case("min") || brackets(before).is_some()
            })
            .map(|(before, _)| before),
    };
    rest.map(str::trim_end).filter(|rest| !rest.is_empty()).unwrap_or(header)
}

/// What stands before the brackets at the end of `header`, and in them.
fn brackets(header: &str) -> Option<(&str, &str)> {
    let (open, close) = if header.ends_with(')') { ('(', ')') } else { ('[', ']') };
    let inside = header.strip_suffix(close)?;
    let mut depth = 1;
    let (at, _) = inside.char_indices().rev().find(|(_, sign)| {
        depth += i32::from(*sign == close) - i32::from(*sign == open);
        depth == 0
    })?;
    let (before, inner) = inside.split_at_checked(at)?;
    Some((before.trim(), inner.strip_prefix(open)?.trim()))
}

/// `Temp (°C)`, `size [MB]`: whatever is short and holds no blank is meant as a unit.
fn bracketed(before: &str, inner: &str) -> Option<String> {
    if before.is_empty() {
        return behind(inner);
    }
    let is_word = |sign: char| !sign.is_whitespace() && !sign.is_control();
    if inner.is_empty()
        || inner.chars().count() > MAX_UNIT_CHARACTERS
        || !inner.chars().all(is_word)
    {
        // A number is a multiplier, or what something is counted by.
        let has_number = words(inner).iter().any(|word| word.starts_with(char::is_numeric));
        return if has_number {
            None
        } else {
            behind(&format!("{before} {}", without_remark(inner)))
        };
    }
    if inner.starts_with(char::is_numeric) {
        return None;
    }
    // `Grind µm (Hegman)`: what stands in brackets behind a unit and is none says how it was measured.
    let may_be_unit = |sign: char| matches!(sign, '/' | '%' | '°' | '·' | '²' | '³');
    if unit_of(inner).is_none()
        && !inner.contains(may_be_unit)
        && is_clear(last_token(before).1)
        && let Some(unit) = behind(before)
    {
        return Some(unit);
    }
    // Written out, it is shortened as it would be without brackets; a short one keeps its capital letters.
    let is_long = inner.chars().count() > 3;
    let lower = inner.to_lowercase();
    let unit = of_quantity(&words(before), &lower)
        .or_else(|| is_long.then(|| known(&lower, &WORDS)).flatten());
    Some(unit.unwrap_or(inner).to_owned())
}

/// Whether a token is a unit that is not a single letter, which may be anything, or may be one for another.
fn is_clear(token: &str) -> bool {
    token.contains('/')
        || unit_of(token).is_some() && !(token.len() == 1 && token.starts_with(char::is_alphabetic))
}

/// The unit at the end of a header without brackets.
fn behind(header: &str) -> Option<String> {
    if let Some((before, per)) = header.rsplit_once('/')
        && let Some(unit) = quotient(before, per)
    {
        return unit;
    }
    let words = words(header);
    let unit = compound(&words).or_else(|| rate(header)).or_else(|| quotient_of_words(&words));
    if unit.is_some() || ends_with_quotient(&words) {
        return unit;
    }
    let (before, token) = last_token(header);
    // What something is counted by is not its unit, nor is what it is a share of.
    let is_bound = |word: &String| matches!(word.as_str(), "per" | "of");
    // `x_bar` is a mean.
    let is_long = |word: &String| word.chars().nth(1).is_some();
    let may_be_symbol = token.chars().any(char::is_uppercase);
    if let Some(unit) = symbol(token)
        && let Some(word) = self::words(before).last()
        && (may_be_symbol || is_long(word))
    {
        return (!is_bound(word) && !multiplies(Some(word), unit)).then(|| unit.to_owned());
    }
    let (last, before) = words.split_last()?;
    // A single letter is a unit only behind a word: a column `s` is anything.
    let is_alone =
        before.is_empty() && last.chars().count() == 1 && last.chars().all(char::is_alphabetic);
    if is_alone || before.last().is_some_and(is_bound) {
        return None;
    }
    let Some(unit) = of_quantity(before, last).or_else(|| known(last, &WORDS)) else {
        return leading(header).map(str::to_owned);
    };
    (!multiplies(before.last(), unit)).then(|| unit.to_owned())
}

/// `kg sold`, `km walked`, `USD takings`: a unit that a header begins with.
fn leading(header: &str) -> Option<&str> {
    let (first, rest) = header.split_once(' ')?;
    let is_part = |word: String| {
        matches!(word.as_str(), "per" | "of" | "to" | "in") || unit_of(&word).is_some()
    };
    let is_known = LEADING.contains(&first) && !rest.contains('/');
    (is_known && !words(rest).into_iter().any(is_part)).then_some(first)
}

/// The last part of a header between blanks or low lines, and what stands before it.
fn last_token(header: &str) -> (&str, &str) {
    let is_between = |sign: char| sign.is_whitespace() || matches!(sign, '_' | ',');
    header.trim_end().rsplit_once(is_between).unwrap_or(("", header))
}

/// A unit that is known by its capital letters. Money may stand in thousands or millions: `k€`.
fn symbol(token: &str) -> Option<&str> {
    let is_money = |rest: &str| matches!(rest, "€" | "$" | "£" | "EUR" | "USD" | "GBP");
    let is_known =
        SYMBOLS.contains(&token) || token.strip_prefix(['k', 'K', 'M', 'T']).is_some_and(is_money);
    is_known.then_some(token)
}

/// Whether `word` multiplies the `unit` behind it.
fn multiplies(word: Option<&String>, unit: &str) -> bool {
    let Some(word) = word.map(String::as_str) else { return false };
    // 100, 1000 and so on: a 1 or a 2 is the number of a sensor. Nobody counts thousands of degrees.
    let is_power = word.strip_prefix('1').is_some_and(|rest| {
        rest.len() > 1 && rest.chars().all(|digit| digit == '0' || "²³⁴⁵⁶⁹".contains(digit))
    });
    (is_power && !unit.starts_with(['%', '°']))
        || MULTIPLIERS.contains(&word)
        || (MULTIPLIERS_OF_MONEY.contains(&word) && MONEY.contains(&unit))
}

/// The unit in `before/per`, `requests/s` or `mg/l`; a none inside where a part of it is not understood, and a none
/// outside where this is no quotient: `Temp / °C`, `read/write_bytes`.
fn quotient(before: &str, per: &str) -> Option<Option<String>> {
    /// A longer word before a stroke is what is measured: `Air temp/°C`.
    const LONGEST_SYMBOL: usize = 3;
    if let Some(time) = known(&per.trim().to_lowercase(), &RATES) {
        let (ahead, token) = last_token(before.trim_end());
        let Some(unit) = symbol(token) else { return Some(each(&words(before), time)) };
        let is_multiplied = multiplies(words(ahead).last(), unit);
        return Some((!is_multiplied).then(|| format!("{unit}/{time}")));
    }
    let (ahead, token) = last_token(before);
    let is_glued = !token.is_empty() && !per.starts_with(char::is_whitespace);
    if !is_glued || words(per).len() != 1 {
        return None;
    }
    // Alone, letters may be any two things: `w/h`.
    if ahead.is_empty() && (token.chars().nth(1).is_none() || unit_of(token).is_none()) {
        return None;
    }
    let dividend = unit_of(token).or_else(|| LETTERS.iter().find(|unit| **unit == token).copied());
    match (dividend, unit_of(per.trim())) {
        (Some(unit), Some(per)) => {
            let is_multiplied = multiplies(words(ahead).last(), unit);
            Some((!is_multiplied).then(|| format!("{unit}/{per}")))
        }
        (None, _) if token.chars().count() > LONGEST_SYMBOL => None,
        _ => Some(None),
    }
}

/// The unit that `token` is beside another one, with its capital letters or without.
fn unit_of(token: &str) -> Option<&str> {
    symbol(token).or_else(|| counted(&token.to_lowercase()))
}

/// `requests_per_s`, `bytes_per_second`, `price_eur_per_kwh`.
fn rate(header: &str) -> Option<String> {
    let mut words = words(header);
    let per = words.pop()?;
    if words.last()? == "per" {
        words.pop();
        if let Some(per) = known(&per, &RATES) {
            return each(&words, per);
        }
        let unit = counted(words.pop()?.as_str())?;
        let is_multiplied = multiplies(words.last(), unit);
        return if is_multiplied { None } else { Some(format!("{unit}/{}", counted(&per)?)) };
    }
    // `bytes_s`, `velocity_um_s`: but not `wait_ms_s`, which is no rate, nor `cost_usd_m` and `bytes_min`, where
    // millions and a minimum are meant as often.
    let word = words.last()?;
    let is_rate = known(word, &WORDS).is_some()
        && known(word, &RATES).is_none()
        && !matches!(per.as_str(), "m" | "min");
    if is_rate { each(&words, known(&per, &RATES)?) } else { None }
}

/// `conductivity_ms_cm`, `energy_kw_h`: two words that name another unit together than they do alone.
fn compound(words: &[String]) -> Option<String> {
    let [.., word, last] = words else { return None };
    let (.., unit) = COMPOUNDS.iter().find(|(first, second, _)| word == first && last == second)?;
    Some((*unit).to_owned())
}

/// `field_kv_cm`, `flux_x_m2_s`: what stands last is what the word before it is told for, so that it is not the unit. A
/// letter may be anything (`slot_w_mm` is a width), and a time as well (`rain_24_hours_mm`).
fn ends_with_quotient(words: &[String]) -> bool {
    let [.., word, last] = words else { return false };
    let is_time = |unit| matches!(unit, "ns" | "µs" | "ms" | "s" | "min" | "h" | "days" | "weeks");
    let is_unit = match counted(word) {
        Some(unit) => !is_time(unit) && word.chars().nth(1).is_some(),
        None => SYMBOLS.iter().any(|unit| unit.to_lowercase() == *word),
    };
    let is_area = || matches!(known(word, &WHOLES), Some("m²" | "cm²"));
    MEASURES.contains(&last.as_str()) && is_unit || matches!(last.as_str(), "s" | "h") && is_area()
}

/// `price_eur_mwh`, `glucose_mg_dl`, `irradiance_W_m2`, `flow_l_s`, `flux_g_m2_h`: units that follow one another, the
/// first of which is an amount of the others.
fn quotient_of_words(words: &[String]) -> Option<String> {
    let [rest @ .., amount, per] = words else { return None };
    if rest.is_empty() {
        return None;
    }
    if let Some(money) = known(amount, &WORDS).filter(|unit| MONEY.contains(unit)) {
        // Millions are meant as often as meters.
        let per = counted(per).filter(|unit| !MONEY.contains(unit) && *unit != "m")?;
        return (!multiplies(rest.last(), money)).then(|| format!("{money}/{per}"));
    }
    let of = |amount: &str| known(amount, &AMOUNTS);
    if let Some(whole) = known(per, &WHOLES) {
        return Some(format!("{}/{whole}", of(amount)?));
    }
    let time = known(per, &RATES).filter(|time| matches!(*time, "s" | "h"))?;
    match (rest, known(amount, &WHOLES)) {
        ([_, .., dividend], Some(whole)) if of(dividend).is_some() => {
            Some(format!("{}/{whole}/{time}", of(dividend)?))
        }
        // `delta_t_s` is no mass.
        _ => {
            let flow = counted(amount).filter(|_| FLOWS.contains(&amount.as_str()))?;
            Some(format!("{flow}/{time}"))
        }
    }
}

/// What is counted by the last of `words` in each `per`: a unit, or things such as requests, which need none. A letter
/// that is no known unit is an unknown one.
fn each(words: &[String], per: &str) -> Option<String> {
    let (word, before) = words.split_last()?;
    match counted(word) {
        Some(unit) if multiplies(before.last(), unit) => None,
        Some(unit) => Some(format!("{unit}/{per}")),
        None if word.chars().count() == 1 || multiplies(Some(word), "") => None,
        None => Some(format!("/{per}")),
    }
}

/// The unit that `word` is beside another one: `l` is a liter in `l_per_s`, and anything alone.
fn counted(word: &str) -> Option<&'static str> {
    known(word, &WORDS).or_else(|| known(word, &COUNTED))
}

/// `motorTempC`, `temp (F)`, `power_W`, `pressure_mb`, `wind_ms`: letters are the unit of what the words before them
/// speak of.
fn of_quantity(words: &[String], letters: &str) -> Option<&'static str> {
    let speaks_of = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    let (_, _, unit) =
        QUANTITIES.iter().find(|(of, known, _)| *known == letters && speaks_of(of))?;
    Some(*unit).filter(|unit| *unit != "m/s" || !speaks_of(&WAITED_FOR))
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
            ("pressure_mb", "mbar"),
            ("Pressure (mb)", "mbar"),
            ("memory_mb", "MB"),
            ("load_kW", "kW"),
            ("supply_air_C", "°C"),
            ("return_air_C", "°C"),
            ("pressure_bar", "bar"),
            ("output_MW", "MW"),
            ("weight_g", "g"),
            ("Pressure Pa", "Pa"),
            ("Wind kn", "kn"),
            ("Wave height m", "m"),
            ("Nitrate mg/l", "mg/l"),
            ("Volume L", "L"),
            ("Price EUR/t", "EUR/t"),
            ("EC mS/cm", "mS/cm"),
            ("injection GWh/d", "GWh/day"),
            ("Umsatz T€", "T€"),
            ("Umsatz (T€)", "T€"),
            ("Temp (°C) min", "°C"),
            ("Temp °C (max)", "°C"),
            ("speed (m/s) [avg]", "m/s"),
            ("latency_ms_max", "ms"),
            ("Latency (in ms)", "ms"),
            ("Temperature (degrees C)", "°C"),
            ("Price (USD per kWh)", "USD/kWh"),
            ("Temperature / °C", "°C"),
            ("Air temp/°C", "°C"),
            ("read/write_bytes", "bytes"),
            ("Dauer (min)", "min"),
            ("Noise dB(A)", "dB(A)"),
            ("Level (dB(A))", "dB(A)"),
            ("throughput MB/s (p95)", "MB/s"),
            ("vib (mm/s RMS)", "mm/s"),
            ("kbit/s", "kbit/s"),
            ("mg/l", "mg/l"),
            ("irradiance W/m2", "W/m²"),
            ("core 3 %", "%"),
            ("rack 100 %", "%"),
            ("delta_t_ms", "ms"),
            ("price_eur_mwh", "EUR/MWh"),
            ("fuel price usd gal", "USD/gal"),
            ("glucose_mg_dl", "mg/dl"),
            ("pm25_ug_m3", "µg/m³"),
            ("irradiance_W_m2", "W/m²"),
            ("ladder_flow_l_s", "l/s"),
            ("inflow_m3_h", "m³/h"),
            ("wind_m_s", "m/s"),
            ("CH4_flux_g_m2_h", "g/m²/h"),
            ("river_flow_m3s", "m³/s"),
            ("conductivity_ms_cm", "mS/cm"),
            ("ec_uS_cm", "µS/cm"),
            ("conductivity_us_cm_mean", "µS/cm"),
            ("nitrate_mg_l", "mg/l"),
            ("density_kg_m3", "kg/m³"),
            ("density_g_cm3", "g/cm³"),
            ("solar_kwh_m2", "kWh/m²"),
            ("radiation_mj_m2", "MJ/m²"),
            ("lead_mg_kg", "mg/kg"),
            ("heat_kj_kg", "kJ/kg"),
            ("par_umol_m2_s", "µmol/m²/s"),
            ("co2_g_km", "g/km"),
            ("consumption_kwh_km", "kWh/km"),
            ("energy_kw_h", "kWh"),
            ("battery_W_h", "Wh"),
            ("rain_mm_h", "mm/h"),
            ("speed_km_h", "km/h"),
            ("db_mb", "MB"),
            ("slot_w_mm", "mm"),
            ("delta_t_h", "h"),
            ("rain_24_hours_mm", "mm"),
            ("wind_ms", "m/s"),
            ("wind_speed_ms_max", "m/s"),
            ("windSpeedMs", "m/s"),
            ("vel_ms", "m/s"),
            ("Velocity (ms)", "m/s"),
            ("page_speed_ms", "ms"),
            ("speed_index_ms", "ms"),
            ("temp_c_indoor", "°C"),
            ("Temp °C (indoor)", "°C"),
            ("sales (pieces)", "pieces"),
            ("Viscosity Pa·s", "Pa·s"),
            ("Grind µm (Hegman)", "µm"),
            ("Wind kn (gust)", "kn"),
            ("CPU % (user)", "%"),
            ("fluence J/cm2 (meter)", "J/cm²"),
            ("kg sold", "kg"),
            ("km walked", "km"),
            ("EUR paid out", "EUR"),
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
            "phase_C",
            "current_A",
            "EUR per stem",
            "kg CO2 per kWh of heat",
            "bar staff",
            "temp_max",
            "Temp (min)",
            "Temp (max)",
            "Umsatz (Tsd. €)",
            "Umsatz (Mio. €)",
            "Umsatz (Mrd. €)",
            "Umsatz T €",
            "Revenue (thousand USD)",
            "Revenue, mn USD",
            "Revenue (million USD per month)",
            "GDP (bn €)",
            "Energy (1000 kWh)",
            "Energy (10^3 kWh)",
            "Energy 1000 kWh",
            "Energy 10³ kWh",
            "Temp (0.1 °C)",
            "cost_usd_m",
            "net_bytes_min",
            "Load (% of 5 kW)",
            "Load (% of kW)",
            "Wind (1/10 m/s)",
            "Rate (per 1000 h)",
            "flow q/cm",
            "x_bar",
            "viable_cells_per_ml",
            "flow_l_min",
            "field_kv_cm",
            "losses_db_km",
            "exposure_us_cm2_s",
            "Temp (indoor)",
            "Temp (Outside)",
            "bar",
        ] {
            assert_eq!(of_header(header), None, "{header}");
        }
    }
}
