//! The abbreviations of headers and the words that stand for one another, as `words/names.txt` lists them.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use crate::series::claims::reading::words;

/// `words/names.txt`.
pub(super) struct Lists {
    pub(super) shorts: HashMap<String, String>,
    groups: Vec<Vec<String>>,
    pub(super) weak: HashSet<String>,
}

impl Lists {
    /// The words that stand for one of a header.
    pub(super) fn likenesses<'l>(&'l self, stem: &'l str) -> impl Iterator<Item = &'l str> {
        let groups = self.groups.iter().filter(move |group| group.iter().any(|word| word == stem));
        groups.flatten().map(String::as_str).filter(move |word| *word != stem)
    }
}

pub(super) static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists { shorts: HashMap::new(), groups: Vec::new(), weak: HashSet::new() };
    let mut groups: Vec<Vec<&str>> = Vec::new();
    for (head, entries) in words::lines(include_str!("../words/names.txt")) {
        match head {
            "short" => lists.shorts.extend(entries.filter_map(|entry| {
                let (short, long) = entry.split_once('=')?;
                Some((short.trim().to_owned(), long.trim().to_owned()))
            })),
            "same" => groups.push(entries.collect()),
            "weak" => lists.weak.extend(entries.map(str::to_owned)),
            _ => {}
        }
    }
    // A group of several words counts by its words that are not weak.
    let single = |shorts: &HashMap<String, String>, entry: &str| -> Vec<String> {
        let words = entry.split(' ').map(|word| {
            let word = word
                .strip_suffix('s')
                .filter(|stem| stem.len() > 3 && !stem.ends_with('s'))
                .unwrap_or(word);
            // As `stem` does.
            let word = Some(word)
                .filter(|word| word.len() > 6)
                .and_then(|word| word.strip_suffix("ing"))
                .unwrap_or(word);
            shorts.get(word).cloned().unwrap_or_else(|| word.to_owned())
        });
        words.collect()
    };
    lists.groups = groups
        .into_iter()
        .map(|group| group.into_iter().flat_map(|entry| single(&lists.shorts, entry)).collect())
        .collect();
    lists
});
