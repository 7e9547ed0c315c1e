use super::{category, matched, name, named};
use crate::matching::Matcher;

const DESK: [&str; 6] =
    ["Hardware", "Password & login", "Network", "Email", "Invoice / billing", "onboarding_request"];

#[test]
fn a_service_desk_is_sorted_by_names_alone() {
    let categories = named(&DESK);
    for (text, expected) in [
        ("The keyboard of my laptop is broken", "Hardware"),
        ("I am locked out, please reset my password", "Password & login"),
        ("The VPN drops every few minutes", "Network"),
        ("Outlook says that my mailbox is full", "Email"),
        ("You billed us twice in March", "Invoice / billing"),
    ] {
        let found = matched(&categories, text);
        assert_eq!(name(&found, &categories), Some(expected), "{text}: {found:?}");
    }
}

#[test]
fn the_words_that_decided_are_named_strongest_first() {
    let categories = named(&DESK);
    let text = "Hello, since Monday the VPN and the network are gone";
    let found = matched(&categories, text);
    let words: Vec<&str> = found.words.iter().map(|range| &text[range.clone()]).collect();
    assert_eq!(words.first(), Some(&"network"), "{words:?}");
    assert!(words.contains(&"VPN") && !words.contains(&"the"), "{words:?}");
}

#[test]
fn a_text_without_a_meaningful_word_of_any_name_has_no_category() {
    for text in ["", "   ", "?!", "Is it so?", "Zebras graze", "Привет", "🙂"] {
        let found = matched(&named(&DESK), text);
        assert_eq!(found.category, None, "{text}");
        assert!(found.confidence >= 0.4, "{text}: {found:?}");
    }
}

#[test]
fn examples_teach_what_names_do_not_say() {
    let categories = [
        category(
            "Tier A",
            &["The tap drips", "Water runs from the ceiling", "The sink is clogged"],
        ),
        category("Tier B", &["The lamp flickers", "A socket sparks", "The light went out"]),
    ];
    for (text, expected) in [
        ("There is water under the sink", Some("Tier A")),
        ("The light flickers again", Some("Tier B")),
        ("Quarterly dividends", None),
    ] {
        let found = matched(&categories, text);
        assert_eq!(name(&found, &categories), expected, "{text}: {found:?}");
    }
}

#[test]
fn words_without_meaning_carry_a_category_only_where_examples_are_made_of_them() {
    let categories = [
        category("plumbing", &["I have a leak", "There is a tap that drips", "I have no water"]),
        category("lights", &["The lamp flickers", "A socket sparks", "The light went out"]),
        category("names", &["Who are you?", "What are you?", "Who is this?"]),
    ];
    for (text, expected) in [
        ("a", None),
        ("I have a dog", None),
        ("There is a dog that I have", None),
        ("I have a leak", Some("plumbing")),
        ("Who are you?", Some("names")),
    ] {
        let found = matched(&categories, text);
        assert_eq!(name(&found, &categories), expected, "{text}: {found:?}");
        let is_near = found.ranked.iter().any(|(_, probability)| *probability > 0.4);
        assert_eq!(is_near, expected.is_some(), "{text}: {found:?}");
    }
}

#[test]
fn a_category_without_examples_competes_by_its_name() {
    let categories = [
        category(
            "plumbing",
            &["The tap drips", "Water runs from the ceiling", "The sink is clogged"],
        ),
        category("parking permits", &[]),
    ];
    let found = matched(&categories, "I need a new parking permit");
    assert_eq!(name(&found, &categories), Some("parking permits"));
}

#[test]
fn many_examples_of_one_category_do_not_drown_the_others() {
    let many: Vec<String> =
        (0..300).map(|number| format!("My order {number} has not been delivered")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let categories = [
        category("delivery", &many),
        category(
            "refund",
            &["I want my money back", "Please return what I paid", "When is my refund?"],
        ),
    ];
    let found = matched(&categories, "Please give my money back");
    assert_eq!(name(&found, &categories), Some("refund"));
}

#[test]
fn confidence_falls_with_what_is_unknown_in_a_text() {
    let categories = [
        category(
            "plumbing",
            &["The tap drips", "Water runs from the ceiling", "The sink is clogged"],
        ),
        category("lights", &["The lamp flickers", "A socket sparks", "The light went out"]),
    ];
    let matcher = Matcher::new(&categories);
    let clear = matcher.matches("The tap drips");
    let odd = matcher.matches("The tap of quantum chromodynamics oscillates harmonically");
    assert!(clear.ranked[0].1 > odd.ranked[0].1, "{clear:?} {odd:?}");
}

#[test]
fn a_question_or_a_wish_about_anything_is_not_near_a_kind_among_subjects() {
    let categories = [
        category("printers", &["The printer jams", "The toner is empty"]),
        category("network", &["The VPN drops", "There is no Wi-Fi"]),
        category("billing", &["The invoice is wrong", "We were charged twice"]),
        category("how-to", &["How do I print on both sides?", "Is there a guide to the VPN?"]),
        category("request", &["I would like a second screen", "Please add a dark mode"]),
    ];
    for (text, expected) in [
        ("How do I set up the VPN?", Some("how-to")),
        ("Is there a vegetarian dish in the canteen on Friday?", None),
        ("How do penguins sleep?", None),
        ("Who won the election?", None),
    ] {
        let found = matched(&categories, text);
        assert_eq!(name(&found, &categories), expected, "{text}: {found:?}");
    }
    let question = "How do I knit socks?";
    let kinds = named(&["bug", "feature", "question"]);
    assert_eq!(name(&matched(&kinds, question), &kinds), Some("question"), "all are kinds here");
}

#[test]
fn the_same_taxonomy_always_gives_the_same_answers() {
    let categories = [
        category("plumbing", &["The tap drips", "Water runs from the ceiling"]),
        category("lights", &["The lamp flickers", "A socket sparks"]),
        category("heating", &[]),
    ];
    let text = "The lamp and the water of the heating flicker";
    assert_eq!(matched(&categories, text), matched(&categories, text));
}
