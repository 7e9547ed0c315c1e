//! Custom properties: names for values, which other declarations put in with `var()`. They may name one another, so
//! what they come to is bounded: a page that goes beyond is not read.

use std::collections::HashMap;
use std::rc::Rc;

use super::Budget;

/// The longest value, in bytes: a value that hides something is short, however it is put together.
const MAX_BYTES: usize = 4_000;

/// So many properties may be put into one value.
const MAX_PUT_IN: usize = 64;

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
        own: impl Iterator<Item = &'a (Rc<str>, Rc<str>)>,
    ) -> Rc<Self> {
        let own: HashMap<Rc<str>, Rc<str>> = own.cloned().collect();
        if own.is_empty() {
            return Rc::clone(around);
        }
        Rc::new(Self { own, around: Some(Rc::clone(around)) })
    }

    /// `value` with the values of custom properties put in; none if one of them has none.
    pub(super) fn resolved(&self, value: &str, budget: &Budget) -> Option<String> {
        let mut text = value.to_owned();
        for _ in 0..MAX_PUT_IN {
            let Some(begin) = text.find("var(") else { return Some(text) };
            let inside = closed(text.get(begin + "var(".len()..)?);
            let (name, fallback) = match inside.split_once(',') {
                Some((name, fallback)) => (name, Some(fallback)),
                None => (inside, None),
            };
            let found = self.get(name.trim(), budget).map(AsRef::as_ref).or(fallback)?.to_owned();
            let end = begin + "var(".len() + inside.len() + 1;
            text.replace_range(begin..end.min(text.len()), found.trim());
            if text.len() > MAX_BYTES {
                break;
            }
        }
        budget.exhaust();
        None
    }

    fn get(&self, name: &str, budget: &Budget) -> Option<&Rc<str>> {
        let all = std::iter::successors(Some(self), |variables| variables.around.as_deref());
        all.take_while(|_| budget.spend(1)).find_map(|variables| variables.own.get(name))
    }
}

/// What stands before the parenthesis that closes.
fn closed(text: &str) -> &str {
    let mut open = 1_usize;
    let end = text.find(|character| {
        match character {
            '(' => open += 1,
            ')' => open -= 1,
            _ => {}
        }
        open == 0
    });
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}
