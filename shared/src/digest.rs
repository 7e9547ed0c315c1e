//! Short names for long things: the first bytes of a SHA-256 in hexadecimal.

/// The first `bytes` bytes of `digest`, two hexadecimal digits each.
pub(crate) fn hex(digest: &[u8], bytes: usize) -> String {
    let digits = digest.iter().take(bytes).flat_map(|byte| [byte >> 4, byte & 0xf]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}
