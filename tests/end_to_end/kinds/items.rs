//! Lists whose items are judged alone: what is wrong with an item costs that item only.

use end_to_end::{host::BOTH, model::Reply};
use serde_json::{Value, json};

use super::{call, told};

/// The rows of an answer: number and name of each, or null for one that is broken.
fn rows(list: &Value) -> Value {
    let row = |row: &Value| match row.get("Ok") {
        Some(row) => json!([row["id"], row["name"]]),
        None => {
            let problems = row["Err"].as_array().map(Vec::len).unwrap_or_default();
            assert!(problems > 0, "a broken row says what is wrong: {row}");
            json!(null)
        }
    };
    list.as_array().unwrap().iter().map(row).collect()
}

#[tokio::test(start_paused = true)]
async fn an_item_that_is_wrong_or_damaged_costs_itself_only() {
    let cases = [
        // All is well.
        (
            r#"[{"id": 1, "name": "a, b"}, {"id": 2, "name": "\u00e9"}]"#,
            json!([[1, "a, b"], [2, "é"]]),
        ),
        ("[]", json!([])),
        // Wrong.
        (
            r#"[{"id": 1, "name": "a"}, {"id": "two", "name": "b"}, {"id": 3, "name": "c"}]"#,
            json!([[1, "a"], null, [3, "c"]]),
        ),
        (
            r#"[{"id": -1, "name": ""}, {"id": 2, "name": "b"}, {"id": 3, "name": ["c", "d"]}]"#,
            json!([null, [2, "b"], null]),
        ),
        (
            r#"[{"id": 1, "name": "a"}, {"id": 2, "id": 4, "name": "b"}, {"id": 3, "name": "c"}]"#,
            json!([[1, "a"], null, [3, "c"]]),
        ),
        (r#"[{"id": 1, "name": "..."}, {"id": 2, "name": "b"}]"#, json!([null, [2, "b"]])),
        // Missing.
        (
            r#"[{"id": 1, "name": "a"}, {"id": 2}, {"id": 3, "name": "c"}]"#,
            json!([[1, "a"], null, [3, "c"]]),
        ),
        (
            r#"[{"id": 1, "name": "a"}, null, {}, {"id": 4, "name": "d"}]"#,
            json!([[1, "a"], null, null, [4, "d"]]),
        ),
        (r#"[7, "x", {"id": 3, "name": "c"}]"#, json!([null, null, [3, "c"]])),
        (r#"[{"id": 1, "name": }, {"id": 2, "name": "b"}]"#, json!([null, [2, "b"]])),
        // Damaged, and mended.
        (
            r#"[{"id": 1, "name": "a"}, {"id": 2, "name": "b}, {"id": 3, "name": "c"}]"#,
            json!([[1, "a"], [2, "b"], [3, "c"]]),
        ),
        (
            r#"[{"id": 1, "name": "a"}, {"id": 2, "name": "b", {"id": 3, "name": "c"}]"#,
            json!([[1, "a"], [2, "b"], [3, "c"]]),
        ),
        (
            r#"[{"id": 1, "name": "a"}, "id": 2, "name": "b"}, {"id": 3, "name": "c"}]"#,
            json!([[1, "a"], [2, "b"], [3, "c"]]),
        ),
        (
            r#"[{"id": 1, "name": "a"} {"id": 2, "name": "b"},, {"id": 3, "name": "c"},]"#,
            json!([[1, "a"], [2, "b"], [3, "c"]]),
        ),
        (
            r#"[{ID: 1, 'name': 'a'}, {"id": "2", "name": "b"}, {"Id": 3, "name": "c", "note": 1}]"#,
            json!([[1, "a"], [2, "b"], [3, "c"]]),
        ),
        // Damaged beyond that.
        (
            r#"[{"id": 1, "name": "a"}, {"id": 2, ??? "b"}, {"id": 3, "name": "c"}]"#,
            json!([[1, "a"], null, [3, "c"]]),
        ),
        (
            r#"[{"id": 1, "name": "a"}, {"id": 2, "nam@ #!, "b"}, {"id": 3, "name": "c"}]"#,
            json!([[1, "a"], null, [3, "c"]]),
        ),
        (
            r#"[{"id": 1, "name": "a"}, {"id": 2, "name": "b}}" ???}, {"id": 3, "name": "c"}]"#,
            json!([[1, "a"], null, [3, "c"]]),
        ),
        (r#"[{???}, {"id": 2, "name": "b"}, {???}]"#, json!([null, [2, "b"], null])),
    ];
    for era in BOTH {
        for (list, expected) in &cases {
            let outcome = call(era, "rows", [Reply::says(*list)]).await;
            assert_eq!(&rows(&told(&outcome).0), expected, "{era:?} {list}");
            let table = format!("Here you are:\n\n{{\"rows\": {list}}}");
            let outcome = call(era, "table", [Reply::says(&table)]).await;
            assert_eq!(&rows(&told(&outcome).0["rows"]), expected, "{era:?} {table}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_broken_item_says_everything_that_is_wrong_with_it_and_where() {
    let said = r#"[{"id": 1, "name": "a"}, {"id": "two", "name": ""}, {"name": "c"}, null, {!}]"#;
    for era in BOTH {
        let outcome = call(era, "rows", [Reply::says(said)]).await;
        let expected = json!([
            {"Ok": {"id": 1, "name": "a"}},
            {"Err": [
                "\"[1].id\" is \"two\"; it must be a whole number of at least 0",
                "\"[1].name\" is \"\"; it must be a text of at least 1 character",
            ]},
            {"Err": ["\"[2].id\" is missing"]},
            {"Err": ["\"[3]\" is null; it must be an object"]},
            {"Err": ["\"[4]\" cannot be read: \"!}]\" stands where the name of a member is expected"]},
        ]);
        assert_eq!(told(&outcome), (expected, "model", 1, json!([])), "{era:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn of_many_items_each_broken_one_is_broken_alone_and_their_order_is_kept() {
    let item = |id: usize| match id % 10 {
        3 => format!(r#"{{"id": {id}, "name": "row {id}""#),
        5 => format!(r#"{{"id": {id}, "name": "row {id}}}"#),
        7 => format!(r#"{{"id": {id}, ?! "row {id}"}}"#),
        9 => format!(r#"{{"id": {id}, "title": "row {id}"}}"#),
        _ => format!(r#"{{"id": {id}, "name": "row {id}"}}"#),
    };
    let expected: Value = (0..200)
        .map(|id| match id % 10 {
            7 | 9 => json!(null),
            _ => json!([id, format!("row {id}")]),
        })
        .collect();
    let items: Vec<_> = (0..200).map(item).collect();
    for era in BOTH {
        for (separator, end) in [(", ", "]"), (",\n  ", "\n]"), (", ", "")] {
            let said = format!("[{}{end}", items.join(separator));
            let outcome = call(era, "rows", [Reply::says(said)]).await;
            assert_eq!(rows(&told(&outcome).0), expected, "{era:?} {separator:?} {end:?}");
        }
        let lines = Reply::says((0..16).map(|id| item(id * 10)).collect::<Vec<_>>().join("\n"));
        let outcome = call(era, "rows", [lines]).await;
        let expected: Value =
            (0..16).map(|id| json!([id * 10, format!("row {}", id * 10)])).collect();
        assert_eq!(rows(&told(&outcome).0), expected, "one item a line");
    }
}

#[tokio::test(start_paused = true)]
async fn a_list_that_is_cut_has_its_whole_items_and_is_asked_for_again() {
    let cases = [
        (r#"[{"id": 1, "name": "a"}, {"id": 2, "na"#, json!([[1, "a"]])),
        (r#"[{"id": 1, "name": "a"}, {"id": 2, "name": "b"#, json!([[1, "a"]])),
        (r#"[{"id": 1, "name": "a"}, {"id": 2"#, json!([[1, "a"]])),
        (r#"[{"id": 1, "name": "a"}, {"id": 2, ?!}, {"id": 3"#, json!([[1, "a"], null])),
        (r#"[{"id": 1, "name": "a"}, {"id": 2, "name": "b"}"#, json!([[1, "a"], [2, "b"]])),
        (r#"[{"id": 1, "name": "a"}, {"id": 2, "name": "b"}, "#, json!([[1, "a"], [2, "b"]])),
    ];
    let whole = json!([{"id": 1, "name": "a"}]);
    for era in BOTH {
        for (list, expected) in &cases {
            let table = format!("{{\"rows\": {list}");
            let whole_table = json!({ "rows": whole });
            for (tool, said, whole) in [("rows", *list, &whole), ("table", &table, &whole_table)] {
                let cut = Reply::IsCut(said.to_owned());
                let outcome = call(era, tool, [cut.clone(), Reply::says("no")]).await;
                let (value, source, asked, repairs) = told(&outcome);
                let list = value.get("rows").unwrap_or(&value);
                assert_eq!(
                    (&rows(list), source, asked),
                    (expected, "repaired", 2),
                    "{era:?} {said}"
                );
                assert_eq!(repairs, json!(["missing_bracket", "cut_list"]), "{era:?} {said}");

                let outcome = call(era, tool, [cut, Reply::json(whole.clone())]).await;
                assert_eq!((told(&outcome).1, told(&outcome).2), ("model", 2), "{era:?} {said}");
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_list_that_is_none_is_asked_for_again() {
    let good = json!({"rows": [{"id": 1, "name": "a"}]});
    for era in BOTH {
        for useless in ["I cannot.", "{}", "{\"rows\": 7, \"rows\": 8}", "{\"rows\"", "rows, rows"]
        {
            let outcome =
                call(era, "table", [Reply::says(useless), Reply::json(good.clone())]).await;
            let (value, source, asked, _) = told(&outcome);
            assert_eq!(
                (rows(&value["rows"]), source, asked),
                (json!([[1, "a"]]), "model", 2),
                "{useless}"
            );
        }
    }
}
