//! What becomes of a model's answer about a report that fits one question.

use end_to_end::host::BOTH;

use super::*;

/// What is left of the good answer where the model keeps to one wrong thing.
#[derive(Debug)]
enum Left {
    /// Everything but the item at this place.
    Without(&'static str),
    /// Everything, with another value at this place.
    With(&'static str, Value),
}

/// One wrong thing at a time: what it is, its place, the wrong value, and what is left if it stays.
fn wrong_things() -> Vec<(&'static str, &'static str, Value, Left)> {
    use Left::{With, Without};
    let first = "The certificate of the storage gateway expired at 06:12, and no file could be uploaded for 88 minutes.";
    let words = "word ".repeat(120);
    let null = |place| With(place, Value::Null);
    vec![
        (
            "a quotation that is not there",
            "/timeline/1/quote",
            json!("The certificate expires, and uploads fail."),
            Without("/timeline/1"),
        ),
        (
            "a time of an entry",
            "/timeline/1/at",
            json!("2026-02-11T06:13Z"),
            Without("/timeline/1"),
        ),
        (
            "a number in an event",
            "/timeline/2/event",
            json!("99 uploads work again."),
            Without("/timeline/2"),
        ),
        ("a start", "/started_at", json!("2026-02-11T05:58Z"), null("/started_at")),
        ("an end", "/resolved_at", json!("2026-02-12T07:40Z"), null("/resolved_at")),
        ("no time", "/started_at", json!("in the morning"), null("/started_at")),
        ("a service", "/services/1", json!("Downloads"), Without("/services/1")),
        ("an owner", "/action_items/0/owner", json!("Storage team"), null("/action_items/0/owner")),
        ("a date", "/action_items/1/due", json!("2026-02-27"), null("/action_items/1/due")),
        (
            "an invented action",
            "/action_items/1/action",
            json!("Buy hardware security modules from another vendor"),
            Without("/action_items/1"),
        ),
        (
            "an action turned round",
            "/action_items/1/action",
            json!("Do not alert on certificates that expire within 14 days"),
            Without("/action_items/1"),
        ),
        (
            "an owner of another action",
            "/action_items/0/owner",
            json!("Security team"),
            null("/action_items/0/owner"),
        ),
        ("a service that is none", "/services/1", json!("customers"), Without("/services/1")),
        (
            "a time of another entry",
            "/timeline/1/at",
            json!("2026-02-11T07:40Z"),
            Without("/timeline/1"),
        ),
        (
            "an event that is not quoted",
            "/timeline/1/event",
            json!("A load balancer is replaced."),
            Without("/timeline/1"),
        ),
        (
            "a name in the summary",
            "/summary",
            json!(format!("{first} Then GitHub was down.")),
            With("/summary", json!(first)),
        ),
        (
            "a cause that is told nowhere",
            "/root_cause",
            json!("A memory leak in the load balancer crashed the hosts."),
            null("/root_cause"),
        ),
        (
            "a number in the summary",
            "/summary",
            json!(format!("{first} 17 disks were lost.")),
            With("/summary", json!(first)),
        ),
        (
            "a number in the impact",
            "/impact",
            json!("All uploads failed. 41 customers left."),
            With("/impact", json!("All uploads failed.")),
        ),
        (
            "a number in the cause",
            "/root_cause",
            json!("The token was rotated 3.5 weeks too early."),
            null("/root_cause"),
        ),
        (
            "a number in a factor",
            "/contributing_factors/0",
            json!("The job had failed 416 times."),
            Without("/contributing_factors/0"),
        ),
        ("a duration", "/duration_minutes", json!(20), With("/duration_minutes", json!(88))),
        (
            "too many words",
            "/summary",
            json!(format!("{first} Then {words}.")),
            With("/summary", json!(first)),
        ),
    ]
}

/// `/timeline/1/quote` as problems write it: `timeline[1].quote`.
fn named(place: &str) -> String {
    let mut named = String::new();
    for part in place.split('/').skip(1) {
        match part.parse::<usize>() {
            Ok(index) => named.push_str(&format!("[{index}]")),
            Err(_) if named.is_empty() => named.push_str(part),
            Err(_) => named.push_str(&format!(".{part}")),
        }
    }
    named
}

fn left(left: &Left) -> Value {
    match left {
        Left::With(place, value) => changed(good(), place, value.clone()),
        Left::Without(place) => {
            let (list, index) = place.rsplit_once('/').unwrap();
            let mut answer = good();
            let items = answer.pointer_mut(list).and_then(Value::as_array_mut).unwrap();
            items.remove(index.parse().unwrap());
            answer
        }
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_the_report_bears_out_is_the_answer() {
    for era in BOTH {
        for (report, good) in [(report(), good()), (page(), good_about_the_page())] {
            let outcome = summarize(era, &report, [Reply::json(good.clone())]).await;
            assert_eq!(outcome.source(), ("model", None), "{outcome:?}");
            assert_eq!(said(&outcome), good);
            assert_eq!((problems(&outcome), outcome.samples.len()), (vec![], 1));
        }
    }
}

#[tokio::test(start_paused = true)]
async fn what_the_report_does_not_bear_out_is_asked_about_again_with_the_place() {
    for (what, place, value, _) in wrong_things() {
        for era in BOTH {
            let replies = [with(place, value.clone()), Reply::json(good())];
            let outcome = summarize(era, &report(), replies).await;
            assert_eq!((outcome.source(), said(&outcome)), (("model", None), good()), "{what}");
            assert_eq!(outcome.provenance()["asked"], 2, "{what}");
            let [problem] = problems(&outcome)[..] else { panic!("{what}: {outcome:?}") };
            assert_eq!(problem.split(' ').next(), Some(named(place).as_str()), "{what}: {problem}");
            let asked_again = outcome.samples[1].last();
            assert!(asked_again.contains(&format!("\n- {problem}\n")), "{what}: {asked_again}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn what_stays_wrong_is_dropped_and_named_and_the_rest_is_kept() {
    for (what, place, value, rest) in wrong_things() {
        for era in BOTH {
            let replies = [with(place, value.clone()), with(place, value.clone())];
            let outcome = summarize(era, &report(), replies).await;
            assert_eq!(outcome.source(), ("model", None), "{what}: {outcome:?}");
            assert_eq!(said(&outcome), left(&rest), "{what}");
            let [problem] = problems(&outcome)[..] else { panic!("{what}: {outcome:?}") };
            assert!(problem.starts_with(&named(place)), "{what}: {problem}");
            let is_replaced = place == "/duration_minutes";
            let end = if is_replaced {
                " (left out; the rules' own stands in its place)"
            } else {
                " (left out)"
            };
            assert!(problem.ends_with(end), "{what}: {problem}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn what_rules_put_in_place_is_not_called_the_models() {
    let foreign = json!("Trains stopped between stations after lightning struck a signal box.");
    let wrong = changed(good(), "/summary", foreign);
    let mut empty = wrong.clone();
    for list in ["services", "contributing_factors", "timeline", "action_items"] {
        empty[list] = json!([]);
    }
    for member in ["impact", "root_cause"] {
        empty[member] = Value::Null;
    }
    for era in BOTH {
        let outcome =
            summarize(era, &report(), [Reply::json(wrong.clone()), Reply::json(wrong.clone())])
                .await;
        assert_eq!(outcome.source(), ("model", None));
        let [problem] = problems(&outcome)[..] else { panic!("{outcome:?}") };
        assert!(problem.starts_with("summary "), "{problem}");
        assert!(problem.ends_with("(left out; the rules' own stands in its place)"), "{problem}");
        let outcome =
            summarize(era, &report(), [Reply::json(empty.clone()), Reply::json(empty.clone())])
                .await;
        assert_eq!(outcome.source(), ("fallback", Some("unusable")), "{outcome:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn everything_that_is_wrong_is_named_at_once_and_dropped_together() {
    let mut wrong = good();
    let mut rest = good();
    for (place, value, kept) in [
        ("/started_at", json!("2026-02-11T05:58Z"), Value::Null),
        ("/impact", json!("41 customers left."), Value::Null),
        ("/action_items/0/owner", json!("Storage team"), Value::Null),
        ("/duration_minutes", json!(20), Value::Null),
    ] {
        wrong = changed(wrong, place, value);
        rest = changed(rest, place, kept);
    }
    for era in BOTH {
        let replies = [Reply::json(wrong.clone()), Reply::json(wrong.clone())];
        let outcome = summarize(era, &report(), replies).await;
        assert_eq!((outcome.source(), said(&outcome)), (("model", None), rest.clone()));
        assert_eq!(problems(&outcome).len(), 4, "{outcome:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_words_of_a_report_without_a_mark_bound_its_severity() {
    let unmarked = report().replace("| **Severity** | SEV-2 |\n", "");
    let judged = |severity: &str| with("/severity", json!(severity));
    for era in BOTH {
        for near in ["medium", "high", "critical", "unknown"] {
            let outcome = summarize(era, &unmarked, [judged(near)]).await;
            assert_eq!(outcome.content()["severity"], near, "one step is a matter of judgment");
        }
        let outcome = summarize(era, &unmarked, [judged("low"), judged("high")]).await;
        let [problem] = problems(&outcome)[..] else { panic!("{outcome:?}") };
        assert!(problem.starts_with("severity is low, but by the rubric"), "{problem}");
        assert!(outcome.samples[1].last().contains(problem));
        assert_eq!(outcome.content()["severity"], "high");
        let outcome = summarize(era, &unmarked, [judged("low"), judged("low")]).await;
        assert_eq!(said(&outcome), changed(good(), "/severity", json!("high")));
    }
}

#[tokio::test(start_paused = true)]
async fn a_time_that_follows_from_a_start_and_a_length_is_accepted() {
    let report = "Uploads failed on 5 March 2026 at 14:05 UTC. They were back after 40 minutes.";
    let answer = json!({
        "title": "Uploads failed", "severity": "high", "status": "resolved",
        "started_at": "2026-03-05T14:05Z", "resolved_at": "2026-03-05T14:45Z", "duration_minutes": 40,
        "services": ["Uploads"], "summary": "Uploads failed from 14:05 for 40 minutes.", "impact": "Uploads failed.", "root_cause": null,
        "contributing_factors": [],
        "timeline": [{"at": "2026-03-05T14:45Z", "event": "Uploads were back.", "quote": "They were back after 40 minutes."}],
        "action_items": [],
    });
    for era in BOTH {
        let outcome = summarize(era, report, [Reply::json(answer.clone())]).await;
        assert_eq!((outcome.source(), said(&outcome)), (("model", None), answer.clone()));
        let later = changed(answer.clone(), "/resolved_at", json!("2026-03-05T14:50Z"));
        let replies = [Reply::json(later), Reply::json(answer.clone())];
        let outcome = summarize(era, report, replies).await;
        assert!(problems(&outcome)[0].starts_with("resolved_at "), "{outcome:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_end_before_the_start_is_asked_about_again_and_dropped() {
    let turned = || {
        let answer = changed(good(), "/started_at", json!("2026-02-11T07:40Z"));
        changed(answer, "/resolved_at", json!("2026-02-11T06:12Z"))
    };
    for era in BOTH {
        let outcome =
            summarize(era, &report(), [Reply::json(turned()), Reply::json(turned())]).await;
        let problem = problems(&outcome)[0];
        assert!(problem.starts_with("resolved_at ") && problem.contains("before"), "{problem}");
        assert_eq!(outcome.source(), ("model", None));
        assert_eq!(outcome.content()["resolved_at"], Value::Null);
    }
}

#[tokio::test(start_paused = true)]
async fn what_the_page_marks_wins_over_the_model_and_the_reply_says_so() {
    let mut answer = good_about_the_page();
    for (place, value) in
        [("/title", "Cards are rejected"), ("/severity", "low"), ("/status", "monitoring")]
    {
        answer = changed(answer, place, json!(value));
    }
    for era in BOTH {
        let outcome = summarize(era, &page(), [Reply::json(answer.clone())]).await;
        assert_eq!(outcome.source(), ("model", None), "{outcome:?}");
        assert_eq!(said(&outcome), good_about_the_page());
        insta::assert_json_snapshot!("incident_marks_win", problems(&outcome));
    }
}

#[tokio::test(start_paused = true)]
async fn who_reads_and_how_much_reaches_the_model_as_material_and_changes_no_fact() {
    let asked = async |era, wanted: Value| {
        let mut arguments = wanted;
        arguments["report"] = json!(report());
        call(era, arguments, [Reply::json(good())]).await
    };
    for era in BOTH {
        let usual = asked(era, json!({})).await;
        for (arguments, wanted) in [
            (json!({}), "summary for engineers, at most 120 words"),
            (
                json!({"audience": "executive", "max_words": 60}),
                "summary for executives, at most 60 words",
            ),
            (
                json!({"audience": "customer", "max_words": 600}),
                "summary for customers, at most 600 words",
            ),
        ] {
            let outcome = asked(era, arguments).await;
            let (sample, usual_sample) = (&outcome.samples[0], &usual.samples[0]);
            assert_eq!(material(sample, "wanted"), wanted);
            assert_eq!(sample.system_prompt(), usual_sample.system_prompt());
            for name in ["report", "stated"] {
                assert_eq!(material(sample, name), material(usual_sample, name));
            }
            assert_eq!(said(&outcome), said(&usual));
        }
    }
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_used_is_refused_with_what_to_change() {
    let folder = workspace::root().join("docs/incidents").display().to_string();
    let cases = [
        (
            json!({"report": "x", "max_words": 10}),
            "max_words is 10; choose a number from 20 to 600",
        ),
        (json!({"report": "x", "max_words": 601}), "max_words is 601; choose a number"),
        (
            json!({"report": "x", "path": "storage.md"}),
            "report and path are both given; send one of them",
        ),
        (json!({}), "there is nothing to read; send report or path"),
        (json!({"report": " \n"}), "report is empty; send at least one word"),
        (json!({"report": "<!-- nothing -->\n# \u{200b}\n"}), "shows no text"),
        (json!({"report": "<html><body><script>x</script></body></html>"}), "shows no text"),
        (json!({"path": "../decisions.md"}), "names no file that this server may read"),
        (json!({"path": "none.md"}), "names no file that this server may read"),
        (
            json!({"report": "x", "audience": "press"}),
            "audience is \"press\"; send one of \"engineer\", \"executive\", \"customer\"",
        ),
        (json!({"report": "x", "max_words": -1}), "max_words is -1; choose a number"),
        (json!({"report": "x", "words": 1}), "words is unknown; send only"),
    ];
    for era in BOTH {
        for (arguments, expected) in &cases {
            let mut host = host(era, Offers::Sampling, Model::never(), &["--root", &folder]).await;
            let outcome = host.call("summarize_incident", arguments.clone()).await;
            assert!(outcome.refusal().contains(expected), "{arguments}: {}", outcome.refusal());
        }
    }
    let without_root = without_sampling(json!({"path": "storage.md"})).await;
    assert!(without_root.refusal().contains("--root DIR"), "{without_root:?}");
}

#[tokio::test(start_paused = true)]
async fn a_file_is_read_inside_of_the_roots_as_the_report_itself_would_be() {
    let folder = workspace::root().join("docs/incidents").display().to_string();
    for era in BOTH {
        for (name, good) in [("storage.md", good()), ("checkout.html", good_about_the_page())] {
            let model = Model::replies([Reply::json(good.clone())]);
            let mut host = host(era, Offers::Sampling, model, &["--root", &folder]).await;
            let outcome = host.call("summarize_incident", json!({ "path": name })).await;
            assert_eq!((outcome.source(), said(&outcome)), (("model", None), good));
        }
    }
}
