//! What the style sheets in a page and the `style` of an element declare for it, when all that speak about it have been weighed against
//! one another: `cssparser` and `selectors`, which browsers use, read the sheets and find the elements.
//!
//! - `sheet`: the rules; `conditions` judges what stands before a group of them
//! - `selectors`: what a selector asks about an element
//! - `properties`, `values`: which declarations matter, and what they come to
//! - `variables`: custom properties

mod conditions;
mod properties;
mod selectors;
mod sheet;
#[cfg(test)]
mod tests;
mod values;
mod variables;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use ::selectors::context::{
    MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode,
    SelectorCaches,
};
use ::selectors::matching::matches_selector;
use scraper::{ElementRef, Html};

use properties::{each_of, is_valid, is_wide};
use selectors::{Budget, Counted};
use sheet::{Declaration, Key, Name, Rule, Sheet};

pub(super) use properties::{SIZES, arguments, sides};
pub(super) use values::{LETTERS, Relative, SCREEN, length, number};
pub(super) use variables::Variables;

/// How many looks at elements, rules and declarations a page may cost: several times as many as a page of 2,000 elements with the sheet
/// of a large framework, and less than a tenth of a second.
const MAX_LOOKS: u32 = 3_000_000;

/// The style sheets of a page.
pub(super) struct Styles {
    sheet: Sheet,
    budget: Budget,
    caches: RefCell<SelectorCaches>,
    case: QuirksMode,
}

/// What is declared for an element.
#[derive(Debug, Default)]
pub(super) struct Declared {
    values: BTreeMap<&'static str, String>,
    /// Its custom properties, with those that it inherits.
    pub(super) variables: Rc<Variables>,
}

impl Styles {
    /// The style sheets that stand in `page` and are in force.
    pub(super) fn of(page: &Html) -> Self {
        let is_strict = page.tree.nodes().any(|node| node.value().is_doctype());
        let mut styles = Self {
            sheet: Sheet::default(),
            budget: Budget::new(MAX_LOOKS),
            caches: RefCell::default(),
            case: if is_strict { QuirksMode::NoQuirks } else { QuirksMode::Quirks },
        };
        let elements = page.root_element().descendants().filter_map(ElementRef::wrap);
        for style in elements.filter(|element| element.value().name() == "style") {
            let kind = style.attr("type").unwrap_or_default().trim();
            let is_css = kind.is_empty() || kind.eq_ignore_ascii_case("text/css");
            let is_set_aside = style
                .ancestors()
                .filter_map(ElementRef::wrap)
                .any(|around| matches!(around.value().name(), "noscript" | "template"));
            let media = style.attr("media").unwrap_or_default();
            if is_css && !is_set_aside && conditions::media_holds(media) {
                styles.sheet.read(&style.text().collect::<String>(), &styles.budget);
            }
        }
        styles
    }

    /// Whether there are no rules.
    pub(super) fn are_none(&self) -> bool {
        self.sheet.rules.is_empty()
    }

    /// Whether the sheets ask for more than may be spent on them, so that what they hide is not known.
    pub(super) fn are_too_much(&self) -> bool {
        self.budget.is_exhausted()
    }

    /// What is declared for `element`, in which custom properties of the elements around are in force.
    pub(super) fn declared(&self, element: ElementRef<'_>, inherited: &Rc<Variables>) -> Declared {
        let own = sheet::declarations(element.attr("style").unwrap_or_default(), &self.budget);
        let rules = self.matching(element);
        let normal = rules.iter().flat_map(|rule| rule.declarations.iter()).chain(&own);
        let normal: Vec<_> = normal.filter(|declaration| !declaration.is_important).collect();
        // Among what is important, an earlier layer weighs more.
        let mut reversed = rules.clone();
        reversed.sort_by(|one, other| other.layer.cmp(&one.layer));
        let important = reversed.iter().flat_map(|rule| rule.declarations.iter()).chain(&own);
        let important: Vec<_> = important.filter(|declaration| declaration.is_important).collect();
        if normal.is_empty() && important.is_empty() {
            return Declared { values: BTreeMap::new(), variables: Rc::clone(inherited) };
        }
        let custom = normal.iter().chain(&important).filter_map(|declaration| {
            let Name::Custom(name) = &declaration.name else { return None };
            Some((name, &declaration.value))
        });
        let variables = Variables::within(inherited, custom, &self.sheet.initial, &self.budget);
        let mut declared = Declared { values: BTreeMap::new(), variables };
        self.apply(&mut declared, &normal);
        let ends = self.ends(&declared);
        self.apply(&mut declared, &ends);
        self.apply(&mut declared, &important);
        declared
    }

    /// The rules that mean `element`, those that weigh more behind the others.
    fn matching(&self, element: ElementRef<'_>) -> Vec<&Rule> {
        let Self { sheet, budget, caches, case } = self;
        if sheet.rules.is_empty() {
            return Vec::new();
        }
        let mut caches = caches.borrow_mut();
        let mut context = MatchingContext::new(
            MatchingMode::Normal,
            None,
            &mut caches,
            *case,
            NeedsSelectorFlags::No,
            MatchingForInvalidation::No,
        );
        let counted = Counted { element, budget };
        let lower = |name: &str| name.to_ascii_lowercase();
        let tag = element.value();
        let keys = [Key::Any, Key::Element(lower(tag.name()))]
            .into_iter()
            .chain(tag.id().map(|id| Key::Id(lower(id))))
            .chain(tag.classes().map(|class| Key::Class(lower(class))))
            .chain(tag.attrs().map(|(name, _)| Key::Attribute(lower(name))));
        let mut found = Vec::new();
        for number in keys.flat_map(|key| sheet.found_by(&key)) {
            let Some(rule) = sheet.rules.get(*number) else { continue };
            if !budget.spend(1) {
                break;
            }
            if matches_selector(&rule.selector, 0, None, &counted, &mut context)
                && budget.spend(rule.declarations.len())
            {
                found.push((&rule.layer, rule.selector.specificity(), number, rule));
            }
        }
        found.sort_by_key(|(layer, specificity, number, _)| (*layer, *specificity, *number));
        found.into_iter().map(|(.., rule)| rule).collect()
    }

    /// What the animations of an element end with, if it keeps that.
    fn ends(&self, declared: &Declared) -> Vec<&Declaration> {
        let value = |name| declared.get(name).unwrap_or_default();
        let names = value("animation-name");
        let is_kept = ["animation-name", "animation-fill-mode", "animation-iteration-count"]
            .into_iter()
            .flat_map(|name| arguments(value(name)))
            .any(|word| matches!(word, "forwards" | "both" | "infinite"));
        let ends = arguments(names).into_iter().filter_map(|name| self.sheet.ends.get(name));
        ends.take_while(|_| is_kept).flatten().collect()
    }

    fn apply(&self, declared: &mut Declared, declarations: &[&Declaration]) {
        for Declaration { name, value, .. } in declarations {
            let Name::Known(property) = name else { continue };
            match declared.variables.resolved(value, &self.sheet.initial, &self.budget) {
                Some(value) if is_valid(property, &value) => {
                    each_of(property, &value, &mut |name, value| declared.set(name, value));
                }
                // What a custom property makes invalid is as if nothing had been declared.
                _ => declared.set(property, "unset"),
            }
        }
    }
}

impl Declared {
    /// The value of a property, if one is declared.
    pub(super) fn get(&self, property: &str) -> Option<&str> {
        self.values.get(property).map(String::as_str)
    }

    fn set(&mut self, property: &'static str, value: &str) {
        let value = match (property, value) {
            ("all", _) => {
                self.values.clear();
                return;
            }
            ("color", "initial") => "black",
            ("visibility", "initial") => "visible",
            ("font-size", "initial") => "medium",
            // A background that is inherited is that of the element around, which shows through.
            _ if is_wide(value) => {
                self.values.remove(property);
                return;
            }
            _ => value,
        };
        self.values.insert(property, value.to_owned());
    }
}
