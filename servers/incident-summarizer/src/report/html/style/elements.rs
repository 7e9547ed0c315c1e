//! The elements of a page, as selectors look at them. Each look is counted, because a few selectors may ask for more looks than there
//! are seconds.

use std::cell::Cell;

use scraper::ElementRef;
use scraper::selector::{CssLocalName, CssString, Simple};
use selectors::attr::{AttrSelectorOperation, CaseSensitivity, NamespaceConstraint};
use selectors::bloom::BloomFilter;
use selectors::matching::{ElementSelectorFlags, MatchingContext};
use selectors::parser::SelectorImpl;
use selectors::{Element, OpaqueElement};

use super::selectors::{PseudoClass, PseudoElement, Syntax};

/// An element, each look at which is counted. When there have been too many, it is like no selector.
#[derive(Debug, Clone)]
pub(super) struct Counted<'a, 'b> {
    pub(super) element: ElementRef<'a>,
    pub(super) budget: &'b Budget,
}

impl<'a> Counted<'a, '_> {
    /// The first of `nodes` that is an element.
    fn first_of<N>(
        &self,
        nodes: impl IntoIterator<Item = N>,
        wrapped: impl Fn(N) -> Option<ElementRef<'a>>,
    ) -> Option<Self> {
        let mut nodes = nodes.into_iter().take_while(|_| self.budget.spend(1));
        let element = nodes.find_map(wrapped)?;
        Some(Self { element, budget: self.budget })
    }

    fn asks(&self, question: impl FnOnce(&ElementRef<'a>) -> bool) -> bool {
        self.budget.spend(1) && question(&self.element)
    }
}

impl Element for Counted<'_, '_> {
    type Impl = Syntax;

    fn opaque(&self) -> OpaqueElement {
        self.element.opaque()
    }

    fn parent_element(&self) -> Option<Self> {
        self.first_of(self.element.parent(), ElementRef::wrap)
    }

    fn parent_node_is_shadow_root(&self) -> bool {
        false
    }

    fn containing_shadow_host(&self) -> Option<Self> {
        None
    }

    fn pseudo_element_originating_element(&self) -> Option<Self> {
        Some(self.clone())
    }

    fn is_pseudo_element(&self) -> bool {
        false
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.first_of(self.element.prev_siblings(), ElementRef::wrap)
    }

    fn next_sibling_element(&self) -> Option<Self> {
        self.first_of(self.element.next_siblings(), ElementRef::wrap)
    }

    fn first_element_child(&self) -> Option<Self> {
        self.first_of(self.element.children(), ElementRef::wrap)
    }

    fn is_html_element_in_html_document(&self) -> bool {
        self.element.is_html_element_in_html_document()
    }

    fn has_local_name(&self, name: &CssLocalName) -> bool {
        self.asks(|element| element.has_local_name(name))
    }

    fn has_namespace(&self, namespace: &<Simple as SelectorImpl>::BorrowedNamespaceUrl) -> bool {
        self.element.has_namespace(namespace)
    }

    fn is_same_type(&self, other: &Self) -> bool {
        self.asks(|element| element.is_same_type(&other.element))
    }

    fn attr_matches(
        &self,
        namespace: &NamespaceConstraint<&<Simple as SelectorImpl>::NamespaceUrl>,
        name: &CssLocalName,
        operation: &AttrSelectorOperation<&CssString>,
    ) -> bool {
        self.asks(|element| element.attr_matches(namespace, name, operation))
    }

    fn match_non_ts_pseudo_class(
        &self,
        class: &PseudoClass,
        _: &mut MatchingContext<'_, Syntax>,
    ) -> bool {
        self.asks(|element| match class {
            PseudoClass::Link => element.value().name() == "a" && element.attr("href").is_some(),
            PseudoClass::Checked => element.attr("checked").or(element.attr("selected")).is_some(),
            PseudoClass::Open => element.attr("open").is_some(),
            PseudoClass::Always => true,
            PseudoClass::Never => false,
        })
    }

    fn match_pseudo_element(&self, _: &PseudoElement, _: &mut MatchingContext<'_, Syntax>) -> bool {
        false
    }

    fn apply_selector_flags(&self, _: ElementSelectorFlags) {}

    fn is_link(&self) -> bool {
        self.element.value().name() == "a" && self.element.attr("href").is_some()
    }

    fn is_html_slot_element(&self) -> bool {
        false
    }

    fn has_id(&self, id: &CssLocalName, case: CaseSensitivity) -> bool {
        self.asks(|element| element.has_id(id, case))
    }

    fn has_class(&self, name: &CssLocalName, case: CaseSensitivity) -> bool {
        self.asks(|element| element.has_class(name, case))
    }

    fn has_custom_state(&self, _: &CssLocalName) -> bool {
        false
    }

    fn imported_part(&self, _: &CssLocalName) -> Option<CssLocalName> {
        None
    }

    fn is_part(&self, _: &CssLocalName) -> bool {
        false
    }

    fn is_empty(&self) -> bool {
        self.asks(Element::is_empty)
    }

    fn is_root(&self) -> bool {
        self.element.is_root()
    }

    fn add_element_unique_hashes(&self, _: &mut BloomFilter) -> bool {
        false
    }
}

/// How many more looks at elements and rules a page may cost.
#[derive(Debug)]
pub(super) struct Budget(Cell<usize>);

impl Budget {
    pub(super) fn new(looks: usize) -> Self {
        Self(Cell::new(looks))
    }

    /// Takes `looks`, and says whether there were as many left.
    pub(super) fn spend(&self, looks: usize) -> bool {
        let left = self.0.get().checked_sub(looks);
        self.0.set(left.unwrap_or(0));
        left.is_some()
    }

    /// Adds `looks`, if there are some left.
    pub(super) fn grow(&self, looks: usize) {
        if !self.is_exhausted() {
            self.0.set(self.0.get() + looks);
        }
    }

    /// Takes all that is left.
    pub(super) fn exhaust(&self) {
        self.0.set(0);
    }

    /// Whether nothing is left.
    pub(super) fn is_exhausted(&self) -> bool {
        self.0.get() == 0
    }
}
