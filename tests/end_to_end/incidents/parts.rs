//! Reports that are too long for one question.

use end_to_end::{host::BOTH, model::DECLINES};

use super::*;

/// The report with `sections` of logs and prose behind it, about nine kilobytes each.
fn long(sections: usize) -> String {
    let mut text = report();
    for number in 1..=sections {
        text.push_str(&format!("\n## Appendix {number}\n\n"));
        text.push_str(
            &"The renewal job of the gateway wrote its state to the log, and nobody read it. "
                .repeat(40),
        );
        text.push_str("\n\n```\n");
        for line in 0..100 {
            let second = line % 60;
            text.push_str(&format!(
                "renewal[{number}]: level=info second={second} gateway certificate still valid\n"
            ));
        }
        text.push_str("```\n");
    }
    text
}

/// About 100 kB.
fn long_report() -> String {
    let long = long(10);
    assert!((90_000..110_000).contains(&long.len()), "{}", long.len());
    long
}

fn is_about_a_part(sample: &Sample) -> bool {
    sample.turns()[0].starts_with("The tool summarize_incident asks for \"incident-part\" about:")
}

/// The number of the part that is asked about, from 1, by the first appendix in it; the first part has the report.
fn is_first(sample: &Sample) -> bool {
    material(sample, "report").contains("## Root cause")
}

/// Good notes on a part: on the first, what the report itself says.
fn notes(sample: &Sample) -> Value {
    let nothing = json!({
        "gist": null, "impact": [], "causes": [], "services": [], "timeline": [], "action_items": [],
    });
    if !is_first(sample) {
        return changed(nothing, "/gist", json!("The renewal job wrote its state to the log."));
    }
    json!({
        "gist": "No file could be uploaded.", "impact": ["All uploads failed for 88 minutes"],
        "causes": ["The certificate of the storage gateway expired at 06:12."], "services": ["Uploads"],
        "timeline": good()["timeline"], "action_items": good()["action_items"],
    })
}

/// A model that takes good notes, and gives `last` when it is asked about them.
fn model(last: impl IntoIterator<Item = Reply>) -> Model {
    let mut last: std::collections::VecDeque<_> = last.into_iter().collect();
    Model::new(move |sample| {
        if is_about_a_part(sample) {
            Reply::json(notes(sample))
        } else {
            last.pop_front().expect("a reply is left")
        }
    })
}

async fn summarize_long(era: Era, model: Model, arguments: &[&str]) -> Outcome {
    let mut host = host(era, Offers::Sampling, model, arguments).await;
    host.call("summarize_incident", json!({"report": long_report()})).await
}

#[tokio::test(start_paused = true)]
async fn the_parts_are_asked_about_in_one_round_and_the_last_question_is_about_the_notes() {
    for era in BOTH {
        let outcome = summarize_long(era, model([Reply::json(good())]), &[]).await;
        assert_eq!((outcome.source(), said(&outcome)), (("model", None), good()), "{outcome:?}");
        let (last, parts) = outcome.samples.split_last().unwrap();
        assert!(parts.len() == 4 && parts.iter().all(is_about_a_part), "{}", parts.len());
        assert_eq!(outcome.provenance()["asked"], 5);
        if era == Era::RoundTrip {
            assert_eq!(outcome.requests, 3, "the call, the answers about the parts, the last one");
        }
        let appendices =
            |sample: &Sample| material(sample, "report").matches("## Appendix").count();
        assert_eq!(parts.iter().map(appendices).sum::<usize>(), 10, "each stands in one part");
        for part in parts {
            let text = material(part, "report");
            assert!(text.len() <= 32 * 1024 && text.starts_with('#'), "cut before a heading");
        }
        let notes = material(last, "notes");
        for told in [
            "# Part 1 of 4\n\nNo file could be uploaded.\n- Impact: \"All uploads failed for 88 minutes\"\n",
            "- Timeline: 2026-02-11T06:12Z: The certificate expires. (quote: \"The certificate expires. Uploads begin to fail.\")\n",
            "- Action item: Let the renewal job exit with an error when it fails (owner: Platform team; due: 2026-02-13)\n",
            "# Part 4 of 4\n\nThe renewal job wrote its state to the log.\n",
        ] {
            assert!(notes.contains(told), "{told}: {notes}");
        }
        assert!(!last.turns()[0].contains("still valid"), "the report itself is not sent again");
        assert!(material(last, "stated").contains("severity: high"));
        assert!(material(last, "wanted").contains("engineers"));
    }
}

#[tokio::test(start_paused = true)]
async fn a_part_without_useful_notes_is_noted_by_rules_and_the_reply_says_so() {
    for era in BOTH {
        let model = Model::new(|sample| match is_about_a_part(sample) {
            true if is_first(sample) => Reply::says("I would rather not."),
            true => Reply::json(notes(sample)),
            false => Reply::json(good()),
        });
        let outcome = summarize_long(era, model, &[]).await;
        assert_eq!((outcome.source(), said(&outcome)), (("model", None), good()), "{outcome:?}");
        assert_eq!(outcome.provenance()["asked"], 6, "the first part is asked about twice");
        let problems = problems(&outcome);
        let told = "part 1 was noted by rules: No answer of a model, because the model's answer could not be used.";
        assert_eq!(problems[0], told);
        assert!(problems[1].starts_with("part 1: the answer holds no JSON object"), "{problems:?}");
        let notes = material(outcome.samples.last().unwrap(), "notes");
        for told in [
            "\"All uploads failed for 88 minutes: 14,310 requests of 2,120 customers.\"",
            "The certificate of the storage gateway expired at 06:12.",
            "- Timeline: 2026-02-11T07:40Z: Uploads work again.",
            "(owner: Platform team; due: 2026-02-13)",
            "- Services: Uploads, Thumbnails\n",
        ] {
            assert!(notes.contains(told), "{told}: {notes}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn notes_that_their_part_does_not_bear_out_are_asked_for_again_and_mended() {
    let cases = [
        ("/gist", json!("No file could be uploaded by 417 customers."), "gist "),
        ("/impact/0", json!("Everybody was angry."), "impact[0] "),
        ("/causes/0", json!("A flood in the cellar."), "causes[0] "),
        ("/services/0", json!("Downloads"), "services[0] "),
        ("/timeline/1/quote", json!("It was late."), "timeline[1].quote "),
        ("/timeline/1/at", json!("2026-02-11T06:13Z"), "timeline[1].at "),
        ("/action_items/0/owner", json!("Storage team"), "action_items[0].owner "),
    ];
    for (place, value, named) in cases {
        for era in BOTH {
            let wrong = value.clone();
            let model = Model::new(move |sample| match is_about_a_part(sample) {
                true if is_first(sample) => {
                    Reply::json(changed(notes(sample), place, wrong.clone()))
                }
                true => Reply::json(notes(sample)),
                false => Reply::json(good()),
            });
            let outcome = summarize_long(era, model, &[]).await;
            assert_eq!(outcome.source(), ("model", None), "{place}");
            let [problem] = problems(&outcome)[..] else { panic!("{place}: {outcome:?}") };
            assert!(problem.starts_with(&format!("part 1: {named}")), "{problem}");
            assert!(problem.ends_with(" (left out)"), "{problem}");
            let last = material(outcome.samples.last().unwrap(), "notes");
            assert!(!last.contains(value.as_str().unwrap()), "{place}: {last}");
            assert!(last.contains("Uploads work again."), "the rest is kept: {last}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn what_stands_in_the_notes_alone_is_no_quotation() {
    let noted = "No file could be uploaded.";
    for era in BOTH {
        let wrong = with("/timeline/1/quote", json!(noted));
        let outcome = summarize_long(era, model([wrong, Reply::json(good())]), &[]).await;
        assert!(material(&outcome.samples[4], "notes").contains(noted));
        let [problem] = problems(&outcome)[..] else { panic!("{outcome:?}") };
        assert!(problem.starts_with("timeline[1].quote "), "{problem}");
        assert_eq!((outcome.source(), said(&outcome)), (("model", None), good()));
    }
}

#[tokio::test(start_paused = true)]
async fn a_report_over_the_limit_is_refused_with_both_sizes() {
    for era in BOTH {
        for (sections, arguments, limit) in [
            (40, &[][..], "the limit is 294912; send the part that matters"),
            // Less than nine times a part, but its sections end where they end.
            (30, &[], "10 parts of at most 32768 bytes"),
            (10, &["--max-questions", "3"], "the limit is 65536 bytes in 3 questions"),
            (10, &["--max-questions", "1"], "the limit is 32768 bytes in one question;"),
            (30, &["--max-questions", "50"], "11 questions, and the limit is 10 questions;"),
        ] {
            let mut host = host(era, Offers::Sampling, Model::never(), arguments).await;
            let report = long(sections);
            let outcome = host.call("summarize_incident", json!({ "report": report })).await;
            let refusal = outcome.refusal();
            assert!(refusal.contains(limit), "{refusal}");
            let (_, rest) = refusal.split_once("the text of the report has ").unwrap();
            let bytes: usize = rest.split(' ').next().unwrap().parse().unwrap();
            assert!(bytes.abs_diff(report.len()) < 1_000, "{refusal}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_report_just_within_the_limit_of_the_questions_is_summarized() {
    for era in BOTH {
        let model = model([Reply::json(good())]);
        let outcome = summarize_long(era, model, &["--max-questions", "5"]).await;
        assert_eq!(outcome.source(), ("model", None));
        let mut host = host(era, Offers::Sampling, Model::never(), &["--max-questions", "4"]).await;
        let outcome = host.call("summarize_incident", json!({"report": long_report()})).await;
        assert!(outcome.refusal().contains("would need 5 questions"), "{}", outcome.refusal());
    }
}

#[tokio::test(start_paused = true)]
async fn a_host_that_declines_a_part_is_not_asked_on() {
    let session = Era::Session("2025-11-25");
    let one_by_one = ["--max-concurrent", "1"];
    let outcome = summarize_long(session, Model::replies([DECLINES]), &one_by_one).await;
    assert_eq!((outcome.source(), outcome.samples.len()), (("fallback", Some("declined")), 1));

    let no = json!({"code": -1, "message": "User rejected sampling request"});
    let model = Model::new(move |sample| match is_about_a_part(sample) {
        true if is_first(sample) => Reply::Gives(no.clone()),
        true => Reply::json(notes(sample)),
        false => panic!("asked on after a refusal"),
    });
    let outcome = summarize_long(Era::RoundTrip, model, &[]).await;
    assert_eq!((outcome.source(), outcome.samples.len()), (("fallback", Some("declined")), 4));
    let short = without_sampling(json!({"report": report()})).await;
    for member in ["severity", "started_at", "resolved_at", "timeline", "action_items"] {
        assert_eq!(outcome.content()[member], short.content()[member], "{member}");
    }
}

#[tokio::test(start_paused = true)]
async fn parts_that_nobody_could_be_asked_about_are_no_problems() {
    let outcome = without_sampling(json!({"report": long_report()})).await;
    assert_eq!(outcome.source(), ("fallback", Some("no_sampling")));
    assert_eq!(problems(&outcome), Vec::<&str>::new());
}

#[tokio::test(start_paused = true)]
async fn problems_of_many_parts_leave_the_reply_within_what_hosts_accept() {
    let flood: Vec<_> = (0..20).map(|number| format!("{number} {}", "x".repeat(110))).collect();
    for era in BOTH {
        let flood = flood.clone();
        let model = Model::new(move |sample| match is_about_a_part(sample) {
            true => Reply::json(changed(notes(sample), "/services", json!(flood))),
            false => Reply::says("no"),
        });
        let mut host = host(era, Offers::Sampling, model, &[]).await;
        let outcome = host.call("summarize_incident", json!({"report": long(26)})).await;
        assert_eq!(outcome.source(), ("fallback", Some("unusable")));
        let reply = outcome.result.unwrap().to_string();
        assert!(reply.chars().count() <= 40_000, "{}", reply.chars().count());
    }
}
