//! The style sheets that stand in a page: their rules, each under the part of its selector by which an element is found
//! to be one that it may mean. Sheets elsewhere are not fetched.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::LazyLock;

use cssparser::{
    AtRuleParser, CowRcStr, DeclarationParser, ParseError, Parser, ParserState,
    QualifiedRuleParser, RuleBodyItemParser, RuleBodyParser, StyleSheetParser, ToCss as _,
};
use regex::Regex;
use scraper::node::Element as Tag;
use scraper::selector::Simple;
use selectors::parser::{self, Component, SelectorParseErrorKind};

use super::Budget;
use super::properties::{each_of, is_valid, known};
use super::values::{LETTERS, SCREEN, notation};
use crate::report::times::pattern;

/// So many groups of rules may stand inside one another; what people write has at most six.
const MAX_DEPTH: u8 = 32;

/// What reading a selector costs, in looks at elements.
const LOOKS_OF_SELECTOR: usize = 16;

/// What reading a declaration costs.
const LOOKS_OF_DECLARATION: usize = 8;

type Selector = parser::Selector<Simple>;

type Failed = ParseError<SelectorParseErrorKind>;

/// All rules that may hold on the page.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) rules: Vec<Rule>,
    /// The numbers of rules by a part of their selectors that only few elements have: `#id`, `.class`, `[attribute`,
    /// the name of an element, or nothing. In small letters: in pages without a document type, the case of classes and
    /// ids does not count.
    keys: HashMap<String, Vec<usize>>,
}

/// A selector with the declarations of its block.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) selector: Selector,
    /// How often it asks for an element around another.
    pub(super) steps: usize,
    pub(super) declarations: Rc<Declarations>,
}

/// The declarations of a block that may hide something, or show it again.
#[derive(Debug, Default)]
pub(super) struct Declarations {
    pub(super) known: Vec<Declaration>,
    /// Custom properties with their values.
    pub(super) custom: Vec<(Rc<str>, Rc<str>)>,
}

/// A property with its value. It sets no other property, unless custom properties are still to be put in.
#[derive(Debug)]
pub(super) struct Declaration {
    pub(super) property: &'static str,
    pub(super) value: Rc<str>,
    pub(super) is_important: bool,
}

impl Sheet {
    /// Adds the rules in `css`.
    pub(super) fn read(&mut self, css: &str, budget: &Budget) {
        let mut reader = Reader { sheet: self, budget, depth: 0 };
        // A rule that is not valid is left out, as in a browser.
        for _ in StyleSheetParser::new(&mut Parser::new(css), &mut reader) {
            if budget.is_exhausted() {
                return;
            }
        }
    }

    /// The numbers of the rules that may mean an element.
    pub(super) fn candidates(&self, tag: &Tag) -> impl Iterator<Item = usize> {
        let keys = [String::new(), tag.name().to_ascii_lowercase()].into_iter();
        let keys = keys
            .chain(tag.id().map(|id| format!("#{}", id.to_ascii_lowercase())))
            .chain(tag.classes().map(|class| format!(".{}", class.to_ascii_lowercase())))
            .chain(tag.attrs().map(|(name, _)| format!("[{name}")));
        keys.filter_map(|key| self.keys.get(&key)).flatten().copied()
    }

    fn add(&mut self, selectors: Vec<Selector>, declarations: Declarations) {
        let declarations = Rc::new(declarations);
        for selector in selectors {
            let steps = selector.to_css_string().matches([' ', '>']).count();
            self.keys.entry(key(&selector)).or_default().push(self.rules.len());
            self.rules.push(Rule { selector, steps, declarations: Rc::clone(&declarations) });
        }
    }
}

/// By which part of itself a selector is found.
fn key(selector: &Selector) -> String {
    let parts = selector.iter().filter_map(|part| match part {
        Component::ID(id) => Some((0, "#", id)),
        Component::Class(class) => Some((1, ".", class)),
        Component::AttributeInNoNamespaceExists { local_name, .. }
        | Component::AttributeInNoNamespace { local_name, .. } => Some((2, "[", local_name)),
        Component::LocalName(name) => Some((3, "", &name.lower_name)),
        _ => None,
    });
    let best = parts.min_by_key(|(rank, ..)| *rank);
    best.map_or_else(String::new, |(_, sign, name)| {
        format!("{sign}{}", name.0.to_ascii_lowercase())
    })
}

/// Whether a list of media queries holds for a desktop screen in the light scheme. What cannot be judged holds, for
/// what stands under it may hide something.
pub(super) fn media_holds(query: &str) -> bool {
    let widths_hold = |query: &str| {
        WIDTH.captures_iter(query).all(|width| {
            let (_, [end, sign, number, unit]) = width.extract();
            let pixels = if unit == "px" { 1.0 } else { LETTERS };
            let width = number.parse::<f64>().unwrap_or_default() * pixels;
            let is_most = end == "max-" || sign.starts_with('<');
            if is_most { SCREEN.0 <= width } else { SCREEN.0 >= width }
        })
    };
    query.to_ascii_lowercase().split(',').any(|query| {
        query.trim().starts_with("not") || !ELSEWHERE.is_match(query) && widths_hold(query)
    })
}

/// The least or the greatest width of a screen: `max-width: 600px`, `width < 48rem`.
static WIDTH: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(max-|min-|)width\s*(:|[<>]=?)\s*([0-9.]+)(px|r?em)\b"));

/// Where a page is not looked at on a screen, or in other colors.
static ELSEWHERE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:print|speech)\b|scheme\s*:\s*dark\b"));

/// Reads rules. A browser drops a block of which one selector is not valid; here the others count.
struct Reader<'s> {
    sheet: &'s mut Sheet,
    budget: &'s Budget,
    depth: u8,
}

impl<'i> QualifiedRuleParser<'i> for Reader<'_> {
    type Prelude = Vec<Selector>;
    type QualifiedRule = ();
    type Error = SelectorParseErrorKind;

    fn parse_prelude(&mut self, input: &mut Parser<'i>) -> Result<Vec<Selector>, Failed> {
        let mut found = input.parse_comma_separated_ignoring_errors(|input| {
            if self.budget.spend(LOOKS_OF_SELECTOR) {
                Selector::parse(&Syntax, input)
            } else {
                Err(ParseError::unexpected_token())
            }
        });
        found.retain(|selector| {
            let text = selector.to_css_string();
            !BESIDE.iter().any(|sign| text.contains(sign))
        });
        Ok(found)
    }

    fn parse_block(
        &mut self,
        selectors: Vec<Selector>,
        _: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<(), Failed> {
        let declarations = Declarations::read(input, self.budget);
        if !declarations.known.is_empty() || !declarations.custom.is_empty() {
            self.sheet.add(selectors, declarations);
        }
        Ok(())
    }
}

/// What asks for the elements beside one. It is not followed: each answer may cost a walk through all of a long page.
const BESIDE: [&str; 4] = [" + ", " ~ ", "-child", "-of-type"];

/// Groups of rules, of which those count that hold. Animations, scopes and parts of printed pages are no groups here.
impl<'i> AtRuleParser<'i> for Reader<'_> {
    type Prelude = ();
    type AtRule = ();
    type Error = SelectorParseErrorKind;

    fn parse_prelude(&mut self, name: CowRcStr<'i>, input: &mut Parser<'i>) -> Result<(), Failed> {
        let start = input.position();
        while input.next().is_ok() {}
        let holds = match name.to_ascii_lowercase().as_str() {
            "media" => media_holds(input.slice_from(start)),
            "supports" | "container" | "layer" => true,
            _ => false,
        };
        if holds { Ok(()) } else { Err(ParseError::unexpected_token()) }
    }

    fn rule_without_block(&mut self, (): (), _: &ParserState) -> Result<(), ()> {
        Ok(())
    }

    fn parse_block(
        &mut self,
        (): (),
        _: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<(), Failed> {
        if self.depth >= MAX_DEPTH {
            self.budget.exhaust();
        }
        let budget = self.budget;
        let mut inner = Reader { sheet: &mut *self.sheet, budget, depth: self.depth + 1 };
        for _ in RuleBodyParser::new(input, &mut inner) {
            if budget.is_exhausted() {
                break;
            }
        }
        Ok(())
    }
}

impl DeclarationParser<'_> for Reader<'_> {
    type Declaration = ();
    type Error = SelectorParseErrorKind;
}

impl RuleBodyItemParser<'_, (), SelectorParseErrorKind> for Reader<'_> {
    fn parse_declarations(&self) -> bool {
        false
    }

    fn parse_qualified(&self) -> bool {
        true
    }
}

/// The syntax of selectors: what `scraper` can look for in a tree. A class that depends on more, `:hover`, is no part
/// of it.
struct Syntax;

impl parser::Parser<'_> for Syntax {
    type Impl = Simple;
    type Error = SelectorParseErrorKind;

    fn parse_is_and_where(&self) -> bool {
        true
    }
}

impl Declarations {
    /// The declarations in the `style` of an element.
    pub(super) fn of(css: &str, budget: &Budget) -> Self {
        Self::read(&mut Parser::new(css), budget)
    }

    fn read(input: &mut Parser<'_>, budget: &Budget) -> Self {
        let mut block = Block { found: Self::default(), budget };
        // What is not valid is left out, as in a browser.
        for _ in RuleBodyParser::new(input, &mut block) {
            if budget.is_exhausted() {
                break;
            }
        }
        block.found
    }
}

/// Reads declarations. Rules inside of a rule are passed over.
struct Block<'b> {
    found: Declarations,
    budget: &'b Budget,
}

impl<'i> DeclarationParser<'i> for Block<'_> {
    type Declaration = ();
    type Error = ();

    fn parse_value(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
        _: &ParserState,
    ) -> Result<(), ParseError<()>> {
        let property = known(&name);
        if property.is_none() && !name.starts_with("--") {
            self.budget.spend(1);
            return Err(ParseError::unexpected_token());
        }
        self.budget.spend(LOOKS_OF_DECLARATION);
        let (value, is_important) = notation(input)?;
        let Declarations { known, custom } = &mut self.found;
        let mut add = |property, value: &str| {
            known.push(Declaration { property, value: value.into(), is_important });
        };
        match property {
            None => custom.push((name.to_ascii_lowercase().into(), value.into())),
            Some(property) if value.contains("var(") => add(property, &value),
            Some(property) if is_valid(property, &value) => each_of(property, &value, &mut add),
            Some(_) => {}
        }
        Ok(())
    }
}

impl QualifiedRuleParser<'_> for Block<'_> {
    type Prelude = ();
    type QualifiedRule = ();
    type Error = ();
}

impl AtRuleParser<'_> for Block<'_> {
    type Prelude = ();
    type AtRule = ();
    type Error = ();
}

impl RuleBodyItemParser<'_, (), ()> for Block<'_> {
    fn parse_declarations(&self) -> bool {
        true
    }

    fn parse_qualified(&self) -> bool {
        false
    }
}
