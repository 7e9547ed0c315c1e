//! Sentences that say when the incident began and ended, or how long it lasted.

use std::sync::LazyLock;

use regex::Regex;

use super::{
    super::{
        calendar::MONTH,
        context::Context,
        lengths::lengths,
        moment::Moment,
        patterns::{pattern, tail},
        reading::{Found, moments, ranges},
        stamp::is_timed,
    },
    cues::{End, Recovery, end, is_failure, is_not_over, is_work, recovery},
};
use crate::report::{
    document::{Block, Document},
    marks::Status,
    sections::{Kind, Sections},
    sentences::split,
    states,
};

/// What sentences say.
#[derive(Debug, Clone, Default)]
pub(super) struct Prose {
    /// "Between 15:07 and 15:09 UTC we observed an increased error rate."
    pub(super) window: Option<(Moment, Moment)>,
    /// The same in a sentence without a word for a failure.
    pub(super) loose_window: Option<(Moment, Moment)>,
    /// "Between 28 April and 3 May an unauthorized party had access."
    pub(super) days: Option<(Moment, Moment)>,
    /// "On 29 August we discovered", where no clock is told.
    pub(super) day: Option<Moment>,
    /// "Errors began at 07:00."
    pub(super) began: Option<Moment>,
    /// "At 18:49 we observed an issue."
    pub(super) observed: Option<Moment>,
    /// The last "Service was restored at 09:13."
    pub(super) restored: Option<Moment>,
    /// The last "The problem was fixed at 09:20."
    pub(super) resolved: Option<Moment>,
    /// The other moments.
    pub(super) others: Vec<Moment>,
    /// "It lasted 24 minutes."
    pub(super) minutes: Option<u32>,
    /// All lengths of time that it tells of failures.
    pub(super) told_minutes: Vec<u32>,
    /// Whether it was over by the last sentence that says so or the contrary.
    pub(super) is_over: Option<bool>,
    /// How far the work on it has come by the last sentence that says so.
    pub(super) status: Option<Status>,
    /// Whether the sentences have come to another incident, whose moments are left out.
    is_one_of_several: bool,
}

/// What the sentences of a report say that are not about later plans, nor about single events where a timeline tells
/// these.
pub(super) fn prose(
    document: &Document,
    sections: &Sections,
    context: &Context,
    may_be_in_timeline: bool,
) -> Prose {
    let mut prose = Prose::default();
    let mut loose_minutes = None;
    for section in &sections.sections {
        match section.kind {
            Kind::ActionItems | Kind::LessonsLearned => continue,
            Kind::Timeline if !may_be_in_timeline => continue,
            _ if section.heading.as_deref().is_some_and(is_about_another) => continue,
            _ => {}
        }
        for block in &section.blocks {
            let (Block::Paragraph(text) | Block::Item { text, .. } | Block::Quote(text)) = block
            else {
                continue;
            };
            if !is_entry(text) {
                prose.read(text, *context, &mut loose_minutes);
            } else if prose.loose_window.is_none() {
                prose.loose_window = window_alone(text, context);
            }
        }
    }
    for block in &document.blocks {
        if let Block::Heading { level: 1, text } = block {
            prose.read_window(text, &moments(text, context));
        }
    }
    prose.minutes = prose.minutes.or(loose_minutes);
    prose
}

/// Whether a text begins with its time, as entries of timelines and stamps of updates do.
fn is_entry(text: &str) -> bool {
    let begin = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    POSTED.is_match(begin) || begin.starts_with(|c: char| c.is_ascii_digit()) && is_timed(begin)
}

/// The window that a line is and nothing else, as status pages put it below a title.
fn window_alone(text: &str, context: &Context) -> Option<(Moment, Moment)> {
    let found = if text.len() > MAX_WINDOW_BYTES { Vec::new() } else { moments(text, context) };
    let (begin, end) = ranges(&found).next()?;
    let is_alone = begin.range.start == 0 && end.range.end == text.trim_end().len();
    let is_timed = begin.moment.time.is_some() && end.moment.time.is_some();
    (is_alone && is_timed).then_some((begin.moment, end.moment))
}

/// "February 19, 2024, 05:12 PM UTC – February 20, 2024, 01:51 AM UTC" has fewer.
const MAX_WINDOW_BYTES: usize = 100;

impl Prose {
    fn read(&mut self, text: &str, mut context: Context, loose_minutes: &mut Option<u32>) {
        for sentence in split(text).into_iter().take(MAX_SENTENCES) {
            if sentence.len() > MAX_SENTENCE_BYTES || is_about_another(sentence) {
                continue;
            }
            let found = moments(sentence, &context);
            self.read_window(sentence, &found);
            self.read_ends(sentence, &found);
            if is_not_over(sentence) {
                self.is_over = Some(false);
            } else if recovery(sentence).is_some() {
                self.is_over = Some(true);
            }
            self.status = states::told(sentence).or(self.status);
            self.read_lengths(sentence);
            match length(sentence) {
                Some((minutes, true)) if self.minutes.is_none() => self.minutes = Some(minutes),
                Some((minutes, false)) if loose_minutes.is_none() => *loose_minutes = Some(minutes),
                _ => {}
            }
            let dated = found.iter().rev().find(|found| found.is_dated);
            context = context.on(dated.and_then(|found| found.moment.date));
        }
    }

    fn read_window(&mut self, sentence: &str, found: &[Found]) {
        let is_failure = is_failure(sentence);
        let place = if is_failure { &mut self.window } else { &mut self.loose_window };
        if place.is_some() || NO_WINDOW.is_match(sentence) || (!is_failure && is_work(sentence)) {
            return;
        }
        let windows = || ranges(found).map(|(begin, end)| (begin.moment, end.moment));
        *place = windows().find(|(begin, end)| begin.time.is_some() && end.time.is_some());
        if self.days.is_none() {
            self.days = windows().find(|(begin, end)| begin.time.is_none() && end.time.is_none());
        }
    }

    /// Whether the incident has long been over at a moment.
    fn is_days_over(&self, moment: &Moment) -> bool {
        let end = self.restored.or(self.resolved);
        let step = end.and_then(|end| end.minutes_until(moment));
        self.began.is_some() && step.is_some_and(|step| step > MAX_MINUTES_TO_RELAPSE)
    }

    fn read_lengths(&mut self, sentence: &str) {
        if ALLOWANCE.is_match(sentence) || !(is_failure(sentence) || LASTED.is_match(sentence)) {
            return;
        }
        let minutes = lengths(sentence).into_iter().map(|length| length.minutes);
        let room = MAX_LENGTHS_OF_REPORT.saturating_sub(self.told_minutes.len());
        self.told_minutes.extend(minutes.take(room));
    }

    fn read_ends(&mut self, sentence: &str, found: &[Found]) {
        for (index, Found { moment, range, .. }) in found.iter().enumerate() {
            let last_end = index
                .checked_sub(1)
                .and_then(|last| found.get(last))
                .map_or(0, |last| last.range.end);
            let next_begin = found.get(index + 1).map_or(sentence.len(), |next| next.range.start);
            let before = sentence.get(last_end..range.start).unwrap_or_default();
            let after = sentence.get(range.end..next_begin).unwrap_or_default();
            if moment.time.is_none() {
                let fails = || matches!(end(before, after), Some(End::Began | End::Observed));
                self.day = self.day.or_else(|| Some(*moment).filter(|_| fails()));
                continue;
            }
            match end(before, after) {
                _ if self.is_one_of_several => {}
                // A digest tells one incident after the other.
                Some(End::Began) if self.is_days_over(moment) => self.is_one_of_several = true,
                Some(End::Began) if self.began.is_none() => self.began = Some(*moment),
                Some(End::Observed) if self.observed.is_none() => self.observed = Some(*moment),
                Some(End::Over(Recovery::Restored)) => keep_latest(&mut self.restored, moment),
                Some(End::Over(Recovery::Resolved)) => keep_latest(&mut self.resolved, moment),
                // The end that is a stated length of time after the begin may stand in any words.
                _ if self.others.len() < MAX_OTHERS => self.others.push(*moment),
                _ => {}
            }
        }
    }
}

/// Half a day: what fails again sooner belongs to the same incident.
const MAX_MINUTES_TO_RELAPSE: i64 = 12 * 60;

/// The last end that is told is meant; where the newest update stands first, that is the latest.
fn keep_latest(place: &mut Option<Moment>, moment: &Moment) {
    let step = place.and_then(|known| known.minutes_until(moment));
    if step.is_none_or(|step| step >= 0) {
        *place = Some(*moment);
    }
}

/// So many moments are compared with a stated length of time.
const MAX_OTHERS: usize = 200;

/// A paragraph of more is no report.
const MAX_SENTENCES: usize = 200;

/// Nobody writes a longer sentence, and each is searched for many words.
const MAX_SENTENCE_BYTES: usize = 2_000;

/// The minutes that the sentence says it lasted, and whether it says so in words that leave no doubt.
fn length(sentence: &str) -> Option<(u32, bool)> {
    if ALLOWANCE.is_match(sentence) {
        return None;
    }
    let certain = |before: &str, after: &str| {
        LASTED.is_match(before)
            || LONG_OUTAGE.is_match(after)
            || (IN_WHICH.is_match(after) && is_failure(after))
    };
    let loose = |before: &str| FOR.is_match(before) && is_failure(before);
    lengths(sentence).into_iter().take(MAX_LENGTHS).filter(|length| length.minutes > 0).find_map(
        |length| {
            let before = tail(sentence.get(..length.range.start)?);
            let after = sentence.get(length.range.end..)?;
            match (certain(before, after), loose(before)) {
                (true, _) => Some((length.minutes, true)),
                (_, true) => Some((length.minutes, false)),
                _ => None,
            }
        },
    )
}

/// A sentence that names more lengths of time is none.
const MAX_LENGTHS: usize = 20;

const MAX_LENGTHS_OF_REPORT: usize = 200;

/// Whether a sentence or a heading is about another incident.
pub(in crate::report) fn is_about_another(text: &str) -> bool {
    ANOTHER.is_match(text)
}

static ANOTHER: LazyLock<Regex> = LazyLock::new(|| {
    const INCIDENT: &str = "(?:incidents?|outages?|failures?|disruptions?|issues?|problems?|events?|crash(?:es)?|downtimes?)";
    pattern(&format!(
        r"(?i)\b(?:similar|previous|prior|past|earlier|another|other|related|recent|historic(?:al)?|unrelated)\s+(?:\w+\s+)?{INCIDENT}\b|\b(?:second|third|fourth|fifth)\s+(?:such\s+|major\s+)?{INCIDENT}\s+(?:this|in|within|since|of the)\b|\blast\s+(?:year|month|spring|summer|autumn|fall|winter|{MONTH})\b|\b(?:years?|months?)\s+(?:ago|earlier)\b|(?-i:^In\s+{MONTH}\b,?\s+[a-z])"
    ))
});

/// What is allowed, aimed at or usual says nothing of what was.
static ALLOWANCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:SLAs?|SLOs?|allow(?:s|ed|ance)?|budgets?|targets?|objectives?|guarantee\w*|retention|policy|polic(?:y|ies)|threshold|time-?outs?|intervals?|usually|normally|typically|on average|at most|up to|would|should|could have|can take|may take|will|every|per (?:hour|day|week|month|year)|a (?:month|year)|maintenance|planned|scheduled)\b|[<>≥≤]=?\s*[0-9]",
    )
});

const ABOUT: &str = r"(?:(?:only|just|about|around|approximately|approx\.?|roughly|almost|nearly|over|a|total|of|further|additional|up|to|for|~)\s*)*$";

static LASTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)\b(?:lasted|lasting|lasts|persisted|duration\s+(?:of|was)|downtime\s+(?:of|was)|outage\s+of|total(?:ing|ling|ed|led)?)\s+{ABOUT}"
    ))
});

static LONG_OUTAGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\s*-?\s*(?:long\s+)?(?:of\s+)?(?:\w+\s+){0,2}(?:outage|downtime|disruption|incident|interruption|unavailability)\b",
    )
});

/// "90 seconds in which most requests failed".
static IN_WHICH: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^\s*,?\s*(?:where|when|(?:in|during) which)\b"));

static FOR: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"(?i)\bfor\s+{ABOUT}")));

static NO_WINDOW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:maintenance|(?:office|support|business|working|opening) hours|scheduled|planned)\b",
    )
});

static POSTED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^(?:posted|published|updated|last updated|written)\b"));
