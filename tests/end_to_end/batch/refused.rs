//! What a batch tool refuses before it asks anything, each time with what to change.

use super::*;

const TABLE: &[u8] = b"number,note\n1,slow\n2,broken\n3,gone\n";

/// The refusal of each call, in both eras, to a server with `options`.
async fn assert_refused(tool: Tool, options: &[&str], cases: &[(Value, &str)]) {
    for era in BOTH {
        let mut host = tool.host(era, Offers::Sampling, Model::never(), options).await;
        for (arguments, expected) in cases {
            let outcome = host.call(tool.name(), arguments.clone()).await;
            assert!(
                outcome.refusal().contains(expected),
                "{tool:?} {era:?} {expected}: {}",
                outcome.refusal()
            );
        }
    }
}

#[tokio::test(start_paused = true)]
async fn rows_that_there_are_not_are_refused() {
    for tool in TOOLS {
        let with = |member: &str, value: i64| {
            let mut arguments = tool.arguments(&texts(3));
            arguments[member] = json!(value);
            arguments
        };
        let cases = [
            (with("start_row", 0), "start_row is 0; the first row is 1"),
            (with("start_row", 4), "start_row is 4 and the last row is 3; send 3 or less"),
            (with("start_row", -1), "start_row is -1; the first row is 1"),
            (
                with("max_rows", 0),
                "max_rows is 0; it must be 1 to 200, and next_row tells where to go on",
            ),
            (
                with("max_rows", 201),
                "max_rows is 201; it must be 1 to 200, and next_row tells where to go on",
            ),
            (with("max_rows", -1), "max_rows is -1; it must be 1 to 200"),
        ];
        assert_refused(tool, &[], &cases).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_without_rows_or_with_two_sources_of_them_is_refused() {
    let folder = folder("sources", &[("table.csv", TABLE)]);
    for tool in TOOLS {
        let mut both = tool.arguments(&texts(3));
        both["path"] = json!("table.csv");
        let list = tool.list();
        let cases = [
            (json!({}), format!("there is nothing to read; send {list} or path")),
            (
                json!({list: [], "path": ""}),
                format!("there is nothing to read; send {list} or path"),
            ),
            (both, format!("{list} and path are both given; send one of them")),
            (json!({list: 7}), format!("{list} is 7; send a list")),
            (json!({"file": "table.csv"}), "file is unknown; send only".to_owned()),
        ];
        let cases =
            cases.each_ref().map(|(arguments, expected)| (arguments.clone(), expected.as_str()));
        assert_refused(tool, &["--root", folder.to_str().unwrap()], &cases).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_file_that_may_not_be_read_is_refused() {
    let folder = folder("roots/inner", &[("table.csv", TABLE)]);
    let beside = folder.with_file_name("secret.csv");
    std::fs::write(&beside, TABLE).unwrap();
    let missing = "names no file that this server may read; send a path inside a folder that it was started with";
    let cases = [
        (json!({"path": "missing.csv"}), missing),
        (json!({"path": "../secret.csv"}), missing),
        (json!({"path": beside.to_str().unwrap()}), missing),
        (json!({"path": "."}), "is a folder; name a file in it"),
    ];
    let no_root =
        [(json!({"path": "table.csv"}), "this server may read no files; start it with --root DIR")];
    for tool in TOOLS {
        assert_refused(tool, &["--root", folder.to_str().unwrap()], &cases).await;
        assert_refused(tool, &[], &no_root).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_table_without_the_columns_is_refused_with_those_it_has() {
    let files: [(&str, &[u8]); 5] = [
        ("table.csv", TABLE),
        ("empty.csv", b""),
        ("header.csv", b"id,text\n"),
        ("twice.csv", b"text,text\na,b\n"),
        ("sheet.csv", b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00"),
    ];
    let folder = folder("columns", &files);
    let options = ["--root", folder.to_str().unwrap()];
    for tool in TOOLS {
        let (column, usual) = match tool {
            Tool::Tickets => ("body_column", "body, description, message, text"),
            Tool::Sentiments => ("text_column", "text, review, comment, feedback"),
        };
        let none = format!("path: no column is named like a text ({usual}, ");
        let named = format!("name one in {column}: there are \"number\", \"note\"");
        let unknown = format!(
            "{column} \"body text\" is no column of the table; its columns are \"number\", \"note\""
        );
        let twice = format!(
            "{column} \"text\" may be column 1 or column 2 of the table; give them names that differ"
        );
        let cases = [
            (json!({"path": "table.csv"}), none.as_str()),
            (json!({"path": "table.csv"}), &named),
            (json!({"path": "table.csv", column: "body text"}), &unknown),
            (
                json!({"path": "table.csv", column: "note", "id_column": "uuid"}),
                "id_column \"uuid\" is no column of the table; its columns are \"number\", \"note\"",
            ),
            (json!({"path": "twice.csv"}), &twice),
            (
                json!({"path": "empty.csv"}),
                "the table in path is empty; send a header and rows below it",
            ),
            (json!({"path": "header.csv"}), "the table in path "),
            (json!({"path": "sheet.csv"}), "the table in path "),
            (
                json!({"path": "table.csv", column: "note", "start_row": 4}),
                "start_row is 4 and the last row is 3; send 3 or less",
            ),
        ];
        assert_refused(tool, &options, &cases).await;
    }
}

#[tokio::test(start_paused = true)]
async fn the_categories_of_a_batch_are_checked_like_those_of_a_ticket() {
    let cases = [
        (
            json!({"tickets": [{"body": "x"}], "categories": ["a", "a"]}),
            "categories holds \"a\" twice; name it once",
        ),
        (json!({"tickets": [{"body": "x"}], "categories": [""]}), "categories[0] is blank"),
        (
            json!({"tickets": [{"text": "x"}]}),
            "tickets[0].text is unknown; send only body, id, subject",
        ),
        (json!({"tickets": [{"subject": "x"}]}), "tickets[0].body is missing; send a string"),
        (json!({"tickets": ["x"]}), "tickets[0] is \"x\"; send an object"),
    ];
    assert_refused(Tool::Tickets, &[], &cases).await;
}
