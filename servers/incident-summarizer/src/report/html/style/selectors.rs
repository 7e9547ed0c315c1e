//! Which elements a selector means: the `selectors` crate of the browser engine Servo decides, and this says what it asks about an
//! element. Each look at an element is counted, because a few selectors may ask for more looks than there are seconds.

use std::cell::Cell;
use std::fmt;

use cssparser::{CowRcStr, ParseError, Parser as CssParser, ToCss};
use scraper::ElementRef;
use scraper::selector::{CssLocalName, CssString, Simple};
use selectors::attr::{AttrSelectorOperation, CaseSensitivity, NamespaceConstraint};
use selectors::bloom::BloomFilter;
use selectors::matching::{ElementSelectorFlags, MatchingContext};
use selectors::parser::{
    self, Combinator, Component, ParseRelative, SelectorImpl, SelectorList, SelectorParseErrorKind,
};
use selectors::visitor::SelectorVisitor;
use selectors::{Element, OpaqueElement};

/// The selectors before a block.
pub(super) type Selectors = SelectorList<Syntax>;

/// One of them.
pub(super) type Selector = parser::Selector<Syntax>;

/// The selectors that `input` begins with. Inside of a rule they may leave out the element of that rule.
pub(super) fn selectors<'i>(
    input: &mut CssParser<'i>,
    place: ParseRelative,
) -> Result<Selectors, ParseError<SelectorParseErrorKind>> {
    Selectors::parse(&Syntax, input, place)
}

/// What a selector asks about more than one element and its classes.
#[derive(Default)]
pub(super) struct Nature {
    /// Whether it asks for what stands beside or in an element.
    pub(super) is_positional: bool,
    /// The attributes that it asks for.
    pub(super) attributes: Vec<String>,
}

impl Nature {
    pub(super) fn of(selector: &Selector) -> Self {
        let mut nature = Self::default();
        selector.visit(&mut nature);
        nature
    }
}

impl SelectorVisitor for Nature {
    type Impl = Syntax;

    fn visit_attribute_selector(
        &mut self,
        _: &NamespaceConstraint<&<Simple as SelectorImpl>::NamespaceUrl>,
        _: &CssLocalName,
        lower: &CssLocalName,
    ) -> bool {
        self.attributes.push(lower.0.to_string());
        true
    }

    fn visit_simple_selector(&mut self, part: &Component<Syntax>) -> bool {
        self.is_positional |= match part {
            Component::Nth(_) | Component::NthOf(_) | Component::Has(_) | Component::Empty => true,
            Component::Combinator(combinator) => combinator.is_sibling(),
            _ => false,
        };
        true
    }

    fn visit_complex_selector(&mut self, combinator: Option<Combinator>) -> bool {
        self.is_positional |= combinator.is_some_and(|combinator| combinator.is_sibling());
        true
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

/// The syntax of selectors, with the classes and parts of elements that no tree shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Syntax;

impl SelectorImpl for Syntax {
    type ExtraMatchingData<'a> = ();
    type AttrValue = CssString;
    type Identifier = CssLocalName;
    type LocalName = CssLocalName;
    type NamespaceUrl = <Simple as SelectorImpl>::NamespaceUrl;
    type NamespacePrefix = CssLocalName;
    type BorrowedNamespaceUrl = <Simple as SelectorImpl>::BorrowedNamespaceUrl;
    type BorrowedLocalName = CssLocalName;
    type NonTSPseudoClass = PseudoClass;
    type PseudoElement = PseudoElement;
}

/// A class that depends on more than the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PseudoClass {
    /// A link.
    Link,
    /// A box that is ticked, or an option that is chosen.
    Checked,
    /// What is open: `<details open>`.
    Open,
    /// What holds for everything on a page that nobody has touched yet.
    Always,
    /// What holds for nothing on it: `:hover`, `:target`.
    Never,
}

/// A part of an element that is none itself. What a rule declares for one is not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PseudoElement;

/// The classes that no element has on a page that nobody has touched yet.
const NEVER: &str = "active autofill blank buffering current default disabled enabled focus focus-visible focus-within fullscreen future \
    hover in-range indeterminate invalid modal muted optional out-of-range past paused picture-in-picture placeholder-shown playing popover-open read-write required seeking stalled target target-within user-invalid user-valid valid \
    visited volume-locked";

impl<'i> parser::Parser<'i> for Syntax {
    type Impl = Self;
    type Error = SelectorParseErrorKind;

    fn parse_nth_child_of(&self) -> bool {
        true
    }

    fn parse_is_and_where(&self) -> bool {
        true
    }

    fn parse_has(&self) -> bool {
        true
    }

    fn parse_parent_selector(&self) -> bool {
        true
    }

    fn parse_non_ts_pseudo_class(
        &self,
        name: CowRcStr<'i>,
    ) -> Result<PseudoClass, ParseError<SelectorParseErrorKind>> {
        let name = name.to_ascii_lowercase();
        match name.as_str() {
            "link" | "any-link" => Ok(PseudoClass::Link),
            "checked" => Ok(PseudoClass::Checked),
            "open" => Ok(PseudoClass::Open),
            "defined" | "read-only" => Ok(PseudoClass::Always),
            name if NEVER.split(' ').any(|never| never == name) || name.starts_with('-') => {
                Ok(PseudoClass::Never)
            }
            _ => Err(unsupported()),
        }
    }

    fn parse_non_ts_functional_pseudo_class(
        &self,
        name: CowRcStr<'i>,
        arguments: &mut CssParser<'i>,
        _: bool,
    ) -> Result<PseudoClass, ParseError<SelectorParseErrorKind>> {
        let argument = arguments.expect_ident_or_string()?.to_ascii_lowercase();
        match (name.to_ascii_lowercase().as_str(), argument.as_str()) {
            ("dir", "ltr") | ("lang", _) => Ok(PseudoClass::Always),
            ("dir" | "state", _) => Ok(PseudoClass::Never),
            _ => Err(unsupported()),
        }
    }

    fn parse_pseudo_element(
        &self,
        _: CowRcStr<'i>,
    ) -> Result<PseudoElement, ParseError<SelectorParseErrorKind>> {
        Ok(PseudoElement)
    }
}

fn unsupported() -> ParseError<SelectorParseErrorKind> {
    ParseError::custom(SelectorParseErrorKind::UnsupportedPseudoClassOrElement)
}

impl parser::NonTSPseudoClass for PseudoClass {
    fn is_active_or_hover(&self) -> bool {
        false
    }

    fn is_user_action_state(&self) -> bool {
        false
    }
}

impl parser::PseudoElement for PseudoElement {}

impl ToCss for PseudoClass {
    fn to_css<W: fmt::Write>(&self, destination: &mut W) -> fmt::Result {
        destination.write_str(":")
    }
}

impl ToCss for PseudoElement {
    fn to_css<W: fmt::Write>(&self, destination: &mut W) -> fmt::Result {
        destination.write_str("::")
    }
}

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
