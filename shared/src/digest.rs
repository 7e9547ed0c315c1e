//! Short names for long things: the first bytes of a SHA-256 in hexadecimal.

use std::fmt::Write as _;

/// The first `bytes` bytes of `digest`, two hexadecimal digits each.
pub(crate) fn hex(digest: &[u8], bytes: usize) -> String {
    digest.iter().take(bytes).fold(String::with_capacity(2 * bytes), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("writing to a string cannot fail");
        hex
    })
}
