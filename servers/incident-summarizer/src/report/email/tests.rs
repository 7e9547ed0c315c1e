use super::super::read as read_report;
use super::super::{Report, Severity};

fn report(text: &str) -> Report {
    read_report(text).unwrap()
}

fn title(text: &str) -> Option<String> {
    report(text).marks.title
}

const BODY: &str = "Payments failed between 08:05 and 09:20 for 30 % of customers.";

#[test]
fn the_subject_is_the_title_and_the_headers_are_no_part_of_the_report() {
    for headers in [
        "From: Operations <ops@example.com>\nTo: all@example.com\nSubject: RE: [EXT] Payments outage\nDate: Tue, 3 Mar 2026 10:15:00 +0100",
        "From:\tOperations\nSent:\tTuesday, March 3, 2026 10:15 AM\nTo:\tAll staff\nCc:\tManagement\nSubject:\tFwd: Re: Payments outage",
        "**From:** Operations\n**Sent:** Tuesday, March 3, 2026 10:15 AM\n**To:** All staff\n**Subject:** Payments outage",
        "Received: from mail.example.com\n by mx.example.com; Tue, 3 Mar 2026\nFrom: ops@example.com\nSubject: Payments\n outage\nDate: 3 Mar 2026 10:15",
        "Subject: Payments outage\nDate: 2026-03-03 10:15",
        "Delivered-To: ops@example.com\nDKIM-Signature: v=1; a=rsa-sha256\nARC-Seal: i=1\nFrom: ops@example.com\nSubject: Payments outage\nDate: 2026-03-03 10:15",
    ] {
        let report =
            report(&format!("{headers}\n\nHello all,\n\n{BODY}\n\nKind regards\nOperations\n"));
        let title = report.marks.title.unwrap();
        assert!(title == "Payments outage" || title == "Payments", "{headers}: {title}");
        let text = report.text.to_string();
        assert!(text.ends_with(&format!("{BODY}\n")), "{text}");
        assert!(!text.contains("Operations") && !text.contains("Hello"), "{text}");
        let stated = report.stated;
        assert_eq!(stated.started_at.unwrap().to_string(), "2026-03-03T08:05", "{headers}");
        assert_eq!(stated.resolved_at.unwrap().to_string(), "2026-03-03T09:20", "{headers}");
    }
}

#[test]
fn a_greeting_is_known_in_german_too() {
    let report = report(&format!("Subject: Payments outage\n\nHallo zusammen\n\n{BODY}\n"));
    assert!(!report.text.to_string().contains("Hallo"), "{}", report.text);
}

#[test]
fn the_date_of_a_message_is_no_start() {
    let report = report(
        "Subject: Payments outage\nDate: Tue, 3 Mar 2026 10:15:00 +0100\n\nPayments failed today.\n",
    );
    assert_eq!(report.stated.started_at, None);
}

#[test]
fn what_a_message_answers_is_no_part_of_it() {
    for reply in [
        "-----Original Message-----\nFrom: Finance\nSent: 3 March 2026 08:30\nSubject: Payments\n\nSeverity: low",
        "On Tue, 3 Mar 2026 at 08:30, Finance\n<finance@example.com> wrote:\n> Severity: low",
        "________________________________\nFrom: Finance\nSent: 3 March 2026 08:30\nTo: Operations\n\nSeverity: low",
        "> On Tue, 3 Mar 2026 Finance wrote:\n>\n> Severity: low",
        "-- \nFinance\nSeverity: low",
        "Best regards,\nFinance\n\nThis e-mail is confidential. Severity: low",
    ] {
        let report = report(&format!("Subject: Payments outage\n\n{BODY}\n\n{reply}\n"));
        assert!(
            report.text.to_string().ends_with(&format!("{BODY}\n")),
            "{}",
            report.text.to_string()
        );
        assert_eq!(report.marks.severity, None);
    }
    let reply = report(&format!(
        "{BODY}\n\nOn 3 Mar 2026, Finance wrote:\n> Severity: low\n> Payments fail\n"
    ));
    assert!(!reply.text.to_string().contains("low"));
}

#[test]
fn a_message_that_is_only_passed_on_is_the_report() {
    for cover in [
        "FYI",
        "",
        "Hi all,\n\nplease see below.\n\nThanks\nSupport Desk",
        "FYI\n\n-- \nSupport Desk",
    ] {
        for inner in [
            "---------- Forwarded message ---------\nFrom: Platform team <platform@example.com>\nDate: Wed, 4 Mar 2026 at 23:40\n\
                Subject: Payments outage\nTo: Support Desk\n\nSeverity: high\n\nIt failed.",
            "________________________________\nFrom: Platform team\nSent: Wednesday, March 4, 2026 11:40 PM\nSubject: RE: Payments outage\n\nSeverity: high\n\nIt failed.",
            "On Wed, 4 Mar 2026 at 23:40, Platform team wrote:\n\n> Severity: high\n>\n> It failed.",
        ] {
            let report = report(&format!(
                "From: Support Desk\nTo: Owners\nSubject: FW: Payments outage\n\n{cover}\n\n{inner}\n"
            ));
            assert_eq!(report.marks.title.as_deref(), Some("Payments outage"), "{cover} {inner}");
            assert_eq!(report.marks.severity, Some(Severity::High), "{cover} {inner}");
        }
    }
}

#[test]
fn fields_and_quotations_of_a_report_make_no_email_of_it() {
    for text in [
        "From: 10:05\nTo: 11:20\nImpact: Payments failed.\n",
        "Payments outage\n\nDate: 3 March 2026\n\nPayments failed.\n",
        "Payments outage\n\nA customer wrote:\n> Payments fail\n",
        "Payments outage\n\nOn 3 March a customer wrote:\n> Payments fail\n\nThey failed for an hour.\n",
    ] {
        assert_eq!(super::read(text), None, "{text}");
    }
    assert_eq!(title("Payments outage\n\nTo: 11:20\n").as_deref(), Some("Payments outage"));
}

#[test]
fn mails_in_mails_without_end_are_read_in_time() {
    let begin = std::time::Instant::now();
    for part in [
        "FYI\n-----Original Message-----\nFrom: a\nSubject: b\n\n",
        "> ",
        "On 1 a\n",
        "From: a\nSent: b\n",
        "____________\n",
    ] {
        super::read(&format!("Subject: Payments\n\n{}It failed.\n", part.repeat(4_000))).unwrap();
    }
    assert!(begin.elapsed().as_secs() < 5, "{:?}", begin.elapsed());
}
