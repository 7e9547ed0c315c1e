//! What readings say of whole texts.

use super::super::{Language, Polarity, read};

fn quoted(text: &str) -> Vec<(&str, bool)> {
    let reading = read(text);
    reading.words.iter().map(|word| (&text[word.range.clone()], word.weight > 0.0)).collect()
}

#[test]
fn a_text_gets_the_label_a_reader_would_give_it() {
    for (text, label) in [
        ("The staff were wonderful and the room was spotless.", Polarity::Positive),
        ("It stopped working after two days, what a waste of money.", Polarity::Negative),
        ("The package weighs two kilograms.", Polarity::Neutral),
        ("I am happy with the screen, and I hate the keys.", Polarity::Mixed),
        ("The room isn’t clean and the staff aren’t friendly.", Polarity::Negative),
        ("The bed was far too short.", Polarity::Negative),
        ("Sooooo goooood!!!", Polarity::Positive),
        ("This phone is not only fast, it is beautiful.", Polarity::Positive),
        ("😍😍😍", Polarity::Positive),
    ] {
        assert_eq!(read(text).label, label, "{text}");
    }
}

#[test]
fn the_words_are_quoted_as_they_were_written_and_the_strongest_comes_first() {
    assert_eq!(
        quoted("I didn’t love it…but the “AMAZING” price 👍🏽"),
        [("AMAZING", true), ("👍", true), ("love", false),]
    );
    assert_eq!(
        quoted("It fell &amp; then it Stopped Working"),
        [("Stopped Working", false), ("fell", false),]
    );
}

#[test]
fn in_another_language_only_emoji_and_emoticons_count() {
    let text = "Das ist leider die falsche Lösung und hat nicht geholfen :( 😡";
    let reading = read(text);
    assert_eq!(reading.language, Language::NotEnglish);
    assert_eq!(reading.label, Polarity::Negative);
    assert_eq!(quoted(text), [("😡", false), (":(", false)]);
}
