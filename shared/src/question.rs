//! A question: a prompt, the material it is about, and what makes an answer acceptable.
//!
//! A [`Question`] is what a handler builds; a `Conversation` is what it becomes when it is put: the same
//! on every replay, known by its digest, and longer by two messages each time it is asked again.

use schemars::JsonSchema;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::{
    answer::{Problem, Schema},
    digest,
    material::Material,
    prompt::Prompt,
    serve::Options,
    text::beginning,
};

/// The answer may have this many tokens unless the question says otherwise.
const DEFAULT_MAX_TOKENS: u32 = 1_000;

/// So much of an answer that cannot be used is shown to the model again, for each token that it may have. A token is
/// about four bytes of English, and hardly more of other texts; what is far longer has not kept to the limit.
const SHOWN_BYTES_PER_TOKEN: usize = 8;

/// A type that a model can answer in: `serde` reads it, and its schema is shown to the model.
pub trait AnswerType: DeserializeOwned + JsonSchema + 'static {}

impl<T: DeserializeOwned + JsonSchema + 'static> AnswerType for T {}

/// What a handler asks the host's model; see [`Sampler::ask`](crate::Sampler::ask).
pub struct Question<'q, T: 'static> {
    prompt: &'q Prompt<T>,
    earlier: Vec<Exchange>,
    about: About,
    max_tokens: u32,
    temperature: f32,
    takes_parts: bool,
    check: Option<Check<'q, T>>,
    mend: Option<Mend<'q, T>>,
}

/// An exchange that came before.
struct Exchange {
    asked: About,
    answered: String,
}

/// What is asked about.
#[derive(Default)]
struct About {
    /// The name and the length in characters of each material, for the person who approves.
    contents: Vec<String>,
    body: String,
}

impl About {
    fn add(&mut self, material: &Material) {
        let (name, characters) = (material.name(), material.chars().count());
        self.contents.push(format!("{name} ({characters} characters)"));
        self.body.push_str("\n\n");
        self.body.push_str(&material.fenced());
    }

    /// The message in which `tool` asks for `id`. It opens with one plain sentence for the person who is asked to
    /// approve it.
    fn message(&self, tool: &str, id: &str) -> Message {
        let contents = match self.contents.as_slice() {
            [] => "nothing but the instructions".to_owned(),
            contents => contents.join(", "),
        };
        let text = format!("The tool {tool} asks for {id:?} about: {contents}.{}", self.body);
        Message { speaker: Speaker::User, text }
    }
}

type Check<'q, T> = Box<dyn Fn(&T) -> Vec<String> + Send + Sync + 'q>;
type Mend<'q, T> = Box<dyn Fn(T) -> T + Send + Sync + 'q>;

impl<'q, T: AnswerType> Question<'q, T> {
    /// A question with the instructions and the answer type of `prompt`, at temperature 0.
    pub fn new(prompt: &'q Prompt<T>) -> Self {
        Self {
            prompt,
            earlier: Vec::new(),
            about: About::default(),
            max_tokens: DEFAULT_MAX_TOKENS,
            temperature: 0.0,
            takes_parts: false,
            check: None,
            mend: None,
        }
    }

    /// What the question is about. Text from a caller, a log or a table goes here and nowhere else; what
    /// is named in several calls travels in that order.
    pub fn about(mut self, material: &Material) -> Self {
        self.about.add(material);
        self
    }

    /// An exchange that came before, the oldest first: what was asked about and what was answered. An example to
    /// follow, or a question of the same call that this one goes on from. It is put in the words of this question, its
    /// material marked as data.
    ///
    /// # Panics
    ///
    /// If `answered` cannot be written as JSON, as a map whose keys are no texts.
    pub fn after(mut self, asked: &Material, answered: &T) -> Self
    where
        T: Serialize,
    {
        let answered = match serde_json::to_value(answered) {
            Ok(Value::String(text)) => text,
            Ok(other) => other.to_string(),
            Err(error) => panic!("an answer that cannot be written as JSON: {error}"),
        };
        let mut about = About::default();
        about.add(asked);
        self.earlier.push(Exchange { asked: about, answered });
        self
    }

    /// The longest answer, in tokens; it is passed on as it stands.
    pub fn max_tokens(mut self, tokens: u32) -> Self {
        self.max_tokens = tokens;
        self
    }

    /// The sampling temperature: 0 (the default) for the likeliest answer, up to 1 for a freer one. It is passed on as
    /// it stands; not every host heeds it.
    pub fn temperature(mut self, temperature: f32) -> Self {
        self.temperature = temperature;
        self
    }

    /// Of an answer that was cut, what is certain is taken at once, and no shorter answer is asked for: for a handler
    /// that asks for the rest itself.
    pub fn taking_parts(mut self) -> Self {
        self.takes_parts = true;
        self
    }

    /// `check` says everything that is wrong with an answer that fits the schema, each in a sentence the
    /// model can act on, which begins with the name of the member that it is about. Prefer a check that ties the answer to
    /// the material.
    ///
    /// An answer of which a number is out of its range, or a text or a list too short, is checked too: all that is
    /// wrong with it is named at once. A check must not rely on such limits, as an index does.
    pub fn checked_by(mut self, check: impl Fn(&T) -> Vec<String> + Send + Sync + 'q) -> Self {
        self.check = Some(Box::new(check));
        self
    }

    /// What is still wrong after the last attempt is taken out by `mend`, and the rest of the answer is used: for an
    /// answer that is worth having without a part of it. What was taken out stays named in the provenance's `problems`,
    /// each with "(left out)" behind it. An answer that the check does not accept even then gives way to the fallback.
    pub fn mended_by(mut self, mend: impl Fn(T) -> T + Send + Sync + 'q) -> Self {
        self.mend = Some(Box::new(mend));
        self
    }

    pub(crate) fn id(&self) -> &'static str {
        self.prompt.id()
    }

    pub(crate) fn version(&self) -> &'q str {
        self.prompt.version()
    }

    pub(crate) fn schema(&self) -> &'q Schema {
        self.prompt.schema()
    }

    /// All that the question is about, as it travels.
    pub(crate) fn material(&self) -> &str {
        &self.about.body
    }

    pub(crate) fn takes_parts(&self) -> bool {
        self.takes_parts
    }

    pub(crate) fn problems(&self, answer: &T) -> Vec<String> {
        self.check.as_ref().map(|check| check(answer)).unwrap_or_default()
    }

    /// `answer` without what the check does not accept; none if nothing acceptable is left, or nothing may be taken
    /// out.
    pub(crate) fn mended(&self, answer: T) -> Option<T> {
        let mended = self.mend.as_ref()?(answer);
        self.problems(&mended).is_empty().then_some(mended)
    }

    /// What is put to the host when `tool` asks this for the first time, of a server that was started with `options`.
    pub(crate) fn conversation(&self, tool: &str, options: &Options) -> Conversation<'q> {
        let id = self.prompt.id();
        let earlier = self.earlier.iter().flat_map(|Exchange { asked, answered }| {
            let answered = Message { speaker: Speaker::Assistant, text: answered.clone() };
            [asked.message(tool, id), answered]
        });
        Conversation {
            version: self.version(),
            system_prompt: self.prompt.system_prompt(),
            messages: earlier.chain([self.about.message(tool, id)]).collect(),
            max_tokens: options.max_tokens.unwrap_or(self.max_tokens),
            temperature: options.temperature.unwrap_or(self.temperature),
        }
    }
}

/// What is put to the host: instructions, messages and limits, in no protocol's terms yet. The limits are those of the
/// command line where it names any.
#[derive(Debug, Clone)]
pub(crate) struct Conversation<'q> {
    version: &'q str,
    pub(crate) system_prompt: &'q str,
    pub(crate) messages: Vec<Message>,
    pub(crate) max_tokens: u32,
    pub(crate) temperature: f32,
}

#[derive(Debug, Clone)]
pub(crate) struct Message {
    pub(crate) speaker: Speaker,
    pub(crate) text: String,
}

/// The two roles of the protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Speaker {
    User,
    Assistant,
}

impl Conversation<'_> {
    /// The model said `answer`, which has `problems`: they are the next message.
    pub(crate) fn ask_again(&mut self, answer: &str, problems: &[Problem], schema: &Schema) {
        // A message without text is refused by some hosts.
        let answer = match answer.trim() {
            "" => "(no text)".to_owned(),
            _ => self.shown(answer),
        };
        let problems: Vec<_> = problems.iter().map(|problem| problem.text.as_str()).collect();
        let problems = problems.join("\n- ");
        let shape = schema.shape();
        let wanted = if schema.is_text() { "text" } else { "JSON object of this shape" };
        let request = format!(
            "This answer cannot be used:\n- {problems}\n\nAnswer again: the corrected {wanted}, and nothing \
             else.\n\n{shape}"
        );
        self.messages.push(Message { speaker: Speaker::Assistant, text: answer });
        self.messages.push(Message { speaker: Speaker::User, text: request });
    }

    /// As much of `answer` as an answer to this question may have, with a note where something is left out.
    fn shown(&self, answer: &str) -> String {
        let tokens = usize::try_from(self.max_tokens).unwrap_or(usize::MAX);
        let most = tokens.saturating_mul(SHOWN_BYTES_PER_TOKEN);
        if answer.len() <= most {
            return answer.to_owned();
        }
        let shown = beginning(answer, most);
        format!("{shown}… ({} bytes more are left out here)", answer.len() - shown.len())
    }

    /// How much is put to the host, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        self.system_prompt.len()
            + self.messages.iter().map(|message| message.text.len()).sum::<usize>()
    }

    /// Sixteen hexadecimal digits that differ whenever anything differs that the model sees.
    pub(crate) fn digest(&self) -> String {
        // The version stands for the instructions and the schema, which are most of a small question.
        let mut hash = Sha256::new();
        hash.update(self.version);
        hash.update(self.max_tokens.to_be_bytes());
        hash.update(self.temperature.to_be_bytes());
        for message in &self.messages {
            hash.update([message.speaker as u8]);
            hash.update(message.text.len().to_be_bytes());
            hash.update(&message.text);
        }
        digest::hex(&hash.finalize(), 8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::material::text;

    #[derive(serde::Deserialize, serde::Serialize, JsonSchema)]
    struct Mood {
        /// In one word.
        mood: String,
    }

    static MOOD: Prompt<Mood> = Prompt::new("mood", "Name the mood of the material.");

    fn conversation(about: &str) -> Conversation<'static> {
        conversation_with(about, &[])
    }

    /// The same of a server that was started with `arguments`.
    fn conversation_with(about: &str, arguments: &[&str]) -> Conversation<'static> {
        let about = text("text", about, 100).unwrap();
        Question::new(&MOOD).about(&about).conversation("name_mood", &Options::of(arguments))
    }

    #[test]
    fn a_question_opens_with_a_sentence_for_the_person_who_approves_it() {
        let conversation = conversation("déjà vu");
        let opening = &conversation.messages.first().unwrap().text;
        assert_eq!(
            opening.lines().next(),
            Some("The tool name_mood asks for \"mood\" about: text (7 characters).")
        );
        assert!(opening.contains("begins =====\ndéjà vu\n===== text"));
        assert!(conversation.system_prompt.ends_with("{\n  // In one word.\n  \"mood\": text\n}"));
    }

    #[test]
    fn the_digest_is_the_same_on_replay_and_differs_with_everything_the_model_sees() {
        let first = conversation("glad");
        assert_eq!(first.digest(), conversation("glad").digest());
        let mut digests = vec![first.digest(), conversation("sad").digest()];
        let warmer = conversation_with("glad", &["--temperature", "0.5"]);
        let longer = conversation_with("glad", &["--max-tokens", "9"]);
        let mut again = first.clone();
        again.ask_again("{}", &["mood is missing".to_owned().into()], MOOD.schema());
        digests.extend([warmer.digest(), longer.digest(), again.digest()]);
        let distinct: std::collections::HashSet<_> = digests.iter().collect();
        assert_eq!(distinct.len(), digests.len());
    }

    #[test]
    fn an_earlier_exchange_comes_before_the_question_with_its_material_fenced_and_counts_in_the_digest()
     {
        let [about, sun] = ["glad", "sun"].map(|about| text("text", about, 100).unwrap());
        let up = Mood { mood: "up".to_owned() };
        let question = Question::new(&MOOD).after(&sun, &up).about(&about);
        let conversation = question.conversation("name_mood", &Options::of(&[]));
        let messages: Vec<_> =
            conversation.messages.iter().map(|message| message.text.as_str()).collect();
        let earlier = self::conversation("sun");
        assert_eq!(messages[..2], [earlier.messages[0].text.as_str(), "{\"mood\":\"up\"}"]);
        assert!(messages[2].starts_with("The tool name_mood asks"));
        assert_ne!(conversation.digest(), self::conversation("glad").digest());
    }

    #[test]
    fn of_an_answer_that_is_longer_than_it_may_be_as_much_is_shown_again_as_it_may_have() {
        let shown = |answer: &str| {
            let mut conversation = conversation_with("glad", &["--max-tokens", "10"]);
            conversation.ask_again(answer, &["a".to_owned().into()], MOOD.schema());
            conversation.messages[1].text.clone()
        };
        assert_eq!(shown(&"a".repeat(80)), "a".repeat(80));
        let longer = format!("{}… (999920 bytes more are left out here)", "a".repeat(80));
        assert_eq!(shown(&"a".repeat(1_000_000)), longer);
        let letters = format!("{}… (4 bytes more are left out here)", "é".repeat(39));
        assert_eq!(shown(&format!("a{}", "é".repeat(41))).replacen('a', "", 1), letters);
    }

    #[test]
    fn asking_again_shows_the_models_own_answer_and_every_problem() {
        let mut conversation = conversation("glad");
        conversation.ask_again(
            "  ",
            &["a".to_owned().into(), "b".to_owned().into()],
            MOOD.schema(),
        );
        let messages: Vec<_> = conversation
            .messages
            .iter()
            .map(|message| (message.speaker, message.text.as_str()))
            .collect();
        assert_eq!(messages[1], (Speaker::Assistant, "(no text)"));
        assert_eq!(messages[2].0, Speaker::User);
        assert!(messages[2].1.contains("\n- a\n- b\n") && messages[2].1.contains("\"mood\": text"));
    }
}
