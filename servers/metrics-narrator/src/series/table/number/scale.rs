//! Numbers of one column in units that differ by a factor alone: `900 MB` beside `1.5 GB`, `120 ms` beside `1.2 s`,
//! `952.49K` beside `72.91M`.

/// What a unit of `from` is in units of `to`; none if they do not measure the same.
pub(crate) fn factor(from: &str, to: &str) -> Option<f64> {
    let to = readings(to);
    let mut pairs = readings(from).into_iter().flat_map(|from| {
        to.iter().filter(move |to| to.base == from.base).map(move |to| from.size / to.size)
    });
    pairs.next()
}

/// A unit as a multiple of another.
struct Multiple<'t> {
    base: &'t str,
    size: f64,
}

/// What multiplies a unit, or a plain count; the binary ones come first, since `K` begins them as well. Whoever writes
/// `GB` for 1,024 MB does not say so.
const LARGE: [(&str, f64); 10] = [
    ("Ki", 1024.0),
    ("Mi", 1_048_576.0),
    ("Gi", 1_073_741_824.0),
    ("Ti", 1_099_511_627_776.0),
    ("k", 1e3),
    ("K", 1e3),
    ("M", 1e6),
    ("G", 1e9),
    ("T", 1e12),
    ("", 1.0),
];

/// What divides a unit. Two signs look like the Greek letter of a millionth.
const SMALL: [(&str, f64); 5] = [("m", 1e-3), ("µ", 1e-6), ("μ", 1e-6), ("u", 1e-6), ("n", 1e-9)];

/// Units that stand behind a large multiple, and those that may also stand behind a small one.
const COUNTED: [&str; 9] = ["B", "b", "bit", "bps", "B/s", "b/s", "bit/s", "Wh", "Hz"];
const MEASURED: [&str; 8] = ["s", "m", "g", "l", "L", "W", "V", "A"];

/// Units that are a multiple of another by custom. A `B` alone is a billion beside `M`, and a byte beside `kB`. What
/// container platforms count in `Mi` are bytes, of which nobody has a billion in mind.
const CUSTOMARY: [(&str, &str, f64); 14] = [
    ("", "", 1.0),
    ("k", "", 1e3),
    ("K", "", 1e3),
    ("M", "", 1e6),
    ("B", "", 1e9),
    ("G", "", 1e9),
    ("T", "", 1e12),
    ("Ki", "Ki", 1.0),
    ("Mi", "Ki", 1024.0),
    ("Gi", "Ki", 1_048_576.0),
    ("Ti", "Ki", 1_073_741_824.0),
    ("min", "s", 60.0),
    ("h", "s", 3600.0),
    ("d", "s", 86_400.0),
];

/// What `unit` may be.
fn readings(unit: &str) -> Vec<Multiple<'_>> {
    let customary = CUSTOMARY.iter().filter(|(written, ..)| *written == unit);
    let mut found: Vec<Multiple<'_>> =
        customary.map(|(_, base, size)| Multiple { base, size: *size }).collect();
    let multiples = LARGE
        .iter()
        .map(|multiple| (multiple, true))
        .chain(SMALL.iter().map(|multiple| (multiple, false)));
    for ((prefix, size), is_large) in multiples {
        let Some(base) = unit.strip_prefix(prefix) else { continue };
        if MEASURED.contains(&base) || (is_large && COUNTED.contains(&base)) {
            found.push(Multiple { base, size: *size });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_that_differ_by_a_factor_are_known() {
        for (from, to, expected) in [
            ("M", "K", Some(1000.0)),
            ("K", "", Some(1000.0)),
            ("B", "M", Some(1000.0)),
            ("G", "M", Some(1000.0)),
            ("Gi", "Mi", Some(1024.0)),
            ("Mi", "M", None),
            ("B", "Mi", None),
            ("B", "kB", Some(0.001)),
            ("GB", "MB", Some(1000.0)),
            ("GiB", "MiB", Some(1024.0)),
            ("s", "ms", Some(1000.0)),
            ("ms", "s", Some(0.001)),
            ("µs", "ms", Some(0.001)),
            ("min", "s", Some(60.0)),
            ("h", "min", Some(60.0)),
            ("kWh", "MWh", Some(0.001)),
            ("km", "m", Some(1000.0)),
            ("MB/s", "kB/s", Some(1000.0)),
            ("%", "ms", None),
            ("ms", "", None),
            ("MB", "Mb", None),
            ("$", "€", None),
            ("°C", "K", None),
        ] {
            let found = factor(from, to);
            let is_close =
                |expected: f64| found.is_some_and(|found| (found / expected - 1.0).abs() < 1e-12);
            assert!(expected.map_or(found.is_none(), is_close), "{from} in {to}: {found:?}");
        }
    }
}
