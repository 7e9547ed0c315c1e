//! Custom properties: names for values, which other declarations put in with `var()`. They may name one another, so what they come to
//! is bounded: a page that goes beyond is not read.

use std::collections::HashMap;
use std::rc::Rc;

use super::elements::Budget;

/// The longest value, in bytes: a value that hides something is short, however it is put together.
const MAX_BYTES: usize = 4_000;

/// So many properties may name one another.
const MAX_DEPTH: usize = 32;

/// The custom properties of an element.
#[derive(Debug, Default)]
pub(super) struct Variables {
    own: HashMap<Rc<str>, Rc<str>>,
    around: Option<Rc<Variables>>,
}

impl Variables {
    /// Those of an element that sets `own`, the later before the earlier, in one that has those `around`.
    pub(super) fn within<'a>(
        around: &Rc<Self>,
        own: impl Iterator<Item = (&'a Rc<str>, &'a Rc<str>)>,
        budget: &Budget,
    ) -> Rc<Self> {
        let written: HashMap<Rc<str>, Rc<str>> =
            own.map(|(name, value)| (Rc::clone(name), Rc::clone(value))).collect();
        if written.is_empty() {
            return Rc::clone(around);
        }
        let mut own = HashMap::with_capacity(written.len());
        for (name, value) in &written {
            let mut work = Work { written: Some(&written), budget, open: vec![name] };
            // One that names itself is as if it were not set.
            if let Some(value) = work.resolved(value, around) {
                own.insert(Rc::clone(name), value.into());
            }
        }
        Rc::new(Self { own, around: Some(Rc::clone(around)) })
    }

    /// `value` with the values of custom properties put in; none if one of them has none.
    pub(super) fn resolved(&self, value: &str, budget: &Budget) -> Option<String> {
        Work { written: None, budget, open: Vec::new() }.resolved(value, self)
    }

    fn get(&self, name: &str, budget: &Budget) -> Option<&Rc<str>> {
        let mut variables = self;
        loop {
            if let Some(value) = variables.own.get(name) {
                return Some(value);
            }
            budget.spend(1);
            variables = variables.around.as_deref()?;
        }
    }
}

struct Work<'w> {
    /// What the element itself sets, as it is written.
    written: Option<&'w HashMap<Rc<str>, Rc<str>>>,
    budget: &'w Budget,
    /// The properties whose values are being put together.
    open: Vec<&'w str>,
}

impl<'w> Work<'w> {
    fn resolved(&mut self, value: &str, around: &Variables) -> Option<String> {
        if !self.budget.spend(1) {
            return None;
        }
        let mut text = String::new();
        let mut rest = value;
        while let Some((before, after)) = rest.split_once("var(") {
            text.push_str(before);
            let (arguments, after) = closed(after);
            let (name, fallback) = arguments
                .split_once(',')
                .map_or((arguments, None), |(name, rest)| (name, Some(rest)));
            let found = self.value(name.trim(), around);
            match (found, fallback) {
                (Some(found), _) => text.push_str(&found),
                (None, Some(fallback)) => text.push_str(&self.deeper("", fallback, around)?),
                (None, None) => return None,
            }
            if text.len() > MAX_BYTES {
                self.budget.exhaust();
                return None;
            }
            rest = after;
        }
        text.push_str(rest);
        Some(text.trim().to_owned())
    }

    fn value(&mut self, name: &str, around: &Variables) -> Option<String> {
        let written = self.written;
        if let Some((name, value)) = written.and_then(|written| written.get_key_value(name)) {
            if self.open.contains(&name.as_ref()) {
                return None;
            }
            return self.deeper(name, value, around);
        }
        around.get(name, self.budget).map(|value| value.to_string())
    }

    fn deeper(&mut self, name: &'w str, value: &str, around: &Variables) -> Option<String> {
        if self.open.len() >= MAX_DEPTH {
            self.budget.exhaust();
            return None;
        }
        self.open.push(name);
        let value = self.resolved(value, around);
        self.open.pop();
        value
    }
}

/// What stands before the parenthesis that closes, and what stands behind it.
fn closed(text: &str) -> (&str, &str) {
    let mut open = 1_usize;
    for (position, character) in text.char_indices() {
        match character {
            '(' => open += 1,
            ')' => open -= 1,
            _ => {}
        }
        if open == 0 {
            let (inside, after) = text.split_at(position);
            return (inside, after.get(1..).unwrap_or_default());
        }
    }
    (text, "")
}
