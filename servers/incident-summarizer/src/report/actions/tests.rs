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
        | 1 | Add an alert | Storage Lead | 1 February 2024 | Done |\n| 2 | Test backups | TBD | - | Open |\n";
    assert_eq!(
        read(report),
        [
            item("Add an alert", "Storage Lead", "2024-02-01", Some(true)),
            item("Test backups", "", "", Some(false))
        ]
    );
    let report = "## Follow-ups\n\n| Ticket | Due | Status | Owner | What |\n|--|--|--|--|--|\n\
        | ABC-12 | 2026-05-01 | Open | API team | Add retries |\n| ABC-13 | TBD | Done | @oncall-api | Add a test |\n";
    assert_eq!(
        read(report),
        [
            item("Add retries", "API team", "2026-05-01", Some(false)),
            item("Add a test", "oncall-api", "", Some(true))
        ]
    );
}

#[test]
fn owners_and_dates_are_found_in_the_words_of_an_item() {
    for (text, action, owner, due) in [
        ("Add an alert (owner: Storage, due 2024-02-01)", "Add an alert", "Storage", "2024-02-01"),
        ("Add an alert (Owner: Storage Lead)", "Add an alert", "Storage Lead", ""),
        ("Add an alert — Storage, by Friday", "Add an alert", "Storage", "Friday"),
        ("Add an alert @oncall-db", "Add an alert @oncall-db", "oncall-db", ""),
        ("Add an alert -- storage-ingest", "Add an alert", "storage-ingest", ""),
        ("Add an alert -- storage-team, May 3", "Add an alert", "storage-team", "May 3"),
        ("Add an alert -- long-term", "Add an alert -- long-term", "", ""),
        ("Add an alert (procurement)", "Add an alert", "procurement", ""),
        (
            "Add an alert - done 2026-05-09 (Acme Field Ops)",
            "Add an alert",
            "Acme Field Ops",
            "2026-05-09",
        ),
        ("[Storage] Add an alert", "[Storage] Add an alert", "Storage", ""),
        ("Add an alert [SRE team]", "Add an alert", "SRE team", ""),
        ("Add an alert (platform team, by Friday)", "Add an alert", "platform team", "Friday"),
        ("Add an alert (Storage team – by 1 May)", "Add an alert", "Storage team", "1 May"),
        ("Add an alert (SRE, Q2)", "Add an alert", "SRE", "Q2"),
        (
            "Add an alert (Storage team by next sprint)",
            "Add an alert",
            "Storage team",
            "next sprint",
        ),
        ("Add an alert (@oncall-db, 2026-04-15)", "Add an alert", "oncall-db", "2026-04-15"),
        (
            "Add an alert (2026-04-15, Storage team, ABC-12)",
            "Add an alert",
            "Storage team",
            "2026-04-15",
        ),
        ("Add an alert — @oncall-db — 2026-04-15", "Add an alert", "oncall-db", "2026-04-15"),
        ("Add an alert - Storage team - May 3, 2026", "Add an alert", "Storage team", "2026-05-03"),
        ("Add an alert [owner: Storage] [due: May 3]", "Add an alert", "Storage", "May 3"),
        ("**Platform team**: add an alert", "add an alert", "Platform team", ""),
        ("@oncall-db: add an alert by May 3", "add an alert by May 3", "oncall-db", "May 3"),
        (
            "Storage team to add an alert by 3 May",
            "Storage team to add an alert by 3 May",
            "Storage team",
            "3 May",
        ),
        (
            "The storage team will add an alert",
            "The storage team will add an alert",
            "storage team",
            "",
        ),
        ("Add an alert by Feb 1st, 2024", "Add an alert by Feb 1st, 2024", "", "2024-02-01"),
        ("Add an alert, due end of Q3", "Add an alert, due end of Q3", "", "end of Q3"),
        (
            "Add an alert. Owner: SRE team. Due: 30 June 2023",
            "Add an alert",
            "SRE team",
            "2023-06-30",
        ),
        (
            "Add an alert — Owner: Storage — Due: 2024-05-20",
            "Add an alert",
            "Storage",
            "2024-05-20",
        ),
        ("Reduce load by 5 percent", "Reduce load by 5 percent", "", ""),
        ("Alert when user@example.org fails", "Alert when user@example.org fails", "", ""),
        ("Replace the proxy - it is too slow", "Replace the proxy - it is too slow", "", ""),
        ("Add retries to the client (API)", "Add retries to the client (API)", "", ""),
        (
            "Add an alert | owner: Storage | due: 2024-05-20",
            "Add an alert",
            "Storage",
            "2024-05-20",
        ),
        ("SRE: add an alert", "add an alert", "SRE", ""),
        ("On-call: add an alert", "On-call: add an alert", "", ""),
        ("Monitoring: add an alert", "Monitoring: add an alert", "", ""),
        ("Ask the storage team to add an alert", "Ask the storage team to add an alert", "", ""),
        ("Fix the job [Done]", "Fix the job [Done]", "", ""),
    ] {
        let found = read(&format!("## Action items\n\n- {}\n", text.replace('[', "\\[")));
        let is_done = text.ends_with("[Done]").then_some(true);
        assert_eq!(found, [item(action, owner, due, is_done)], "{text}");
    }
}

#[test]
fn what_is_struck_out_is_not_to_be_done() {
    for report in [
        "## Action items\n\n- ~~Buy a rack~~\n- Add an alert\n",
        "## Action items\n\n- <del>Buy a rack</del>\n- Add an alert\n",
        "## Action items\n\n| Action | Owner |\n|--|--|\n| ~~Buy a rack~~ | Storage team |\n| Add an alert | |\n",
    ] {
        assert_eq!(actions(report), ["Add an alert"], "{report}");
    }
    let page = "<h2>Action items</h2><ul><li><del>Buy a rack</del></li><li>Add an alert</li></ul>";
    let items = super::super::read(page).unwrap().action_items;
    assert_eq!(items.into_iter().map(|item| item.action).collect::<Vec<_>>(), ["Add an alert"]);
}

#[test]
fn a_list_below_a_promise_is_one_of_actions() {
    for heading in [
        "What we do next:",
        "What we are doing next:",
        "Going forward:",
        "Prevention:",
        "How we will prevent this:",
        "Next steps:",
        "What we're doing to prevent this:",
    ] {
        for report in [
            format!("Search failed.\n\n{heading}\n\n- Add an alert\n- Test backups\n"),
            format!("Search failed.\n\n{heading}\n- Add an alert\n- Test backups\n"),
            format!("Search failed.\n\n**{heading}**\n\n- Add an alert\n- Test backups\n"),
            format!("Search failed.\n\n{heading}\n\n[ ] Add an alert\n[x] Test backups\n"),
        ] {
            let found = super::super::read(&report).unwrap().action_items;
            let found: Vec<String> = found.into_iter().map(|item| item.action).collect();
            assert_eq!(found, ["Add an alert", "Test backups"], "{report}");
        }
    }
}

#[test]
fn no_action_items_are_none() {
    for text in [
        "none",
        "None.",
        "n/a",
        "No action items",
        "- None at this time",
        "No further action required.",
        "_No response_",
    ] {
        assert_eq!(actions(&format!("## Action items\n\n{text}\n")), [""; 0], "{text}");
        assert_eq!(actions(&format!("**Action items:** {text}\n")), [""; 0], "{text}");
    }
}

#[test]
fn fields_below_an_item_tell_of_it() {
    let led = "## Action items\n\n- Test backups\n- **Storage team**: add quotas\n- **Owning team**: Search\n";
    assert_eq!(
        read(led),
        [item("Test backups", "", "", None), item("add quotas", "Search", "", None)]
    );
    let report = "## Action items\n\n- Add an alert\n  - Owner: Storage\n  - Due: 2024-02-01\n- [x] Test backups\n";
    assert_eq!(
        read(report),
        [
            item("Add an alert", "Storage", "2024-02-01", None),
            item("Test backups", "", "", Some(true))
        ]
    );
}

#[test]
fn prose_counts_where_no_list_is_and_only_by_what_it_promises() {
    let report = "## Next steps\n\nWe are sorry. We will add an alert.\n";
    assert_eq!(actions(report), ["add an alert"]);
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

#[test]
fn plans_in_sentences_are_actions_where_nothing_lists_them() {
    for (text, expected) in [
        (
            "We are reviewing our procedures and implementing additional checks.",
            vec!["reviewing our procedures", "implementing additional checks"],
        ),
        ("Going forward, we'll test migrations on a copy.", vec!["test migrations on a copy"]),
        (
            "We’re investigating eliminating this class of errors with static analysis.",
            vec!["eliminating this class of errors with static analysis"],
        ),
        ("The first change is to run migrations on a clone.", vec!["run migrations on a clone"]),
        ("To prevent this from happening again, we have added an alert.", vec!["added an alert"]),
        (
            "The operator said it would ask the provider for a report.",
            vec!["ask the provider for a report"],
        ),
        (
            "| Time | Note |\n|--|--|\n| 08:05 | Follow-up SRCH-12: size limit for synonyms |",
            vec!["size limit for synonyms"],
        ),
        ("We have rotated all keys, added a check, and hired a firm since.", vec![]),
        (
            "## What are we doing?\n\nWe've rotated all keys, added a check, and hired a firm.",
            vec!["rotated all keys", "added a check", "hired a firm"],
        ),
        ("We will provide an update in 30 minutes.", vec![]),
        ("We are implementing a fix.", vec![]),
        ("We will continue to monitor the site.", vec![]),
        ("We are adding capacity now.", vec![]),
        ("We are looking into it.", vec![]),
        ("We will look into the cause of this.", vec![]),
        ("We have restarted the service.", vec![]),
        ("14:05 We will add a server.", vec![]),
        ("> We will add an alert.", vec![]),
    ] {
        assert_eq!(actions(&format!("# Uploads fail\n\n{text}\n")), expected, "{text}");
    }
    let planned = read("# Uploads fail\n\nOur storage team is reviewing the limits.\n");
    assert_eq!(planned, [item("reviewing the limits", "storage team", "", None)]);
}

#[test]
fn who_will_do_something_until_a_day_owns_it() {
    let read_one = |text: &str| read(&format!("# Scheduler down\n\n{text}\n"));
    let promised = read_one("It failed. Olga will patch the scheduler by 15 January.");
    assert_eq!(promised.len(), 1);
    assert_eq!(promised[0].owner.as_deref(), Some("Olga"));
    assert_eq!(promised[0].due.as_deref(), Some("15 January"));
    for text in [
        "Olga will patch the scheduler.",
        "Customers will see the change by 15 January.",
        "Olga will be back by 15 January.",
    ] {
        assert_eq!(read_one(text), [], "{text}");
    }
}

#[test]
fn a_person_that_an_item_with_a_day_begins_with_owns_it() {
    for (text, owner) in [
        ("Lea adds a canary by 2026-03-20", Some("Lea")),
        ("Lea Stone rewrites the probe (by Friday)", Some("Lea Stone")),
        ("Lea will add alerts by 2026-03-20", Some("Lea")),
        ("Lea adds a canary", None),
        ("Database updates by 2026-03-20", None),
        ("Alert reviews for the API by 2026-03-20", None),
        ("Everyone tests the restore by 2026-03-20", None),
        ("Add a canary by 2026-03-20", None),
    ] {
        let items = read(&format!("## Action items\n\n- {text}\n- Add an alert\n"));
        assert_eq!(items[0].owner.as_deref(), owner, "{text}");
    }
}

#[test]
fn a_check_of_the_recovery_is_no_action() {
    let report = "## Remediation\n\n- Verified that orders arrive\n- Confirmed the broker is ready\n- Add an alert\n";
    assert_eq!(actions(report), ["Add an alert"]);
}

#[test]
fn a_known_word_right_above_a_list_heads_it() {
    assert_eq!(
        actions("# Uploads fail\n\nIt failed.\n\nTo do\n- Add an alert\n"),
        ["Add an alert"]
    );
}

#[test]
fn a_note_behind_a_label_is_an_action() {
    let notes = "# Printing down\n\nTODO: buy toner\n\nTODO: alert for disk at 90%\n";
    assert_eq!(actions(notes), ["buy toner", "alert for disk at 90%"]);
    assert_eq!(actions("# Printing down\n\nTODO: It is not known yet.\n"), [""; 0]);
}
