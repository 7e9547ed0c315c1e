use super::*;

fn text(markdown: &str) -> String {
    read(markdown).to_string()
}

#[test]
fn blocks_keep_their_kind_and_lose_their_markup() {
    let markdown = "# Outage of *search*\n\nSetext\n------\n\nSearch was [down](https://example.org)\nfor `api` users.\n\n\
        - one\n  - [x] two\n- **Owner**: Search team\n\n| Time | Event |\n|---|---|\n| 14:05 | Down |\n\n> quoted\n\n\
        ```\nlog 1\nlog 2\n```\n";
    assert_eq!(
        text(markdown),
        "# Outage of search\n\n## Setext\n\nSearch was down for api users.\n\n- one\n  - [x] two\n- Owner: Search team\n\n\
         | Time | Event |\n| 14:05 | Down |\n\n> quoted\n\n```\nlog 1\nlog 2\n```\n"
    );
}

#[test]
fn a_bold_line_and_a_line_with_a_colon_before_a_list_act_as_headings() {
    assert_eq!(text("**Root cause:**\n\nA full disk."), "###### Root cause\n\nA full disk.\n");
    assert_eq!(
        text("**What happened**:  \nA disk filled up."),
        "###### What happened\n\nA disk filled up.\n"
    );
    assert_eq!(text("Next steps:\n\n- Alert"), "###### Next steps\n\n- Alert\n");
    assert_eq!(text("**Never** again."), "Never again.\n");
    assert_eq!(text("It took these:\n\nA text."), "It took these:\n\nA text.\n");
}

#[test]
fn lines_that_begin_with_a_time_or_a_label_are_not_joined() {
    assert_eq!(text("14:05 - Down\n14:10 - Up\nagain"), "14:05 - Down\n\n14:10 - Up again\n");
    assert_eq!(text("**Severity:** 2\n**Impact:** none"), "Severity: 2\n\nImpact: none\n");
    assert_eq!(text("one<br>two"), "one\n\ntwo\n");
}

#[test]
fn what_a_reader_of_the_page_does_not_see_is_dropped() {
    for markdown in [
        "a <!-- x --> b",
        "a <span style=\"display: none\">x <span>x</span> x</span> b",
        "a\u{200B} b",
        "a <span hidden>*x*</span> b",
        "<style>\nx\n\nx</style>\n\na b",
        "a b\n\n<div style='display:none'>\n\nx\n\n- x\n\n</div>",
        "a &#x200B;b",
        "a b\n\n<!-- x\n\nx -->",
        "a b\n\n<!-- x",
    ] {
        assert_eq!(text(markdown), "a b\n", "{markdown}");
    }
}

#[test]
fn style_sheets_in_markdown_hide_what_they_hide_on_a_page() {
    for hidden in [
        "<style>\n.q { display: none }\n</style>\n\nSeen <span class=\"q\">text</span>",
        "Seen <span class=\"q\">text</span>\n\n<style>@media screen{[class=q]{opacity:0}}</style>",
        "Seen <style>.q{display:none}</style><b class=q>text</b>",
        "Seen <span style=\"font:0/0 a\">text</span>",
        "Seen <font color=white>text</font>",
        "Seen\n\n<dialog>text</dialog>",
    ] {
        assert_eq!(text(hidden).trim_end(), "Seen", "{hidden}");
    }
    assert_eq!(text("<style>.q{display:none}</style>\n\nSeen <b class=z>text</b>"), "Seen text\n");
}

#[test]
fn styles_that_leave_a_text_visible_hide_nothing() {
    for style in [
        "background-color:#fff",
        "color:#fff; background: red",
        "opacity: 0.5",
        "display:block",
        "color:#fff000",
    ] {
        assert_eq!(text(&format!("a <span style=\"{style}\">b</span>")), "a b\n", "{style}");
    }
    for style in ["color: #FFF", "opacity:0", "margin:0;display:none !important"] {
        assert_eq!(text(&format!("a <span style=\"{style}\">b</span>")), "a\n", "{style}");
    }
}

#[test]
fn html_makes_the_blocks_that_its_tags_stand_for() {
    assert_eq!(
        text("<details>\n<summary>Full timeline</summary>\n\n- 14:05 Down\n\n</details>"),
        "###### Full timeline\n\n- 14:05 Down\n"
    );
    assert_eq!(
        text(
            "<table><tr><th>Time</th><th>Event</th></tr>\n<tr><td>14:05</td><td>A &amp; B</td></tr></table>"
        ),
        "| Time | Event |\n| 14:05 | A & B |\n"
    );
    assert_eq!(text("<h2>Impact</h2>\n<p>5 < 6</p>"), "## Impact\n\n5 < 6\n");
}

#[test]
fn front_matter_becomes_the_title_and_fields() {
    assert_eq!(
        text("---\ntitle: \"Search down\"\nseverity: high\ntags:\n  - a\n---\n\nText."),
        "# Search down\n\nseverity: high\n\nText.\n"
    );
}

#[test]
fn deep_and_unfinished_markup_neither_panics_nor_takes_long() {
    let begin = std::time::Instant::now();
    for part in [
        "> ",
        "- ",
        "<div>",
        "<b",
        "[",
        "**",
        "*a ",
        "`",
        "<!-- ",
        "|",
        "&",
        "<a href='",
        "_*",
        "](",
        "![",
        "\t",
    ] {
        let document = read(&part.repeat(5_000));
        assert!(document.blocks.len() <= 5_001);
    }
    assert!(begin.elapsed().as_secs() < 10, "{:?}", begin.elapsed());
}
