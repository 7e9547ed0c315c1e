//! How grave an incident was by the words of its report, for reports that do not mark it.
//!
//! Critical is the whole main service down, or data or security harmed; high a major function for many, or a short
//! outage of everything; medium a limited group, or a service that got worse; low no or negligible harm to users.

mod words;

use self::words::{Harm, Kind as Cue, Words};
use super::{
    document::{Block, Document},
    marks::{Severity, step},
    sections::{Kind, Sections},
    sentences::split,
    services::component,
    timeline::Event,
};

/// The step that was declared by the last of the `events` that names one; else the gravest that a sentence about the
/// impact says, milder where the report calls the impact negligible; none where no sentence says anything of harm.
/// `minutes` is how long the incident lasted, if the report says so.
pub fn by_words(
    document: &Document,
    sections: &Sections,
    events: &[Event],
    minutes: Option<u32>,
) -> Option<Severity> {
    let declared = events.iter().rev().find_map(|event| step(&event.event));
    if declared.is_some() {
        return declared;
    }
    let texts = texts(document, sections);
    let mut gravest: Option<(i8, Harm)> = None;
    let mut is_reassured = false;
    let mut is_denied = false;
    for sentence in texts.iter().flat_map(|text| split(text)).take(MAX_SENTENCES) {
        let words = Words::of(sentence);
        is_reassured |= words.has(Cue::Reassurance);
        let Some(harm) = words.harm() else {
            is_denied |= words.is_harm_denied();
            continue;
        };
        let level = level(&words, harm);
        if gravest.is_none_or(|(gravest, _)| level > gravest) {
            gravest = Some((level, harm));
        }
    }
    let (mut level, harm) = match gravest {
        Some(gravest) => gravest,
        None => return (is_reassured || is_denied).then_some(Severity::Low),
    };
    let is_short = minutes.is_some_and(|minutes| minutes <= MAX_SHORT_MINUTES);
    if level >= 4 && harm == Harm::Outage && is_short {
        level = 3;
    }
    if is_reassured {
        level -= 1;
    }
    Some(match level {
        4.. => Severity::Critical,
        3 => Severity::High,
        2 => Severity::Medium,
        _ => Severity::Low,
    })
}

/// An outage of everything that is over so soon is high.
const MAX_SHORT_MINUTES: u32 = 15;

/// More sentences about the impact are a novel.
const MAX_SENTENCES: usize = 300;

/// From 1 (low) to 4 (critical): the harm, for how many, and how much.
fn level(words: &Words, harm: Harm) -> i8 {
    let level = match harm {
        Harm::DataOrSecurity | Harm::Critical => return 4,
        Harm::Outage => 3,
        Harm::Degraded => 2,
    };
    let is_whole = words.has(Cue::Whole);
    let is_part = words.has(Cue::Part) || words.has_small_percentage();
    let extent = if is_part { -1 } else { i8::from(is_whole) };
    // "Service resumed after the outage" tells of its end, not of its extent.
    let is_over = words.has(Cue::Over) && harm == Harm::Outage;
    (level + extent - i8::from(words.has(Cue::Slight) || is_over)).max(1)
}

/// The texts about the impact: the title, the summary and the impact; without these the first paragraphs.
fn texts(document: &Document, sections: &Sections) -> Vec<String> {
    let title = document
        .blocks
        .first()
        .filter(|block| matches!(block, Block::Heading { .. }))
        .map(Block::text);
    let prose = |kind| sections.blocks_of(kind).filter(|block| is_prose(block)).map(Block::text);
    let mut texts: Vec<String> = title.into_iter().collect();
    let begin = texts.len();
    texts.extend(prose(Kind::Impact).chain(prose(Kind::Summary)));
    if texts.len() == begin {
        texts.extend(prose(Kind::Other).chain(prose(Kind::Timeline)).take(MAX_LEAD_BLOCKS));
    }
    texts
}

/// What stands further down is about details.
const MAX_LEAD_BLOCKS: usize = 6;

fn is_prose(block: &Block) -> bool {
    // What the list of a status page calls a major outage is one of a component.
    matches!(block, Block::Paragraph(_) | Block::Item { .. } | Block::Quote(_))
        && component(block).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{
        markdown,
        sections::sections,
        timeline,
        times::{Context, stated},
    };

    fn severity_of(impact: &str) -> Option<Severity> {
        let document = markdown::read(&format!("# Incident 12\n\n## Impact\n\n{impact}\n"));
        let sections = sections(&document);
        let context = Context::of(&document);
        let events = timeline::events(&document, &sections, &context);
        let stated = stated(&document, &sections, &events, None, &context);
        by_words(&document, &sections, &events, stated.duration_minutes)
    }

    #[test]
    fn the_step_that_was_declared_last_is_the_severity() {
        let report = "# Errors\n\n## Impact\n\nPages were slow.\n\n## Timeline\n\n- 10:00 SEV-3 declared\n- 10:20 raised to SEV1\n- 10:30 up\n";
        assert_eq!(super::super::read(report).unwrap().severity_by_words, Some(Severity::Critical));
    }

    #[test]
    fn the_harm_and_how_many_felt_it_make_the_severity() {
        for (impact, severity) in [
            ("All services were down for three hours.", Severity::Critical),
            ("Personal data was exposed to other customers.", Severity::Critical),
            ("The search was unavailable.", Severity::High),
            ("All services were down for 5 minutes.", Severity::High),
            ("Some customers could not log in.", Severity::Medium),
            ("Exports were slow.", Severity::Medium),
            ("About 0.5% of requests were slow.", Severity::Low),
            ("A few staff accounts saw slow pages.", Severity::Low),
        ] {
            assert_eq!(severity_of(impact), Some(severity), "{impact}");
        }
    }

    #[test]
    fn harm_that_is_denied_is_none() {
        for impact in
            ["There was no customer impact.", "No data was lost.", "Users were not affected."]
        {
            assert_eq!(severity_of(impact), Some(Severity::Low), "{impact}");
        }
    }

    #[test]
    fn negligible_harm_is_a_step_milder() {
        assert_eq!(
            severity_of("Pages were slow. The impact on users was negligible."),
            Some(Severity::Low)
        );
        assert_eq!(
            severity_of("The search was down. The impact was negligible."),
            Some(Severity::Medium)
        );
    }

    #[test]
    fn words_without_harm_have_no_severity() {
        assert_eq!(severity_of("We are sorry."), None);
    }
}
