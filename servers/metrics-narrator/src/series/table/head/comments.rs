//! Lines of comments above the header, as instruments and databases write them.

use super::{delimiter, first_records, is_data};
use crate::series::table::words::text;

/// How many bytes of `head` are lines above the header that begin with `#`. The last of them is the header itself where
/// numbers or times follow it: `# time,load`.
pub(super) fn above(head: &[u8], is_whole: bool) -> usize {
    let (mut end, mut last) = (0, None);
    for line in head.split_inclusive(|byte| *byte == b'\n') {
        match line.trim_ascii_start() {
            [] => {}
            [b'#', ..] => last = Some(end),
            _ => break,
        }
        end += line.len();
    }
    let Some(last) = last else { return 0 };
    let below = head.get(end..).unwrap_or_default();
    let Ok((delimiter, begin)) = delimiter::find(below, is_whole) else { return 0 };
    let table = below.get(begin..).unwrap_or_default();
    let Some(first) = first_records(table, is_whole, delimiter).into_iter().next() else {
        return 0;
    };
    let is_row = first.iter().any(|cell| is_data(text(cell).trim()));
    if is_row { last } else { end }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_end_where_the_header_begins_even_if_it_looks_like_one() {
        for (text, expected) in [
            ("time,a\n2024-01-01,1\n", 0),
            ("# by hand\ntime,a\n2024-01-01,1\n", 10),
            ("# a, b\n\n#c\ntime,a\n2024-01-01,1\n", 11),
            ("#datatype,string,long\n,result,value\n,,2024-01-01,1\n", 22),
            ("#,host,time,a\n1,web,2024-01-01,5\n", 0),
            ("# by hand\n# time,a\n2024-01-01,1\n", 10),
            ("# by hand\n", 0),
            ("", 0),
        ] {
            assert_eq!(above(text.as_bytes(), true), expected, "{text:?}");
        }
    }
}
