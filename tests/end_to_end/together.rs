//! One host with all four servers connected at once. Requests with the same ids are open in all of them and are answered in mixed
//! order; each text carries a mark of its own, and so must the answer that comes of it.

use end_to_end::{
    binaries::binary,
    host::{BOTH, Era, Host, Offers},
    model::{Model, Reply, Sample},
};
use serde_json::{Value, json};
use tokio::process::Command;

/// A server, a tool of it, and how a text with a mark is put to it and answered.
struct Server {
    name: &'static str,
    tool: &'static str,
    arguments: fn(&str) -> Value,
    answer: fn(&str) -> Value,
}

const SERVERS: [Server; 4] = [
    Server {
        name: "sentiment-analyzer",
        tool: "analyze_sentiment",
        arguments: |mark| json!({"text": format!("The {mark} lamp broke on day one. A waste of money.")}),
        answer: |mark| {
            json!({
                "label": "negative", "score": -0.9, "confidence": 0.9, "rationale": format!("The {mark} lamp broke."),
                "evidence": [format!("{mark} lamp broke")], "aspects": [],
            })
        },
    },
    Server {
        name: "ticket-classifier",
        tool: "classify_ticket",
        arguments: |mark| json!({"body": format!("The {mark} printer jams on every page.")}),
        answer: |mark| {
            json!({
                "category": "hardware", "priority": "high", "confidence": 0.9, "reason": format!("The {mark} printer jams."),
                "evidence": [format!("{mark} printer jams")], "alternatives": [],
            })
        },
    },
    Server {
        name: "metrics-narrator",
        tool: "narrate_metrics",
        arguments: |mark| json!({"csv": format!("day,{mark}\n2024-01-01,1\n2024-01-02,2\n"), "chart": "none"}),
        answer: |mark| {
            let statement = format!("{mark} peaked at 2 on 2 January 2024.");
            json!({
                "headline": statement, "paragraphs": [statement],
                "highlights": [{"series": mark, "statement": statement, "facts": ["s1.max"]}],
            })
        },
    },
    Server {
        name: "incident-summarizer",
        tool: "summarize_incident",
        arguments: |mark| json!({"report": format!("On 2026-02-11 uploads to {mark} failed from 06:12 to 07:40 UTC.")}),
        answer: |mark| {
            json!({
                "title": format!("Uploads to {mark} failed"), "severity": "unknown", "status": "resolved", "started_at": "2026-02-11T06:12Z",
                "resolved_at": "2026-02-11T07:40Z", "duration_minutes": 88, "services": [mark],
                "summary": format!("Uploads to {mark} failed for 88 minutes."), "impact": null, "root_cause": null,
                "contributing_factors": [], "timeline": [], "action_items": [],
            })
        },
    },
];

/// How many calls each server gets.
const CALLS: usize = 3;

/// The marks of the calls, server by server.
const MARKS: [&str; SERVERS.len() * CALLS] = [
    "amber", "birch", "cedar", "dahlia", "ebony", "fennel", "garnet", "hazel", "indigo", "jasper",
    "kelp", "lilac",
];

/// Steps through the calls that come to each of them once, and hardly ever twice in a row to the same server.
fn mixed() -> impl Iterator<Item = usize> {
    (0..MARKS.len()).map(|step| (step * 5 + 3) % MARKS.len())
}

/// A call of one of the servers.
struct Call {
    server: usize,
    mark: &'static str,
    /// The id of the request under way.
    id: i64,
    /// How often it was asked about.
    asked: usize,
    /// What came of it.
    content: Option<Value>,
}

/// The host with its four connections.
struct Together {
    era: Era,
    hosts: Vec<Host>,
    calls: Vec<Call>,
}

impl Together {
    /// Connects to a process of each server, all with the same `key` for what they seal, or each with its own.
    async fn connect(era: Era, key: Option<&str>) -> Self {
        let mut hosts = Vec::new();
        for Server { name, .. } in SERVERS {
            let mut command = Command::new(binary(name));
            command.envs(key.map(|key| ("SAMPLING_STATE_KEY", key)));
            hosts.push(Host::of_process(era, Offers::Sampling, Model::never(), command).await);
        }
        let calls = MARKS.into_iter().enumerate().map(|(index, mark)| Call {
            server: index / CALLS,
            mark,
            id: 0,
            asked: 0,
            content: None,
        });
        Self { era, hosts, calls: calls.collect() }
    }

    /// Puts all calls, without waiting for anything.
    async fn put(&mut self) {
        for index in mixed() {
            let request = self.request(index);
            self.send(index, request).await;
        }
        let ids = |server| -> Vec<_> {
            let mut ids: Vec<_> = self.of_server(server).map(|call| call.id).collect();
            ids.sort_unstable();
            ids
        };
        assert!((1..SERVERS.len()).all(|server| ids(server) == ids(0)), "the ids are equal");
    }

    fn of_server(&self, server: usize) -> impl Iterator<Item = &Call> {
        self.calls.iter().filter(move |call| call.server == server)
    }

    /// The parameters of the first request of a call.
    fn request(&self, index: usize) -> Value {
        let Call { server, mark, .. } = self.calls[index];
        let Server { tool, arguments, .. } = SERVERS[server];
        json!({"name": tool, "arguments": arguments(mark)})
    }

    /// The parameters with which a call goes on.
    fn continued(&self, index: usize, state: &Value, responses: Value) -> Value {
        let mut request = self.request(index);
        request["requestState"] = state.clone();
        request["inputResponses"] = responses;
        request
    }

    async fn send(&mut self, index: usize, request: Value) {
        let call = &mut self.calls[index];
        call.id = self.hosts[call.server].send("tools/call", request).await;
    }

    /// What the servers say to all calls that are under way: a question to each, or its result.
    async fn heard(&mut self) -> Vec<(usize, Value)> {
        let mut heard = Vec::new();
        for server in 0..SERVERS.len() {
            let open = self.of_server(server).filter(|call| call.content.is_none()).count();
            for _ in 0..open {
                let message = self.hosts[server].read().await.expect("the server goes on");
                let index = self.calls.iter().position(|call| {
                    call.server == server
                        && match message.get("method") {
                            Some(method) => {
                                assert_eq!(method, "sampling/createMessage");
                                Sample(message["params"].clone()).turns()[0].contains(call.mark)
                            }
                            None => message["id"] == call.id,
                        }
                });
                heard.push((index.expect("a message belongs to a call of its server"), message));
            }
        }
        heard
    }

    /// Plays all calls to their ends. To each question comes the answer of the server and with the mark that `script` names for
    /// a call that is asked about for the so-manieth time.
    async fn play(&mut self, script: impl Fn(usize, usize) -> usize) {
        self.put().await;
        while self.calls.iter().any(|call| call.content.is_none()) {
            let mut heard = self.heard().await;
            let place = |index: usize| mixed().position(|other| other == index);
            heard.sort_by_key(|(index, _)| place(*index));
            for (index, message) in heard {
                let result = &message["result"];
                if message.get("method").is_none() && result["resultType"] != "input_required" {
                    self.calls[index].content = Some(result["structuredContent"].clone());
                    continue;
                }
                self.calls[index].asked += 1;
                let other = &self.calls[script(index, self.calls[index].asked)];
                let reply = Reply::json((SERVERS[other.server].answer)(other.mark));
                self.answer(index, &message, reply).await;
            }
        }
    }

    async fn answer(&mut self, index: usize, question: &Value, reply: Reply) {
        match self.era {
            Era::Session(_) => {
                self.hosts[self.calls[index].server].answer(question["id"].clone(), reply);
            }
            Era::RoundTrip => {
                let state = &question["result"]["requestState"];
                let request = self.continued(index, state, responses(question, &reply));
                self.send(index, request).await;
            }
        }
    }

    /// Asserts that every call has come to an answer of the model with its own mark and no other, after so many questions.
    fn each_has_its_own(&self, asked: usize) {
        for Call { server, mark, content, asked: questions, .. } in &self.calls {
            let content = content.as_ref().unwrap();
            let provenance = &content["provenance"];
            assert_eq!(
                (&provenance["source"], *questions),
                (&json!("model"), asked),
                "{mark}: {content}"
            );
            let mut said = content.clone();
            said["provenance"].take();
            let said = said.to_string();
            let marks: Vec<_> = MARKS.into_iter().filter(|mark| said.contains(mark)).collect();
            assert_eq!(marks, [*mark], "{}: {content}", SERVERS[*server].name);
        }
    }
}

/// The `reply` to every question of a round.
fn responses(round: &Value, reply: &Reply) -> Value {
    let questions = round["result"]["inputRequests"].as_object().unwrap();
    questions.keys().map(|key| (key.clone(), reply.result().unwrap())).collect()
}

#[tokio::test]
async fn answers_in_mixed_order_come_to_their_own_server_and_call_under_equal_ids() {
    for era in BOTH {
        let mut together = Together::connect(era, None).await;
        together.play(|index, _| index).await;
        together.each_has_its_own(1);
        if let Era::Session(_) = era {
            let ids = |host: &Host| -> Vec<_> {
                let questions =
                    host.received.iter().filter(|message| message.get("method").is_some());
                questions.map(|question| question["id"].clone()).collect()
            };
            let first = ids(&together.hosts[0]);
            assert!(
                first.len() == 3 && together.hosts.iter().all(|host| ids(host) == first),
                "{first:?}"
            );
        }
    }
}

#[tokio::test]
async fn the_answer_to_another_call_or_of_another_server_is_not_taken_but_asked_about_again() {
    let of_the_next_call = |index| index / CALLS * CALLS + (index + 1) % CALLS;
    let of_the_next_server = |index| (index + CALLS) % MARKS.len();
    for era in BOTH {
        for wrong in [of_the_next_call, of_the_next_server] as [fn(usize) -> usize; 2] {
            let mut together = Together::connect(era, None).await;
            together.play(|index, asked| if asked == 1 { wrong(index) } else { index }).await;
            together.each_has_its_own(2);
        }
    }
}

#[tokio::test]
async fn what_one_server_has_sealed_and_asked_is_worth_nothing_to_another_or_to_another_call() {
    // Servers with keys of their own, and with the same one, as replicas have.
    for key in [None, Some("a key that all of the servers were given")] {
        let mut together = Together::connect(Era::RoundTrip, key).await;
        together.put().await;
        let rounds = together.heard().await;
        for (one, round) in &rounds {
            let Call { server, mark, .. } = together.calls[*one];
            let responses = responses(round, &Reply::json((SERVERS[server].answer)(mark)));
            for (other, own_round) in rounds.iter().filter(|(other, _)| other != one) {
                let host = together.calls[*other].server;
                let state = &round["result"]["requestState"];
                let request = together.continued(*other, state, responses.clone());
                let refused = together.hosts[host].request("tools/call", request).await;
                assert_eq!(refused.unwrap_err()["code"], -32602, "the state of another call");

                for state in [&own_round["result"]["requestState"], &Value::Null] {
                    let request = together.continued(*other, state, responses.clone());
                    let asked = together.hosts[host].request("tools/call", request).await.unwrap();
                    assert_eq!(
                        questions(&asked),
                        questions(&own_round["result"]),
                        "asks for its own answer"
                    );
                }
            }
        }
    }
}

/// What a round asks, whichever attempt it is.
fn questions(result: &Value) -> Vec<&Value> {
    result["inputRequests"].as_object().unwrap().values().collect()
}
