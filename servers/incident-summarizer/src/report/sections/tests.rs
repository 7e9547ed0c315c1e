use super::super::{markdown, plain};
use super::*;

fn of(markdown: &str, kind: Kind) -> Option<String> {
    sections(&markdown::read(markdown)).text_of(kind)
}

#[test]
fn a_section_ends_where_a_heading_of_its_level_or_above_begins() {
    let report = "# Search down\n\n## Impact\n\nSearch failed.\n\n### By region\n\nOnly in Europe.\n\n## Notes\n\nOther.\n";
    assert_eq!(of(report, Kind::Impact).as_deref(), Some("Search failed.\nOnly in Europe."));
}

#[test]
fn a_known_heading_in_a_section_opens_its_own_but_among_action_items_it_is_an_area() {
    let report = "# Search down\n\n## Root cause analysis\n\nA bad deploy.\n\n### Detection\n\nAn alert.\n\n\
        ## Action items\n\n### Detection\n\n- Alert sooner\n";
    assert_eq!(of(report, Kind::RootCause).as_deref(), Some("A bad deploy."));
    assert_eq!(of(report, Kind::Detection).as_deref(), Some("An alert."));
    assert_eq!(of(report, Kind::ActionItems).as_deref(), Some("Alert sooner"));
}

#[test]
fn fields_in_any_form_are_sections() {
    for report in [
        "# Search down\n\n**Impact**: Search failed.\n\n**Root cause**: A bad deploy.\n\nMore.\n",
        "# Search down\n\nImpact: Search failed.\nRoot cause: A bad deploy.\n",
        "# Search down\n\n| Impact | Search failed. |\n|---|---|\n| Root cause | A bad deploy. |\n",
        "# Search down\n\n- **Impact**: Search failed.\n- **Root cause**: A bad deploy.\n- **Owner**: Search team\n",
        "# Search down\n\n- **Impact**\n  - Search failed.\n- **Root cause**\n  - A bad deploy.\n",
        "# Search down\n\n**Impact**\n\nSearch failed.\n\n**Root cause**\n\nA bad deploy.\n",
        "# Search down\n\n- **Impact**:\n\n  Search failed.\n\n- **Root cause**:\n\n  A bad deploy.\n",
    ] {
        assert_eq!(of(report, Kind::Impact).as_deref(), Some("Search failed."), "{report}");
        assert_eq!(of(report, Kind::RootCause).as_deref(), Some("A bad deploy."), "{report}");
    }
}

#[test]
fn the_heading_of_the_whole_report_is_no_section() {
    let report = "# Root cause analysis: search\n\nWe are sorry.\n\n## Impact\n\nSearch failed.\n";
    assert_eq!(of(report, Kind::RootCause), None);
    assert_eq!(
        of("# Summary\n\nSearch failed.\n\n# Impact\n\nMany.\n", Kind::Summary).as_deref(),
        Some("Search failed.")
    );
}

#[test]
fn a_heading_over_nothing_or_over_a_placeholder_says_nothing() {
    for text in ["", "TBD", "N/A", "None.", "_To be determined_", "[Describe the impact]", "- TBD"]
    {
        assert_eq!(
            of(
                &format!("## Summary\n\nA.\n\n## Impact\n\n{text}\n\n## Cause\n\nB.\n"),
                Kind::Impact
            ),
            None
        );
    }
}

#[test]
fn sections_of_plain_text_are_found_by_capitals_and_colons() {
    let report = plain::read(
        "Search outage\n=============\n\nIMPACT\n\nSearch failed for\nall users.\n\nRoot cause:\nA bad deploy.\n",
    );
    let sections = sections(&report);
    assert_eq!(sections.text_of(Kind::Impact).as_deref(), Some("Search failed for all users."));
    assert_eq!(sections.text_of(Kind::RootCause).as_deref(), Some("A bad deploy."));
}

#[test]
fn contributing_factors_are_items_or_the_sentences_of_a_short_text() {
    let factors = |text: &str| contributing_factors(&sections(&markdown::read(text)));
    assert_eq!(
        factors("## Contributing factors\n\nTwo:\n\n- No alert\n  - For disks\n- One node\n"),
        ["No alert", "One node"]
    );
    assert_eq!(
        factors("## Contributing factors\n\nNo alert. One node.\n"),
        ["No alert.", "One node."]
    );
    assert_eq!(factors("## Summary\n\nNo alert.\n"), [""; 0]);
}

#[test]
fn the_heading_that_means_a_kind_most_surely_gives_its_text() {
    let report = "# Search down\n\n## Fault\n\nErrors.\n\n## Five whys\n\n- Why?\n\n## Root cause\n\nA bad deploy.\n";
    assert_eq!(of(report, Kind::RootCause).as_deref(), Some("A bad deploy."));
}

#[test]
fn a_table_beside_the_prose_of_a_section_is_no_part_of_its_text() {
    let report = "# Search down\n\n## Summary\n\n| Id | Start | End |\n|--|--|--|\n| 7 | 14:05 | 14:20 |\n\nIt failed.\n";
    assert_eq!(of(report, Kind::Summary).as_deref(), Some("It failed."));
}
