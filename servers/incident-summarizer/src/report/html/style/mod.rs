//! What the style sheets in a page and the `style` of an element declare for it, when all that speak about it have been weighed against
//! one another: `cssparser` and `selectors`, which browsers use, read the sheets and find the elements.
//!
//! - `sheet`: the rules; `conditions` judges what stands before a group of them
//! - `selectors`: what a selector asks about an element; `elements` counts the looks
//! - `properties`, `values`: which declarations matter, and what they come to
//! - `variables`: custom properties

mod conditions;
mod elements;
mod properties;
mod selectors;
mod sheet;
#[cfg(test)]
mod tests;
mod values;
mod variables;

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use ::selectors::context::{
    MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode,
    SelectorCaches,
};
use ::selectors::matching::matches_selector;
use scraper::{ElementRef, Html};

use elements::{Budget, Counted};
use properties::{each_of, is_valid, is_wide};
use sheet::{Declaration, Keys, Name, Sheet};
use variables::Variables;

pub(super) use properties::{SIZES, arguments, sides};
pub(super) use values::{LETTERS, Relative, SCREEN, length, number};

/// How many looks at elements, rules and declarations the sheets of a page may cost: twice as many as 10,000 rules for 3,000 elements, and
/// less than a twentieth of a second.
const MAX_LOOKS: usize = 800_000;

/// How many more they may cost for each element: a framework has a few rules that ask of every element where it stands.
const MORE_LOOKS: usize = 20;

/// The style sheets of a page.
pub(super) struct Styles {
    sheet: Sheet,
    budget: Budget,
    caches: RefCell<SelectorCaches>,
    case: QuirksMode,
    /// What is declared for the elements that were looked at. Those that are alike and stand in such share it.
    seen: RefCell<HashMap<Likeness, Rc<Declared>>>,
}

/// What decides which declarations are an element's.
#[derive(PartialEq, Eq, Hash)]
struct Likeness {
    /// The number of what is declared for the element around.
    around: usize,
    /// Its name and those of its attributes that selectors ask for.
    tag: String,
    /// The rules that mean it because of what stands beside or in it.
    positional: Vec<usize>,
}

/// What is declared for an element.
#[derive(Debug, Default)]
pub(super) struct Declared {
    values: BTreeMap<&'static str, Rc<str>>,
    /// Its custom properties, with those that it inherits.
    variables: Rc<Variables>,
    number: usize,
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
            seen: RefCell::default(),
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
        styles.budget.grow(MORE_LOOKS * page.tree.nodes().count());
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

    /// What is declared for `element`, which stands in an element for which `around` is declared.
    pub(super) fn declared(&self, element: ElementRef<'_>, around: &Declared) -> Rc<Declared> {
        let positional = self.matching(element, &self.sheet.positional);
        let like = Likeness { around: around.number, tag: self.tag(element), positional };
        if let Some(declared) = self.seen.borrow().get(&like) {
            return Rc::clone(declared);
        }
        let mut seen = self.seen.borrow_mut();
        let declared = self.newly_declared(element, around, &like.positional, seen.len() + 1);
        let declared = Rc::new(declared);
        seen.insert(like, Rc::clone(&declared));
        declared
    }

    fn newly_declared(
        &self,
        element: ElementRef<'_>,
        around: &Declared,
        positional: &[usize],
        number: usize,
    ) -> Declared {
        let mut rules = self.matching(element, &self.sheet.common);
        rules.extend(positional);
        let mut rules: Vec<_> = rules
            .into_iter()
            .filter_map(|number| Some((number, self.sheet.rules.get(number)?)))
            .collect();
        rules.sort_by_key(|(number, rule)| (rule.selector.specificity(), *number));
        let own = sheet::declarations(element.attr("style").unwrap_or_default(), &self.budget);
        let all = rules.iter().flat_map(|(_, rule)| rule.declarations.iter()).chain(&own);
        let (important, mut declarations): (Vec<_>, Vec<_>) =
            all.partition(|declaration| declaration.is_important);
        declarations.extend(important);
        let custom = declarations.iter().filter_map(|declaration| {
            let Name::Custom(name) = &declaration.name else { return None };
            Some((name, &declaration.value))
        });
        let variables = Variables::within(&around.variables, custom, &self.budget);
        let mut declared = Declared { values: BTreeMap::new(), variables, number };
        for declaration in declarations {
            self.apply(&mut declared, declaration);
        }
        declared
    }

    /// The numbers of those of the rules in `keys` that mean `element`.
    fn matching(&self, element: ElementRef<'_>, keys: &Keys) -> Vec<usize> {
        let Self { sheet, budget, caches, case, .. } = self;
        if keys.is_empty() {
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
        let tag = element.value();
        let own = [String::new(), tag.name().to_ascii_lowercase()];
        let candidates = own
            .into_iter()
            .chain(tag.id().map(|id| format!("#{}", id.to_ascii_lowercase())))
            .chain(tag.classes().map(|class| format!(".{}", class.to_ascii_lowercase())))
            .chain(tag.attrs().map(|(name, _)| format!("[{name}")));
        let candidates = candidates.filter_map(|key| keys.get(&key)).flatten().copied();
        let mut found = Vec::new();
        for number in candidates {
            let Some(rule) = sheet.rules.get(number) else { continue };
            if !budget.spend(1) {
                break;
            }
            if matches_selector(&rule.selector, 0, None, &counted, &mut context)
                && budget.spend(rule.declarations.len())
            {
                found.push(number);
            }
        }
        found
    }

    /// The name of an element, with the attributes that say which selectors mean it.
    fn tag(&self, element: ElementRef<'_>) -> String {
        let tag = element.value();
        self.budget.spend(1);
        let mut text = tag.name().to_owned();
        for (name, value) in tag.attrs() {
            if matches!(name, "class" | "id" | "style") || self.sheet.attributes.contains(name) {
                // No attribute has a zero byte in it.
                text.extend(["\0", name, "\0", value]);
            } else if matches!(name, "href" | "open" | "checked" | "selected") {
                text.extend(["\0", name]);
            }
        }
        text
    }

    fn apply(&self, declared: &mut Declared, Declaration { name, value, .. }: &Declaration) {
        match name {
            Name::Custom(_) => {}
            Name::Known(property) => declared.set(property, value),
            Name::Unresolved(property) => match declared.variables.resolved(value, &self.budget) {
                Some(value) if is_valid(property, &value) => {
                    each_of(property, &value, &mut |name, value| declared.set(name, &value.into()));
                }
                // What a custom property makes invalid is as if nothing had been declared.
                _ => declared.set(property, &"unset".into()),
            },
        }
    }
}

impl Declared {
    /// The value of a property, if one is declared.
    pub(super) fn get(&self, property: &str) -> Option<&str> {
        self.values.get(property).map(AsRef::as_ref)
    }

    fn set(&mut self, property: &'static str, value: &Rc<str>) {
        let value = match (property, value.as_ref()) {
            ("all", _) => {
                self.values.clear();
                return;
            }
            ("color", "initial") => "black".into(),
            ("visibility", "initial") => "visible".into(),
            ("font-size", "initial") => "medium".into(),
            // A background that is inherited is that of the element around, which shows through.
            (_, value) if is_wide(value) => {
                self.values.remove(property);
                return;
            }
            _ => Rc::clone(value),
        };
        self.values.insert(property, value);
    }
}
