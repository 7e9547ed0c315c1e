//! Every size, time and count that a user or a host notices and all servers have in common, each with its reason. A
//! limit of one algorithm or one tool alone stands beside it.
//!
//! What a user may want to change is an option of the command line and has its default here; the rest
//! follows from the protocol, from the library or from what clients were seen to do.

use std::time::Duration;

/// The most that an inline table or list may hold, in bytes; other arguments have lower limits of their own. The
/// library drops a line over 16 MiB without a reply; an argument of this size still fits when JSON doubles it by
/// escaping and a replay carries the state beside it.
pub const MAX_INLINE_BYTES: usize = 5 * 1024 * 1024;

/// The largest file that is read as a table, in bytes: a hundred thousand reviews fit, and it is read well
/// within a second.
pub const MAX_TABLE_BYTES: usize = 20 * 1024 * 1024;

/// The most columns of a table. Nobody names more of them; a line that has more is hardly a header.
pub const MAX_COLUMNS: usize = 1_000;

/// The most rows of a table: as many as a sheet of a spreadsheet has.
pub const MAX_TABLE_ROWS: usize = 1_048_576;

/// The most cells of a table. Each costs about 50 bytes of memory beside its text, and each row as many again, so
/// that a table takes about 200 MB at most; a million rows none of which can be used, each with the reason, 400 MB. Of
/// a line of nothing but delimiters no more is kept than the line.
pub const MAX_TABLE_CELLS: usize = 2_000_000;

/// The most that the questions of one round, and so any one question, may hold together, in bytes.
pub const MAX_ROUND_BYTES: usize = 4 * 1024 * 1024;

/// The most questions that leave in one round; the others leave in the next.
pub const MAX_ROUND_QUESTIONS: usize = 64;

/// The most rounds of one call. Clients stop at nine or ten.
pub const MAX_ROUNDS: u32 = 8;

/// How long sealed state stays valid: people approve slowly.
pub const STATE_LIFETIME: Duration = Duration::from_secs(60 * 60);

/// The longest answer that is read, in bytes.
pub const MAX_ANSWER_BYTES: usize = 256 * 1024;

/// The most bytes that an answer may have, written as JSON, to be kept in the state: twice as many as are read, since
/// escaping doubles what is nothing but quotation marks.
pub const MAX_HEARD_ANSWER_BYTES: usize = 2 * MAX_ANSWER_BYTES;

/// The most bytes of all answers of a call that are kept so. They travel back in base64, a third longer, beside
/// arguments of twice `MAX_INLINE_BYTES` and the answers of the last round, in one line of at most 16 MiB.
pub const MAX_HEARD_BYTES: usize = 2 * 1024 * 1024;

/// How many characters of an answer are looked at ahead of the reading, all attempts together: a damaged
/// answer is read several times over in places, a hostile one may not be.
pub const MAX_ANSWER_WORK: usize = 2 * 1024 * 1024;

/// The largest result that `once` keeps for the next run, in bytes.
pub const MAX_ONCE_BYTES: usize = 256 * 1024;

/// How long one question may take, in seconds: long enough for a person to read and approve it.
pub const ASK_TIMEOUT_SECONDS: f64 = 25.0;

/// How long one call may take until nothing more is asked or waited for, in seconds from its beginning: widely used
/// clients give up at 60, and the caller should have our answer before that.
pub const CALL_TIMEOUT_SECONDS: f64 = 50.0;

/// The least time that a question needs, where a call has more than ten times as much: nobody approves it and no model
/// answers it in less, and a dialog would only flash.
pub const LEAST_ASK: Duration = Duration::from_secs(1);

/// How long a call waits until the host was told that a question is withdrawn.
pub const WITHDRAWAL_GRACE: Duration = Duration::from_millis(100);

/// How often one question is put, the first time included.
pub const MAX_ASKS: u32 = 2;

/// The most that `--max-asks` may name: a model that failed three times fails the fourth time too.
pub const MAX_ASKS_CEILING: u32 = 3;

/// The most questions of one call.
pub const MAX_QUESTIONS: u32 = 12;

/// The most questions of one call that are in flight at once on the session route.
pub const MAX_CONCURRENT: usize = 8;

/// Failures or time-outs in a row after which a call asks no more.
pub const MAX_FAILURES_IN_A_ROW: u32 = 2;

/// How many problems of one answer are named to the model and in the provenance; a thousand items that
/// are all wrong in the same way need no thousand sentences.
pub const MAX_PROBLEMS: usize = 12;

/// So many problems of one answer are counted: the model is told the first of them and how many more there are.
pub const MAX_COUNTED_PROBLEMS: usize = 1_000;

/// The longest sentence about a problem, in characters. With the number of problems it keeps a reply far
/// below the 40,000 characters above which hosts refuse one.
pub const MAX_PROBLEM_CHARACTERS: usize = 500;

/// The longest piece of a rejected answer that a problem quotes, and the longest name of a model, in
/// characters.
pub const MAX_QUOTED_CHARACTERS: usize = 80;

/// The most characters of one reply: hosts refuse a longer one.
pub const MAX_REPLY_CHARACTERS: usize = 40_000;

/// The most characters of a reply's structured content. The same content as text gives way where both do not fit; what
/// is left beside it is for the protocol.
pub const MAX_STRUCTURED_CHARACTERS: usize = MAX_REPLY_CHARACTERS - 400;

/// The most characters of a refusal: it repeats what a caller sent, so that the caller knows it again.
pub const MAX_REFUSAL_CHARACTERS: usize = 2_000;

/// The most rows of one call of a batch tool: ten questions, and a reply that hosts accept.
pub const MAX_BATCH_ROWS: usize = 200;

/// The most questions that the rows of a batch are put into. With the default of 12 for a call it leaves one for what
/// must be asked again, and one to spare.
pub const MAX_BATCH_QUESTIONS: usize = 10;

/// The most items of one question: more of them, and models begin to lose some.
pub const MAX_ITEMS_PER_QUESTION: usize = 20;

/// The most bytes of the items of one question, as far as there is more than one: some ten pages, which every
/// model can hold beside the instructions.
pub const MAX_ITEMS_BYTES: usize = 32 * 1024;

/// The longest text of one item of a batch, in characters. A longer one is better asked about alone.
pub const MAX_ITEM_CHARACTERS: usize = 20_000;

/// The longest id that a row may have, in characters: each stands twice in the reply.
pub const MAX_ID_CHARACTERS: usize = 200;

/// The most items that are asked about again, together in one question; more of them are rather a model that cannot
/// do it.
pub const MAX_ITEMS_AGAIN: usize = 60;

/// The most bytes of the items that are asked about again.
pub const MAX_ITEMS_AGAIN_BYTES: usize = 3 * MAX_ITEMS_BYTES;

/// How long a handler may still run after standard input has closed. The open questions fail at once;
/// this is for the fallbacks that follow, and keeps the exit under a second.
pub const CLOSING_GRACE: Duration = Duration::from_millis(500);

/// How long after the end of input, or after the signal to end, the process exits at the latest.
pub const EXIT_GRACE: Duration = Duration::from_millis(700);
