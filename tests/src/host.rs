//! A host of either era, written against the protocol and not against a library: it sends and reads lines
//! of JSON, and does only what real clients were seen to do.

use std::{collections::HashMap, process::Stdio, sync::Arc, time::Duration};

use rmcp::ServerHandler;
use serde_json::{Map, Value, json};
use shared::{Options, Sampling, SamplingServer, server::Handler};
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader, Lines},
    process::{Child, Command},
    sync::Mutex,
};

use crate::model::{Model, Reply, Sample};

/// The protocol era that a host speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Era {
    /// With this protocol version, up to 2025-11-25: the server asks while the call is open.
    Session(&'static str),
    /// 2026-07-28: the tool returns, and is called again.
    RoundTrip,
}

impl Era {
    /// The protocol version that its hosts speak.
    pub fn version(self) -> &'static str {
        match self {
            Self::Session(version) => version,
            Self::RoundTrip => "2026-07-28",
        }
    }
}

/// One host of each era.
pub const BOTH: [Era; 2] = [Era::Session("2025-11-25"), Era::RoundTrip];

/// Every protocol version there is.
pub const ALL: [Era; 5] = [
    Era::Session("2024-11-05"),
    Era::Session("2025-03-26"),
    Era::Session("2025-06-18"),
    Era::Session("2025-11-25"),
    Era::RoundTrip,
];

/// Whether the host declares the `sampling` capability.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offers {
    /// It does.
    Sampling,
    /// It does not.
    Nothing,
}

/// Whether the host gives its calls a progress token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wants {
    /// It does: the id of the request, as clients do, and so another one in each round.
    Progress,
    /// It does not.
    Nothing,
}

/// A connected host.
pub struct Host {
    era: Era,
    offers: Offers,
    model: Model,
    wants: Wants,
    reader: Lines<BufReader<Box<dyn AsyncRead + Send + Unpin>>>,
    writer: Writer,
    next_id: i64,
    /// The server process, if it is one.
    pub server: Option<Child>,
    /// Every line that the server has written, parsed.
    pub received: Vec<Value>,
}

type Writer = Arc<Mutex<Option<Box<dyn AsyncWrite + Send + Unpin>>>>;

/// What came of one tool call.
#[derive(Debug)]
pub struct Outcome {
    /// The result of the call, or the JSON-RPC error.
    pub result: Result<Value, Value>,
    /// The questions that the server asked, in the order in which they arrived.
    pub samples: Vec<Sample>,
    /// How many requests the call took: 1 on the session route, one more for each round otherwise.
    pub requests: usize,
    /// The ids of the server's requests that it withdrew.
    pub withdrawn: Vec<Value>,
    /// What the server told of its progress, in all rounds: the parameters of each notification.
    pub progress: Vec<Value>,
}

impl Outcome {
    /// The structured content of a result that is no error.
    pub fn content(&self) -> &Value {
        match &self.result {
            Ok(result) if result["isError"] != true => &result["structuredContent"],
            other => panic!("not an answer: {other:?}"),
        }
    }

    /// The provenance of the answer.
    pub fn provenance(&self) -> &Value {
        &self.content()["provenance"]
    }

    /// The source of the answer and the reason for a fallback, for a short comparison.
    pub fn source(&self) -> (&str, Option<&str>) {
        let provenance = self.provenance();
        (provenance["source"].as_str().unwrap_or_default(), provenance["reason"].as_str())
    }

    /// The sentence of a tool error.
    pub fn refusal(&self) -> &str {
        match &self.result {
            Ok(result) if result["isError"] == true => {
                result["content"][0]["text"].as_str().unwrap_or_default()
            }
            other => panic!("not a tool error: {other:?}"),
        }
    }

    /// The code of a protocol error.
    pub fn error_code(&self) -> i64 {
        match &self.result {
            Err(error) => error["code"].as_i64().unwrap_or_default(),
            Ok(result) => panic!("not a protocol error: {result}"),
        }
    }
}

/// The options of a command line, without the name of the program.
pub fn options(arguments: &[&str]) -> Options {
    #[derive(clap::Parser)]
    struct CommandLine {
        #[command(flatten)]
        options: Options,
    }
    let line = ["server"].iter().chain(arguments);
    <CommandLine as clap::Parser>::parse_from(line).options
}

impl Host {
    /// Connects to a server in this process, started with `arguments`.
    pub async fn in_memory(
        era: Era,
        offers: Offers,
        model: Model,
        arguments: &[&str],
        server: impl SamplingServer,
    ) -> Self {
        let sampling = Sampling::new(options(arguments), None).expect("no state key is given");
        Self::beside(era, offers, model, &sampling, server).await
    }

    /// Connects to `server`, which asks as `sampling` says.
    pub async fn beside(
        era: Era,
        offers: Offers,
        model: Model,
        sampling: &Sampling,
        server: impl SamplingServer,
    ) -> Self {
        let handler = Handler::new(server, sampling.clone());
        Self::of_handler(era, offers, model, sampling, handler).await
    }

    /// Connects to a server that handles requests itself.
    pub async fn of_handler(
        era: Era,
        offers: Offers,
        model: Model,
        sampling: &Sampling,
        handler: impl ServerHandler,
    ) -> Self {
        let (to_server, from_host) = tokio::io::duplex(1 << 20);
        let (to_host, from_server) = tokio::io::duplex(1 << 20);
        let sampling = sampling.clone();
        tokio::spawn(async move {
            let stop = Default::default();
            shared::serve::serve_over(handler, &sampling, stop, from_host, to_host).await
        });
        let mut host = Self::over(era, offers, model, Box::new(from_server), Box::new(to_server));
        host.greet().await;
        host
    }

    /// Starts `server` and connects to it over pipes, as every host does.
    pub async fn of_process(era: Era, offers: Offers, model: Model, mut server: Command) -> Self {
        let mut child = server
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap_or_else(|error| panic!("{server:?} does not start: {error}"));
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        let reader = Box::new(stdout.expect("standard output is piped"));
        let mut host = Self::over(
            era,
            offers,
            model,
            reader,
            Box::new(stdin.expect("standard input is piped")),
        );
        host.server = Some(child);
        host.greet().await;
        host
    }

    fn over(
        era: Era,
        offers: Offers,
        model: Model,
        reader: Box<dyn AsyncRead + Send + Unpin>,
        writer: Box<dyn AsyncWrite + Send + Unpin>,
    ) -> Self {
        Self {
            era,
            offers,
            model,
            wants: Wants::Nothing,
            reader: BufReader::new(reader).lines(),
            writer: Arc::new(Mutex::new(Some(writer))),
            next_id: 1,
            server: None,
            received: Vec::new(),
        }
    }

    /// The same host, which wants to hear of the progress of its calls from now on.
    #[must_use]
    pub fn wanting(mut self, wants: Wants) -> Self {
        self.wants = wants;
        self
    }

    /// Opens the connection as clients of the era do: `initialize`, or `server/discover`.
    async fn greet(&mut self) {
        match self.era {
            Era::Session(version) => {
                let params = json!({
                    "protocolVersion": version, "capabilities": self.capabilities(),
                    "clientInfo": {"name": "scripted-host", "version": "1"},
                });
                let result = self.request("initialize", params).await.expect("the server greets");
                assert_eq!(result["protocolVersion"], version);
                let initialized = json!({"jsonrpc": "2.0", "method": "notifications/initialized"});
                self.write(&initialized).await;
            }
            Era::RoundTrip => {
                let result =
                    self.request("server/discover", json!({})).await.expect("the server greets");
                let versions = result["supportedVersions"].to_string();
                assert!(versions.contains("2026-07-28"), "{result}");
            }
        }
    }

    fn capabilities(&self) -> Value {
        match self.offers {
            Offers::Sampling => json!({"sampling": {}}),
            Offers::Nothing => json!({}),
        }
    }

    /// Sends a request that asks for no sampling, and gives its result or its error.
    pub async fn request(&mut self, method: &str, params: Value) -> Result<Value, Value> {
        let id = self.send(method, params).await;
        loop {
            let message = self.read().await.expect("the server answers before it closes");
            if message["id"] == id && message.get("method").is_none() {
                return result_of(&message);
            }
        }
    }

    /// Calls a tool and plays the host to the end of the call.
    pub async fn call(&mut self, tool: &str, arguments: Value) -> Outcome {
        let before = self.received.len();
        let mut outcome = match self.era {
            Era::Session(_) => self.call_in_session(tool, arguments).await,
            Era::RoundTrip => self.call_in_rounds(tool, arguments).await,
        };
        let received = self.received.iter().skip(before);
        let told = received.filter(|message| message["method"] == "notifications/progress");
        outcome.progress = told.map(|message| message["params"].clone()).collect();
        outcome
    }

    async fn call_in_session(&mut self, tool: &str, arguments: Value) -> Outcome {
        let id = self.send("tools/call", json!({"name": tool, "arguments": arguments})).await;
        let (mut samples, mut withdrawn, mut silent) = (Vec::new(), Vec::new(), Vec::new());
        let result = loop {
            let Some(message) = self.read().await else {
                break Err(json!({"message": "the server closed the connection"}));
            };
            match message["method"].as_str() {
                Some("sampling/createMessage") => {
                    let sample = Sample(message["params"].clone());
                    let reply = self.model.reply(&sample);
                    samples.push(sample);
                    if matches!(reply, Reply::Abandons | Reply::Silent) {
                        silent.push(message["id"].clone());
                    }
                    if matches!(reply, Reply::Abandons) {
                        let params = json!({"requestId": id, "reason": "the user has left"});
                        self.notify("notifications/cancelled", params).await;
                        let gone = json!({"message": "the host has cancelled the call"});
                        self.withdrawals(&silent, &mut withdrawn).await;
                        break Err(gone);
                    }
                    self.answer(message["id"].clone(), reply);
                }
                Some("notifications/cancelled") => {
                    withdrawn.push(message["params"]["requestId"].clone());
                }
                Some(_) => {}
                None if message["id"] == id => break result_of(&message),
                None => panic!("an answer to nothing: {message}"),
            }
        };
        Outcome { result, samples, requests: 1, withdrawn, progress: Vec::new() }
    }

    /// Waits until the server has `withdrawn` its requests `silent`; a minute is far more than it needs.
    async fn withdrawals(&mut self, silent: &[Value], withdrawn: &mut Vec<Value>) {
        let wait = async {
            while !silent.iter().all(|id| withdrawn.contains(id)) {
                let Some(message) = self.read().await else { return };
                if message["method"] == "notifications/cancelled" {
                    withdrawn.push(message["params"]["requestId"].clone());
                }
            }
        };
        // What was not withdrawn by then is missing in the outcome.
        let _in_time = tokio::time::timeout(Duration::from_secs(60), wait).await;
    }

    async fn call_in_rounds(&mut self, tool: &str, arguments: Value) -> Outcome {
        let mut call = json!({"name": tool, "arguments": arguments});
        let (mut samples, mut requests) = (Vec::new(), 0);
        let result = loop {
            requests += 1;
            assert!(requests <= 10, "a real client gives up after 10 rounds");
            let result = match self.request("tools/call", call.clone()).await {
                Ok(result) if result["resultType"] == "input_required" => result,
                end => break end,
            };
            match self.answers(&result["inputRequests"], &mut samples).await {
                Ok(answers) => call["inputResponses"] = Value::Object(answers),
                Err(end) => break Err(end),
            }
            call["requestState"] = result["requestState"].clone();
        };
        Outcome { result, samples, requests, withdrawn: Vec::new(), progress: Vec::new() }
    }

    /// The answers to the questions of one round, or the error with which a real client ends the call.
    async fn answers(
        &mut self,
        questions: &Value,
        samples: &mut Vec<Sample>,
    ) -> Result<Map<String, Value>, Value> {
        let mut answers = Map::new();
        for (key, question) in questions.as_object().into_iter().flatten() {
            assert_eq!(question["method"], "sampling/createMessage");
            let sample = Sample(question["params"].clone());
            let mut reply = self.model.reply(&sample);
            samples.push(sample);
            while let Reply::Late(time, then) = reply {
                tokio::time::sleep(time).await;
                reply = *then;
            }
            match reply {
                Reply::Fails(code) => {
                    return Err(json!({"code": code, "message": "the client ended the call"}));
                }
                Reply::Abandons => return Err(json!({"message": "the host never calls again"})),
                Reply::Silent => {}
                reply => {
                    answers.extend(reply.result().map(|result| (key.clone(), result)));
                }
            }
        }
        Ok(answers)
    }

    /// Answers one request of the server, now or later.
    pub fn answer(&self, id: Value, reply: Reply) {
        let writer = Arc::clone(&self.writer);
        tokio::spawn(async move {
            let mut reply = reply;
            while let Reply::Late(time, then) = reply {
                tokio::time::sleep(time).await;
                reply = *then;
            }
            let message = match (&reply, reply.result()) {
                (_, Some(result)) => json!({"jsonrpc": "2.0", "id": id, "result": result}),
                (Reply::Fails(code), None) => {
                    json!({"jsonrpc": "2.0", "id": id, "error": {"code": code, "message": "no"}})
                }
                (_, None) => return,
            };
            write(&writer, &message).await;
        });
    }

    /// Sends a request and gives its id.
    pub async fn send(&mut self, method: &str, mut params: Value) -> i64 {
        if self.era == Era::RoundTrip {
            params["_meta"] = round_trip_meta(&self.capabilities());
        }
        let id = self.next_id;
        self.next_id += 1;
        if self.wants == Wants::Progress && method == "tools/call" {
            params["_meta"]["progressToken"] = json!(id);
        }
        self.write(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params})).await;
        id
    }

    /// Sends a notification.
    pub async fn notify(&mut self, method: &str, params: Value) {
        self.write(&json!({"jsonrpc": "2.0", "method": method, "params": params})).await;
    }

    async fn write(&self, message: &Value) {
        write(&self.writer, message).await;
    }

    /// The next message of the server; none when it has closed its output. Anything on standard output that
    /// is not JSON-RPC fails the test.
    pub async fn read(&mut self) -> Option<Value> {
        let line = self.reader.next_line().await.expect("the server's output can be read")?;
        let message: Value = serde_json::from_str(&line)
            .unwrap_or_else(|error| panic!("not JSON-RPC: {error}: {line}"));
        assert_eq!(message["jsonrpc"], "2.0", "{line}");
        self.received.push(message.clone());
        Some(message)
    }

    /// Closes the server's input.
    pub async fn close(&mut self) {
        if let Some(mut writer) = self.writer.lock().await.take() {
            writer.shutdown().await.expect("the server's input can be closed");
        }
    }

    /// The tools that the server lists, by name.
    pub async fn tools(&mut self) -> HashMap<String, Value> {
        let result =
            self.request("tools/list", json!({})).await.expect("the server lists its tools");
        let tools = result["tools"].as_array().cloned().unwrap_or_default();
        tools
            .into_iter()
            .map(|tool| (tool["name"].as_str().unwrap_or_default().to_owned(), tool))
            .collect()
    }
}

/// What each request of a 2026-07-28 host carries.
pub fn round_trip_meta(capabilities: &Value) -> Value {
    json!({
        "io.modelcontextprotocol/protocolVersion": Era::RoundTrip.version(),
        "io.modelcontextprotocol/clientInfo": {"name": "scripted-host", "version": "1"},
        "io.modelcontextprotocol/clientCapabilities": capabilities,
    })
}

async fn write(writer: &Writer, message: &Value) {
    let line = format!("{message}\n");
    // After `close` there is nobody to write to, which is what a test of the end of input wants.
    if let Some(writer) = writer.lock().await.as_mut() {
        writer.write_all(line.as_bytes()).await.expect("the server reads its input");
        writer.flush().await.expect("the server reads its input");
    }
}

fn result_of(message: &Value) -> Result<Value, Value> {
    match message.get("error") {
        Some(error) => Err(error.clone()),
        None => Ok(message["result"].clone()),
    }
}
