//! What the host receives: the whole request, as a snapshot, so that a change of a prompt is seen in review.

use end_to_end::{
    host::{BOTH, Era, Host, Offers},
    model::{Model, Reply},
};
use incident_summarizer::IncidentSummarizer;
use metrics_narrator::MetricsNarrator;
use sentiment_analyzer::SentimentAnalyzer;
use serde_json::json;
use ticket_classifier::{Taxonomy, TicketClassifier};

use crate::{
    probe::{echo, host},
    sampler::words,
};

const SESSION: Era = Era::Session("2025-11-25");

#[tokio::test(start_paused = true)]
async fn the_question_of_the_sentiment_analyzer_as_the_host_receives_it() {
    let model = Model::replies([Reply::says("I think it is rather good."), Reply::says("Yes.")]);
    let mut host = Host::in_memory(SESSION, Offers::Sampling, model, &[], SentimentAnalyzer).await;
    let arguments =
        json!({"text": "Gorgeous screen,\nawful battery.", "aspects": ["screen", "battery life"]});
    let outcome = host.call("analyze_sentiment", arguments).await;
    let [first, second] = outcome.samples.as_slice() else { panic!("{:?}", outcome.samples) };
    insta::assert_snapshot!("sentiment_system_prompt", first.system_prompt());
    let mut rest = first.0.clone();
    rest["systemPrompt"] = json!("as in the other snapshot");
    rest["_meta"] = json!(null);
    insta::assert_json_snapshot!("sentiment_question", rest);
    insta::assert_snapshot!("sentiment_asked_again", second.last());
}

#[tokio::test(start_paused = true)]
async fn the_questions_of_the_ticket_classifier_as_the_host_receives_them() {
    let categories =
        ["network: The VPN, the Wi-Fi and what cannot be reached.", "how-to"].map(str::to_owned);
    let answers = json!({"items": [
        {"item": 2, "category": "how to", "priority": "low", "confidence": 0.9, "evidence": "Where is the printer"},
    ]});
    let replies = [
        Reply::says("no"),
        Reply::says("no"),
        Reply::json(answers),
        Reply::says("no"),
        Reply::says("no"),
    ];
    let server = TicketClassifier::new(Taxonomy::from_call(&categories).unwrap());
    let mut host =
        Host::in_memory(SESSION, Offers::Sampling, Model::replies(replies), &[], server).await;
    let one = host.call("classify_ticket", json!({"subject": "VPN", "body": "It drops."})).await;
    let first = &one.samples[0];
    insta::assert_snapshot!("ticket_system_prompt", first.system_prompt());
    insta::assert_snapshot!("ticket_question", first.last());

    let tickets = json!([{"body": "The VPN drops."}, {"body": "Where is\nthe printer?"}]);
    let many = host.call("classify_ticket_batch", json!({ "tickets": tickets })).await;
    insta::assert_snapshot!("tickets_system_prompt", many.samples[0].system_prompt());
    insta::assert_snapshot!("tickets_question", many.samples[0].last());
    insta::assert_snapshot!("tickets_asked_again", many.samples[1].last());
}

#[tokio::test(start_paused = true)]
async fn the_question_of_the_metrics_narrator_as_the_host_receives_it() {
    let wrong = json!({"headline": "Sales doubled to 31.", "paragraphs": ["sales rose."], "highlights": []});
    let model = Model::replies([Reply::json(wrong), Reply::says("no")]);
    let mut host = Host::in_memory(SESSION, Offers::Sampling, model, &[], MetricsNarrator).await;
    let table = "day,sales,Temp (°C)\n2024-01-01,10,7.5\n2024-01-02,12,\n2024-01-03,15,8.25\n";
    let arguments = json!({"csv": table, "question": "Did sales grow?", "chart": "none"});
    let outcome = host.call("narrate_metrics", arguments).await;
    let [first, second] = outcome.samples.as_slice() else { panic!("{:?}", outcome.samples) };
    insta::assert_snapshot!("narrative_system_prompt", first.system_prompt());
    insta::assert_snapshot!("narrative_question", first.last());
    insta::assert_snapshot!("narrative_asked_again", second.last());
}

#[tokio::test(start_paused = true)]
async fn the_questions_of_the_incident_summarizer_as_the_host_receives_them() {
    let wrong = json!({
        "title": "Search fails", "severity": "low", "status": "resolved", "started_at": "2026-03-05T14:04Z", "resolved_at": null,
        "duration_minutes": 20, "services": ["Mail"], "summary": "31 searches failed.", "impact": null, "root_cause": null,
        "contributing_factors": [], "timeline": [{"at": null, "event": "It broke.", "quote": "The node broke."}],
        "action_items": [{"action": "Hire nine astronauts", "owner": "Bob", "due": "soon"}],
    });
    let model = Model::replies([Reply::json(wrong), Reply::says("no")]);
    let mut host = Host::in_memory(SESSION, Offers::Sampling, model, &[], IncidentSummarizer).await;
    let report = "# Search was down\n\nSeverity: SEV-2\n\nOn 2026-03-05 from 14:05 to 14:31 UTC every search failed.\n\n\
        ## Action items\n\n- Limit the memory of a query (owner: Anna)\n";
    let arguments = json!({"report": report, "audience": "executive", "max_words": 60});
    let outcome = host.call("summarize_incident", arguments).await;
    let [first, second] = outcome.samples.as_slice() else { panic!("{:?}", outcome.samples) };
    insta::assert_snapshot!("incident_system_prompt", first.system_prompt());
    insta::assert_snapshot!("incident_question", first.last());
    insta::assert_snapshot!("incident_asked_again", second.last());

    let model = Model::always(Reply::says("no"));
    let mut host = Host::in_memory(SESSION, Offers::Sampling, model, &[], IncidentSummarizer).await;
    let report = format!("{report}\n## Log\n\n{}\n", "It was read. ".repeat(3_500));
    let outcome = host.call("summarize_incident", json!({ "report": report })).await;
    let parts: Vec<_> = outcome.samples.iter().filter(|sample| sample.turns().len() == 1).collect();
    let [first, .., last] = parts.as_slice() else { panic!("{} questions", parts.len()) };
    insta::assert_snapshot!("incident_part_system_prompt", first.system_prompt());
    insta::assert_snapshot!("incident_part_question", first.last());
    insta::assert_snapshot!("incident_notes_question", last.last());
}

#[tokio::test(start_paused = true)]
async fn no_hidden_character_of_a_caller_reaches_the_model() {
    let hiding = |text: &str| {
        format!("{text}\u{1b}\u{200b}\u{202e}\u{e0041}\u{e0042} 👩\u{200d}🚀 می\u{200c}خواهم")
    };
    let csv = "day,sales\n2024-01-01,10\n2024-01-02,12\n2024-01-03,15\n";
    let calls = [
        ("analyze_sentiment", json!({"text": hiding("It broke.")})),
        ("analyze_sentiment_batch", json!({"texts": [hiding("It broke."), hiding("It works.")]})),
        ("classify_ticket", json!({"subject": hiding("VPN"), "body": hiding("It drops.")})),
        ("classify_ticket_batch", json!({"tickets": [{"body": hiding("It drops.")}]})),
        ("narrate_metrics", json!({"csv": csv, "question": hiding("Did sales grow?")})),
        (
            "summarize_incident",
            json!({"report": hiding("Search was down from 14:05 to 14:31 UTC.")}),
        ),
    ];
    for (tool, arguments) in calls {
        let model = Model::always(Reply::says("no"));
        let (era, offers) = (Era::RoundTrip, Offers::Sampling);
        let tickets = TicketClassifier::new(Taxonomy::it_support());
        let mut host = match tool.split_once('_') {
            Some(("analyze", _)) => {
                Host::in_memory(era, offers, model, &[], SentimentAnalyzer).await
            }
            Some(("classify", _)) => Host::in_memory(era, offers, model, &[], tickets).await,
            Some(("narrate", _)) => Host::in_memory(era, offers, model, &[], MetricsNarrator).await,
            _ => Host::in_memory(era, offers, model, &[], IncidentSummarizer).await,
        };
        let outcome = host.call(tool, arguments).await;
        let question = outcome.samples[0].last();
        for hidden in ['\u{1b}', '\u{200b}', '\u{202e}', '\u{e0041}', '\u{e0042}'] {
            assert!(!question.contains(hidden), "{tool}: {question:?}");
        }
        assert!(!question.contains("\\u001b"), "{tool}: {question}");
        for needed in ["👩\u{200d}🚀", "می\u{200c}خواهم"] {
            assert!(question.contains(needed), "{tool}: {question:?}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn both_eras_put_the_same_request() {
    let mut requests = Vec::new();
    for era in BOTH {
        let model = Model::always(Reply::says("no"));
        let mut host = Host::in_memory(era, Offers::Sampling, model, &[], SentimentAnalyzer).await;
        let outcome = host.call("analyze_sentiment", json!({"text": "So so."})).await;
        let mut samples: Vec<_> = outcome.samples.into_iter().map(|sample| sample.0).collect();
        samples.iter_mut().for_each(|sample| sample["_meta"] = json!(null));
        requests.push(samples);
    }
    assert_eq!(requests[0], requests[1]);
}

#[tokio::test(start_paused = true)]
async fn options_travel_with_every_question() {
    let arguments = [
        "--model-hint",
        "claude",
        "--model-hint",
        "gpt",
        "--priority",
        "speed",
        "--temperature",
        "0.5",
        "--max-tokens",
        "77",
        "--metadata",
        "{\"top_p\": 0.9}",
    ];
    for era in BOTH {
        let (mut host, _) = host(era, Model::new(echo), &arguments).await;
        let outcome = host.call("one", json!({})).await;
        let request = &outcome.samples[0].0;
        assert_eq!(
            request["modelPreferences"],
            json!({"hints": [{"name": "claude"}, {"name": "gpt"}], "speedPriority": 1.0})
        );
        assert_eq!((&request["temperature"], &request["maxTokens"]), (&json!(0.5), &json!(77)));
        assert_eq!(request["metadata"], json!({"top_p": 0.9}));
    }
}

#[tokio::test(start_paused = true)]
async fn a_question_goes_on_from_an_earlier_exchange_at_a_temperature_of_its_own() {
    for (arguments, temperature) in [(&[][..], 0.5), (&["--temperature", "0.25"], 0.25)] {
        for era in BOTH {
            let says = |word: &str| Reply::json(json!({"word": word}));
            let model = Model::replies([says("one"), says("two")]);
            let (mut host, _) = host(era, model, arguments).await;
            let outcome = host.call("goes_on", json!({})).await;
            assert_eq!(words(&outcome), ["one", "two"], "{era:?}");
            let [first, second] = &outcome.samples[..] else { panic!("two questions") };
            let [earlier, answered, asked] = second.turns()[..] else { panic!("three turns") };
            assert_eq!((earlier, answered), (first.last(), r#"{"word":"one"}"#));
            assert!(asked.contains("begins =====\ntwo\n"), "{asked}");
            assert_eq!(second.0["messages"][1]["role"], "assistant");
            assert_eq!(second.0["temperature"], temperature, "{era:?}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn no_question_offers_tools_or_asks_for_context() {
    for era in BOTH {
        let (mut host, _) = host(era, Model::new(echo), &[]).await;
        let outcome = host.call("one", json!({})).await;
        for member in [
            "tools",
            "toolChoice",
            "includeContext",
            "stopSequences",
            "modelPreferences",
            "metadata",
        ] {
            assert_eq!(outcome.samples[0].0.get(member), None, "{member}");
        }
        assert_eq!(outcome.samples[0].0["temperature"], 0.0);
    }
}
