//! Which elements a selector means: the `selectors` crate of the browser engine Servo decides, and this says what it asks about an
//! element.

use std::fmt;

use cssparser::{CowRcStr, ParseError, Parser as CssParser, ToCss};
use scraper::selector::{CssLocalName, CssString, Simple};
use selectors::attr::NamespaceConstraint;
use selectors::parser::{
    self, Combinator, Component, ParseRelative, SelectorImpl, SelectorList, SelectorParseErrorKind,
};
use selectors::visitor::SelectorVisitor;

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
