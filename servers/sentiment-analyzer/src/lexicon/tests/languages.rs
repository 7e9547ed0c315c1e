//! English is taken for English and other languages are not.

use super::super::{Language, read};

#[test]
fn english_of_every_kind_raises_no_alarm() {
    for text in [
        "ok",
        "Meh.",
        "LOL",
        "WORST. DAY. EVER.",
        "omg sooo cuuute 😍😍",
        "smh fr fr no cap",
        "ngl this slaps",
        "gg wp",
        "brb gonna grab sum food lol",
        "wtf bro u ok??",
        "yaaay im so excited!",
        "haha ha that's right!",
        "i use a Nikon :)",
        "controls are a bit awkward.",
        "is a euphemism",
        "Los Angeles",
        "El Paso, Texas",
        "San Francisco to Santa Fe",
        "Juan de la Cruz plays bass",
        "La Croix is overpriced",
        "Nespresso Vertuo Plus",
        "iPhone 15 Pro Max vs Galaxy S24 Ultra",
        "Volkswagen Passat Kombi",
        "Le Creuset Dutch oven",
        "Dolce & Gabbana sunglasses",
        "Häagen-Dazs",
        "Kubernetes",
        "PostgreSQL WAL checkpoint timeout",
        "NullPointerException in UserService.java",
        "npm ERR! code ENOENT",
        "déjà vu all over again",
        "The café on the corner serves crème brûlée.",
        "a naïve résumé",
        "My fiancé ordered a piñata from São Paulo.",
        "Beyoncé slayed",
        "Angela Merkel met Emmanuel Macron in Berlin",
        "Grayson Allen is a dawg",
        "Bon Jovi concert tonight!",
        "Viva Las Vegas",
        "carpe diem",
        "et al.",
        "The doppelgänger motif is pure kitsch and zeitgeist.",
        "sushi, ramen, karaoke, tsunami",
        "Pedroia heading to Boston for possible knee surgery?",
        "battery life poor",
        "great sound quality",
        "fast shipping, item as described",
        "arrived late and broken",
        "do not buy",
        "works as advertised",
        "would buy again",
        "five stars",
        "no complaints so far",
        "Room 12 smelled of smoke.",
        "Spaghetti alla carbonara was cold and the tiramisu was stale.",
        "I love 東京 and ラーメン so much, what a trip it was",
        "π is about 3.14159",
        "@user @user RT",
        "#TBT #NoFilter #Blessed great day",
        "Check out https://example.org/de/die/und now",
        "Uhhh hmmm",
        "Ugh, Mondays",
        "Nope. Nope. Nope.",
        "k thx bye",
        "die hard fans war over a hat",
        "men in tights",
        "so fun, so good, so me",
        "pod restart loop backoff kubelet eviction memory pressure node cordon",
        "blue cotton shirt size large sleeve length regular collar button",
        "milk eggs bread butter cheese apples bananas rice beans pasta",
        "login page white screen chrome windows desktop mobile tablet firefox",
    ] {
        assert_ne!(read(text).language, Language::NotEnglish, "{text}");
    }
}

#[test]
fn sentences_in_other_languages_are_told_from_english() {
    let lines = include_str!("other_languages.tsv").lines().filter(|line| !line.starts_with('#'));
    let sentences = lines.filter_map(|line| line.split_once('\t'));
    let (long, short): (Vec<_>, Vec<_>) =
        sentences.partition(|(_, text)| text.split_whitespace().count() >= 8);
    assert!(long.len() >= 120 && short.len() >= 80);
    for (sentences, least_share) in [(long, 0.99), (short, 0.93)] {
        let is_missed = |text: &str| read(text).language != Language::NotEnglish;
        let missed: Vec<_> = sentences.iter().filter(|(_, text)| is_missed(text)).collect();
        let share = 1.0 - missed.len() as f64 / sentences.len() as f64;
        assert!(share >= least_share, "{share} found, missed: {missed:#?}");
    }
}

#[test]
fn without_words_no_language_is_named() {
    for text in ["", "😀😀", "12:30", ":-) :-)", "@user http://a.example"] {
        assert_eq!(read(text).language, Language::Undetermined, "{text}");
    }
}
