//! Whether the words of a report say that an incident is over or goes on, and that its cause is unknown.

use std::sync::LazyLock;

use regex::Regex;
use shared::material;

use super::{Evidence, senses};
use crate::report::{
    Report, Status,
    sections::Kind,
    sentences,
    times::{pattern, recovery},
};

impl Evidence {
    /// What is wrong with a status that the words of the report contradict.
    pub fn check_status(&self, status: Status) -> Option<String> {
        let is_open = matches!(status, Status::Investigating | Status::Identified);
        let (said, wanted) = match self.is_over()? {
            true if is_open => ("is over", "resolved"),
            false if status == Status::Resolved => {
                ("goes on", "what it says of the work, or unknown")
            }
            _ => return None,
        };
        Some(format!(
            "status is {}, but the report says that the incident {said}; write {wanted}",
            status.as_str()
        ))
    }

    /// What is wrong with a text that says of something that it is over, where the report only says that it goes on.
    pub(super) fn check_end(&self, place: &str, prose: &str) -> Option<String> {
        let ended = sentences::split(prose)
            .into_iter()
            .find(|said| recovery(said).is_some() || OVER.is_match(said))?;
        (self.is_over() == Some(false)).then(|| {
            format!(
                "{place} {} says that it is over, but the report says that the incident goes on; say that",
                material::quoted(ended)
            )
        })
    }

    /// Whether the report says that it is over; none where it does not say, or says both.
    pub fn is_over(&self) -> Option<bool> {
        let passages = self.passages();
        let told = passages.passages.iter().filter(|passage| {
            let kind = passages.lines.get(passage.line).map(|line| line.kind);
            !matches!(
                kind,
                Some(Kind::ActionItems | Kind::LessonsLearned | Kind::ContributingFactors)
            )
        });
        let (mut is_over, mut goes_on) = (false, false);
        for passage in told {
            let said = self.text.get(passage.range.clone()).unwrap_or_default();
            goes_on |= ONGOING.is_match(said);
            is_over = is_over || senses::unaffected(said).is_empty() && recovery(said).is_some();
        }
        (is_over != goes_on).then_some(is_over)
    }
}

impl Report {
    /// Whether it says that the cause is unknown, and nowhere what it was.
    pub fn calls_cause_unknown(&self) -> bool {
        let under_heading = self.sections.text_of(Kind::RootCause);
        CAUSE_UNKNOWN.is_match(&self.text)
            && under_heading
                .is_none_or(|text| CAUSE_UNKNOWN.is_match(&text) || UNKNOWN.is_match(&text))
            && sentences::cause(&self.sections, &self.timeline).is_none()
    }
}

/// What stands under the heading of a cause that is unknown.
static UNKNOWN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^\W*(?:unknown|unclear|not (?:yet )?(?:known|found|identified))\b")
});

static CAUSE_UNKNOWN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\bcause(?:\x20+of\x20+[^.;:\n]{1,60}?)?(?:\x20+(?:is|was|remains|has)|\x20*[:–—-])?\x20+(?:(?:still|currently|yet|as\x20+yet|so\x20+far|been)\x20+)*(?:unknown|unclear|not\x20+(?:yet\x20+)?(?:been\x20+)?(?:known|clear|found|identified|determined|established)|under\x20+investigation|being\x20+investigated)\b
        |\b(?:do|does|did)(?:\x20+not|n['’]t)\x20+(?:yet\x20+)?know\x20+(?:the\x20+(?:root\x20+)?cause|what\x20+caused|why)\b",
    )
});

static OVER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:is|was)\x20+(?:now\x20+|all\x20+)?over\b[^\p{L}]*$"));

/// What says that an incident goes on.
static ONGOING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:(?:is|are|remains?)\x20+(?:still\x20+)?(?:ongoing|in\x20+progress|unresolved|down|unavailable|failing|degraded)|(?:we|engineers|teams?)\x20+(?:are|is)\x20+(?:still\x20+|currently\x20+|actively\x20+|now\x20+)*(?:investigating|working|looking|monitoring|seeing|experiencing|trying)|still\x20+(?:investigating|working|failing|down|unavailable|ongoing|being|unresolved|unable|affected|seeing)|continu(?:e|es|ing)\x20+to\x20+(?:investigate|work|monitor|see|fail|look)|not\x20+yet\x20+(?:[a-z]+\x20+)?(?:resolved|fixed|restored|recovered|mitigated|over)|have\x20+not\x20+(?:yet\x20+)?(?:identified|found|fixed|resolved)|no\x20+(?:eta|estimate)|(?:next|another)\x20+update|will\x20+(?:post|provide|share)\x20+(?:an?\x20+|another\x20+|further\x20+|more\x20+)*updates?)\b|^[^a-z]*(?:status[^a-z]+)?(?:investigating|ongoing|identified)\b",
    )
});
