use std::time::{Duration, Instant};

use super::{category, check, matched, name, named};
use crate::categories::Category;
use crate::matching::Matcher;

/// Enough for a slow machine without optimization, and far too little for quadratic time.
const PATIENCE: Duration = Duration::from_secs(20);

const ODD_TEXTS: [&str; 12] = [
    "",
    "\0",
    "'",
    "’’’",
    "C++",
    "日本語の請求書",
    "🙂🙃",
    "ﷺ",
    "a\u{301}\u{301}",
    "not not not",
    "Die Rechnung ist falsch",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
];

#[test]
fn odd_names_are_matched_like_others() {
    let categories = named(&["C++", "日本語", "🙂", "C#", ".NET"]);
    for (text, expected) in [
        ("A linker error of C++", Some("C++")),
        ("I write C# all day", Some("C#")),
        ("日本語で書いてください", Some("日本語")),
        ("thanks 🙂", Some("🙂")),
    ] {
        assert_eq!(name(&matched(&categories, text), &categories), expected, "{text}");
    }
}

#[test]
fn odd_taxonomies_and_texts_have_a_match_or_none() {
    let taxonomies: [Vec<Category>; 8] = [
        Vec::new(),
        named(&["billing"]),
        named(&["", " ", "_"]),
        named(&["billing", "Billing", "BILLING "]),
        vec![category("billing", &["My invoice is wrong"])],
        vec![category("billing", &["", "", ""]), category("other", &[""])],
        vec![category("billing", &["the same"]), category("other", &["the same"])],
        ODD_TEXTS.iter().map(|text| category(text, &[text, "x"])).collect(),
    ];
    for categories in &taxonomies {
        let matcher = Matcher::new(categories);
        for text in ODD_TEXTS.iter().chain(&["My invoice is wrong", "the same"]) {
            check(&matcher.matches(text), categories, text);
        }
    }
}

#[test]
fn a_single_category_is_not_the_answer_to_everything() {
    for categories in [
        named(&["billing"]),
        vec![category(
            "billing",
            &["My invoice is wrong", "Why was I charged?", "A bill I do not owe"],
        )],
    ] {
        assert_eq!(matched(&categories, "My invoice").category, Some(0));
        assert_eq!(matched(&categories, "Penguins swim under ice").category, None);
    }
}

#[test]
fn a_long_text_takes_time_in_proportion() {
    let names: Vec<String> = (0..100).map(|number| format!("card problem {number}")).collect();
    let categories: Vec<Category> =
        names.iter().map(|name| category(name, &["my card", "a problem"])).collect();
    let matcher = Matcher::new(&categories);
    for text in ["card problem ".repeat(20_000), "x".repeat(1 << 20), "not ".repeat(1 << 16)] {
        let start = Instant::now();
        check(&matcher.matches(&text), &categories, &text);
        assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    }
}

#[test]
fn large_and_lopsided_taxonomies_are_built_in_time() {
    let words = |seed: usize, count: usize| -> String {
        let word = |place: usize| format!("w{} ", (seed * 7919 + place * place * 31) % 5_000);
        (0..count).map(word).collect()
    };
    let with = |examples: usize, length: usize| {
        move |number: usize| Category {
            name: words(number, 3),
            description: words(number + 1, 20),
            examples: (0..examples).map(|example| words(number * 100 + example, length)).collect(),
            ..Category::default()
        }
    };
    let taxonomies: [Vec<Category>; 3] = [
        (0..100).map(with(3, 8)).collect(),
        (0..5).map(with(5, 500)).collect(),
        std::iter::once(with(1_000, 8)(0)).chain((1..20).map(with(3, 8))).collect(),
    ];
    for categories in taxonomies {
        let start = Instant::now();
        check(&Matcher::new(&categories).matches("w1 w2 w3"), &categories, "w1 w2 w3");
        assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    }
}
