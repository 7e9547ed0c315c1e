//! The words of a clause with their places in it, so that a name can be taken as it is written.

/// A word without the punctuation around it.
#[derive(Debug)]
pub(super) struct Token<'a> {
    pub(super) word: &'a str,
    pub(super) lower: String,
    /// Where it begins and ends in the clause.
    pub(super) begin: usize,
    pub(super) end: usize,
    /// Whether a comma follows it.
    pub(super) has_comma: bool,
    /// Whether another mark follows it that ends a phrase.
    pub(super) ends: bool,
}

impl Token<'_> {
    /// In lower case, without the ending of a plural.
    pub(super) fn singular(&self) -> &str {
        let lower = self.lower.as_str();
        let singular =
            lower.strip_suffix("es").filter(|stem| stem.ends_with("ch") || stem.ends_with("box"));
        singular
            .or_else(|| lower.strip_suffix('s').filter(|stem| !stem.ends_with('s')))
            .filter(|stem| stem.len() > 2)
            .unwrap_or(lower)
    }
}

/// The words of `clause`.
pub(super) fn tokens(clause: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut position = 0;
    for part in clause.split(char::is_whitespace) {
        let begin = position + (part.len() - part.trim_start_matches(is_around).len());
        position += part.len();
        let word = part.trim_matches(is_around);
        let after = clause.get(begin + word.len()..position).unwrap_or_default();
        position +=
            clause.get(position..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let name = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
        if name.is_empty() {
            continue;
        }
        tokens.push(Token {
            word: name,
            lower: name.to_lowercase().replace('’', "'"),
            begin,
            end: begin + name.len(),
            has_comma: after.contains(','),
            ends: after.contains(['.', ';', ':', ')', ']', '!', '?', '"', '”'])
                || part.starts_with(['(', '[']) && tokens.is_empty(),
        });
    }
    tokens
}

fn is_around(character: char) -> bool {
    !character.is_alphanumeric()
}
