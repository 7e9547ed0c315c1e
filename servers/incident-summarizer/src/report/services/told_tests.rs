use super::super::read;
use super::told;

fn of(text: &str) -> Vec<String> {
    let report = read(text).unwrap();
    told(report.marks.title.as_deref(), &report.sections)
}

#[test]
fn what_failed_is_named_as_the_report_writes_it() {
    for (text, expected) in [
        ("Our API was down for an hour.", "API"),
        ("The checkout service was temporarily unavailable.", "checkout service"),
        ("Users could not log in to the dashboard.", "dashboard"),
        ("Customers were unable to reliably access the Acme Portal.", "Acme Portal"),
        ("- docs.example.org was down", "docs.example.org"),
        ("Elevated errors on Search API.", "Search API"),
        ("There were increased error rates across the web application.", "web application"),
        ("The entire Parcel platform was offline.", "Parcel platform"),
        ("The release took down our mail gateway.", "mail gateway"),
        ("A fault hit its global booking system.", "booking system"),
        ("The order queue stopped processing.", "order queue"),
        ("Ticket machines failed at 74 stations.", "Ticket machines"),
        ("Webhooks were delayed by up to 40 minutes.", "Webhooks"),
        ("Broker mq-3 refused connections.", "Broker mq-3"),
        ("The payment provider’s gateway timed out.", "payment provider’s gateway"),
        ("ALERT HighErrorRate {env=\"live\", service=\"search-api\"} firing", "search-api"),
        ("Prometheus is down.", "Prometheus"),
        ("Investigating - Uploads are failing.", "Uploads"),
        ("14:05 UTC - Identified: Logins were failing.", "Logins"),
        ("# Website outage on Tuesday\n\nSee below.", "Website"),
        ("# Search API: errors in Europe\n\nUploads failed.", "Search API"),
        ("# Shop down after a release\n\nSee below.", "Shop"),
        ("# P1 OPEN - Ticket machines offline (Tilburg)\n\nSee below.", "Ticket machines"),
        ("There was an outage across several components of Example Pay.", "Example Pay"),
        ("Today the Example Pay outage was noticed.", "Example Pay"),
        ("The website and the search were down.", "search"),
    ] {
        assert_eq!(of(text), [expected], "{text}");
    }
    assert_eq!(
        of("Search, the public API and the dashboard were all slow."),
        ["Search", "public API", "dashboard"]
    );
    assert_eq!(of("We see disruptions to logins and page loads."), ["logins", "page loads"]);
}

#[test]
fn what_worked_who_was_hit_and_what_else_a_sentence_names_is_no_service() {
    for text in [
        "The API was not affected.",
        "The dashboard and the API remained available.",
        "Users were unable to work.",
        "A power outage began at noon.",
        "Our support team was affected.",
        "We restarted the API.",
        "The service was down.",
        "The site was down.",
        "Errors at Frankfurt.",
        "Most European customers saw issues.",
        "Everything is down.",
        "Machines are down.",
        "Customers were offline.",
        "No impact on the API was seen.",
        "Did the API fail?",
        "The disk was full.",
        "> The API was down.",
        "## Action items\n\n- Alert when the API is down",
    ] {
        assert_eq!(of(&format!("# Note\n\n{text}\n")), [""; 0], "{text}");
    }
}
