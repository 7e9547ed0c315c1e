//! The way of one text through the pipeline: decoded, searched for candidates, each of them judged.

use std::borrow::Cow;

use serde_json::Value;

use super::{
    Repair,
    coerce::coerced,
    extract::{
        Candidate, MAX_CANDIDATES, candidates,
        encoding::decoded,
        fields,
        surroundings::disown,
        thought::{Thoughtless, without_thoughts},
    },
    judge::{Accepted, IN_A_THOUGHT, Refused, repeats},
    lenient::{self, FENCES, Loose, Opening, is_blank, is_json_blank, plain},
    provenance::Repairs,
    schema::{Node, Object, Schema},
    verdict::{Rejected, Standing, Valid, Verdict},
    wrapped,
};
use crate::{
    limits::{MAX_ANSWER_BYTES, MAX_ANSWER_WORK, MAX_COUNTED_PROBLEMS, MAX_QUOTED_CHARACTERS},
    text::excerpt,
};

/// How often an encoding is undone: JSON in a text in a text.
const MAX_ENCODINGS: usize = 3;

/// How many bytes around its candidates are looked at, for each candidate anew: all that stands around the candidates
/// of an object, and of a list as much.
const MAX_SURROUNDING_BYTES: usize = MAX_CANDIDATES * MAX_ANSWER_BYTES;

/// The way of one text through the pipeline.
pub(super) struct Reading<'s> {
    schema: &'s Schema,
    /// What the question is about.
    material: &'s str,
    cut: bool,
    work: usize,
    repairs: Repairs,
    /// Whether the text was read as one that was cut, and ends inside its last object or list.
    pub(super) ends_open: bool,
}

impl<'s> Reading<'s> {
    pub(super) fn new(schema: &'s Schema, material: &'s str, cut: bool) -> Self {
        let repairs = Repairs::default();
        Self { schema, material, cut, work: MAX_ANSWER_WORK, repairs, ends_open: false }
    }

    /// What `text` answers.
    pub(super) fn text(&mut self, text: &str) -> Result<Accepted<Value>, Refused<Value>> {
        self.decoded_text(text, MAX_ENCODINGS)
    }

    fn decoded_text(
        &mut self,
        text: &str,
        encodings: usize,
    ) -> Result<Accepted<Value>, Refused<Value>> {
        let Thoughtless { answer, thought, unfinished } = without_thoughts(text);
        if unfinished {
            return Err(vec![IN_A_THOUGHT.to_owned()].into());
        }
        if thought {
            self.repairs.add(Repair::ThoughtRemoved);
        }
        if encodings > 0
            && let Some((decoded, repair)) = decoded(answer)
        {
            self.repairs.add(repair);
            return self.decoded_text(&decoded, encodings - 1);
        }
        self.answer_in(answer)
    }

    /// The answer in a text that holds neither thoughts nor encodings.
    fn answer_in(&mut self, answer: &str) -> Result<Accepted<Value>, Refused<Value>> {
        let found = candidates(answer, &self.schema.root, self.cut, &mut self.work);
        let too_many = || {
            Err(vec![
                "the answer holds too many brackets; write one JSON object and nothing else"
                    .to_owned(),
            ]
            .into())
        };
        if found.too_many {
            return too_many();
        }
        if let Some(unreadable) = found.unreadable {
            return Err(vec![format!(
                "the JSON of the answer cannot be read: {}",
                unreadable.reason
            )]
            .into());
        }
        self.ends_open = found.found.last().is_some_and(|last| !last.read.value.is_whole());
        let mut verdict = Verdict::default();
        if self.is_one_item_a_line(answer, &found.found) {
            let found_as = self.joined(answer, &found.found);
            let items = found.found.into_iter().map(|candidate| candidate.read.value).collect();
            let list = Loose::List { items, whole: !self.cut };
            self.judge(&list, found_as, &mut verdict);
            return verdict.into_result(self.schema, answer, self.cut, self.repairs);
        }
        if found.found.len().saturating_mul(answer.len()) > MAX_SURROUNDING_BYTES {
            return too_many();
        }
        for candidate in &found.found {
            self.candidate(answer, candidate, &mut verdict);
        }
        if verdict.valid.is_some() {
            self.claims_around(answer, &found.found, &mut verdict);
        }
        let is_in_pieces = verdict.valid.is_none()
            && verdict.disowned.is_empty()
            && are_side_by_side(answer, &found.found);
        if is_in_pieces {
            let found_as = self.joined(answer, &found.found);
            let pieces = found.found.into_iter().map(|candidate| candidate.read.value);
            if let Some(assembled) = wrapped::assembled(&pieces.collect::<Vec<_>>()) {
                self.fit(&assembled, found_as, &mut verdict);
            }
        }
        if verdict.valid.is_none() && verdict.disowned.is_empty() && !verdict.has_members() {
            for fields in fields::readings(answer, &self.schema.root, self.cut, &mut self.work) {
                let standing = self.standing(answer, fields.start, fields.end);
                let standing = if fields.disowned { Standing::Disowned } else { standing };
                let found_as = FoundAs { repairs: fields.repairs, standing, depth: 0 };
                self.judge(&fields.value, found_as, &mut verdict);
            }
        }
        verdict.into_result(self.schema, answer, self.cut, self.repairs)
    }

    fn candidate(&mut self, text: &str, candidate: &Candidate<'_>, verdict: &mut Verdict) {
        let mut repairs = candidate.read.repairs;
        let end = candidate.read.end;
        repairs.extend(around(text, candidate.start, end));
        let standing = self.standing(text, candidate.start, end);
        verdict.candidates += 1;
        let found_as = FoundAs { repairs, standing, depth: 0 };
        self.judge(&candidate.read.value, found_as, verdict);
        verdict.last_is_whole = candidate.read.value.is_whole();
    }

    /// How several candidates were found that are one answer together.
    fn joined(&self, text: &str, found: &[Candidate<'_>]) -> FoundAs {
        let mut repairs = Repairs::of(Repair::Wrapped);
        let (mut start, mut end) = (text.len(), 0);
        for candidate in found {
            repairs.extend(candidate.read.repairs);
            (start, end) = (start.min(candidate.start), end.max(candidate.read.end));
        }
        repairs.extend(around(text, start, end));
        FoundAs { repairs, standing: self.standing(text, start, end), depth: 0 }
    }

    /// Whether a list is due, or an object that has nothing but a list, and its items stand there one by one, with
    /// nothing between them.
    fn is_one_item_a_line(&self, text: &str, found: &[Candidate<'_>]) -> bool {
        let is_item =
            |candidate: &Candidate<'_>| match (plain(&self.schema.root), &candidate.read.value) {
                (Node::Array { .. }, Loose::Object { .. }) => true,
                (Node::Object(object), item) => wrapped::is_item_of_only_list(object, item),
                _ => false,
            };
        !found.is_empty() && found.iter().all(is_item) && are_side_by_side(text, found)
    }

    /// What the prose around the candidates says about members: `Category: how_to`.
    fn claims_around(&mut self, text: &str, found: &[Candidate<'_>], verdict: &mut Verdict) {
        let ends = found.iter().map(|candidate| candidate.read.end);
        let starts = found.iter().map(|candidate| candidate.start);
        let gaps = std::iter::once(0).chain(ends).zip(starts.chain([text.len()]));
        for (from, to) in gaps {
            let prose = text.get(from..to).unwrap_or_default();
            if let Some(claims) = fields::claims(prose, &self.schema.root, &mut self.work) {
                let claimed = coerced(self.schema, &claims, &mut self.work);
                verdict.rejected.push(Rejected {
                    value: claimed.value,
                    problems: Vec::new(),
                    candidate: 0,
                    is_in_form: false,
                });
            }
        }
    }

    fn standing(&self, text: &str, start: usize, end: usize) -> Standing {
        let repeats = text.get(start..end).is_some_and(|piece| repeats(self.material, piece));
        if repeats || disown(text, start, end) { Standing::Disowned } else { Standing::Answer }
    }

    /// Judges `loose`, or what it wraps: an object around the answer, a list of one, a tool call.
    fn judge(&mut self, loose: &Loose<'_>, found: FoundAs, verdict: &mut Verdict) {
        let Node::Object(object) = plain(&self.schema.root) else {
            // An object may wrap the list that is due.
            match wrapped::only_list(loose) {
                Some(list) => self.fit(list, found.inside(), verdict),
                None => self.fit(loose, found, verdict),
            };
            return;
        };
        match loose {
            _ if found.depth > MAX_WRAPPERS => {}
            Loose::Object { members, .. } => {
                self.judge_object(object, loose, members, found, verdict);
            }
            Loose::List { items, .. } => self.judge_list(object, loose, items, found, verdict),
            Loose::Text { text, cut: false } if found.depth > 0 => {
                self.judge_text(text.trim_start(), found, verdict);
            }
            _ => {}
        }
    }

    fn judge_object(
        &mut self,
        object: &Object,
        loose: &Loose<'_>,
        members: &[(Cow<'_, str>, Loose<'_>)],
        found: FoundAs,
        verdict: &mut Verdict,
    ) {
        let is_known = |name: &str| object.member(name).is_some();
        let is_call = wrapped::is_tool_call(object, members);
        let is_answer = !is_call && members.iter().any(|(name, _)| is_known(name));
        if is_answer && self.fit(loose, found, verdict) {
            return;
        }
        for (name, value) in members {
            // Under a name of the answer, too, where a label is due and an object stands.
            if is_call || wrapped::may_wrap(object, name, value) {
                let mut inside = found.inside();
                if wrapped::is_no_answer(name) {
                    inside.standing = Standing::Disowned;
                }
                self.judge(value, inside, verdict);
            }
        }
        if found.depth == 0 && !is_answer && verdict.is_empty() {
            // Nothing is wrapped: what is wrong is that the members have other names.
            self.fit(loose, found, verdict);
        }
    }

    fn judge_list(
        &mut self,
        object: &Object,
        loose: &Loose<'_>,
        items: &[Loose<'_>],
        found: FoundAs,
        verdict: &mut Verdict,
    ) {
        let inside = found.inside();
        for whole in [wrapped::around_list(object, loose), wrapped::assembled(items)] {
            if whole.is_some_and(|whole| self.fit(&whole, inside, verdict)) {
                return;
            }
        }
        for item in items {
            self.judge(item, inside, verdict);
        }
    }

    /// JSON in a text, inside what wraps the answer.
    fn judge_text(&mut self, text: &str, found: FoundAs, verdict: &mut Verdict) {
        if !text.starts_with(['{', '[']) {
            return;
        }
        let (root, work) = (&self.schema.root, &mut self.work);
        if let Ok(read) = lenient::read(text, 0, Opening::Present, root, false, work) {
            let mut inside = found.inside();
            inside.repairs.add(Repair::DoubleEncoded);
            inside.repairs.extend(read.repairs);
            self.judge(&read.value, inside, verdict);
        }
    }

    /// Whether `loose` itself, brought into the form of the schema, is a valid answer.
    fn fit(&mut self, loose: &Loose<'_>, found: FoundAs, verdict: &mut Verdict) -> bool {
        let coerced = coerced(self.schema, loose, &mut self.work);
        // What has two readings has no form yet.
        let has_one_reading = coerced.doubts.is_empty() && found.standing == Standing::Answer;
        let mut problems = coerced.doubts;
        problems.extend(self.schema.problems(&coerced.value));
        if problems.is_empty() {
            problems = self.schema.unfinished(&coerced.value);
        }
        if !problems.is_empty() {
            // A member that is missing may be there under a name that nobody knows.
            let unknown = coerced.unknown.iter().map(|place| {
                format!("{:?} is not a member", excerpt(place, MAX_QUOTED_CHARACTERS))
            });
            problems.extend(unknown);
            problems.truncate(MAX_COUNTED_PROBLEMS);
            let candidate = verdict.candidates;
            let is_in_form = has_one_reading && self.schema.is_in_form(&coerced.value);
            let value = coerced.value;
            verdict.rejected.push(Rejected { value, problems, candidate, is_in_form });
            return false;
        }
        let mut repairs = found.repairs;
        repairs.extend(coerced.repairs);
        let candidate = verdict.candidates;
        verdict.accept(Valid { value: coerced.value, repairs, candidate }, found.standing);
        true
    }
}

/// How a value was found.
#[derive(Clone, Copy)]
struct FoundAs {
    /// What was forgiven on the way to it.
    repairs: Repairs,
    standing: Standing,
    /// How many others it is wrapped in.
    depth: usize,
}

impl FoundAs {
    /// The same for what it wraps.
    fn inside(mut self) -> Self {
        self.repairs.add(Repair::Wrapped);
        Self { depth: self.depth + 1, ..self }
    }
}

/// How deep an answer may be wrapped.
const MAX_WRAPPERS: usize = 8;

/// Whether there are several candidates with nothing but blanks and commas between them.
fn are_side_by_side(text: &str, found: &[Candidate<'_>]) -> bool {
    let gaps = found.windows(2).filter_map(|pair| match pair {
        [one, other] => text.get(one.read.end..other.start),
        _ => None,
    });
    let is_blank = |sign: char| sign.is_whitespace() || sign == ',';
    found.len() > 1 && gaps.into_iter().all(|gap| gap.chars().all(is_blank))
}

/// What stands around the answer, as repairs.
fn around(text: &str, start: usize, end: usize) -> Repairs {
    let written = [text.get(..start).unwrap_or_default(), text.get(end..).unwrap_or_default()];
    let [before, behind] = written.map(|text| text.trim_matches(is_blank));
    let mut repairs = Repairs::default();
    if written
        .iter()
        .any(|text| text.trim().contains(|sign| is_blank(sign) && !is_json_blank(sign)))
    {
        repairs.add(Repair::InvisibleCharacters);
    }
    if FENCES.iter().any(|fence| before.contains(fence)) {
        repairs.add(Repair::CodeFence);
    }
    let is_fence = |text: &str| {
        text.trim_matches(['`', '~']).chars().all(char::is_alphanumeric)
            && (text.is_empty() || text.starts_with(['`', '~']))
    };
    if !repairs.has(Repair::CodeFence) && (!is_fence(before) || !is_fence(behind)) {
        repairs.add(Repair::SurroundingText);
    }
    repairs
}
