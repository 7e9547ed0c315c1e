//! The command line of every server. Each option is also read from the environment, under its own name
//! with the prefix `SAMPLING_`: `--ask-timeout` is `SAMPLING_ASK_TIMEOUT`.

use std::{
    ffi::{OsStr, OsString},
    path::PathBuf,
    sync::LazyLock,
    time::Duration,
};

use clap::{Args, ValueEnum, builder::NonEmptyStringValueParser};
use serde_json::Value;

use crate::limits;

/// How a server asks, what it may read and what it logs; a server's own command line flattens it.
#[derive(Debug, Clone, Args)]
#[command(after_help = ONLY_IN_THE_ENVIRONMENT)]
pub struct Options {
    /// Let tools read files under DIR and nowhere else (repeatable) [env: SAMPLING_ROOT, several parted as in PATH]
    // Any number of folders, none included: a host that installs a bundle puts those that its user has chosen behind
    // one `--root`. The variable is read here, since `clap` would part what stands on the command line as well.
    #[arg(long = "root", value_name = "DIR", num_args = 0.., value_parser = directory,
          default_values_os = ROOTS.iter().map(OsString::as_os_str), hide_default_value = true)]
    pub roots: Vec<PathBuf>,

    /// Whether to ask the host's model at all
    #[arg(long, value_enum, default_value = "auto", env = "SAMPLING_SAMPLING")]
    pub sampling: SamplingMode,

    /// How long one question may take
    #[arg(long, value_name = "SECONDS", default_value_t = Seconds(limits::ASK_TIMEOUT_SECONDS),
          value_parser = seconds, env = "SAMPLING_ASK_TIMEOUT")]
    pub ask_timeout: Seconds,

    /// How long one call may take: then nothing more is asked or waited for
    #[arg(long, value_name = "SECONDS", default_value_t = Seconds(limits::CALL_TIMEOUT_SECONDS),
          value_parser = seconds, env = "SAMPLING_CALL_TIMEOUT")]
    pub call_timeout: Seconds,

    /// How often one question is put, the first time included
    #[arg(long, value_name = "N", default_value_t = limits::MAX_ASKS, env = "SAMPLING_MAX_ASKS",
          value_parser = clap::value_parser!(u32).range(1..=i64::from(limits::MAX_ASKS_CEILING)))]
    pub max_asks: u32,

    /// The most questions of one call; with 0 nobody is asked
    #[arg(long, value_name = "N", default_value_t = limits::MAX_QUESTIONS, env = "SAMPLING_MAX_QUESTIONS")]
    pub max_questions: u32,

    /// The most questions of one call in flight at once
    #[arg(long, value_name = "N", default_value_t = limits::MAX_CONCURRENT, env = "SAMPLING_MAX_CONCURRENT",
          value_parser = concurrency)]
    pub max_concurrent: usize,

    /// The most requests to the host in a minute, over all calls; with 0 nobody is asked [default: no limit]
    #[arg(long, value_name = "N", env = "SAMPLING_QUESTIONS_PER_MINUTE")]
    pub questions_per_minute: Option<u32>,

    /// Name of a model to prefer, or a part of it (repeatable, best first)
    #[arg(
        long = "model-hint",
        value_name = "NAME",
        env = "SAMPLING_MODEL_HINT",
        value_delimiter = ',',
        value_parser = NonEmptyStringValueParser::new()
    )]
    pub model_hints: Vec<String>,

    /// What matters most when the host chooses a model
    #[arg(long, value_enum, env = "SAMPLING_PRIORITY")]
    pub priority: Option<Priority>,

    /// Sampling temperature from 0 to 1, in place of each question's own
    #[arg(long, value_name = "T", value_parser = temperature, env = "SAMPLING_TEMPERATURE")]
    pub temperature: Option<f32>,

    /// Longest answer in tokens, in place of each question's own
    #[arg(long, value_name = "N", env = "SAMPLING_MAX_TOKENS",
          value_parser = clap::value_parser!(u32).range(1..))]
    pub max_tokens: Option<u32>,

    /// JSON object that travels with every question, for hosts that read one
    #[arg(long, value_name = "JSON", value_parser = metadata, env = "SAMPLING_METADATA")]
    pub metadata: Option<Value>,

    /// How much to log to standard error; texts are never logged
    #[arg(long, value_enum, default_value = "warn", env = "SAMPLING_LOG")]
    pub log: LogLevel,

    /// The form of the log
    #[arg(long, value_enum, default_value = "text", env = "SAMPLING_LOG_FORMAT")]
    pub log_format: LogFormat,
}

/// The folders that the environment names.
static ROOTS: LazyLock<Vec<OsString>> =
    LazyLock::new(|| std::env::var_os("SAMPLING_ROOT").map_or_else(Vec::new, |list| parted(&list)));

/// The folders of a list that is written like `PATH`.
fn parted(list: &OsStr) -> Vec<OsString> {
    let folders = std::env::split_paths(list).map(PathBuf::into_os_string);
    folders.filter(|folder| !folder.is_empty()).collect()
}

/// What has no option, so that no list of processes shows it.
const ONLY_IN_THE_ENVIRONMENT: &str = "\
Environment:
  SAMPLING_STATE_KEY  The secret that signs what a call has heard between two runs, at least 32 bytes; processes that
                      continue each other's calls share it [default: a new one at each start]";

/// Whether the host's model is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SamplingMode {
    /// Ask where the host offers sampling
    Auto,
    /// Ask nobody; every answer is the server's own estimate
    Off,
}

/// What matters most when the host chooses a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Priority {
    /// A cheap model
    Cost,
    /// A quick model
    Speed,
    /// An able model
    Intelligence,
}

/// The least severe event that is logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "the names are the levels of `tracing`")]
pub enum LogLevel {
    Off,
    Error,
    Warn,
    Info,
    Debug,
    Trace,
}

/// The form of a logged event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// One line for a person
    Text,
    /// One JSON object on a line
    Json,
}

/// A positive time in seconds, as the command line writes it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seconds(f64);

impl Seconds {
    /// The same as a duration.
    pub fn duration(self) -> Duration {
        Duration::from_secs_f64(self.0)
    }
}

impl std::fmt::Display for Seconds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

fn seconds(text: &str) -> Result<Seconds, String> {
    match text.parse::<f64>() {
        // A day is far beyond any host's patience, and small enough for every clock.
        Ok(seconds) if (0.001..=86_400.0).contains(&seconds) => Ok(Seconds(seconds)),
        _ => Err("write a number of seconds from 0.001 to 86400".to_owned()),
    }
}

fn temperature(text: &str) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(temperature) if (0.0..=1.0).contains(&temperature) => Ok(temperature),
        _ => Err("write a number from 0 to 1".to_owned()),
    }
}

/// No host answers more at once, and far larger numbers are beyond what a semaphore counts.
fn concurrency(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(number) if (1..=10_000).contains(&number) => Ok(number),
        _ => Err("write a whole number from 1 to 10000".to_owned()),
    }
}

fn metadata(text: &str) -> Result<Value, String> {
    match serde_json::from_str(text) {
        Ok(value @ Value::Object(_)) => Ok(value),
        Ok(_) => Err("write a JSON object, such as {\"top_p\": 0.9}".to_owned()),
        Err(error) => Err(format!("write a JSON object, such as {{\"top_p\": 0.9}}: {error}")),
    }
}

/// A root is resolved once, at the start: a link that is changed later opens nothing new.
fn directory(text: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(text).canonicalize().map_err(|error| error.to_string())?;
    if path.is_dir() { Ok(path) } else { Err("is not a directory".to_owned()) }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct CommandLine {
        #[command(flatten)]
        options: Options,
    }

    impl Options {
        /// Those of a server that was started with `arguments`.
        pub(crate) fn of(arguments: &[&str]) -> Self {
            let line = ["server"].iter().chain(arguments);
            CommandLine::try_parse_from(line).unwrap_or_else(|error| panic!("{error}")).options
        }
    }

    #[test]
    fn a_folder_on_the_command_line_may_have_a_colon_in_its_name() {
        let folder = std::env::temp_dir().join(format!("a;b{}", std::process::id()));
        #[cfg(unix)]
        let folder = folder.with_extension("c:d");
        std::fs::create_dir_all(&folder).unwrap();
        let read = CommandLine::try_parse_from([
            OsStr::new("server"),
            OsStr::new("--root"),
            folder.as_os_str(),
        ]);
        let named = folder.canonicalize().unwrap();
        std::fs::remove_dir(&folder).unwrap();
        assert_eq!(
            read.map(|line| line.options.roots).map_err(|error| error.to_string()),
            Ok(vec![named])
        );
    }

    #[test]
    fn the_environment_names_several_folders_in_one_value() {
        let list = std::env::join_paths(["/a", "/b c", ""]).unwrap();
        assert_eq!(parted(&list), ["/a", "/b c"]);
        assert_eq!(parted(OsStr::new("")), Vec::<OsString>::new());
    }

    #[test]
    fn the_help_names_what_only_the_environment_sets() {
        let help = <CommandLine as clap::CommandFactory>::command().render_long_help().to_string();
        assert!(help.contains("SAMPLING_STATE_KEY") && help.contains("SAMPLING_ROOT"), "{help}");
    }
}
