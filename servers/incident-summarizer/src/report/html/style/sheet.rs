//! The style sheets that stand in a page: their rules, each under the part of its selector by which an element is found to be one that
//! it may mean. Conditions are judged here, so that what does not hold is no rule, and neither is what declares nothing that may hide.
//! Sheets elsewhere are not fetched.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use cssparser::{
    AtRuleParser, CowRcStr, DeclarationParser, ParseError, Parser, ParserState,
    QualifiedRuleParser, RuleBodyItemParser, RuleBodyParser, StyleSheetParser, Token,
};
use selectors::parser::{Component, ParseRelative, SelectorParseErrorKind};

use super::conditions::{container_holds, media_holds, support_holds};
use super::elements::Budget;
use super::properties::{each_of, is_valid, known};
use super::selectors::{Nature, Selector, Selectors, selectors};
use super::values::notation;

/// So many blocks may stand inside one another; what people write has at most six.
const MAX_DEPTH: u8 = 32;

/// What reading a selector costs, in looks at elements.
const LOOKS_OF_SELECTOR: usize = 16;

/// What reading a declaration costs.
const LOOKS_OF_DECLARATION: usize = 8;

/// All rules that may hold on the page.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) rules: Vec<Rule>,
    /// The numbers of the rules that mean the same of elements which are alike and stand in such, by their keys.
    pub(super) common: Keys,
    /// Those of the rules that ask for what stands beside or in an element.
    pub(super) positional: Keys,
    /// The attributes that selectors ask for.
    pub(super) attributes: HashSet<String>,
}

/// The numbers of rules by a part of their selectors that only few elements have: `#id`, `.class`, `[attribute`, the name of an element,
/// or nothing. In small letters: in pages without a document type, the case of classes and ids does not count.
pub(super) type Keys = HashMap<String, Vec<usize>>;

/// A selector with the declarations of its block.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) selector: Selector,
    pub(super) declarations: Rc<[Declaration]>,
}

/// A property with its value.
#[derive(Debug)]
pub(super) struct Declaration {
    pub(super) name: Name,
    pub(super) value: Rc<str>,
    pub(super) is_important: bool,
}

/// The name of a property.
#[derive(Debug)]
pub(super) enum Name {
    /// One whose value is valid and sets no other property.
    Known(&'static str),
    /// One whose value has custom properties in it.
    Unresolved(&'static str),
    Custom(Rc<str>),
}

impl Sheet {
    /// Adds the rules in `css`.
    pub(super) fn read(&mut self, css: &str, budget: &Budget) {
        let mut input = Parser::new(css);
        let mut reader = Reader::new(self, budget, Block::Rules);
        for rule in StyleSheetParser::new(&mut input, &mut reader) {
            // A rule that is not valid is left out, as in a browser.
            let _ = rule;
            if budget.is_exhausted() {
                return;
            }
        }
    }

    fn add(&mut self, selectors: &Selectors, declarations: Vec<Declaration>) {
        let declarations: Rc<[Declaration]> = declarations.into();
        for selector in selectors.slice() {
            let nature = Nature::of(selector);
            self.attributes.extend(nature.attributes);
            let keys = if nature.is_positional { &mut self.positional } else { &mut self.common };
            keys.entry(key(selector)).or_default().push(self.rules.len());
            let (selector, declarations) = (selector.clone(), Rc::clone(&declarations));
            self.rules.push(Rule { selector, declarations });
        }
    }
}

/// The declarations in the `style` of an element.
pub(super) fn declarations(css: &str, budget: &Budget) -> Vec<Declaration> {
    let mut sheet = Sheet::default();
    let mut reader = Reader::new(&mut sheet, budget, Block::Style);
    reader.body(&mut Parser::new(css));
    reader.declarations
}

/// By which part of itself a selector is found.
fn key(selector: &Selector) -> String {
    let parts = selector.iter().filter_map(|part| match part {
        Component::ID(id) => Some((0, "#", id)),
        Component::Class(class) => Some((1, ".", class)),
        Component::AttributeInNoNamespaceExists { local_name, .. }
        | Component::AttributeInNoNamespace { local_name, .. } => Some((2, "[", local_name)),
        Component::LocalName(name) => Some((3, "", &name.name)),
        _ => None,
    });
    let best = parts.min_by_key(|(rank, ..)| *rank);
    best.map_or_else(String::new, |(_, sign, name)| {
        format!("{sign}{}", name.0.to_ascii_lowercase())
    })
}

/// What is being read.
#[derive(Debug, Clone)]
enum Block {
    /// Rules.
    Rules,
    /// Declarations for these elements, and rules for elements in them.
    Of(Selectors),
    /// The `style` of one element.
    Style,
}

struct Reader<'s> {
    sheet: &'s mut Sheet,
    budget: &'s Budget,
    block: Block,
    depth: u8,
    declarations: Vec<Declaration>,
}

impl<'s> Reader<'s> {
    fn new(sheet: &'s mut Sheet, budget: &'s Budget, block: Block) -> Self {
        Self { sheet, budget, block, depth: 0, declarations: Vec::new() }
    }

    /// Reads what stands in a block of this one.
    fn inner(&mut self, block: Block, input: &mut Parser<'_>) {
        if self.depth >= MAX_DEPTH {
            self.budget.exhaust();
        }
        if self.budget.is_exhausted() {
            while input.next().is_ok() {}
            return;
        }
        let mut inner = Reader::new(self.sheet, self.budget, block);
        inner.depth = self.depth + 1;
        inner.body(input);
        let Reader { block, declarations, .. } = inner;
        if let Block::Of(selectors) = block
            && !declarations.is_empty()
        {
            self.sheet.add(&selectors, declarations);
        }
    }

    fn body(&mut self, input: &mut Parser<'_>) {
        let budget = self.budget;
        for item in RuleBodyParser::new(input, self) {
            // What is not valid is left out, as in a browser.
            let _: Result<(), _> = item;
            if budget.is_exhausted() {
                return;
            }
        }
    }

    /// The selectors before a block, with the elements of the block around in the place of `&`.
    fn selectors(&self, input: &mut Parser<'_>) -> Result<Selectors, Failed> {
        let start = input.position();
        let mut ends = 1;
        while let Ok(token) = input.next() {
            ends += usize::from(*token == Token::Comma);
        }
        let text = input.slice_from(start);
        if !self.budget.spend(LOOKS_OF_SELECTOR * ends) {
            return Err(failed());
        }
        let found = match &self.block {
            Block::Of(around) => nested(text, around),
            _ => Parser::new(text).parse_entirely(|input| selectors(input, ParseRelative::No)),
        };
        // What stands too deeply for the parser may hide something all the same.
        if found.is_err() && text.matches('(').count() > usize::from(MAX_DEPTH) {
            self.budget.exhaust();
        }
        found
    }
}

fn nested(text: &str, around: &Selectors) -> Result<Selectors, Failed> {
    let found = Parser::new(text).parse_comma_separated(|input| {
        input.skip_whitespace();
        let start = input.position();
        while input.next().is_ok() {}
        let text = input.slice_from(start);
        let text = if text.contains('&') { text.to_owned() } else { format!("& {text}") };
        let mut input = Parser::new(&text);
        input.parse_entirely(|input| selectors(input, ParseRelative::ForNesting))
    })?;
    let each: Vec<Selector> = found.iter().flat_map(|list| list.slice().iter().cloned()).collect();
    Ok(Selectors::from_iter(each.into_iter()).replace_parent_selector(around))
}

type Failed = ParseError<SelectorParseErrorKind>;

fn failed() -> Failed {
    ParseError::unexpected_token()
}

impl<'i> QualifiedRuleParser<'i> for Reader<'_> {
    type Prelude = Selectors;
    type QualifiedRule = ();
    type Error = SelectorParseErrorKind;

    fn parse_prelude(&mut self, input: &mut Parser<'i>) -> Result<Selectors, Failed> {
        self.selectors(input)
    }

    fn parse_block(
        &mut self,
        selectors: Selectors,
        _: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<(), Failed> {
        self.inner(Block::Of(selectors), input);
        Ok(())
    }
}

/// Groups of rules, of which those count that hold. The order of layers is not followed, nor are scopes and animations.
impl<'i> AtRuleParser<'i> for Reader<'_> {
    type Prelude = ();
    type AtRule = ();
    type Error = SelectorParseErrorKind;

    fn parse_prelude(&mut self, name: CowRcStr<'i>, input: &mut Parser<'i>) -> Result<(), Failed> {
        let (text, _) = notation(input).map_err(|_| failed())?;
        let holds = match name.to_ascii_lowercase().as_str() {
            "media" => media_holds(&text),
            "supports" => support_holds(&text),
            "container" => container_holds(&text),
            "layer" => true,
            _ => false,
        };
        if holds { Ok(()) } else { Err(failed()) }
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
        self.inner(self.block.clone(), input);
        Ok(())
    }
}

impl<'i> DeclarationParser<'i> for Reader<'_> {
    type Declaration = ();
    type Error = SelectorParseErrorKind;

    fn parse_value(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
        _: &ParserState,
    ) -> Result<(), Failed> {
        let property = known(&name);
        if property.is_none() && !name.starts_with("--") {
            self.budget.spend(1);
            // `p:hover {` begins like a declaration.
            while let Ok(token) = input.next() {
                if *token == Token::CurlyBracketBlock {
                    return Err(failed());
                }
            }
            return Ok(());
        }
        self.budget.spend(LOOKS_OF_DECLARATION);
        let (value, is_important) = notation(input).map_err(|_| failed())?;
        let mut add = |name, value: &str| {
            self.declarations.push(Declaration { name, value: value.into(), is_important });
        };
        match property {
            None => add(Name::Custom(name.as_ref().into()), &value),
            Some(_) if value.contains('{') => return Err(failed()),
            Some(property) if value.contains("var(") => add(Name::Unresolved(property), &value),
            Some(property) if is_valid(property, &value) => {
                each_of(property, &value, &mut |name, value| add(Name::Known(name), value));
            }
            Some(_) => {}
        }
        Ok(())
    }
}

impl RuleBodyItemParser<'_, (), SelectorParseErrorKind> for Reader<'_> {
    fn parse_declarations(&self) -> bool {
        !matches!(self.block, Block::Rules)
    }

    fn parse_qualified(&self) -> bool {
        !matches!(self.block, Block::Style)
    }
}
