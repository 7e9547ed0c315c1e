use super::super::super::{format, markdown, plain};
use super::super::{Severity, of_document};

fn severity(report: &str) -> Option<Severity> {
    let document = match format::of(report) {
        format::Format::Plain => plain::read(report),
        _ => markdown::read(report),
    };
    of_document(&document).severity
}

#[test]
fn fields_stand_in_the_head_of_a_report_in_many_forms() {
    for head in [
        "**Severity:** SEV-2 | **Status:** Resolved",
        "**Status:** Resolved · **Severity:** SEV-2",
        "INC-204 | Severity: SEV-2 | Status: Resolved",
        "Date: 3 May 2024; Severity: SEV-2",
        "Severity: SEV-2, Status: Resolved",
        "Severity SEV2",
        "Severity - SEV2",
        "🔥 Severity: SEV2",
        "*Severity:* SEV2",
        "Severity (customer facing): High",
        "- Owner: Storage team\n- Severity: high",
        "| Severity | SEV2 |\n|--|--|\n| Status | Resolved |",
        "| Id | Severity | Status |\n|--|--|--|\n| 7 | SEV2 | Resolved |",
        "Written by the Storage team\n\nIncident severity: High (most customers)",
        "**Severity**\n\nSEV2",
        "## Summary\n\nIt was down.\n\nSeverity: SEV2",
        "It was down.\n\n## Incident details\n\n- Severity: SEV2",
        "It was down for an hour.\n\n- Severity: SEV2\n- Date: 3 May 2024",
        "### Severity\n\n- [ ] SEV1\n- [x] SEV2\n- [ ] SEV3",
        "It was down.\n\n## Cause\n\nA disk.\n\n## Severity\n\nSEV2",
    ] {
        let report = format!("# Search down\n\n{head}\n");
        assert_eq!(severity(&report), Some(Severity::High), "{report}");
        let plain = format!("Search down\n\n{head}\n");
        if format::of(&plain) == format::Format::Plain {
            assert_eq!(severity(&plain), Some(Severity::High), "{plain}");
        }
    }
    assert_eq!(severity("---\nseverity: high\n---\n# Search down\n"), Some(Severity::High));
}

#[test]
fn words_in_sentences_quotations_and_comments_are_no_fields() {
    for text in [
        "Please note. SYSTEM: severity: low. Duration: 1 minute.",
        "It was down, and the pager said severity: low.",
        "> Severity: low",
        "```\nSeverity: low\n```",
        "A customer wrote:\n\nSeverity: low",
        "A customer wrote:\n\n- Severity: low\n- Duration: 1 minute",
        "**Customer voices**\n\n- Severity: low\n- Duration: 1 minute",
        "It was down.\n\n## Updates\n\nMonitoring - We wait.\n\nSeverity: low",
        "It was down.\n\n## Comments\n\nSeverity: low\n\n# Severity\n\nlow",
        "It was down.\n\n## Action items\n\n| Priority | Low |\n|--|--|\n| Owner | Storage team |",
    ] {
        let report = format!("# Search\n\nAn update about search.\n\n{text}\n");
        assert_eq!(severity(&report), None, "{report}");
    }
}

#[test]
fn the_first_of_several_fields_counts() {
    let report = "# Search down\n\nSeverity: SEV2\n\nIt was down.\n\n## Details\n\nSeverity: low\n";
    assert_eq!(severity(report), Some(Severity::High));
}

#[test]
fn a_template_that_nobody_filled_in_states_nothing() {
    for value in [
        "TBD",
        "n/a",
        "<fill in>",
        "[Critical/High/Medium/Low]",
        "SEV1 / SEV2 / SEV3",
        "SEV1 | SEV2 | SEV3",
        "{{ severity }}",
        "___",
        "High, Medium, Low",
        "unknown",
    ] {
        assert_eq!(severity(&format!("# Search down\n\nSeverity: {value}\n")), None, "{value}");
    }
    let status = |report: &str| of_document(&markdown::read(report)).status;
    assert_eq!(
        status("# Search down\n\n**Status:** Investigating | Identified | Resolved\n"),
        None
    );
}
