use super::super::markdown;
use super::super::sections::sections;
use super::*;

fn read(markdown: &str) -> Vec<ActionItem> {
    items(&sections(&markdown::read(markdown)))
}

fn actions(markdown: &str) -> Vec<String> {
    read(markdown).into_iter().map(|item| item.action).collect()
}

fn item(action: &str, owner: &str, due: &str, is_done: Option<bool>) -> ActionItem {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    ActionItem { action: action.to_owned(), owner: some(owner), due: some(due), is_done }
}

#[test]
fn items_are_read_under_headings_of_action_items_only() {
    let report = "# Search down\n\n## What went well\n\n- The alert\n\n## Follow-up actions\n\nWe agreed on:\n\n\
        1. Add an [alert](https://example.org)\n2. Test backups\n\n## Links\n\n- A log\n";
    assert_eq!(actions(report), ["Add an alert", "Test backups"]);
    assert_eq!(actions("# Search down\n\n**Next steps**\n\n- Add an alert\n"), ["Add an alert"]);
    assert_eq!(
        actions("# Search down\n\n- **Actions**:\n  - Add an alert\n- **Status**: Over\n"),
        ["Add an alert"]
    );
    assert_eq!(actions("# Search down\n\n## Action items\n\n- TBD\n"), [""; 0]);
}

#[test]
fn an_item_with_a_colon_over_others_is_their_heading() {
    assert_eq!(
        actions("## Action items\n\n- Short term:\n  - Add an alert\n- Test backups\n"),
        ["Add an alert", "Test backups"]
    );
}

#[test]
fn columns_of_a_table_are_known_by_their_heads() {
    let report = "## Action items\n\n| # | Task | DRI | Deadline | Status |\n|--|--|--|--|--|\n\
        | 1 | Add an alert | Jane Doe | 1 February 2024 | Done |\n| 2 | Test backups | TBD | - | Open |\n";
    assert_eq!(
        read(report),
        [
            item("Add an alert", "Jane Doe", "2024-02-01", Some(true)),
            item("Test backups", "", "", Some(false))
        ]
    );
}

#[test]
fn owners_and_dates_are_found_in_the_words_of_an_item() {
    for (text, action, owner, due) in [
        ("Add an alert (owner: Jane, due 2024-02-01)", "Add an alert", "Jane", "2024-02-01"),
        ("Add an alert (Owner: Jane Doe)", "Add an alert", "Jane Doe", ""),
        ("Add an alert — Jane, by Friday", "Add an alert", "Jane", "Friday"),
        ("Add an alert @jane", "Add an alert @jane", "jane", ""),
        ("[Jane] Add an alert", "[Jane] Add an alert", "Jane", ""),
        ("Add an alert [SRE team]", "Add an alert", "SRE team", ""),
        ("Add an alert by Feb 1st, 2024", "Add an alert by Feb 1st, 2024", "", "2024-02-01"),
        ("Add an alert, due end of Q3", "Add an alert, due end of Q3", "", "end of Q3"),
        (
            "Add an alert. Owner: SRE team. Due: 30 June 2023",
            "Add an alert",
            "SRE team",
            "2023-06-30",
        ),
        ("Add an alert — Owner: Jane — Due: 2024-05-20", "Add an alert", "Jane", "2024-05-20"),
        ("Reduce load by 5 percent", "Reduce load by 5 percent", "", ""),
        ("Alert when user@example.org fails", "Alert when user@example.org fails", "", ""),
        ("Replace the proxy - it is too slow", "Replace the proxy - it is too slow", "", ""),
        ("Fix the job [Done]", "Fix the job [Done]", "", ""),
    ] {
        let found = read(&format!("## Action items\n\n- {}\n", text.replace('[', "\\[")));
        let is_done = text.ends_with("[Done]").then_some(true);
        assert_eq!(found, [item(action, owner, due, is_done)], "{text}");
    }
}

#[test]
fn fields_below_an_item_tell_of_it() {
    let report = "## Action items\n\n- Add an alert\n  - Owner: Jane\n  - Due: 2024-02-01\n- [x] Test backups\n";
    assert_eq!(
        read(report),
        [
            item("Add an alert", "Jane", "2024-02-01", None),
            item("Test backups", "", "", Some(true))
        ]
    );
}

#[test]
fn prose_counts_where_no_list_is_and_only_by_what_it_promises() {
    let report = "## Next steps\n\nWe are sorry. We will add an alert.\n";
    assert_eq!(actions(report), ["We will add an alert."]);
}

#[test]
fn guidelines_of_a_template_are_no_actions() {
    let report = "## Corrective actions\n\n- Add an alert\n\n### Guidelines\n\n- Keep this text\n";
    assert_eq!(actions(report), ["Add an alert"]);
}

#[test]
fn a_text_full_of_words_before_dates_takes_no_long_time() {
    let begin = std::time::Instant::now();
    for words in ["by by ", "by 1 ", "owner: ", "due: ", "@a "] {
        assert_eq!(read(&format!("## Action items\n\n- {}\n", words.repeat(5_000))).len(), 1);
    }
    assert!(begin.elapsed().as_secs() < 5, "{:?}", begin.elapsed());
}
