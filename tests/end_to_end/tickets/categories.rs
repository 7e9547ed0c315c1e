//! The categories: those of the server, those of a call, and many of them.

use end_to_end::host::BOTH;

use super::*;

/// The names in the material `categories` of a question, as the model reads them: one JSON object a line.
fn shown(outcome: &Outcome) -> Vec<Value> {
    let question = outcome.samples[0].last();
    let (_, categories) = question.split_once("===== categories ").unwrap();
    let lines = categories.lines().skip(1).take_while(|line| !line.starts_with("====="));
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[tokio::test(start_paused = true)]
async fn the_categories_of_a_call_replace_those_of_the_server() {
    let arguments = json!({
        "body": BODY, "categories": ["bug: something is broken", "wish", " how to :  a question: how is it done? "],
    });
    let said = |category: &str| {
        answer(|answer| {
            answer["category"] = json!(category);
            answer["alternatives"] = json!([]);
        })
    };
    for era in BOTH {
        let outcome = classify(era, Model::replies([said("bug")]), arguments.clone()).await;
        assert_eq!(outcome.source(), ("model", None), "{era:?}");
        let expected = [
            json!({"name": "bug", "description": "something is broken"}),
            json!({"name": "wish"}),
            json!({"name": "how to", "description": "a question: how is it done?"}),
        ];
        assert_eq!(shown(&outcome), expected);

        for (spelling, name) in
            [("Bug", "bug"), ("how_to", "how to"), ("How-To", "how to"), ("WISH.", "wish")]
        {
            let outcome = classify(era, Model::replies([said(spelling)]), arguments.clone()).await;
            assert_eq!(outcome.source(), ("repaired", None), "{era:?} {spelling}");
            assert_eq!(outcome.content()["category"], name);
            assert_eq!(outcome.provenance()["repairs"], json!(["label_spelling"]));
        }

        let replies = Model::replies([said("network"), said("wish")]);
        let outcome = classify(era, replies, arguments.clone()).await;
        assert_eq!(outcome.content()["category"], "wish", "those of the server are not in force");
        let problem = "\"category\" is \"network\"; it must be a name of the list \"categories\", as it stands there";
        assert_eq!(outcome.provenance()["problems"], json!([problem]));
    }
}

#[tokio::test(start_paused = true)]
async fn of_150_categories_the_model_sees_all_and_none_is_guessed() {
    let names: Vec<_> =
        (1..=150).map(|number| format!("department {number:03}: room {number}")).collect();
    let arguments = json!({"body": BODY, "categories": names});
    let said = |category: &str| {
        answer(|answer| {
            answer["category"] = json!(category);
            answer["alternatives"] = json!([]);
        })
    };
    let cases = [
        ("department 077", Some(("model", json!([])))),
        ("Department_077", Some(("repaired", json!(["label_spelling"])))),
        ("departmnet 077", None),
        ("department 151", None),
        ("department", None),
        ("department 07", None),
        ("department 077 or 078", None),
        ("room 77", None),
    ];
    for era in BOTH {
        for (category, accepted) in &cases {
            let replies = Model::replies([said(category), said("department 150")]);
            let outcome = classify(era, replies, arguments.clone()).await;
            let shown = shown(&outcome);
            assert_eq!(shown.len(), 150);
            assert_eq!(shown[76], json!({"name": "department 077", "description": "room 77"}));
            let (content, provenance) = (outcome.content(), outcome.provenance());
            match accepted {
                Some((source, repairs)) => {
                    assert_eq!(content["category"], "department 077", "{era:?} {category}");
                    assert_eq!(
                        (&provenance["source"], &provenance["repairs"]),
                        (&json!(source), repairs)
                    );
                    assert_eq!(provenance["asked"], 1);
                }
                None => {
                    assert_eq!(content["category"], "department 150", "{era:?} {category}");
                    let problem = provenance["problems"][0].as_str().unwrap_or_default();
                    assert!(
                        problem.starts_with(&format!("\"category\" is \"{category}\"")),
                        "{problem}"
                    );
                }
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn taxonomy_and_prompts_are_readable_as_resources() {
    for era in BOTH {
        let mut host =
            host(era, Offers::Sampling, Model::replies([Reply::json(good())]), &[]).await;
        let outcome = host.call("classify_ticket", json!({"body": BODY})).await;
        let version = outcome.provenance()["prompt"].as_str().unwrap().replace('@', "/");
        let listed = host.request("resources/list", json!({})).await.unwrap();
        let uris: Vec<_> = listed["resources"]
            .as_array()
            .unwrap()
            .iter()
            .map(|resource| resource["uri"].as_str().unwrap())
            .collect();
        let [prompt, schema, prompts, schemas, taxonomy] = uris[..] else { panic!("{uris:?}") };
        assert_eq!(
            (prompt, schema),
            (&*format!("prompt://{version}"), &*format!("prompt://{version}/schema"))
        );
        assert!(prompts.starts_with("prompt://tickets/"), "and of the batch: {prompts}");
        assert_eq!(schemas, format!("{prompts}/schema"));
        assert_eq!(taxonomy, "taxonomy://categories");

        let mut texts = Vec::new();
        for uri in &uris {
            let read = host.request("resources/read", json!({"uri": uri})).await.unwrap();
            texts.push(read["contents"][0]["text"].as_str().unwrap().to_owned());
        }
        assert_eq!(texts[0], outcome.samples[0].system_prompt());
        let schema: Value = serde_json::from_str(&texts[1]).unwrap();
        assert_eq!(schema["properties"]["category"]["x-chosen-from"], "categories");
        let categories: Vec<Value> = serde_json::from_str(&texts[4]).unwrap();
        let names: Vec<_> = categories.iter().map(|category| &category["name"]).collect();
        let shown = shown(&outcome);
        assert_eq!(names, shown.iter().map(|category| &category["name"]).collect::<Vec<_>>());
        assert!(categories.iter().all(|category| category["description"].is_string()));
    }
}
