//! The words for a severity. Teams count in steps (SEV1, P2, S3), in words (critical, high) or by what does not work
//! (major outage); here is which of the four severities each of them is.

use super::Severity;

/// A severity as a report states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Level {
    /// What it means here; none for what is no incident, such as maintenance.
    pub(super) severity: Option<Severity>,
    /// The word of the report, in lower case.
    pub(super) mark: String,
}

/// Words that are a level in themselves. Statuspage has critical, major, minor, none and maintenance; Instatus and
/// Cachet name what a component does.
const WORDS: &[(&str, Option<Severity>)] = &[
    ("critical", Some(Severity::Critical)),
    ("blocker", Some(Severity::Critical)),
    ("catastrophic", Some(Severity::Critical)),
    ("emergency", Some(Severity::Critical)),
    ("urgent", Some(Severity::Critical)),
    ("highest", Some(Severity::Critical)),
    ("major outage", Some(Severity::Critical)),
    ("full outage", Some(Severity::Critical)),
    ("major", Some(Severity::High)),
    ("high", Some(Severity::High)),
    ("severe", Some(Severity::High)),
    ("partial outage", Some(Severity::High)),
    ("minor outage", Some(Severity::Medium)),
    ("minor", Some(Severity::Medium)),
    ("medium", Some(Severity::Medium)),
    ("moderate", Some(Severity::Medium)),
    ("degraded performance", Some(Severity::Medium)),
    ("degraded", Some(Severity::Medium)),
    ("none", Some(Severity::Low)),
    ("low", Some(Severity::Low)),
    ("lowest", Some(Severity::Low)),
    ("negligible", Some(Severity::Low)),
    ("trivial", Some(Severity::Low)),
    ("informational", Some(Severity::Low)),
    ("maintenance", None),
    ("scheduled maintenance", None),
];

/// What is counted in steps: the names of the steps, and what the first of them, number 0, is and so on. Where there
/// is a step 0 it is above a step 1 that is critical as well, because teams that begin with 1 mean the same by it.
const STEPS: &[&str] = &["sev", "severity", "level", "priority", "prio", "p", "s"];

const OF_STEPS: &[Severity] = &[
    Severity::Critical,
    Severity::Critical,
    Severity::High,
    Severity::Medium,
    Severity::Low,
    Severity::Low,
];

/// The level that `text` is, whole.
pub(super) fn exact(text: &str) -> Option<Level> {
    let mark = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let words: Vec<&str> =
        mark.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let named = words.join(" ");
    let severity = match WORDS.iter().find(|(word, _)| *word == named) {
        Some((_, severity)) => *severity,
        None => Some(of_step(&named)?),
    };
    Some(Level { severity, mark })
}

/// The level that the value of a field begins with: "SEV-2 (major)", "High - most customers", "2".
pub(super) fn leading(value: &str) -> Option<Level> {
    let value = value.trim_matches(|c: char| !c.is_alphanumeric());
    let number = value.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    if let Some(severity) = number.parse().ok().and_then(|step: usize| OF_STEPS.get(step)) {
        return Some(Level { severity: Some(*severity), mark: number.to_owned() });
    }
    // The longest beginning first: "major outage" before "major".
    let ends = value
        .char_indices()
        .filter(|(_, c)| !c.is_alphanumeric())
        .map(|(end, _)| end)
        .take(MAX_BORDERS);
    let mut ends: Vec<usize> = ends.chain([value.len()]).collect();
    ends.reverse();
    ends.into_iter().find_map(|end| value.get(..end).and_then(exact))
}

/// More borders between words than a level has in it.
const MAX_BORDERS: usize = 4;

/// The step that a title names: "[SEV-1] Checkout is down". Other words of a title may be about anything, and S3 is the
/// name of a service.
pub(super) fn in_title(title: &str) -> Option<Level> {
    let mut rest = title;
    while let Some(begin) = rest.find(|c: char| c.is_alphanumeric()) {
        rest = rest.get(begin..)?;
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let is_step = word.contains(|c: char| c.is_ascii_digit())
            && (word.starts_with('P') || word.to_lowercase().starts_with("sev"));
        if is_step && let Some(level) = exact(word) {
            return Some(level);
        }
        rest = after;
    }
    None
}

fn of_step(words: &str) -> Option<Severity> {
    let digits = words.trim_start_matches(|c: char| !c.is_ascii_digit());
    let name = words.strip_suffix(digits)?.trim_end();
    if !STEPS.contains(&name) || digits.len() != 1 {
        return None;
    }
    OF_STEPS.get(digits.parse::<usize>().ok()?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scales_of_the_world_are_four_severities() {
        for (text, expected) in [
            ("critical", Some(Severity::Critical)),
            ("SEV1", Some(Severity::Critical)),
            ("SEV-2", Some(Severity::High)),
            ("Sev 3", Some(Severity::Medium)),
            ("P0", Some(Severity::Critical)),
            ("P4", Some(Severity::Low)),
            ("S1", Some(Severity::Critical)),
            ("Severity 2", Some(Severity::High)),
            ("Major", Some(Severity::High)),
            ("MINOR", Some(Severity::Medium)),
            ("none", Some(Severity::Low)),
            ("major_outage", Some(Severity::Critical)),
            ("maintenance", None),
        ] {
            assert_eq!(exact(text).map(|level| level.severity), Some(expected), "{text}");
        }
        for text in ["", "SEV9", "sev", "P12", "customers", "high availability", "2"] {
            assert_eq!(exact(text), None, "{text}");
        }
    }

    #[test]
    fn the_value_of_a_field_begins_with_its_level() {
        for (value, expected) in [
            ("SEV-2 (major)", "sev-2"),
            ("High - most customers", "high"),
            ("Major outage, all regions", "major outage"),
            ("**P1**", "p1"),
            ("2", "2"),
        ] {
            assert_eq!(
                leading(value).map(|level| level.mark),
                Some(expected.to_owned()),
                "{value}"
            );
        }
        for value in ["unknown", "", "not critical", "25% of users", "TBD"] {
            assert_eq!(leading(value), None, "{value}");
        }
    }

    #[test]
    fn a_title_may_name_a_step() {
        for (title, expected) in [
            ("[SEV-1] Checkout is down", Some("sev-1")),
            ("Checkout is down (P2)", Some("p2")),
            ("S3 outage of 2017", None),
            ("Critical path is slow", None),
        ] {
            assert_eq!(
                in_title(title).map(|level| level.mark),
                expected.map(str::to_owned),
                "{title}"
            );
        }
    }
}
