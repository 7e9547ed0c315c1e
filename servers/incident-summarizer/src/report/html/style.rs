//! What the style sheets in a page and the `style` of an element declare for it: `cssparser` and `selectors`, which
//! browsers use, read the sheets and find the elements. What is followed is what people write to hide a text and what
//! they write against it: plain selectors, their weight and order, `!important`, custom properties. `docs/security.md`
//! says what is not.
//!
//! - `sheet`: the rules, and which of them are in force
//! - `properties`, `values`: which declarations matter, and what they come to
//! - `variables`: custom properties

mod properties;
mod sheet;
#[cfg(test)]
mod tests;
mod values;
mod variables;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use ::selectors::context::{
    MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode,
    SelectorCaches,
};
use ::selectors::matching::matches_selector;
use scraper::{ElementRef, Html};

use properties::{each_of, is_valid, is_wide};
use sheet::{Declaration, Declarations, Rule, Sheet, media_holds};
use variables::Variables;

pub(super) use properties::{SIZES, arguments, sides};
pub(super) use values::{LETTERS, Relative, SCREEN, length, number};

/// How many looks at elements, rules and declarations the sheets of a page may cost: twice as many as 10,000 rules for
/// 3,000 elements, and less than a twentieth of a second.
const MAX_LOOKS: usize = 800_000;

/// How many more they may cost for each element: a framework has a few rules that ask of every element where it stands.
const MORE_LOOKS: usize = 20;

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
    values: BTreeMap<&'static str, Rc<str>>,
    /// Its custom properties, with those that it inherits.
    variables: Rc<Variables>,
}

impl Styles {
    /// The style sheets that stand in `page` and are in force.
    pub(super) fn of(page: &Html) -> Self {
        let is_strict = page.tree.nodes().any(|node| node.value().is_doctype());
        let mut styles = Self {
            sheet: Sheet::default(),
            budget: Budget(Cell::new(MAX_LOOKS + MORE_LOOKS * page.tree.nodes().count())),
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
            if is_css && !is_set_aside && media_holds(style.attr("media").unwrap_or_default()) {
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

    /// What is declared for `element`, which stands in an element for which `around` is declared.
    pub(super) fn declared(&self, element: ElementRef<'_>, around: &Declared) -> Rc<Declared> {
        let own = Declarations::of(element.attr("style").unwrap_or_default(), &self.budget);
        let rules = self.matching(element);
        let blocks = || rules.iter().map(|rule| rule.declarations.as_ref()).chain([&own]);
        let custom = blocks().flat_map(|block| &block.custom);
        let variables = Variables::within(&around.variables, custom);
        let mut declared = Declared { values: BTreeMap::new(), variables };
        for is_important in [false, true] {
            let known = blocks().flat_map(|block| &block.known);
            for declaration in known.filter(|known| known.is_important == is_important) {
                declared.apply(declaration, &self.budget);
            }
        }
        Rc::new(declared)
    }

    /// The rules that mean `element`, the weightiest last.
    fn matching(&self, element: ElementRef<'_>) -> Vec<&Rule> {
        let mut caches = self.caches.borrow_mut();
        let mut context = MatchingContext::new(
            MatchingMode::Normal,
            None,
            &mut caches,
            self.case,
            NeedsSelectorFlags::No,
            MatchingForInvalidation::No,
        );
        let depth = element.ancestors().count();
        let mut found = Vec::new();
        for number in self.sheet.candidates(element.value()) {
            let Some(rule) = self.sheet.rules.get(number) else { continue };
            if !self.budget.spend(1 + rule.steps * depth) {
                break;
            }
            if matches_selector(&rule.selector, 0, None, &element, &mut context)
                && self.budget.spend(rule.declarations.known.len() + rule.declarations.custom.len())
            {
                found.push((rule.selector.specificity(), number, rule));
            }
        }
        found.sort_by_key(|(specificity, number, _)| (*specificity, *number));
        found.into_iter().map(|(_, _, rule)| rule).collect()
    }
}

impl Declared {
    /// The value of a property, if one is declared.
    pub(super) fn get(&self, property: &str) -> Option<&str> {
        self.values.get(property).map(AsRef::as_ref)
    }

    fn apply(&mut self, Declaration { property, value, .. }: &Declaration, budget: &Budget) {
        if !value.contains("var(") {
            self.set(property, value);
            return;
        }
        match self.variables.resolved(value, budget) {
            Some(value) if is_valid(property, &value) => {
                each_of(property, &value, &mut |name, value| self.set(name, &value.into()));
            }
            // What a custom property makes invalid is as if nothing had been declared.
            _ => self.set(property, &"unset".into()),
        }
    }

    /// A background that is inherited is that of the element around, which shows through.
    fn set(&mut self, property: &'static str, value: &Rc<str>) {
        if is_wide(value) {
            self.values.remove(property);
        } else {
            self.values.insert(property, Rc::clone(value));
        }
    }
}

/// How many more looks at elements and rules a page may cost.
#[derive(Debug)]
struct Budget(Cell<usize>);

impl Budget {
    /// Takes `looks`, and says whether there were as many left.
    fn spend(&self, looks: usize) -> bool {
        let left = self.0.get().checked_sub(looks);
        self.0.set(left.unwrap_or(0));
        left.is_some()
    }

    /// Takes all that is left.
    fn exhaust(&self) {
        self.0.set(0);
    }

    /// Whether nothing is left.
    fn is_exhausted(&self) -> bool {
        self.0.get() == 0
    }
}
