use super::*;

fn text(plain: &str) -> String {
    read(plain).to_string()
}

#[test]
fn headings_are_underlined_in_capitals_known_or_end_with_a_colon() {
    for (plain, expected) in [
        ("Search down\n===========\n\nText one.\n", "# Search down\n\nText one.\n"),
        ("Search down\n\nTHE IMPACT\nText one.\n", "# Search down\n\n## THE IMPACT\n\nText one.\n"),
        (
            "Search down\n\nRoot cause\n\nText one.\n",
            "# Search down\n\n## Root cause\n\nText one.\n",
        ),
        (
            "Search down\n\nRoot cause\nText one\nand two.\n",
            "# Search down\n\n## Root cause\n\nText one and two.\n",
        ),
        (
            "Search down\n\nWho helped:\nText one.\n",
            "# Search down\n\n###### Who helped\n\nText one.\n",
        ),
        (
            "Incident report: search down\n\nText one.\n",
            "# Incident report: search down\n\nText one.\n",
        ),
        (
            "Search down\n\nWhat are we doing?\nText one.\n",
            "# Search down\n\n## What are we doing?\n\nText one.\n",
        ),
        ("Severity: high\n\nText one.\n", "Severity: high\n\nText one.\n"),
        (
            "Search down\n\nStarted\n5 March 2026 09:20\nDuration\n25 min\n\nText one.\n",
            "# Search down\n\nStarted: 5 March 2026 09:20\n\nDuration: 25 min\n\nText one.\n",
        ),
        ("It failed with SEV1.\n\nText one.\n", "It failed with SEV1.\n\nText one.\n"),
    ] {
        assert_eq!(text(plain), expected, "{plain}");
    }
}

#[test]
fn wrapped_lines_are_joined_and_entries_and_fields_are_not() {
    assert_eq!(
        text(
            "Users saw errors\nfor an hour.\n14:05 Errors rise\n  in Europe\n14:20 Up\nOwner: Search team\nState: over\n"
        ),
        "Users saw errors for an hour.\n\n14:05 Errors rise in Europe\n\n14:20 Up\n\nOwner: Search team\n\nState: over\n"
    );
}

#[test]
fn what_a_page_leaves_around_a_text_is_left_out() {
    assert_eq!(
        text(
            "Search down\nIncident Report for Acme\nTweet\n5 March 2024 Share\nSubscribe to updates\n\nShare prices fell.\n"
        ),
        "Search down 5 March 2024\n\nShare prices fell.\n"
    );
}

#[test]
fn lines_that_nobody_broke_are_paragraphs() {
    let long = "The search was down ".repeat(8);
    let long = long.trim();
    assert_eq!(
        text(&format!("Search down\n{long}\n{long}\n")),
        format!("# Search down\n\n{long}\n\n{long}\n")
    );
}

#[test]
fn lists_keep_their_depth_and_their_boxes() {
    assert_eq!(
        text("Next steps:\n- Add an alert\n  that pages\n\t* [x] Test it\n- [ ] Write\n1) Tell\n"),
        "###### Next steps\n\n- Add an alert that pages\n  - [x] Test it\n- [ ] Write\n- Tell\n"
    );
}

#[test]
fn lines_behind_an_angle_are_a_quotation() {
    assert_eq!(
        text("A customer wrote:\n> It fails\n> for us\n\nIt failed.\n"),
        "###### A customer wrote\n\n> It fails for us\n\nIt failed.\n"
    );
}

#[test]
fn rows_between_bars_are_a_table() {
    assert_eq!(
        text("| Time | Event |\n|---|---|\n| 14:05 | Up |\n"),
        "| Time | Event |\n| 14:05 | Up |\n"
    );
}

#[test]
fn short_lines_of_notes_stay_lines_of_their_own() {
    assert_eq!(
        text(
            "printing was down 23:05-00:40\ncause: disk of print server full\nSanjay cleaned it, all was fine right after.\nTODO: buy toner\nTODO: add a disk alert\n"
        ),
        "printing was down 23:05-00:40\n\ncause: disk of print server full\n\nSanjay cleaned it, all was fine right after.\n\nTODO: buy toner\n\nTODO: add a disk alert\n"
    );
    let wrapped = "A disk of the print server was full,\nand so nobody could print until it had\nbeen cleaned by somebody who was on\ncall and knew how.\n";
    assert_eq!(text(wrapped), wrapped.trim_end().replace('\n', " ") + "\n");
}

#[test]
fn a_greeting_prose_in_small_letters_and_a_message_of_a_chat_are_no_title() {
    for first in [
        "Sehr geehrte Kunden,",
        "Dear customers",
        "notes from last night, not yet written up",
        "Kim  3:02 PM",
        "Internal post-mortem: https://example.org/12",
    ] {
        let document = read(&format!("{first}\n\nUploads failed.\n"));
        let is_title = matches!(document.blocks.first(), Some(Block::Heading { .. }));
        assert!(!is_title, "{first}");
    }
    assert!(matches!(read("db-2 is full\n\nIt failed.\n").blocks[0], Block::Heading { .. }));
}
