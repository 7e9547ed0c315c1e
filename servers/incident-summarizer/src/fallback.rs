//! The same answer without a model: what the page marks, then what stands under its headings, then the sentences that
//! say most.
//!
//! Pure, quick and modest: every word of it is the report's, and what the report does not say is null.

use crate::{
    answer::{
        ActionItem, Audience, Incident, MAX_ACTION_CHARACTERS, MAX_ACTION_ITEMS,
        MAX_DUE_CHARACTERS, MAX_ENTRIES, MAX_EVENT_CHARACTERS, MAX_FACTOR_CHARACTERS, MAX_FACTORS,
        MAX_NAME_CHARACTERS, MAX_SERVICES, MAX_TOLD_CHARACTERS, TimelineEntry, Wanted,
    },
    parts::{MAX_QUOTE_CHARACTERS, MAX_QUOTES, Notes},
    report::{
        self, Evidence, Kind, MAX_TITLE_CHARACTERS, Report, Severity, Status, marks, sentences,
    },
};

/// An impact and a root cause are told in so many sentences at most.
const MAX_SENTENCES: usize = 3;

/// What a reply says of a text that reports no incident.
pub const NO_INCIDENT: &str = "nothing in the text speaks of an incident, so that everything but the title is unknown or null";

/// The incident of `report`, for the reader that is wanted.
pub fn incident(report: &Report, wanted: Wanted) -> Incident {
    if !report.is_of_incident() {
        return none(report);
    }
    let stated = &report.stated;
    let started_at = stated.started_at.map(|at| at.to_string());
    let resolved_at = stated.resolved_at.map(|at| at.to_string());
    // Two readings that contradict each other are one too many.
    let is_turned = started_at
        .as_deref()
        .zip(resolved_at.as_deref())
        .is_some_and(|(start, end)| Evidence::is_before(end, start));
    Incident {
        title: title(report),
        severity: report.marks.severity.or(report.severity_by_words).unwrap_or(Severity::Unknown),
        status: status(report),
        started_at,
        resolved_at: resolved_at.filter(|_| !is_turned),
        duration_minutes: stated.duration_minutes,
        services: services(report),
        summary: summary(report, wanted),
        impact: told(report, Kind::Impact),
        root_cause: told(report, Kind::RootCause),
        contributing_factors: factors(report),
        timeline: timeline(report),
        action_items: action_items(report),
    }
}

/// The answer about a text that reports no incident: steps of a recipe are no action items, and its best sentences no
/// summary.
fn none(report: &Report) -> Incident {
    Incident {
        title: title(report),
        severity: Severity::Unknown,
        status: Status::Unknown,
        started_at: None,
        resolved_at: None,
        duration_minutes: None,
        services: Vec::new(),
        summary: "The text reports no incident.".to_owned(),
        impact: None,
        root_cause: None,
        contributing_factors: Vec::new(),
        timeline: Vec::new(),
        action_items: Vec::new(),
    }
}

/// The summary of `report` in its own words: its section of that name, or the sentences that say most.
pub fn summary(report: &Report, wanted: Wanted) -> String {
    // Those who were hit and those who answer for it want the consequence first.
    let kinds: &[Kind] = match wanted.audience {
        Audience::Engineer => &[Kind::Summary],
        Audience::Executive | Audience::Customer => &[Kind::Impact, Kind::Summary],
    };
    let sections = kinds.iter().filter_map(|kind| report.sections.text_of(*kind));
    let mut texts = sections
        .map(|text| within(&text, wanted.max_words, usize::MAX))
        .filter(|text| !text.is_empty());
    let best = || within(&report.best_sentences().join("\n\n"), wanted.max_words, usize::MAX);
    let text = texts.next().unwrap_or_else(best);
    // A report of one endless sentence still has a name.
    if text.is_empty() { title(report) } else { text }
}

/// Notes on a part of a report.
pub fn notes(part: &Report) -> Notes {
    let quotes = |kind: Kind| {
        let text = text_about(part, kind).unwrap_or_default();
        let sentences = report::split(&text).into_iter();
        let quotes = sentences.filter(|sentence| part.evidence.check_quote("", sentence).is_none());
        quotes.take(MAX_QUOTES).map(|quote| first_words(quote, MAX_QUOTE_CHARACTERS)).collect()
    };
    let gist = within(&part.best_sentences().join("\n\n"), usize::MAX, usize::MAX);
    Notes {
        gist: (!gist.is_empty()).then_some(gist),
        impact: quotes(Kind::Impact),
        causes: quotes(Kind::RootCause),
        services: services(part),
        timeline: timeline(part),
        action_items: action_items(part),
    }
}

/// The title of `report`, or the first sentence that says what failed, or its first words.
pub fn title(report: &Report) -> String {
    // A long headline is no heading, and still the title.
    let headline = || match report.document.blocks.first()? {
        report::Block::Paragraph(text)
            if report::split(text).len() == 1 && sentences::says_what_failed(text) =>
        {
            Some(first_words(text, MAX_TITLE_CHARACTERS))
        }
        _ => None,
    };
    let named = || {
        let mut sentences =
            sentences::told(&report.sections, &report.timeline).map(|told| told.text).peekable();
        let first = sentences.peek().cloned();
        let title = sentences.find(|sentence| sentences::says_what_failed(sentence)).or(first);
        title.map(|title| first_words(&title, MAX_TITLE_CHARACTERS))
    };
    let written = || {
        let text = report.text.to_string();
        let line =
            text.lines().map(|line| line.trim_matches(['#', ' '])).find(|line| !line.is_empty())?;
        Some(first_words(report::split(line).first()?, MAX_TITLE_CHARACTERS))
    };
    let title = report.marks.title.clone().or_else(headline).or_else(named).or_else(written);
    title.unwrap_or_else(|| "Incident".to_owned())
}

/// The status that the page marks, else what its words say of the end. What goes on and is said to be neither found nor
/// watched is investigated, as where a field calls it ongoing.
fn status(report: &Report) -> Status {
    let by_words = match (report.stated.is_over, report.stated.open_status) {
        (Some(true), _) => Status::Resolved,
        (_, Some(status)) => status,
        (Some(false), None) => Status::Investigating,
        (None, None) => Status::Unknown,
    };
    report.marks.status.unwrap_or(by_words)
}

/// What stands under the heading of a kind, shortened to its first sentences; without one, the sentences that tell of
/// it.
fn told(report: &Report, kind: Kind) -> Option<String> {
    let text = text_about(report, kind)?;
    let text = within(&text, usize::MAX, MAX_SENTENCES);
    (!text.is_empty()).then_some(text)
}

fn text_about(report: &Report, kind: Kind) -> Option<String> {
    let sections = &report.sections;
    // "Impact: Medium" says how grave it was, and not what users noticed.
    let told = sections.text_of(kind).filter(|text| !marks::is_level(text));
    told.or_else(|| match kind {
        Kind::Impact => sentences::impact(sections, &report.timeline),
        Kind::RootCause => sentences::cause(sections, &report.timeline),
        _ => None,
    })
}

fn services(report: &Report) -> Vec<String> {
    let mut names = report.services.clone();
    if names.is_empty() {
        names = report::services::told(report.marks.title.as_deref(), &report.sections);
    }
    let named = names.iter().filter(|name| report.evidence.check_service("", name).is_none());
    named.take(MAX_SERVICES).map(|name| first_words(name, MAX_NAME_CHARACTERS)).collect()
}

fn factors(report: &Report) -> Vec<String> {
    let factors = report.contributing_factors();
    factors
        .iter()
        .take(MAX_FACTORS)
        .map(|factor| first_words(factor, MAX_FACTOR_CHARACTERS))
        .collect()
}

fn timeline(report: &Report) -> Vec<TimelineEntry> {
    let entries = report.timeline.iter().take(MAX_ENTRIES);
    let entry = |entry: &report::Event| TimelineEntry {
        at: entry.at.map(|at| at.to_string()),
        event: first_words(&entry.event, MAX_EVENT_CHARACTERS),
        quote: first_words(&entry.quote, MAX_EVENT_CHARACTERS),
    };
    entries.map(entry).collect()
}

fn action_items(report: &Report) -> Vec<ActionItem> {
    let items = report.action_items.iter().take(MAX_ACTION_ITEMS);
    let item = |item: &report::ActionItem| ActionItem {
        action: first_words(&item.action, MAX_ACTION_CHARACTERS),
        owner: item.owner.as_deref().map(|owner| first_words(owner, MAX_NAME_CHARACTERS)),
        due: item.due.as_deref().map(|due| first_words(due, MAX_DUE_CHARACTERS)),
    };
    items.map(item).collect()
}

/// The first sentences of `text` that fit into so many words and are no more than so many.
fn within(text: &str, max_words: usize, max_sentences: usize) -> String {
    let sentences = report::split(text).into_iter().take(max_sentences);
    first_words(&report::first_of(sentences, max_words), MAX_TOLD_CHARACTERS)
}

/// The first words of `text` that fit into so many characters.
fn first_words(text: &str, max_characters: usize) -> String {
    let text = text.trim();
    let Some((end, _)) = text.char_indices().nth(max_characters) else { return text.to_owned() };
    let head = text.get(..end).unwrap_or_default();
    // A flood of letters has no blank to end at.
    head.rfind(char::is_whitespace).and_then(|blank| head.get(..blank)).unwrap_or(head).to_owned()
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    fn incident_of(text: &str) -> Incident {
        let wanted = Wanted { audience: Audience::Engineer, max_words: 120 };
        incident(&report::read(text).unwrap(), wanted)
    }

    #[test]
    fn updates_without_sections_tell_of_cause_and_impact() {
        let incident = incident_of(
            "# API errors\n\n**Resolved** - It is over. The errors were caused by a full disk.\n\n**Update** - We suspect that a switch was the cause.\n\n\
             **Investigating** - Customers could not log in.\n",
        );
        assert_eq!(incident.root_cause.as_deref(), Some("The errors were caused by a full disk."));
        assert_eq!(incident.impact.as_deref(), Some("Customers could not log in."));
    }

    #[test]
    fn what_stands_under_a_heading_is_told_before_any_sentence() {
        let cause = "**Root cause:** A bad release.";
        for (impact, expected) in [
            ("Orders were lost.", Some("Orders were lost.")),
            ("None", None),
            ("Medium", None),
            ("(*all times UTC*)", None),
        ] {
            let incident = incident_of(&format!(
                "# API errors\n\n**Impact:** {impact}\n\n{cause}\n\nIt was caused by a disk.\n"
            ));
            assert_eq!(incident.impact.as_deref(), expected, "{impact}");
            assert_eq!(incident.root_cause.as_deref(), Some("A bad release."));
        }
    }

    #[test]
    fn a_title_says_what_failed_where_the_report_has_none() {
        for (text, expected) in [
            (
                "Resolved -\nUpdate: All is normal again.\nMar 13, 10:16 UTC\n\nInvestigating -\nThe search API is unavailable.\nMar 13, 09:00 UTC\n",
                "The search API is unavailable.",
            ),
            (
                "Timeframe: 5 March, 16:06 - 16:38\nImpact: Users saw errors at checkout.\nCause: A full disk.\n",
                "Users saw errors at checkout.",
            ),
            (
                "{\"receiver\": \"pager\", \"annotations\": {\"summary\": \"Disks of db-2 are full\"}, \"status\": \"firing\"}",
                "Disks of db-2 are full",
            ),
        ] {
            assert_eq!(incident_of(text).title, expected, "{text}");
        }
    }

    #[test]
    fn a_text_that_reports_no_incident_has_a_title_and_nothing_else() {
        let text = "# Pancakes\n\nMix the flour with the eggs. Let it rest for 30 minutes.\n\n## Next steps\n\n- Heat the pan\n";
        let incident = incident_of(text);
        assert_eq!(incident, none(&report::read(text).unwrap()));
        assert_eq!(incident.title, "Pancakes");
    }

    #[test]
    fn a_report_of_four_times_the_size_takes_some_four_times_as_long() {
        let minute = |number: usize| format!("10:{:02}", number % 60);
        let lines = |head: &str, count: usize, line: &dyn Fn(usize) -> String| {
            (0..count).fold(head.to_owned(), |text, number| text + &line(number))
        };
        let floods: [(&str, &dyn Fn(usize) -> String); 4] = [
            ("paragraphs", &|count| "Outage at 10:00 UTC\n\n".repeat(count)),
            ("messages", &|count| {
                lines("# Outage of payments\n\n", count, &|number| {
                    format!(
                        "[{}:01] alice: error rate is at {}% and the database db-{} fails\n",
                        minute(number),
                        number % 100,
                        number % 13
                    )
                })
            }),
            ("entries", &|count| {
                lines("# Outage\n\n## Timeline\n\n", count, &|number| {
                    format!("- {} UTC thing {number} fails\n", minute(number))
                })
            }),
            ("actions", &|count| {
                lines("# Outage\n\n## Action items\n\n", count, &|number| {
                    format!(
                        "- fix thing {number} (owner: Bob, due 2024-01-{:02})\n",
                        number % 28 + 1
                    )
                })
            }),
        ];
        for (name, flood) in floods {
            incident_of(&flood(10));
            let (small, large) = (flood(100), flood(400));
            let took = |text: &str, times: usize| {
                let before = Instant::now();
                (0..times).for_each(|_| _ = incident_of(text));
                before.elapsed()
            };
            // Four small reports are as much work as the large one and take as long, so that others who use the
            // processor hold both up alike; with the square of the size the large one takes four times as long. Of
            // each the shortest time counts, and one of many tries may show that they are in proportion.
            let (mut of_small, mut of_large) = (Duration::MAX, Duration::MAX);
            let is_in_proportion = (0..MAX_TRIES).any(|_| {
                of_small = of_small.min(took(&small, 4));
                of_large = of_large.min(took(&large, 1));
                of_large < 2 * of_small
            });
            assert!(is_in_proportion, "{name}: {of_small:?}, {of_large:?}");
        }
    }

    const MAX_TRIES: usize = 20;
}
