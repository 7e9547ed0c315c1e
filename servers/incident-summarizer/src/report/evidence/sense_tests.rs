//! Tests of what turns the sense of a report: what it denies, what it calls unaffected, and the opposite of what it
//! says.

use super::{super::read, tests::assert_told};

const CHAT: &str = "# Login broken\n\nAt 09:10 UTC on 3 June 2026 nobody could log in. An outage of the session store followed, and at first we blamed the database, wrongly. The database was healthy throughout. \
    We suspected the certificate rotation of the night before, but that turned out not to be the cause. Is it the network again? The network is fine. DNS is fine as well. \
    A stale session key in the proxy was the cause. RZ1 war nicht betroffen. The cache was fine again at 10:05 UTC.\n";

#[test]
fn a_service_that_is_called_fine_is_not_affected() {
    let evidence = read(CHAT).unwrap().evidence;
    assert_told(
        |name| evidence.check_service("services[0]", name).is_none(),
        &["proxy", "cache"],
        &["database", "network", "DNS", "RZ1"],
    );
    let report = "# Uploads fail\n\nOn 3 June 2026 the gateway rejected uploads. The cause was not the network. A mail relay was ruled out as well. \
        The queue failed, but it was not caused by the queue.\n";
    let evidence = read(report).unwrap().evidence;
    assert_told(
        |name| evidence.check_service("services[0]", name).is_none(),
        &["gateway", "queue"],
        &["network", "mail relay"],
    );
}

#[test]
fn what_the_report_denies_is_no_cause() {
    let evidence = read(CHAT).unwrap().evidence;
    assert_told(
        |cause| evidence.check_cause("root_cause", cause).is_empty(),
        &["A stale session key in the proxy was the cause.", "The proxy had a stale session key."],
        &[
            "The database was to blame.",
            "The certificate rotation of the night before broke logins.",
            "It was the network again.",
            "DNS is fine as well.",
            "The cause was not the network.",
        ],
    );
}

const LEDGER: &str = "# Ledger slow\n\nOn 3 June 2026 lea deployed ledger 2.7.0 at 14:02 UTC. Kofi was paged. Passwords were not exposed, and nobody lost data. Three jobs hung. \
    Fewer than 10 customers wrote to us. Error rates fell after the rollback to 2.6.9. Sanjay restarted the print server at 14:40 UTC.\n\n\
    Uploads of files that are larger than 64 MB failed. Billing was not down.\n\nDer Speicher war mehrere Stunden nicht erreichbar.\n";

#[test]
fn an_event_keeps_the_sense_and_the_people_of_its_quotation() {
    let evidence = read(LEDGER).unwrap().evidence;
    assert_told(
        |(event, quote)| evidence.check_event("event", event, quote).is_none(),
        &[
            ("Uploads work once more.", "uploads work again"),
            ("Error rates went down.", "Error rates fell after the rollback"),
            ("Ledger 2.7.0 is deployed by lea.", "lea deployed ledger 2.7.0"),
            ("Uploads stop failing.", "Uploads no longer fail"),
        ],
        &[
            ("Uploads do not work again.", "uploads work again"),
            ("Error rates are rising.", "Error rates are falling"),
            ("Kofi deployed ledger 2.7.0.", "lea deployed ledger 2.7.0"),
            ("Sanjay was paged.", "Kofi was paged."),
        ],
    );
}

#[test]
fn an_event_is_not_the_opposite_of_its_quotation() {
    let evidence = read(LEDGER).unwrap().evidence;
    assert_told(
        |(event, quote)| evidence.check_event("event", event, quote).is_none(),
        &[
            ("Failed uploads recovered.", "uploads recovered at 10:31 UTC"),
            ("Uploads recovered.", "At 10:31 UTC uploads stopped failing"),
            ("Uploads recovered.", "At 10:31 UTC the last upload failed"),
            ("Uploads failed until then.", "uploads recovered at 10:31 UTC"),
            ("The service was restored by failing over.", "We failed over the service"),
            ("A fix of the release was deployed.", "We rolled back the release"),
            ("Ledger 2.6.9 was deployed.", "We rolled back ledger to 2.6.9"),
            ("A rollback of the release was deployed.", "We rolled back the release"),
            ("Users were denied access.", "Support confirmed that users have no access"),
            ("Sanjay confirmed the outage.", "Sanjay acknowledges the outage, denies a loss"),
            ("The server was not reachable.", "the server was unreachable"),
        ],
        &[
            ("Uploads recovered.", "at 09:42 UTC uploads failed"),
            ("Uploads were failing.", "uploads were restored at 10:31 UTC"),
            ("Scanners recovered.", "Scanners in DC Tilburg are still offline."),
            ("Uploads went down.", "uploads are back to normal"),
            ("The release was deployed.", "rolled back the release"),
            ("The release was reverted.", "the release was rolled out"),
            ("Sanjay denied recovery.", "Sanjay confirmed recovery"),
            ("The change was accepted.", "the change was rejected"),
            ("The server was reachable.", "the server was unreachable"),
        ],
    );
}

#[test]
fn an_event_has_the_numbers_of_its_quotation() {
    let evidence = read(LEDGER).unwrap().evidence;
    let quote = "uploads failed for 38% of customers in five regions, 12 nodes in one and 24 nodes in another";
    assert_told(
        |event| evidence.check_event("event", event, quote).is_none(),
        &[
            "Uploads failed for nearly 40% of customers.",
            "Uploads failed for more than a third of customers.",
            "Failing uploads rose from 5% to 38%.",
            "Uploads failed on 36 nodes.",
            "Uploads failed on 12 nodes in one region.",
            "Uploads failed in three data centers.",
            "Uploads failed at 14:05 UTC, for 49 minutes.",
        ],
        &[
            "Uploads failed for 5% of customers.",
            "Uploads failed in three regions.",
            "Uploads failed on 48 nodes.",
        ],
    );
    let half = evidence.check_event("event", "24 nodes were hit.", "half of the 48 nodes were hit");
    assert_eq!(half, None);
}

#[test]
fn a_sentence_keeps_the_sense_and_the_people_of_its_place() {
    let evidence = read(LEDGER).unwrap().evidence;
    assert_told(
        |prose| evidence.check_prose("summary", prose).is_empty(),
        &[
            "No passwords were exposed.",
            "Passwords were safe and nobody lost any data.",
            "Less than ten customers wrote to us.",
            "Lea had deployed ledger 2.7.0, and error rates fell after it was rolled back to 2.6.9.",
            "Uploads of files over 64 MB failed.",
            "Billing was up.",
            "Three files were lost.",
            "Der Speicher war nicht erreichbar.",
        ],
        &[
            "Passwords were exposed.",
            "Passwords of 10 customers were exposed.",
            "More than 10 customers wrote to us.",
            "Kofi deployed ledger 2.7.0.",
            "Error rates rose after the rollback to 2.6.9.",
            "Kofi restarted the print server.",
            "Uploads of files smaller than 64 MB failed.",
            "Billing was down.",
            "Sanjay restarted the print server, and billing was down as well.",
        ],
    );
}

#[test]
fn what_is_cut_out_of_its_denial_is_no_quotation() {
    let report = "# Uploads fail\n\nNo data was lost at 09:50 UTC on 3 June 2026. We do not believe that passwords were stolen. There is no evidence \
        of files being read. Nobody restarted the gateway. We checked whether backups were harmed. It was not until 10:31 UTC that uploads recovered. We did not notice that \
        the disk was full. With no alert, the queue grew. Not only users saw an error page. The proxy was not reached by users. The cache was not cleared. At 11:00 UTC the cache was cleared.\n";
    let evidence = read(report).unwrap().evidence;
    let told = [
        "uploads recovered",
        "the disk was full",
        "the queue grew",
        "users saw an error page",
        "The cache was cleared.",
    ];
    let denied = [
        "data was lost at 09:50 UTC",
        "Data was lost",
        "passwords were stolen",
        "files being read",
        "Restarted the gateway",
        "backups were harmed",
        "reached by users",
    ];
    assert_told(|quote| evidence.check_quote("quote", quote).is_none(), &told, &denied);
    assert_told(|prose| evidence.check_prose("impact", prose).is_empty(), &told, &denied);
    let told_elsewhere = "# Down\n\nIf uploads failed, please try again. On 3 June 2026 uploads were failing for an hour.\n";
    let evidence = read(told_elsewhere).unwrap().evidence;
    assert_eq!(evidence.check_prose("impact", "Uploads failed."), Vec::<String>::new());
}

/// Whether prose about a report stands, for each of several.
fn assert_denials(report: &str, borne: &[&str], refused: &[&str]) {
    let evidence = read(report).unwrap().evidence;
    let is_borne = |prose: &&str| evidence.check_harm("impact", prose).is_none();
    assert_told(is_borne, borne, refused);
}

#[test]
fn that_nobody_was_affected_is_told_only_where_the_report_says_so() {
    let hit = "# Uploads failed\n\nOn 3 June 2026 all uploads failed for 88 minutes: 14,310 requests of 2,120 customers. Existing files \
        could be read all the time. No data was lost. Billing was not affected. No other services were affected. The dashboard stayed available.\n";
    assert_denials(
        hit,
        &[
            "2,120 customers could not upload.",
            "No data was lost.",
            "Billing was not affected.",
            "The dashboard was unaffected.",
            "Existing files were not affected.",
            "No other services were affected.",
            "No customer could upload.",
            "After 88 minutes no customers were affected.",
            "Customers are no longer affected.",
            "Not all customers were affected.",
            "The restart had no effect.",
            "A rollback had no effect on uploads.",
            "Nobody knew why customers were affected.",
            "No alert told us that customers were affected.",
        ],
        &[
            "Nobody was affected.",
            "No one was affected.",
            "No customers were affected.",
            "None of our customers were affected by the failed uploads.",
            "Customers were not affected.",
            "Users weren't affected by it.",
            "Customers remained unaffected.",
            "There was no impact.",
            "The outage had no impact.",
            "The restart had no impact on customers.",
            "There was no impact on customers.",
            "Uploads failed without any impact on users.",
            "Uploads failed with zero customer impact.",
            "Uploads were not affected.",
            "There was no impact on uploads.",
        ],
    );
}

#[test]
fn what_a_report_denies_of_its_impact_is_told_in_many_ways() {
    let report = |said: &str| {
        format!("# Disk failed\n\nOn 3 June 2026 a disk of db-2 failed at 10:00 UTC. {said}\n")
    };
    for said in [
        "No customers were affected.",
        "Customers were not affected.",
        "There was no customer impact.",
        "The swap had no impact on users.",
        "Users did not notice it.",
        "It was invisible to our customers.",
        "No user noticed.",
        "It was replaced without any effect on users.",
        "Customers were unaffected throughout.",
        "\n\n**Customer impact:** none",
        "\n\n## Impact\n\nNone.",
    ] {
        let borne = [
            "Nobody was affected.",
            "No customers were affected.",
            "There was no impact on customers.",
            "The disk failed without impact.",
        ];
        assert_denials(&report(said), &borne, &[]);
    }
    let lost = "# Site down\n\n- impact: whole site down for 66 min, ~900 orders lost\n- 3 messages were late\n- 12 files were deleted, all were restored\n";
    assert_denials(
        lost,
        &["No data was lost.", "No messages were lost.", "No customers were lost."],
        &["No orders were lost.", "None of the orders were lost.", "No files were deleted."],
    );
    let notes = "prod db down\n\n- pg-main-1 stopped responding, alerts fire\n- freed 80GB, pg started\n- site down 66 min, ~900 orders lost\n";
    assert_denials(notes, &["No data was lost."], &["No orders were lost."]);
    assert_denials(&report("No further customers were affected."), &[], &["Nobody was affected."]);
    assert_denials(&report("It was swapped."), &[], &["No customers were affected."]);
}

#[test]
fn an_impact_of_few_words_has_one_of_the_report() {
    let evidence = read(LEDGER).unwrap().evidence;
    assert_told(
        |impact| evidence.check_impact("impact", impact).is_none(),
        &["Some customers.", "Uploads failed.", "10 customers.", "3 hours"],
        &["Everyone.", "Partial outage."],
    );
}
