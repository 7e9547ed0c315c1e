//! A server whose tools use the sampler in every way a handler can, for the tests of both routes.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use end_to_end::{
    host::{Era, Host, Offers},
    model::{Model, Reply, Sample},
};
use futures::future::join_all;
use rmcp::{
    ErrorData, Json, RoleServer, ServerHandler,
    handler::server::{router::tool::ToolRouter, wrapper::Parameters},
    model::{CallToolRequestParams, CallToolResponse, ListPromptsResult, PaginatedRequestParams},
    service::RequestContext,
    tool, tool_handler, tool_router,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use shared::{
    Answer, Material, Prompt, Question, Refusal, Sampler, Sampling, SamplingServer,
    resources::Resources,
};

/// The answer of every question here: the material, given back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Word {
    /// The material, word for word.
    pub(crate) word: String,
}

static ECHO: Prompt<Word> = Prompt::new("echo", "Give the material back.");

/// What a tool replies: its answers in order.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Words {
    words: Vec<Answer<Word>>,
}

#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Arguments {
    /// How many questions.
    questions: usize,
    /// How large each is, in bytes.
    bytes: usize,
}

/// What the tests see of the inside.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// How often a handler began.
    pub(crate) runs: AtomicUsize,
    /// How often work of `once` or `aside` began.
    pub(crate) works: AtomicUsize,
    /// How often work of `once` was told to stop.
    pub(crate) stopped: AtomicUsize,
    /// How many questions of `many` and of spawned tasks came to an end, with an answer or without.
    pub(crate) settled: AtomicUsize,
    /// How often `releases` was called.
    released: AtomicUsize,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Probe {
    pub(crate) seen: Arc<Seen>,
}

fn question(word: impl Into<String>) -> Question<'static, Word> {
    let word = word.into();
    let material = Material::new("word", word.as_str());
    Question::new(&ECHO).about(&material).checked_by(move |answer: &Word| {
        let right = answer.word == word;
        (!right)
            .then(|| format!("word is {:?}; it must be {word:?}", answer.word))
            .into_iter()
            .collect()
    })
}

async fn ask(sampler: &Sampler, word: impl Into<String>) -> Answer<Word> {
    sampler.ask(&question(word)).await.or_fall_back(none)
}

fn none() -> Word {
    Word { word: "-".to_owned() }
}

fn reply(words: impl Into<Vec<Answer<Word>>>) -> Result<Json<Words>, Refusal> {
    Ok(Json(Words { words: words.into() }))
}

#[tool_router]
impl Probe {
    /// One question.
    #[tool]
    async fn one(&self, sampler: Sampler) -> Result<Json<Words>, Refusal> {
        self.seen.runs.fetch_add(1, Ordering::Relaxed);
        reply([ask(&sampler, "one").await])
    }

    /// One question, of whose answer everything behind the material is taken out if it stays wrong.
    #[tool]
    async fn mended(&self, sampler: Sampler) -> Result<Json<Words>, Refusal> {
        let begins = |answer: Word| match answer.word.starts_with("one") {
            true => Word { word: "one".to_owned() },
            false => answer,
        };
        let question = question("one").mended_by(begins);
        reply([sampler.ask(&question).await.or_fall_back(none)])
    }

    /// A question, and one that goes on from its answer, a little freer.
    #[tool]
    async fn goes_on(&self, sampler: Sampler) -> Result<Json<Words>, Refusal> {
        let first = ask(&sampler, "one").await;
        let asked = Material::new("word", "one");
        let question = question("two").after(&asked, &first.value).temperature(0.5);
        let second = sampler.ask(&question).await.or_fall_back(none);
        reply([first, second])
    }

    /// A question beside other work.
    #[tool]
    async fn join(&self, sampler: Sampler) -> Result<Json<Words>, Refusal> {
        let work = async {
            tokio::task::yield_now().await;
            sampler.once("beside", |_| Ok("worked".to_owned())).await
        };
        let (word, work) = tokio::join!(ask(&sampler, "one"), work);
        assert_eq!(work?, "worked");
        reply([word])
    }

    /// Work, then a question, in eight branches of different length.
    #[tool]
    async fn branches(&self, sampler: Sampler) -> Result<Json<Words>, Refusal> {
        let branches = (0..8_u64).map(|index| {
            let (sampler, seen) = (sampler.clone(), Arc::clone(&self.seen));
            async move {
                let work = move |_: &_| {
                    seen.works.fetch_add(1, Ordering::Relaxed);
                    std::thread::sleep(Duration::from_millis(2 * index));
                    Ok(format!("branch {index}"))
                };
                let word = sampler.once(&format!("work {index}"), work).await?;
                Ok(ask(&sampler, word).await)
            }
        });
        reply(join_all(branches).await.into_iter().collect::<Result<Vec<_>, Refusal>>()?)
    }

    /// A question in eight branches, each of which yields some times before it asks.
    #[tool]
    async fn yields(&self, sampler: Sampler) -> Result<Json<Words>, Refusal> {
        let branches = (0..8).map(|index| {
            let sampler = sampler.clone();
            async move {
                for _ in 0..index {
                    tokio::task::yield_now().await;
                }
                ask(&sampler, format!("branch {index}")).await
            }
        });
        reply(join_all(branches).await)
    }

    /// Many questions at once.
    #[tool]
    async fn many(
        &self,
        Parameters(Arguments { questions, bytes }): Parameters<Arguments>,
        sampler: Sampler,
    ) -> Result<Json<Words>, Refusal> {
        let padding = "x".repeat(bytes);
        let questions: Vec<_> =
            (0..questions).map(|index| question(format!("{index}{padding}"))).collect();
        let asked = sampler.ask_all(&questions).await;
        let mut words: Vec<_> = asked.into_iter().map(|asked| asked.or_fall_back(none)).collect();
        words.iter_mut().for_each(|answer| answer.value.word.truncate(9));
        self.seen.settled.fetch_add(questions.len(), Ordering::Relaxed);
        reply(words)
    }

    /// A question after three quarters of a minute of other work.
    #[tool]
    async fn late(&self, sampler: Sampler) -> Result<Json<Words>, Refusal> {
        tokio::time::sleep(Duration::from_secs(45)).await;
        reply([ask(&sampler, "one").await])
    }

    /// One question after the other.
    #[tool]
    async fn steps(
        &self,
        Parameters(Arguments { questions, .. }): Parameters<Arguments>,
        sampler: Sampler,
    ) -> Result<Json<Words>, Refusal> {
        let mut words = Vec::new();
        for index in 0..questions {
            words.push(ask(&sampler, format!("step {index}")).await);
        }
        reply(words)
    }

    /// Four branches of two questions, the second after the first.
    #[tool]
    async fn chains(&self, sampler: Sampler) -> Result<Json<Words>, Refusal> {
        let chains = (0..4).map(|index| {
            let sampler = sampler.clone();
            async move {
                let first = ask(&sampler, format!("first {index}")).await;
                [first, ask(&sampler, format!("second {index}")).await]
            }
        });
        reply(join_all(chains).await.concat())
    }

    /// A question that is abandoned, and another one that is not.
    #[tool]
    async fn select(&self, sampler: Sampler) -> Result<Json<Words>, Refusal> {
        tokio::select! {
            biased;
            _ = ask(&sampler, "abandoned") => panic!("nobody answers in no time"),
            // Long enough for a request to leave, where requests leave at once.
            () = tokio::task::yield_now() => {}
        }
        reply([ask(&sampler, "kept").await])
    }

    /// The same question twice at once, and once more afterwards.
    #[tool]
    async fn twice(&self, sampler: Sampler) -> Result<Json<Words>, Refusal> {
        let (one, two) = tokio::join!(ask(&sampler, "same"), ask(&sampler, "same"));
        reply([one, two, ask(&sampler, "same").await])
    }

    /// A question from a spawned task that the handler waits for.
    #[tool]
    async fn spawned(&self, sampler: Sampler) -> Result<Json<Words>, Refusal> {
        let seen = Arc::clone(&self.seen);
        let task = tokio::spawn(async move {
            let answer = ask(&sampler, "one").await;
            seen.settled.fetch_add(1, Ordering::Relaxed);
            answer
        });
        reply([task.await.expect("the task ends")])
    }

    /// A question from a spawned task that nobody waits for.
    #[tool]
    async fn left_behind(&self, sampler: Sampler) -> Result<Json<Words>, Refusal> {
        let seen = Arc::clone(&self.seen);
        tokio::spawn(async move {
            ask(&sampler, "one").await;
            seen.settled.fetch_add(1, Ordering::Relaxed);
        });
        tokio::task::yield_now().await;
        reply([])
    }

    /// A question that is another one when the handler runs again, against the rule.
    #[tool]
    async fn differs(&self, sampler: Sampler) -> Result<Json<Words>, Refusal> {
        let run = self.seen.runs.fetch_add(1, Ordering::Relaxed);
        reply([ask(&sampler, if run == 0 { "first" } else { "second" }).await])
    }

    /// A handler that panics after an answer.
    #[tool]
    async fn panics(&self, sampler: Sampler) -> Result<Json<Words>, Refusal> {
        let answer = ask(&sampler, "one").await;
        panic!("a message that nobody may see: {}", answer.value.word);
    }

    /// Work that panics.
    #[tool]
    async fn panics_in_work(&self, sampler: Sampler) -> Result<Json<Words>, Refusal> {
        sampler
            .once("panic", |_| -> Result<(), _> { panic!("a message that nobody may see") })
            .await?;
        reply([])
    }

    /// Work that is refused.
    #[tool]
    async fn refuses_in_work(&self, sampler: Sampler) -> Result<Json<Words>, Refusal> {
        sampler
            .once("refuse", |_| -> Result<(), _> { Err(Refusal::new("send another table")) })
            .await?;
        reply([])
    }

    /// Work that only ends when it is told to.
    #[tool]
    async fn works_for_ever(&self, sampler: Sampler) -> Result<Json<Words>, Refusal> {
        let seen = Arc::clone(&self.seen);
        let work = move |stop: &shared::sampler::Stop| {
            seen.works.fetch_add(1, Ordering::Relaxed);
            while !stop.requested() {
                std::thread::sleep(Duration::from_millis(1));
            }
            seen.stopped.fetch_add(1, Ordering::Relaxed);
            Ok(())
        };
        sampler.once("for ever", work).await?;
        reply([])
    }

    /// Work, then two questions one after the other: the work is done once.
    #[tool]
    async fn works_once(&self, sampler: Sampler) -> Result<Json<Words>, Refusal> {
        let seen = Arc::clone(&self.seen);
        let work = move |_: &_| Ok(seen.works.fetch_add(1, Ordering::Relaxed));
        let before = sampler.once("count", work).await?;
        reply([
            ask(&sampler, format!("a{before}")).await,
            ask(&sampler, format!("b{before}")).await,
        ])
    }

    /// The same with work whose result is kept nowhere. It ends when `releases` was called meanwhile.
    #[tool]
    async fn works_aside(&self, sampler: Sampler) -> Result<Json<Words>, Refusal> {
        let seen = Arc::clone(&self.seen);
        let work = move |stop: &shared::sampler::Stop| {
            seen.works.fetch_add(1, Ordering::Relaxed);
            while seen.released.load(Ordering::Relaxed) == 0 && !stop.requested() {
                std::thread::sleep(Duration::from_millis(1));
            }
            Ok(())
        };
        sampler.aside(work).await?;
        reply([ask(&sampler, "a".to_owned()).await, ask(&sampler, "b".to_owned()).await])
    }

    /// Lets the work of `works_aside` end.
    #[tool]
    async fn releases(&self, _: Sampler) -> Result<Json<Words>, Refusal> {
        self.seen.released.fetch_add(1, Ordering::Relaxed);
        reply([])
    }
}

impl SamplingServer for Probe {
    const NAME: &str = "probe";
    const VERSION: &str = "1";
    const INSTRUCTIONS: &str = "Tries every way to ask.";

    fn tools() -> ToolRouter<Self> {
        Self::tool_router()
    }

    fn resources(&self) -> Vec<&dyn Resources> {
        vec![&ECHO]
    }
}

/// A server that leaves `call_tool` to the library.
#[derive(Debug, Clone)]
pub(crate) struct Forgetful {
    tools: ToolRouter<Self>,
}

#[tool_router]
impl Forgetful {
    pub(crate) fn new() -> Self {
        Self { tools: Self::tool_router() }
    }

    /// One question.
    #[tool]
    async fn one(&self, sampler: Sampler) -> Result<Json<Words>, Refusal> {
        reply([ask(&sampler, "one").await])
    }
}

#[tool_handler(router = self.tools)]
impl ServerHandler for Forgetful {}

/// A server that handles requests itself, since it has a prompt beside its tool.
#[derive(Debug, Clone)]
pub(crate) struct Prompted {
    sampling: Sampling,
    tools: ToolRouter<Self>,
}

#[tool_router]
impl Prompted {
    pub(crate) fn new(sampling: Sampling) -> Self {
        Self { sampling, tools: Self::tool_router() }
    }

    /// One question.
    #[tool]
    async fn one(&self, sampler: Sampler) -> Result<Json<Words>, Refusal> {
        reply([ask(&sampler, "one").await])
    }
}

#[tool_handler(router = self.tools)]
impl ServerHandler for Prompted {
    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        self.sampling.call_tool(&self.tools, self, request, context).await
    }

    async fn list_prompts(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListPromptsResult, ErrorData> {
        let greet = rmcp::model::Prompt::new("greet", Some("Says hello."), None);
        Ok(ListPromptsResult::with_all_items(vec![greet]))
    }
}

/// A model that does what it is told: it gives the material back.
pub(crate) fn echo(sample: &Sample) -> Reply {
    Reply::json(json!({ "word": material(sample) }))
}

/// The first line of the material of a question.
pub(crate) fn material(sample: &Sample) -> String {
    let opening = sample.turns().first().copied().unwrap_or_default().to_owned();
    let line = opening.lines().skip_while(|line| !line.ends_with("begins =====")).nth(1);
    line.unwrap_or_default().to_owned()
}

/// A host in front of a probe, and what the tests see of the probe's inside.
pub(crate) async fn host(era: Era, model: Model, arguments: &[&str]) -> (Host, Arc<Seen>) {
    host_that(era, Offers::Sampling, model, arguments).await
}

pub(crate) async fn host_that(
    era: Era,
    offers: Offers,
    model: Model,
    arguments: &[&str],
) -> (Host, Arc<Seen>) {
    let probe = Probe::default();
    let seen = Arc::clone(&probe.seen);
    (Host::in_memory(era, offers, model, arguments, probe).await, seen)
}
