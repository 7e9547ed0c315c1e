//! Tests of what ties statements to a place of the report, and their owners and dates to them.

use super::{
    super::read,
    tests::{assert_told, evidence},
};

#[test]
fn an_action_stands_in_one_place_and_keeps_its_sense() {
    let evidence = evidence();
    assert_told(
        |action| evidence.check_action("action", action).is_empty(),
        &[
            "Add an alert on expiring certificates",
            "Have the renewal job report failures",
            "Stop restarting the gateway by hand",
            "Alert on certificates that expire within 14 days",
        ],
        &[
            "Replace the load balancer",
            "Replace the storage gateway",
            "Remove the alert on certificates that expire within 14 days",
            "Do not alert on certificates that expire",
            "Restart the gateway by hand",
            "Alert customers in three regions by hand",
        ],
    );
}

#[test]
fn an_action_has_the_numbers_of_its_item() {
    let report = "# Down\n\n5% of customers in 9 regions were hit for 30 days.\n\n## Action items\n\n- Lower the alert threshold to 2% of requests\n\
        - Renew certificates 14 days earlier\n- Spread the pool over 3 regions\n";
    let evidence = read(report).unwrap().evidence;
    assert_told(
        |action| evidence.check_action("action", action).is_empty(),
        &[
            "Set the alert threshold to 2%",
            "Set the alert threshold from 5% to 2%",
            "Renew certificates two weeks earlier",
            "Spread the pool over three regions",
        ],
        &[
            "Lower the alert threshold to 5%",
            "Renew certificates 14 days later",
            "Renew certificates 30 days earlier",
            "Spread the pool over 9 regions",
        ],
    );
}

#[test]
fn an_action_is_looked_for_under_labels_as_under_headings() {
    let report = "# Down\n\n- **Impact**\n  - Uploads failed for 3 customers\n- **Review actions**\n  - Scale the pool dynamically\n";
    let evidence = read(report).unwrap().evidence;
    assert_told(
        |action| evidence.check_action("action", action).is_empty(),
        &["Scale the pool dynamically", "Make the pool scale dynamically by itself"],
        &["Compensate customers for failed uploads", "Scale uploads for customers"],
    );
}

#[test]
fn an_action_is_looked_for_where_the_report_plans_it_without_a_heading() {
    let told = "# VPN down\n\nNobody could log in. The certificate had expired.\n\n";
    for (plan, borne) in [
        ("Anke will add the gateway to the monitoring by 20 March.", "Add gateway to monitoring"),
        ("We will also audit our other tools.", "Audit other tools"),
        ("- cause: a certificate\n- todo: alert at 80% disk (Sven)", "Alert at 80% disk"),
    ] {
        let evidence = read(&format!("{told}{plan}\n")).unwrap().evidence;
        assert_told(
            |action| evidence.check_action("action", action).is_empty(),
            &[borne],
            &["Alert at 95% disk", "Renew the certificate that had expired"],
        );
    }
}

#[test]
fn an_owner_is_named_with_its_action() {
    let evidence = evidence();
    let alert = "Alert on certificates that expire within 14 days";
    let renewal = "Let the renewal job in Frankfurt report its failures";
    assert_told(
        |(owner, action)| evidence.check_owner("owner", owner, action).is_none(),
        &[("platform team", alert)],
        &[
            ("Storage team", alert),
            ("platform team", renewal),
            ("Frankfurt", renewal),
            ("customers", alert),
        ],
    );
    for report in [
        "# Down\n\n## Action items\n\nOwner: Storage team\n\n- Replace the disk of the index\n",
        "# Down\n\n## Action items\n\n### Storage team\n\n- Replace the disk of the index\n",
        "# Down\n\n## Action items\n\n- Storage team:\n  - Replace the disk of the index\n",
        "# Down\n\n## Action items\n\n- Replace the disk of the index\n  - Owner: Storage team\n",
        "# Down\n\n## Action items\n\n| Action | Owner |\n|---|---|\n| Replace the disk of the index | Storage team |\n",
        "# Down\n\nThe Storage team will replace the disk of the index.\n",
    ] {
        let evidence = read(report).unwrap().evidence;
        assert_eq!(
            evidence.check_owner("owner", "Storage team", "Replace the disk of the index"),
            None,
            "{report}"
        );
    }
}

#[test]
fn a_cause_is_told_in_one_place_and_not_ruled_out() {
    let evidence = evidence();
    assert_told(
        |cause| evidence.check_cause("root_cause", cause).is_empty(),
        &[
            "The gateway's certificate expired since the job that renews it had no token.",
            "The renewal job lost its token, so the certificate of the gateway expired.",
            "It was not an attack, but the certificate of the gateway had expired.",
        ],
        &[
            "The failure was not caused by an attack.",
            "It was caused by an attack on uploads.",
            "The network caused the failing uploads.",
            "A memory leak in the load balancer crashed the hosts.",
        ],
    );
}

#[test]
fn an_event_is_what_its_quotation_says() {
    let evidence = evidence();
    let expires = "The certificate expires";
    assert_told(
        |event| evidence.check_event("event", event, expires).is_none(),
        &[
            "The certificate expired.",
            "A certificate runs out.",
            "Expiry of the gateway's certificate",
        ],
        &["The network is replaced.", "An attack begins."],
    );
}

#[test]
fn sentences_whose_numbers_or_names_are_not_borne_out_are_left_out() {
    let prose = "Uploads failed. 99 customers called. Then GitHub was down. It began at 06:12.";
    let kept = |max_words: usize| evidence().borne_prose(prose, max_words);
    assert_eq!(kept(100).as_deref(), Some("Uploads failed. It began at 06:12."));
    assert_eq!(kept(3).as_deref(), Some("Uploads failed."));
    assert_eq!(kept(1), None);
}

#[test]
fn an_order_not_to_do_something_turns_an_item_that_only_denies_elsewhere() {
    let report = "# Down\n\n## Action items\n\n- Add a test so that the disk does not fill up again\n- Back-off with jitter for logins\n\
        - Raise the number of nodes before larger sales\n- Write a guide to not lose keys\n";
    let evidence = read(report).unwrap().evidence;
    assert_told(
        |action| evidence.check_action("action", action).is_empty(),
        &[
            "Add a test that the disk does not fill up",
            "Implement back-off with jitter for logins",
            "Raise the number of nodes before larger sales",
            "Create a guide to not lose keys",
        ],
        &[
            "Do not add a test for the disk",
            "Disable back-off with jitter for logins",
            "Lower the number of nodes before sales",
            "Turn the back-off with jitter for logins off",
        ],
    );
}

#[test]
fn a_date_stands_with_its_action() {
    let report = "# Down on 2026-02-11\n\nOwner of all follow-ups: Storage team\n\n## Action items\n\n\
        - Alert on certificates that expire (2026-02-20)\n- Report failures of the renewal job, by the end of March\n";
    let evidence = read(report).unwrap().evidence;
    let (alert, renewal) =
        ("Alert on certificates that expire", "Report failures of the renewal job");
    assert_told(
        |(due, action)| evidence.check_due("due", due, action).is_none(),
        &[
            ("2026-02-20", alert),
            ("20 February", alert),
            ("2026-03-31", renewal),
            ("March", renewal),
        ],
        &[("2026-02-20", renewal), ("2026-03-31", alert), ("2026-02-11", alert)],
    );
    assert_eq!(evidence.check_owner("owner", "Storage team", renewal), None);
}

#[test]
fn an_event_is_not_that_of_another_entry() {
    let evidence = evidence();
    let problem = |event| {
        evidence.check_event("event", event, "06:55 UTC - The expired certificate is found")
    };
    assert_eq!(problem("The certificate was identified."), None);
    assert!(problem("Uploads worked again.").is_some());
}

#[test]
fn an_event_is_compared_with_what_its_quotation_tells() {
    let evidence = evidence();
    assert_told(
        |(event, quote)| evidence.check_event("event", event, quote).is_none(),
        &[
            ("The certificate was exchanged.", "07:40 UTC"),
            ("First 503 responses were seen.", "Status 503 messages witnessed"),
            ("Users heard that services were available.", "tell users that service is available"),
        ],
        &[("The network was exchanged.", "Status 503 messages witnessed by uploads")],
    );
}

#[test]
fn a_short_cause_has_a_word_of_the_report() {
    let evidence = evidence();
    assert_told(
        |cause| evidence.check_cause("root_cause", cause).is_empty(),
        &["Expired certificate.", "Lost token.", "Human error."],
        &["Memory leak.", "Disk full.", "Power failure."],
    );
}

#[test]
fn a_cause_of_one_word_is_called_a_cause() {
    let report = "# Down\n\nOn 3 June 2026 uploads failed due to a sudden overload. The connectionleak was found. Omar restarted the gateway. Recovery was slow for customers.\n\n\
        ## Root cause\n\nMisconfiguration\n";
    let evidence = read(report).unwrap().evidence;
    assert_told(
        |cause| evidence.check_cause("root_cause", cause).is_empty(),
        &[
            "Overload.",
            "Misconfiguration",
            "It was an overload.",
            "Sudden overload.",
            "Connection leak.",
        ],
        &["Omar.", "Customers.", "Recovery.", "It was the gateway."],
    );
    let german = read("# Gestört\n\nAm 3. Juni 2026 fiel die Suche aus. Es war das Zertifikat.\n");
    let german = german.unwrap().evidence;
    assert_eq!(german.check_cause("root_cause", "Zertifikat"), Vec::<String>::new());
}

#[test]
fn what_the_report_calls_unaffected_is_no_cause() {
    let evidence = evidence();
    assert_told(
        |cause| evidence.check_cause("root_cause", cause).is_empty(),
        &[
            "The certificate had expired.",
            "The certificate had expired, but downloads were not affected.",
        ],
        &[
            "The downloads failed.",
            "Failing downloads made uploads fail.",
            "The downloads were not affected.",
        ],
    );
}

#[test]
fn a_word_is_found_in_two_and_two_words_in_one() {
    let report = "# Down\n\n## Action items\n\n- Give two more people the right to use the webinterface of the hoster\n\
        - Write a run book for fail overs of the database\n";
    let evidence = read(report).unwrap().evidence;
    assert_told(
        |action| evidence.check_action("action", action).is_empty(),
        &[
            "Let two more people use the hoster's web interface",
            "Create a runbook for database failovers",
        ],
        &["Test the web shop of the hoster", "Create a runbook for the hoster"],
    );
}
