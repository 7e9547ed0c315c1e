//! The names of months and weekdays, in the languages that spreadsheets most often write them in: English, German,
//! French, Spanish, Italian, Portuguese, Dutch and the Scandinavian ones. They stand here in small letters and without
//! accents.

/// The names of each month, and those of other languages whose other months are called alike: their tables would lose
/// the rows of one or two. What a name begins with is one as well, if it is long enough to be that of one month alone.
const MONTHS: [&[&str]; 12] = [
    &[
        "january", "januar", "janner", "janvier", "janeiro", "januari", "enero", "gennaio",
        "ianuarie",
    ],
    &["february", "februar", "feber", "fevrier", "fevereiro", "febrero", "febbraio", "februari"],
    &["march", "marz", "mars", "marco", "marzo", "maart", "marts", "mrz", "mrt"],
    &["april", "avril", "abril", "aprile"],
    &["may", "mai", "maio", "mayo", "maggio", "mei", "maj"],
    &["june", "juni", "juin", "junho", "junio", "giugno", "iunie"],
    &["july", "juli", "juillet", "julho", "julio", "luglio", "iulie"],
    &["august", "aout", "agosto", "augustus", "augusti", "agustus"],
    &["september", "septembre", "septiembre", "setembro", "settembre", "szeptember"],
    &["october", "oktober", "octobre", "octubre", "outubro", "ottobre"],
    &["november", "novembre", "noviembre", "novembro"],
    &["december", "dezember", "decembre", "dezembro", "diciembre", "dicembre", "desember"],
];

const WEEKDAYS: [&str; 56] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonnabend",
    "sonntag",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "lunes",
    "martes",
    "miercoles",
    "jueves",
    "viernes",
    "sabado",
    "domingo",
    "lunedi",
    "martedi",
    "mercoledi",
    "giovedi",
    "venerdi",
    "domenica",
    "segunda",
    "terca",
    "quarta",
    "quinta",
    "sexta",
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
    "sabato",
    "mandag",
    "tirsdag",
    "tisdag",
    "onsdag",
    "torsdag",
    "fredag",
    "lordag",
    "sondag",
];

/// The month that `word` names, from 1.
pub(super) fn month(word: &[u8]) -> Option<u32> {
    const SHORTEST: usize = 3;
    let names = |names: &&[&str]| names.iter().any(|name| begins(name, word));
    let mut months = (1..).zip(&MONTHS).filter(|(_, months)| names(months));
    let (month, _) = months.next().filter(|_| word.len() >= SHORTEST)?;
    months.next().is_none().then_some(month)
}

/// Whether `word` names a weekday: in German and Dutch, two letters do.
pub(super) fn is_weekday(word: &[u8]) -> bool {
    const SHORTEST: usize = 2;
    word.len() >= SHORTEST && WEEKDAYS.iter().any(|name| begins(name, word))
}

fn begins(name: &str, word: &[u8]) -> bool {
    name.as_bytes().get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word))
}

/// `text` without accents and with the blanks and strokes of ASCII: unusual blanks stand before AM and PM, a minus sign
/// instead of a hyphen before an offset, and the words for year, month and day behind their numbers in China and Japan.
pub(super) fn in_ascii(text: &str) -> String {
    let plain = |sign: char| match sign {
        'á' | 'à' | 'ã' | 'ä' | 'å' | 'Á' | 'À' | 'Ã' | 'Ä' | 'Å' => 'a',
        'é' | 'è' | 'É' | 'È' => 'e',
        'í' | 'ì' | 'Í' | 'Ì' => 'i',
        'ö' | 'ø' | 'Ö' | 'Ø' => 'o',
        'û' | 'ú' | 'Û' | 'Ú' => 'u',
        'ç' | 'Ç' => 'c',
        '\u{2212}' | '年' | '月' => '-',
        '日' => ' ',
        sign if sign.is_whitespace() => ' ',
        sign => sign,
    };
    text.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_known_by_their_names_and_what_these_begin_with() {
        for (names, expected) in [
            (&["Jan", "JANUARY", "Jän", "ene", "gen", "janv"][..], Some(1)),
            (&["Mär", "März", "Mrz", "mrt", "mars", "MAR", "março"], Some(3)),
            (&["Mai", "mei", "may", "mag", "maj"], Some(5)),
            (&["juin", "jun", "giu", "jún", "iun"], Some(6)),
            (&["juil", "jul", "lug"], Some(7)),
            (&["août", "ago", "Aug"], Some(8)),
            (&["Sept", "set"], Some(9)),
            (&["Okt", "out", "ott", "oct"], Some(10)),
            (&["Dez", "dic", "déc", "DÉCEMBRE"], Some(12)),
            (&["ma", "jui", "a", "", "Januaryy", "Total", "Quartal"], None),
        ] {
            for name in names {
                assert_eq!(month(in_ascii(name).as_bytes()), expected, "{name}");
            }
        }
    }

    #[test]
    fn weekdays_are_known_by_their_names_and_what_these_begin_with() {
        for name in
            ["Mon", "Mo", "zo", "mié", "Sábado", "vendredi", "lun", "terça", "lunedì", "søndag"]
        {
            assert!(is_weekday(in_ascii(name).as_bytes()), "{name}");
        }
        for name in ["", "m", "Mondays", "Total", "Woche", "bis"] {
            assert!(!is_weekday(name.as_bytes()), "{name}");
        }
    }
}
