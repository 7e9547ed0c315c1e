//! What people take for a text and is none, by its first bytes.

/// How many bytes tell the kind.
pub const KIND_BYTES: usize = 15;

/// How other files begin, and what they are.
const BYTES: [(&[u8], &str); 12] = [
    (b"PK\x03\x04", "an office file (.xlsx, .docx, .ods) or another ZIP archive"),
    (b"\xD0\xCF\x11\xE0", "an old office file (.xls, .doc, .msg)"),
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "a document in RTF"),
    (b"\x89PNG", "a picture (.png)"),
    (b"\xFF\xD8\xFF", "a picture (.jpg)"),
    (b"GIF8", "a picture (.gif)"),
    (b"RIFF", "a picture, a sound or a film"),
    (b"\x28\xB5\x2F\xFD", "a zstd archive"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet file"),
    (b"\x1F\x8B", "a gzip archive"),
];

/// The same for texts, in small letters.
const TEXTS: [(&str, &str); 6] = [
    ("<!doctype", "an HTML page"),
    ("<html", "an HTML page"),
    ("<table", "an HTML page"),
    ("<?xml", "an XML document"),
    ("{\"", "JSON"),
    ("[{", "JSON"),
];

/// What a file that begins with `bytes` is instead of a table of text, as the end of a sentence; none if that does not
/// show.
pub fn kind_instead_of_table(bytes: &[u8]) -> Option<String> {
    let kind = kind_instead_of_text(bytes).or_else(|| {
        let text = bytes.trim_ascii_start();
        let text = text.get(..text.len().min(KIND_BYTES)).unwrap_or_default().to_ascii_lowercase();
        TEXTS.iter().find(|(begin, _)| text.starts_with(begin.as_bytes())).map(|(_, kind)| *kind)
    })?;
    Some(format!("is {kind}, not a table of text; export it as CSV"))
}

/// What a file that begins with `bytes` is instead of any text; none if that does not show.
pub fn kind_instead_of_text(bytes: &[u8]) -> Option<&'static str> {
    BYTES.iter().find(|(begin, _)| bytes.starts_with(begin)).map(|(_, kind)| *kind)
}
