//! Labels of a closed set in other words: another case, other separators, a synonym, a gloss, one slip.

use crate::{
    answer::{Repair, schema::Choices, spelling::Spelling},
    material::one_line,
};

/// Labels shorter than this have too many neighbors for a slip to be recognized, in letters.
const MIN_LETTERS_FOR_A_SLIP: usize = 5;

/// Words that take back what stands beside them, or leave it open.
const RESERVATIONS: [&str; 47] = [
    "not",
    "no",
    "non",
    "never",
    "neither",
    "nor",
    "or",
    "maybe",
    "perhaps",
    "possibly",
    "unsure",
    "unclear",
    "uncertain",
    "but",
    "either",
    "except",
    "without",
    "rather",
    "think",
    "guess",
    "probably",
    "likely",
    "seems",
    "almost",
    "false",
    "wrong",
    "incorrect",
    "if",
    "unless",
    "hardly",
    "revoked",
    "withdrawn",
    "cancelled",
    "retracted",
    "previously",
    "formerly",
    "was",
    "could",
    "should",
    "would",
    "might",
    "opposite",
    "mistake",
    "ruled",
    "excluded",
    "rejected",
    "than",
];

/// What separates a label from a remark on it.
const GLOSSES: [&str; 8] = [" (", " [", " - ", " – ", " — ", ": ", "; ", "\n"];

/// The label that `text` stands for as the value of `member`, and the step that led to it; none if that is open.
pub(super) fn label<'c>(
    choices: &'c Choices,
    text: &str,
    member: &str,
) -> Option<(&'c str, Option<Repair>)> {
    if let Some(choice) = choices.labels.iter().find(|choice| choice.label == text) {
        return Some((&choice.label, None));
    }
    let text = without_lead(text, member);
    let (place, repair) = written_alike(choices, text)
        .or_else(|| spelled(choices, text))
        .or_else(|| glossed(choices, text))
        .or_else(|| qualified(choices, text))
        .or_else(|| slipped(choices, text))?;
    choices.labels.get(place).map(|choice| (choice.label.as_str(), Some(repair)))
}

/// The labels that `text` enumerates: `"billing, security"`, `"billing and security"`.
pub(super) fn labels<'c>(choices: &'c Choices, text: &str) -> Option<Vec<&'c str>> {
    let text = text.replace(" and ", ", ").replace(" & ", ", ");
    let parts: Vec<_> =
        text.split([',', ';', '\n', '/']).filter(|part| !part.trim().is_empty()).collect();
    if parts.len() < 2 {
        return None;
    }
    parts.into_iter().map(|part| Some(label(choices, part.trim(), "")?.0)).collect()
}

/// `text` without the name of its member before it (`Category: billing`) or a mark of enumeration (`b) billing`).
fn without_lead<'t>(text: &'t str, member: &str) -> &'t str {
    let Some((lead, label)) = text.split_once([':', ')', '.', '=']) else { return text };
    if label.starts_with(':') {
        return text;
    }
    let lead = lead.trim().trim_start_matches('(');
    let is_mark = lead.len() == 1 && lead.chars().all(char::is_alphanumeric);
    let is_name = !member.is_empty()
        && undecorated(lead).is_some_and(|lead| Spelling::of(member).is_of(lead));
    if (is_mark && label.starts_with(' ')) || is_name { label.trim_start() } else { text }
}

/// Sign by sign, but for case, blanks and the length of dashes: labels of a user may hold any sign, and what looks like
/// a remark may be half of a label, as in `Hardware - Printers`.
fn written_alike(choices: &Choices, text: &str) -> Option<(usize, Repair)> {
    let text = folded(text);
    let mut alike =
        choices.labels.iter().enumerate().filter(|(_, choice)| folded(&choice.label) == text);
    match (alike.next(), alike.next()) {
        (Some((place, _)), None) => Some((place, Repair::LabelSpelling)),
        _ => None,
    }
}

fn folded(label: &str) -> String {
    one_line(label).replace(['–', '—', '‐', '‑'], "-").to_lowercase()
}

/// In other letters, or by a synonym.
fn spelled(choices: &Choices, text: &str) -> Option<(usize, Repair)> {
    let word = undecorated(text)?;
    let mut matching =
        choices.labels.iter().enumerate().filter(|(_, choice)| choice.spelling.is_of(word));
    match (matching.next(), matching.next()) {
        (Some((place, _)), None) => Some((place, Repair::LabelSpelling)),
        (Some(_), Some(_)) => None,
        (None, _) => {
            let synonym = choices.synonyms.iter().find(|(spelling, _)| spelling.is_of(word));
            synonym.map(|(_, place)| (*place, Repair::LabelSynonym))
        }
    }
}

/// `text` without quotes, emphasis and a full stop around it; none where other signs are left: `!billing`,
/// `billing?`, `B+` and `1.5` are not `billing`, `B` and `15`.
fn undecorated(text: &str) -> Option<&str> {
    let enclosing = ['"', '\'', '`', '*', '_', '“', '”', '«', '»', '„'];
    let word =
        text.trim().trim_end_matches(['.', ',', ';', '!']).trim().trim_matches(enclosing).trim();
    let word = word.trim_end_matches(['.', ',']).trim_matches(enclosing);
    let is_plain = word
        .chars()
        .all(|sign| sign.is_alphanumeric() || matches!(sign, ' ' | '_' | '-' | '\u{a0}'));
    (is_plain && !word.starts_with('-') && !word.ends_with('-')).then_some(word)
}

/// With a remark behind it that names no other label and takes nothing back.
fn glossed(choices: &Choices, text: &str) -> Option<(usize, Repair)> {
    let (at, mark) = GLOSSES
        .iter()
        .filter_map(|mark| Some((text.find(mark)?, mark)))
        .min_by_key(|(at, _)| *at)?;
    let (head, gloss) = (text.get(..at)?, text.get(at + mark.len()..)?);
    let found = spelled(choices, head)?;
    // Of `Hardware - Printers` and `Hardware`, whatever begins like the longer one may mean it.
    let head = folded(head);
    let goes_on = |label: &str| {
        let label = folded(label);
        let rest = label.strip_prefix(&head).unwrap_or_default();
        !rest.is_empty() && !rest.starts_with(char::is_alphanumeric)
    };
    if choices.labels.iter().any(|choice| goes_on(&choice.label)) {
        return None;
    }
    let is_open = gloss.contains(['?', '%'])
        || gloss.chars().all(|sign| !sign.is_alphabetic())
        || words(gloss).any(|word| {
            RESERVATIONS.contains(&word.as_str())
                || word.ends_with("n't")
                || spelled(choices, &word).is_some_and(|(place, _)| place != found.0)
        })
        || choices.labels.iter().enumerate().any(|(place, choice)| {
            place != found.0
                && !choice.spelling.as_str().is_empty()
                && Spelling::of(gloss).as_str().contains(choice.spelling.as_str())
        });
    (!is_open).then_some((found.0, Repair::LabelSpelling))
}

/// As a member of its type: `Priority.HIGH`, `Priority::High`.
fn qualified(choices: &Choices, text: &str) -> Option<(usize, Repair)> {
    let (kind, label) = text.rsplit_once("::").or_else(|| text.rsplit_once('.'))?;
    // Where labels have such signs themselves, what stands before one is part of a label.
    if choices.labels.iter().any(|choice| choice.label.contains(['.', ':'])) {
        return None;
    }
    let is_name =
        !kind.is_empty() && kind.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
    let is_taken_back = RESERVATIONS.contains(&kind.to_lowercase().as_str());
    (is_name && !is_taken_back && spelled(choices, kind).is_none()).then_some(())?;
    spelled(choices, label)
}

/// With one letter too many, too few, another or exchanged with its neighbor; never the first one, never a digit, and
/// only where a single label is that near. The names of a user's list are no words of ours: `Phase II` is not a slip of
/// `Phase I`, and the next name may be missing from the list.
fn slipped(choices: &Choices, text: &str) -> Option<(usize, Repair)> {
    if choices.list.is_some() || text.contains(['?', '!', '¬', '≠', '~', '/', '|']) {
        return None;
    }
    let written = Spelling::of(text);
    let words = choices
        .labels
        .iter()
        .enumerate()
        .map(|(place, choice)| (&choice.spelling, place))
        .chain(choices.synonyms.iter().map(|(spelling, place)| (spelling, *place)));
    let mut near = words.filter(|(spelling, _)| is_slip(spelling.as_str(), written.as_str()));
    let (_, place) = near.next()?;
    near.all(|(_, other)| other == place).then_some((place, Repair::LabelSlip))
}

pub(super) fn is_slip(right: &str, written: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    right.chars().count() >= MIN_LETTERS_FOR_A_SLIP
        && right.chars().next() == written.chars().next()
        && right.len().abs_diff(written.len()) <= 4
        && digits(right) == digits(written)
        && strsim::osa_distance(right, written) == 1
        && !is_another_word(right, written)
}

/// Whether the one slip puts another letter in the place of one. People exchange a vowel for a vowel, or strike a
/// neighbor twice; anything else is rather another word, as `failing` is beside `falling`.
fn is_another_word(right: &str, written: &str) -> bool {
    let is_vowel = |letter: &char| "aeiouy".contains(*letter);
    let (right, written): (Vec<char>, Vec<char>) =
        (right.chars().collect(), written.chars().collect());
    let mut differing =
        (0..).zip(right.iter().zip(&written)).filter(|(_, (one, other))| one != other);
    let (Some((place, (one, other))), None) = (differing.next(), differing.next()) else {
        return false;
    };
    let neighbors = [usize::checked_sub(place, 1), Some(place + 1)];
    let neighbors = neighbors.map(|place| written.get(place?));
    let is_struck_twice = neighbors.contains(&Some(other));
    right.len() == written.len() && !(is_vowel(one) && is_vowel(other)) && !is_struck_twice
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '_' | '-'))
        .map(|word| word.trim_matches('\'').to_lowercase())
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::answer::schema::{Node, Schema};

    fn choices() -> Choices {
        let schema = Schema::compile(json!({
            "enum": ["billing", "bug_report", "how_to", "performance", "non_urgent", "sev1", "sev2", "low"],
            "x-synonyms": {"payment": "billing", "defect": "bug_report", "severity 1": "sev1"},
        }));
        let Node::Choice(choices) = schema.unwrap().root else { panic!("the schema is a choice") };
        choices
    }

    /// Each text stands for the label beside it, by the step beside that.
    #[track_caller]
    fn assert_labels(cases: &[(&str, &str, Option<Repair>)]) {
        for (text, expected, repair) in cases {
            assert_eq!(label(&choices(), text, "category"), Some((*expected, *repair)), "{text:?}");
        }
    }

    #[track_caller]
    fn assert_open(texts: &[&str]) {
        for text in texts {
            assert_eq!(label(&choices(), text, "category"), None, "{text:?}");
        }
    }

    #[test]
    fn a_label_with_signs_of_its_own_is_not_taken_for_another_with_a_remark() {
        let schema =
            Schema::compile(json!({"type": "string", "x-chosen-from": "categories"})).unwrap();
        let labels = [
            "Software",
            "Software (licences)",
            "Hardware",
            "Hardware - Printers",
            "net.core",
            "core",
            "n/a",
            "Phase I",
        ];
        let Node::Choice(choices) = schema.choosing(&labels.map(str::to_owned)).root else {
            panic!("the schema is a choice")
        };
        let cases = [
            ("software (licences)", Some("Software (licences)")),
            ("Hardware – Printers", Some("Hardware - Printers")),
            ("hardware - printer", None),
            ("SOFTWARE", Some("Software")),
            ("software (the office kind)", None),
            ("NET.core", Some("net.core")),
            ("sub.core", None),
            ("N/A", Some("n/a")),
            ("Phase II", None),
            ("Sofware", None),
        ];
        for (text, expected) in cases {
            assert_eq!(label(&choices, text, "").map(|(label, _)| label), expected, "{text}");
        }
    }

    #[test]
    fn a_label_is_known_in_another_case_with_other_separators_and_by_a_synonym() {
        use Repair::{LabelSpelling, LabelSynonym};
        assert_labels(&[
            ("billing", "billing", None),
            ("Billing", "billing", Some(LabelSpelling)),
            (" billing\n", "billing", Some(LabelSpelling)),
            ("**billing**", "billing", Some(LabelSpelling)),
            ("billing.", "billing", Some(LabelSpelling)),
            ("'billing'", "billing", Some(LabelSpelling)),
            ("bug report", "bug_report", Some(LabelSpelling)),
            ("bug-report", "bug_report", Some(LabelSpelling)),
            ("bugReport", "bug_report", Some(LabelSpelling)),
            ("BUG_REPORT", "bug_report", Some(LabelSpelling)),
            ("SEV-1", "sev1", Some(LabelSpelling)),
            ("Non-urgent", "non_urgent", Some(LabelSpelling)),
            ("payment", "billing", Some(LabelSynonym)),
            ("Payment", "billing", Some(LabelSynonym)),
            ("severity-1", "sev1", Some(LabelSynonym)),
        ]);
        assert_open(&["", " ", "...", "bill", "severity 2", "sev3", "sev", "other"]);
    }

    #[test]
    fn a_gloss_is_passed_over_unless_it_takes_the_label_back_or_names_another() {
        for text in [
            "billing (invoices and refunds)",
            "Billing - an invoice is late",
            "billing – an invoice is late",
            "billing — an invoice is late",
            "billing: an invoice is late",
            "billing\nThe invoice is late.",
            "billing [certain]",
            "payment (of an invoice)",
            "billing (it knows the invoice)",
        ] {
            let expected = Some(("billing", Some(Repair::LabelSpelling)));
            assert_eq!(label(&choices(), text, "category"), expected, "{text:?}");
        }
        assert_open(&[
            "billing (not sure)",
            "billing - or something else",
            "billing - that is wrong",
            "billing (70%)",
            "billing (maybe)",
            "billing: but it isn't about money",
            "billing (it doesn't fit)",
            "billing (or bug_report)",
            "billing - how to pay",
            "billing (low)",
            "billing (a defect)",
            "billing (right?)",
            "billing, as I think",
            "an invoice (billing)",
        ]);
    }

    #[test]
    fn what_is_negated_hedged_or_names_two_labels_is_open() {
        assert_open(&[
            "not billing",
            "no billing",
            "!billing",
            "¬billing",
            "~billing",
            "billing?",
            "billing or bug_report",
            "billing/bug_report",
            "billing | bug_report",
            "billing, bug_report",
            "billing and how_to",
            "neither billing nor bug_report",
            "maybe billing",
            "rather billing",
            "probably billing",
            "billing bug_report",
            "urgent",
        ]);
    }

    #[test]
    fn one_slip_is_forgiven_in_a_long_label_and_never_in_its_first_letter_or_a_digit() {
        for (text, expected) in [
            ("biling", "billing"),
            ("billling", "billing"),
            ("biliing", "billing"),
            ("bililng", "billing"),
            ("bug_reprot", "bug_report"),
            ("hwto", "how_to"),
            ("perfomance", "performance"),
            ("paymet", "billing"),
        ] {
            let expected = Some((expected, Some(Repair::LabelSlip)));
            assert_eq!(label(&choices(), text, "category"), expected, "{text:?}");
        }
        assert_open(&[
            "illing",
            "pilling",
            "blling?",
            "bilin",
            "bugreprts",
            "sev11",
            "sev 3",
            "lwo",
            "severity 2",
        ]);
        let near = Schema::compile(json!({"enum": ["billing", "killing", "billion"]}));
        let Node::Choice(near) = near.unwrap().root else { panic!("the schema is a choice") };
        assert_eq!(label(&near, "bulling", "category"), Some(("billing", Some(Repair::LabelSlip))));
        for between_two in ["billin", "billiog", "billiong"] {
            assert_eq!(label(&near, between_two, "category"), None, "{between_two}");
        }
    }

    #[test]
    fn a_label_is_known_as_a_member_of_its_type() {
        assert_labels(&[
            ("Category.BILLING", "billing", Some(Repair::LabelSpelling)),
            ("Topic::BugReport", "bug_report", Some(Repair::LabelSpelling)),
        ]);
        assert_open(&[
            "billing.bug_report",
            "low.billing",
            "It is. billing",
            "app.Category.billing",
            "Category.other",
        ]);
    }

    #[test]
    fn a_label_is_known_behind_the_name_of_its_member_or_a_mark_of_enumeration() {
        assert_labels(&[
            ("Category: billing", "billing", Some(Repair::LabelSpelling)),
            ("category = How-To", "how_to", Some(Repair::LabelSpelling)),
            ("b) billing", "billing", Some(Repair::LabelSpelling)),
            ("(2) billing", "billing", Some(Repair::LabelSpelling)),
        ]);
        assert_open(&["other: billing", "category: not billing", "12) billing", "category: "]);
    }

    #[test]
    fn labels_that_differ_in_signs_only_are_known_letter_by_letter() {
        let signs = Schema::compile(json!({"enum": ["C", "C++", "C#", "c_sharp"]}));
        let Node::Choice(signs) = signs.unwrap().root else { panic!("the schema is a choice") };
        assert_eq!(label(&signs, "C++", "category"), Some(("C++", None)));
        assert_eq!(label(&signs, "C#", "category"), Some(("C#", None)));
        assert_eq!(
            label(&signs, "C Sharp", "category"),
            Some(("c_sharp", Some(Repair::LabelSpelling)))
        );
        assert_eq!(label(&signs, "c", "category"), Some(("C", Some(Repair::LabelSpelling))));
        assert_eq!(label(&signs, "C+", "category"), None);
    }

    #[test]
    fn a_list_of_labels_is_one_where_each_part_is_a_label() {
        let cases = [
            ("billing, How-To", Some(vec!["billing", "how_to"])),
            ("billing; payment", Some(vec!["billing", "billing"])),
            ("billing\nbug report", Some(vec!["billing", "bug_report"])),
            ("billing", None),
            ("billing and how_to", Some(vec!["billing", "how_to"])),
            ("billing and not how_to", None),
            ("neither billing nor how_to", None),
            ("billing, other", None),
            ("billing, not how_to", None),
            ("billing,", None),
        ];
        for (text, expected) in cases {
            assert_eq!(labels(&choices(), text), expected, "{text:?}");
        }
    }
}
