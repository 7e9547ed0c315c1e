//! The marks that only a page has: classes, data attributes and badges, and the titles in its head.

use scraper::{ElementRef, Html};

use super::super::characters::{folded, visible};
use super::super::document::Document;
use super::super::html::{Element, level, words};
use super::super::states;
use super::levels::{self, Level};
use super::{Marks, Status, of_document};

/// The marks of `page`, whose content is `body`, and `document` as it was read.
pub(in super::super) fn of_page(page: &Html, body: &Element<'_>, document: &Document) -> Marks {
    let stated = of_document(document);
    let found = Found::in_content(body);
    let level = found.level.or_else(|| {
        let mark = stated.severity_mark?;
        Some(Level { severity: stated.severity, mark })
    });
    Marks {
        title: title(page, stated.title),
        severity: level.as_ref().and_then(|level| level.severity),
        severity_mark: level.map(|level| level.mark),
        status: stated.status.or(found.status),
    }
}

/// What the elements of the content state: the first of each that is found there.
#[derive(Default)]
struct Found {
    level: Option<Level>,
    status: Option<Status>,
}

impl Found {
    fn in_content(body: &Element<'_>) -> Self {
        let mut found = Self::default();
        let mut of_title: Option<Level> = None;
        body.visit(&mut |element| {
            let is_title = level(element.tag) == Some(1);
            let is_badge = is_badge(element);
            for name in element
                .tag
                .attr("class")
                .unwrap_or_default()
                .split_ascii_whitespace()
                .take(MAX_CLASSES)
            {
                if let Some(level) = level_of_name(name, is_title || is_badge) {
                    let place = if is_title { &mut of_title } else { &mut found.level };
                    place.get_or_insert(level);
                }
                if let (None, Some(status)) = (found.status, status_of_name(name)) {
                    found.status = Some(status);
                }
            }
            for attribute in LEVEL_ATTRIBUTES {
                if let (None, Some(value)) = (&found.level, element.tag.attr(attribute)) {
                    found.level = levels::exact(value);
                }
            }
            for attribute in STATUS_ATTRIBUTES {
                if let (None, Some(value)) = (found.status, element.tag.attr(attribute)) {
                    found.status = states::of_value(value);
                }
            }
            if is_badge {
                let text = element.text();
                found.level = found.level.take().or_else(|| levels::exact(&text));
                found.status = found.status.or_else(|| states::of_value(&text));
            }
        });
        found.level = of_title.or(found.level);
        found
    }
}

/// More classes than any page gives to an element; the rest is not looked at.
const MAX_CLASSES: usize = 32;

const LEVEL_ATTRIBUTES: &[&str] = &[
    "data-severity",
    "data-impact",
    "data-priority",
    "data-incident-severity",
    "data-incident-impact",
];

const STATUS_ATTRIBUTES: &[&str] =
    &["data-status", "data-state", "data-incident-status", "data-incident-state"];

/// The level that a class gives: `impact-minor`, `severity--sev2`, and on the title or a badge the level alone.
fn level_of_name(name: &str, may_be_bare: bool) -> Option<Level> {
    let words = words(name);
    let (last, before) = words.split_last()?;
    let is_named = before.last().is_some_and(|word| {
        matches!(word.as_str(), "impact" | "severity" | "priority" | "sev" | "criticality")
    });
    if is_named {
        let is_number = last.len() == 1 && last.starts_with(|c: char| c.is_ascii_digit());
        return if is_number { levels::exact(&format!("sev {last}")) } else { levels::exact(last) };
    }
    // The name may be all in one: `impact-major_outage`, `sev2`.
    let is_alone = may_be_bare && before.is_empty();
    if is_alone { levels::exact(name) } else { None }
}

/// The status that a class gives: `status-resolved`, `incident-monitoring`, `state--identified`.
fn status_of_name(name: &str) -> Option<Status> {
    let words = words(name);
    let (last, before) = words.split_last()?;
    let is_named =
        before.last().is_some_and(|word| matches!(word.as_str(), "status" | "incident" | "state"));
    is_named.then(|| states::of_update(last)).flatten()
}

/// Whether an element is a small sign beside a text.
fn is_badge(element: &Element<'_>) -> bool {
    element.size.words > 0
        && element.size.words <= 3
        && element
            .tag
            .attr("class")
            .unwrap_or_default()
            .split_ascii_whitespace()
            .take(MAX_CLASSES)
            .any(|name| {
                words(name).iter().any(|word| {
                    matches!(
                        word.as_str(),
                        "badge"
                            | "label"
                            | "tag"
                            | "pill"
                            | "chip"
                            | "lozenge"
                            | "severity"
                            | "status"
                    )
                })
            })
}

/// The title: what the content has as one, if the head of the page agrees or is silent; else that of the head without
/// the name of the site.
fn title(page: &Html, stated: Option<String>) -> Option<String> {
    let mut of_page = None;
    let mut of_card = None;
    let mut site = None;
    for element in page.root_element().descendants().filter_map(ElementRef::wrap) {
        match element.value().name() {
            "title" if of_page.is_none() => {
                let is_of_drawing = element
                    .parent()
                    .and_then(ElementRef::wrap)
                    .is_some_and(|parent| parent.value().name() == "svg");
                if !is_of_drawing {
                    of_page = Some(clean(&element.text().collect::<String>()));
                }
            }
            "meta" => {
                let name = element.attr("property").or(element.attr("name")).unwrap_or_default();
                let content = element.attr("content").unwrap_or_default();
                match name {
                    "og:title" | "twitter:title" if of_card.is_none() => {
                        of_card = Some(clean(content));
                    }
                    "og:site_name" => site = Some(clean(content)),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    let heads: Vec<String> =
        of_card.into_iter().chain(of_page).filter(|title| !title.is_empty()).collect();
    let is_confirmed = |title: &String| {
        heads.is_empty()
            || heads.iter().any(|head| head.to_lowercase().contains(&title.to_lowercase()))
    };
    let of_head = heads.first().and_then(|head| without_site(head, site.as_deref()));
    match stated {
        Some(title) if is_confirmed(&title) => Some(title),
        Some(title) => match of_head {
            // A head that only says "Incident" or names the site is worse than the heading of the content.
            Some(head) if head.split(' ').count() >= 3 => Some(head),
            _ => Some(title),
        },
        None => of_head,
    }
}

fn clean(text: &str) -> String {
    folded(&visible(text))
}

/// A title of the head without the name of the site: the longer part of two, or the one that is not the site. A page
/// that calls itself an overview has no other part.
fn without_site(title: &str, site: Option<&str>) -> Option<String> {
    let parts: Vec<&str> = BORDERS.iter().find(|border| title.contains(*border)).map_or_else(
        || vec![title],
        |border| title.split(border).map(str::trim).filter(|part| !part.is_empty()).collect(),
    );
    if parts.iter().any(|part| OVERVIEWS.contains(&part.to_lowercase().as_str())) {
        return None;
    }
    let is_site = |part: &str| {
        let part = part.to_lowercase();
        site.is_some_and(|site| part == site.to_lowercase())
            || part.ends_with(" status")
            || part.ends_with("status page")
            || part.ends_with(" blog")
            || part == "incident"
    };
    let of_incident: Vec<&&str> = parts.iter().filter(|part| !is_site(part)).collect();
    // Where both may be meant, most sites put their own name last.
    let longest = of_incident.iter().rev().max_by_key(|part| part.split(' ').count());
    Some(longest.map_or(title, |part| part).to_owned())
}

const OVERVIEWS: &[&str] = &["status", "incidents", "incident history", "status history"];

/// What stands between a title and the name of a site.
const BORDERS: &[&str] = &[" | ", " – ", " — ", " · ", " • ", " :: ", " » ", " - "];
