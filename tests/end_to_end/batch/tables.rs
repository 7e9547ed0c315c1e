//! Tables as people have them, all the way to the model.

use super::*;

/// What comes of a table: the texts that the model sees, the rows with their ids, what is skipped, and the columns.
#[derive(Debug, PartialEq)]
struct Read {
    texts: Vec<String>,
    rows: Value,
    skipped: Value,
    columns: Value,
}

/// What comes of the table `bytes` with the `arguments`, the same in both eras.
async fn read(test: &str, tool: Tool, bytes: &[u8], arguments: &Value) -> Read {
    let folder = folder(test, &[("table.csv", bytes)]);
    let mut both = Vec::new();
    for era in BOTH {
        let options = ["--root", folder.to_str().unwrap()];
        let mut host = tool.host(era, Offers::Sampling, tool.able(), &options).await;
        let mut arguments = arguments.clone();
        arguments["path"] = json!(folder.join("table.csv"));
        let outcome = host.call(tool.name(), arguments).await;
        let content = outcome.content();
        let rows = content["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| json!([row["row"], row["id"]]))
            .collect();
        let (skipped, columns) = (content["skipped"].clone(), content["columns"].clone());
        let texts = outcome.samples.iter().flat_map(Sample::items).map(|(_, text)| text).collect();
        both.push(Read { texts, rows, skipped, columns });
    }
    let second = both.pop().unwrap();
    assert_eq!(
        both,
        [Read {
            texts: second.texts.clone(),
            rows: second.rows.clone(),
            skipped: second.skipped.clone(),
            columns: second.columns.clone()
        }]
    );
    second
}

#[tokio::test(start_paused = true)]
async fn a_table_is_read_whatever_its_delimiter_encoding_and_quotation() {
    let expected = Read {
        texts: ["Zu spät", "\"Slow\", she said.\nTwice."].map(str::to_owned).to_vec(),
        rows: json!([[1, "A"], [2, "B"]]),
        skipped: json!([]),
        columns: json!(["ID", "Text"]),
    };
    let with_commas = "ID,Text\nA,Zu spät\nB,\"\"\"Slow\"\", she said.\nTwice.\"\n";
    let with_semicolons = "ID;Text\r\nA;Zu spät\r\nB;\"\"\"Slow\"\", she said.\nTwice.\"\r\n";
    let windows: Vec<u8> =
        with_commas.chars().map(|sign| if sign == 'ä' { 0xe4 } else { sign as u8 }).collect();
    let utf_16: Vec<u8> =
        format!("\u{feff}{with_commas}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let tables = [
        with_commas.as_bytes().to_vec(),
        with_semicolons.as_bytes().to_vec(),
        with_commas.replacen(',', "\t", 2).replace("B,", "B\t").into_bytes(),
        format!("\u{feff}{with_semicolons}").into_bytes(),
        windows,
        utf_16,
        format!("\n\n{with_commas}\n\n").into_bytes(),
    ];
    for tool in TOOLS {
        for bytes in &tables {
            let read = read("readings", tool, bytes, &json!({})).await;
            assert_eq!(read, expected, "{tool:?} {:?}", String::from_utf8_lossy(bytes));
        }
    }
}

#[tokio::test(start_paused = true)]
async fn rows_that_cannot_be_read_are_skipped_and_named_by_their_line() {
    let table = "id,text,note\n1,\"two\nlines\",x\n2,slow\n3,a,b,c\n4,  ,x\n5,gone,x\n6,\"\",\n";
    for tool in TOOLS {
        let read = read("ragged", tool, table.as_bytes(), &json!({})).await;
        assert_eq!(read.texts, ["two\nlines", "gone"], "{tool:?}");
        assert_eq!(read.rows, json!([[1, "1"], [5, "5"]]));
        let expected = json!([
            {"row": 2, "line": 4, "reason": "it has 2 cells and the header has 3"},
            {"row": 3, "line": 5, "reason": "it has 4 cells and the header has 3"},
            {"row": 4, "line": 6, "reason": "it has no text"},
            {"row": 6, "line": 8, "reason": "it has no text"},
        ]);
        assert_eq!(read.skipped, expected);
    }
}

#[tokio::test(start_paused = true)]
async fn the_columns_are_found_by_their_usual_names_or_named_by_the_caller() {
    let cases: [(Tool, &str, Value, Value, &[&str]); 8] = [
        // tool, header, arguments, columns, the text of the row 1,2,3
        (Tool::Sentiments, "Review,Other,ID", json!({}), json!(["ID", "Review"]), &["1"]),
        (Tool::Sentiments, "a,Comment,b", json!({}), json!(["Comment"]), &["2"]),
        (Tool::Sentiments, "a,b,c", json!({"text_column": "C"}), json!(["c"]), &["3"]),
        (
            Tool::Sentiments,
            "text,b,c",
            json!({"text_column": "b", "id_column": "c"}),
            json!(["c", "b"]),
            &["2"],
        ),
        (
            Tool::Tickets,
            "Ticket ID,Subject,Body",
            json!({}),
            json!(["Ticket ID", "Subject", "Body"]),
            &["2", "3"],
        ),
        (
            Tool::Tickets,
            "Description,Summary,Key",
            json!({}),
            json!(["Key", "Summary", "Description"]),
            &["2", "1"],
        ),
        (Tool::Tickets, "a,b,message", json!({}), json!(["message"]), &["3"]),
        (
            Tool::Tickets,
            "subject,b,c",
            json!({"subject_column": "c", "body_column": "b"}),
            json!(["c", "b"]),
            &["3", "2"],
        ),
    ];
    for (tool, header, arguments, columns, texts) in cases {
        let table = format!("{header}\n1,2,3\n");
        let read = read("usual", tool, table.as_bytes(), &arguments).await;
        assert_eq!(
            (&read.columns, read.texts),
            (&columns, vec![texts.join("\n\n")]),
            "{header} {arguments}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn blank_items_of_a_list_are_skipped_and_the_others_keep_their_numbers() {
    let long = "x".repeat(20_001);
    let listed = ["one", " \n", &long, "four"].map(str::to_owned);
    for (tool, era) in TOOLS.into_iter().flat_map(|tool| BOTH.map(|era| (tool, era))) {
        let outcome = tool.call(era, tool.able(), &[], &listed).await;
        assert_eq!(rows_from(&outcome, "model"), [1, 4], "{era:?}");
        let expected = json!([
            {"row": 2, "reason": "it has no text"},
            {"row": 3, "reason": "its text has 20001 characters and the limit in a batch is 20000; send it alone"},
        ]);
        assert_eq!(outcome.content()["skipped"], expected);
        assert_eq!(outcome.content()["total_rows"], 4);
    }
}

#[tokio::test(start_paused = true)]
async fn where_every_row_is_skipped_nothing_is_asked() {
    for (tool, era) in TOOLS.into_iter().flat_map(|tool| BOTH.map(|era| (tool, era))) {
        let outcome = tool.call(era, Model::never(), &[], &[" ".to_owned(), "\n".to_owned()]).await;
        let content = outcome.content();
        assert_eq!(
            (&content["rows"], content["skipped"].as_array().unwrap().len()),
            (&json!([]), 2),
            "{era:?}"
        );
        assert_eq!((&content["next_row"], reasons(&outcome)), (&json!(null), &json!([])));
    }
}
