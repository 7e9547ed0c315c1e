//! Text that somebody else wrote, made short enough for a sentence.

/// The first `max_characters` characters of `text`, and a mark where something is left out.
pub(crate) fn excerpt(text: &str, max_characters: usize) -> String {
    match text.char_indices().nth(max_characters) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
