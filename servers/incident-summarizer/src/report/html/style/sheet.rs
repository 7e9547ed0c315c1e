//! The style sheets that stand in a page: their rules, each under the part of its selector by which an element is found to be one that
//! it may mean. Conditions are judged here, so that what does not hold is no rule. Sheets elsewhere are not fetched.

use std::collections::HashMap;
use std::rc::Rc;

use cssparser::{
    AtRuleParser, CowRcStr, DeclarationParser, ParseError, Parser, ParserState,
    QualifiedRuleParser, RuleBodyItemParser, RuleBodyParser, StyleSheetParser, Token,
};
use selectors::parser::{Component, ParseRelative, SelectorParseErrorKind};

use super::conditions::{container_holds, media_holds, support_holds};
use super::properties::{is_valid, known};
use super::selectors::{Budget, Selector, Selectors, selectors};
use super::values::notation;

/// So many blocks may stand inside one another; what people write has at most six.
const MAX_DEPTH: u8 = 32;

/// What reading a selector costs, in looks at elements.
const LOOKS_OF_SELECTOR: usize = 16;

/// All rules that may hold on the page.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) rules: Vec<Rule>,
    by_key: HashMap<Key, Vec<usize>>,
    /// What an animation ends with, by its name.
    pub(super) ends: HashMap<String, Vec<Declaration>>,
    /// The values that custom properties begin with, by their names.
    pub(super) initial: HashMap<String, Rc<str>>,
    layers: HashMap<(Vec<u32>, String), u32>,
}

/// A selector with the declarations of its block.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) selector: Selector,
    pub(super) layer: Rc<[u32]>,
    pub(super) declarations: Rc<[Declaration]>,
}

/// A property with its value.
#[derive(Debug, Clone)]
pub(super) struct Declaration {
    pub(super) name: Name,
    pub(super) value: Rc<str>,
    pub(super) is_important: bool,
}

/// The name of a property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Name {
    Known(&'static str),
    Custom(Rc<str>),
}

/// A part of a selector that only few elements have, in small letters: in pages without a document type, the case of classes and ids
/// does not count.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Key {
    Id(String),
    Class(String),
    Attribute(String),
    Element(String),
    Any,
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

    /// The numbers of the rules that are found by `key`.
    pub(super) fn found_by(&self, key: &Key) -> &[usize] {
        self.by_key.get(key).map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, selectors: &Selectors, layer: &[u32], declarations: Vec<Declaration>) {
        let declarations: Rc<[Declaration]> = declarations.into();
        let layer: Rc<[u32]> = layer.iter().copied().chain([u32::MAX]).collect();
        for selector in selectors.slice() {
            self.by_key.entry(key(selector)).or_default().push(self.rules.len());
            self.rules.push(Rule {
                selector: selector.clone(),
                layer: Rc::clone(&layer),
                declarations: Rc::clone(&declarations),
            });
        }
    }

    /// The layer called `name` in the layer `around`; layers come in the order in which they are first named.
    fn layer(&mut self, around: &[u32], name: &str) -> Vec<u32> {
        name.split('.').fold(around.to_vec(), |mut path, name| {
            let next = u32::try_from(self.layers.len()).unwrap_or(u32::MAX - 1);
            // A layer without a name is none but itself.
            let name = if name.is_empty() { format!(" {next}") } else { name.to_owned() };
            let number = *self.layers.entry((path.clone(), name)).or_insert(next);
            path.push(number);
            path
        })
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
fn key(selector: &Selector) -> Key {
    let mut key = Key::Any;
    let lower = |name: &str| name.to_ascii_lowercase();
    let mut parts = selector.iter();
    loop {
        for part in parts.by_ref() {
            let (rank, found) = match part {
                Component::ID(id) => (0, Key::Id(lower(&id.0))),
                Component::Class(class) => (1, Key::Class(lower(&class.0))),
                Component::AttributeInNoNamespaceExists { local_name, .. }
                | Component::AttributeInNoNamespace { local_name, .. } => {
                    (2, Key::Attribute(lower(&local_name.0)))
                }
                Component::LocalName(name) => (3, Key::Element(lower(&name.name.0))),
                _ => continue,
            };
            let best = match key {
                Key::Id(_) => 0,
                Key::Class(_) => 1,
                Key::Attribute(_) => 2,
                Key::Element(_) => 3,
                Key::Any => 4,
            };
            if rank < best {
                key = found;
            }
        }
        // The element of `p::first-line` is what stands before its part.
        match parts.next_sequence() {
            Some(combinator) if combinator.is_pseudo_element() => {}
            _ => return key,
        }
    }
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
    /// The steps of the animation of this name.
    Steps(String),
    /// The last of these steps.
    LastStep(String),
    /// What is said of a custom property.
    Property(String),
}

struct Reader<'s> {
    sheet: &'s mut Sheet,
    budget: &'s Budget,
    block: Block,
    layer: Vec<u32>,
    depth: u8,
    is_scope: bool,
    declarations: Vec<Declaration>,
}

impl<'s> Reader<'s> {
    fn new(sheet: &'s mut Sheet, budget: &'s Budget, block: Block) -> Self {
        let declarations = Vec::new();
        Self { sheet, budget, block, layer: Vec::new(), depth: 0, is_scope: false, declarations }
    }

    /// Reads what stands in a block of this one.
    fn inner(&mut self, block: Block, layer: Vec<u32>, is_scope: bool, input: &mut Parser<'_>) {
        if self.depth >= MAX_DEPTH {
            self.budget.exhaust();
            while input.next().is_ok() {}
            return;
        }
        let mut inner = Reader {
            sheet: self.sheet,
            budget: self.budget,
            block,
            layer,
            depth: self.depth + 1,
            is_scope,
            declarations: Vec::new(),
        };
        inner.body(input);
        let Reader { block, layer, declarations, .. } = inner;
        if declarations.is_empty() {
            return;
        }
        match block {
            Block::Of(selectors) => self.sheet.add(&selectors, &layer, declarations),
            Block::LastStep(name) => {
                self.sheet.ends.insert(name, declarations);
            }
            _ => {}
        }
    }

    fn body(&mut self, input: &mut Parser<'_>) {
        for item in RuleBodyParser::new(input, self) {
            // What is not valid is left out, as in a browser.
            let _: Result<(), _> = item;
        }
    }

    /// The selectors before a block, with the elements of the block around in the place of `&`.
    fn selectors(&self, input: &mut Parser<'_>) -> Result<Selectors, Failed> {
        let start = input.position();
        let found = match &self.block {
            Block::Of(around) => {
                while input.next().is_ok() {}
                self.nested(input.slice_from(start), around)
            }
            _ => selectors(input, ParseRelative::No),
        };
        // What stands too deeply for the parser may hide something all the same.
        if found.is_err() && input.slice_from(start).matches('(').count() > usize::from(MAX_DEPTH) {
            self.budget.exhaust();
        }
        let found = found?;
        self.budget.spend(LOOKS_OF_SELECTOR * found.slice().len());
        Ok(found)
    }

    fn nested(&self, text: &str, around: &Selectors) -> Result<Selectors, Failed> {
        let text = if self.is_scope { text.replace(":scope", "&") } else { text.to_owned() };
        let mut input = Parser::new(&text);
        let found = input.parse_comma_separated(|input| {
            input.skip_whitespace();
            let start = input.position();
            while input.next().is_ok() {}
            let text = input.slice_from(start);
            let text = if text.contains('&') { text.to_owned() } else { format!("& {text}") };
            let mut input = Parser::new(&text);
            input.parse_entirely(|input| selectors(input, ParseRelative::ForNesting))
        })?;
        let each = found.iter().flat_map(|list| list.slice().iter().cloned());
        let each: Vec<Selector> = each.collect();
        Ok(Selectors::from_iter(each.into_iter()).replace_parent_selector(around))
    }
}

type Failed = ParseError<SelectorParseErrorKind>;

fn failed() -> Failed {
    ParseError::unexpected_token()
}

/// The text of the rest of `input` in one notation.
fn text(input: &mut Parser<'_>) -> Result<String, Failed> {
    notation(input).map(|(text, _)| text).map_err(|_| failed())
}

/// What stands before a block.
enum Prelude {
    Selectors(Selectors),
    Step { is_last: bool },
}

/// A rule that begins with an `@`, as far as it matters.
enum AtRule {
    Group { holds: bool },
    Layers(Vec<String>),
    Steps(String),
    Scope(Selectors),
    Property(String),
}

impl<'i> QualifiedRuleParser<'i> for Reader<'_> {
    type Prelude = Prelude;
    type QualifiedRule = ();
    type Error = SelectorParseErrorKind;

    fn parse_prelude(&mut self, input: &mut Parser<'i>) -> Result<Prelude, Failed> {
        if let Block::Steps(_) = self.block {
            let text = text(input)?;
            return Ok(Prelude::Step {
                is_last: text.split(',').any(|step| matches!(step.trim(), "to" | "100%")),
            });
        }
        self.selectors(input).map(Prelude::Selectors)
    }

    fn parse_block(
        &mut self,
        prelude: Prelude,
        _: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<(), Failed> {
        let block = match (prelude, &self.block) {
            (Prelude::Selectors(selectors), _) => Block::Of(selectors),
            (Prelude::Step { is_last: true }, Block::Steps(name)) => Block::LastStep(name.clone()),
            _ => return Err(failed()),
        };
        self.inner(block, self.layer.clone(), self.is_scope, input);
        Ok(())
    }
}

impl<'i> AtRuleParser<'i> for Reader<'_> {
    type Prelude = AtRule;
    type AtRule = ();
    type Error = SelectorParseErrorKind;

    fn parse_prelude(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
    ) -> Result<AtRule, Failed> {
        let name = name.to_ascii_lowercase();
        if name == "scope" {
            // What ends a scope is not looked at: inside of it less is hidden.
            let scope = input.next().cloned();
            let selectors = match scope {
                Ok(Token::ParenthesisBlock) => {
                    input.parse_nested_block(|input| self.selectors(input))?
                }
                _ => return Ok(AtRule::Group { holds: true }),
            };
            while input.next().is_ok() {}
            return Ok(AtRule::Scope(selectors));
        }
        let text = text(input)?;
        Ok(match name.as_str() {
            "media" => AtRule::Group { holds: media_holds(&text) },
            "supports" => AtRule::Group { holds: support_holds(&text) },
            "container" => AtRule::Group { holds: container_holds(&text) },
            "layer" => AtRule::Layers(text.split(',').map(|name| name.trim().to_owned()).collect()),
            "keyframes" | "-webkit-keyframes" => AtRule::Steps(text),
            "property" => AtRule::Property(text),
            _ => return Err(failed()),
        })
    }

    fn rule_without_block(&mut self, rule: AtRule, _: &ParserState) -> Result<(), ()> {
        if let AtRule::Layers(names) = rule {
            for name in names {
                self.sheet.layer(&self.layer, &name);
            }
        }
        Ok(())
    }

    fn parse_block(
        &mut self,
        rule: AtRule,
        _: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<(), Failed> {
        let (mut block, mut layer) = (self.block.clone(), self.layer.clone());
        let mut is_scope = self.is_scope;
        match rule {
            AtRule::Group { holds: true } => {}
            AtRule::Group { holds: false } => return Err(failed()),
            AtRule::Layers(names) => {
                let name = names.first().map_or("", String::as_str);
                layer = self.sheet.layer(&self.layer, name);
            }
            AtRule::Scope(selectors) => {
                block = Block::Of(selectors);
                is_scope = true;
            }
            AtRule::Steps(name) => block = Block::Steps(name),
            AtRule::Property(name) => block = Block::Property(name),
        }
        self.inner(block, layer, is_scope, input);
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
        self.budget.spend(1);
        if let Block::Property(property) = &self.block {
            let value = text(input)?;
            if name.eq_ignore_ascii_case("initial-value") {
                self.sheet.initial.insert(property.clone(), value.into());
            }
            return Ok(());
        }
        let name = if name.starts_with("--") {
            Name::Custom(name.as_ref().into())
        } else if let Some(property) = known(&name) {
            Name::Known(property)
        } else {
            // `p:hover {` begins like a declaration.
            while let Ok(token) = input.next() {
                if *token == Token::CurlyBracketBlock {
                    return Err(failed());
                }
            }
            return Ok(());
        };
        let (value, is_important) = notation(input).map_err(|_| failed())?;
        match name {
            Name::Known(_) if value.contains('{') => return Err(failed()),
            Name::Known(property) if !is_valid(property, &value) => return Ok(()),
            _ => {}
        }
        self.declarations.push(Declaration { name, value: value.into(), is_important });
        Ok(())
    }
}

impl RuleBodyItemParser<'_, (), SelectorParseErrorKind> for Reader<'_> {
    fn parse_declarations(&self) -> bool {
        !matches!(self.block, Block::Rules | Block::Steps(_))
    }

    fn parse_qualified(&self) -> bool {
        matches!(self.block, Block::Rules | Block::Of(_) | Block::Steps(_))
    }
}
