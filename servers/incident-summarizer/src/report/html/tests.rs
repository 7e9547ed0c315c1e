use super::super::marks::{Severity, Status};
use super::*;

fn shown(page: &str) -> String {
    read(page).unwrap().document.to_string()
}

#[test]
fn an_update_of_statuspage_has_its_state_then_its_time_then_its_words() {
    let page = r##"<html><head><title>Acme Status - Slow search</title></head><body class="status incident status-none">
        <div class="container"><div class="page-title">
        <h1 class="incident-name impact-major">Slow search</h1>
        <div class="subheader">Incident Report for <a href="/">Acme</a></div></div>
        <div class="incident-updates-container">
        <div class="row update-row"><h2 class="update-title">Resolved</h2><div class="update-container">
        <div class="update-body"><span class="whitespace-pre-wrap">Search is fast again.</span></div>
        <div class="update-timestamp">Posted <span class="ago"></span>Jan <var>17</var>, <var>2025</var> - <var>21:27</var> UTC</div></div></div>
        <div class="row update-row"><h2 class="update-title">Investigating</h2><div class="update-container">
        <div class="update-body"><span class="whitespace-pre-wrap">We look at it.</span></div>
        <div class="update-timestamp">Posted <span class="ago"></span>Jan <var>17</var>, <var>2025</var> - <var>20:01</var> UTC</div></div></div>
        <div class="components-affected">This incident affected: Search.</div></div>
        <div class="page-footer"><a href="/">Current Status</a> <a href="https://x.test">Powered by Statuspage</a></div></div>
        <div class="modal hide" style="display: none"><form><h4>Subscribe to Incident</h4>
        <select><option>Norway (+47)</option></select></form></div></body></html>"##;
    assert_eq!(
        shown(page),
        "# Slow search\n\n## Resolved\n\nPosted Jan 17, 2025 - 21:27 UTC\n\nSearch is fast again.\n\n\
         ## Investigating\n\nPosted Jan 17, 2025 - 20:01 UTC\n\nWe look at it.\n\nThis incident affected: Search.\n"
    );
    let marks = read(page).unwrap().marks;
    assert_eq!(marks.title.as_deref(), Some("Slow search"));
    assert_eq!(
        (marks.severity, marks.severity_mark.as_deref()),
        (Some(Severity::High), Some("major"))
    );
    assert_eq!(marks.status, Some(Status::Resolved));
}

#[test]
fn updates_in_flexible_boxes_keep_their_words_apart() {
    let page = r#"<body><nav><a href="/">Home</a></nav><main><h1>Webhooks are late</h1>
        <span class="badge badge-warning">Partial outage</span>
        <div class="flex"><strong>Monitoring</strong><time datetime="2025-03-04T10:15:00Z">2 hours ago</time></div>
        <p>Deliveries catch up.</p>
        <div class="flex"><strong>Identified</strong><time datetime="2025-03-04T09:40:00Z">3 hours ago</time></div>
        <p>A queue is full.</p></main></body>"#;
    let read = read(page).unwrap();
    assert_eq!(
        read.document.to_string(),
        "# Webhooks are late\n\nPartial outage\n\nMonitoring 2025-03-04T10:15:00Z\n\nDeliveries catch up.\n\n\
         Identified 2025-03-04T09:40:00Z\n\nA queue is full.\n"
    );
    assert_eq!(read.marks.status, Some(Status::Monitoring));
    assert_eq!(read.marks.severity, Some(Severity::High));
}

#[test]
fn the_latest_update_decides_wherever_it_stands() {
    let page = |updates: [(&str, &str); 3]| {
        let updates = updates.map(|(state, time)| {
            format!("<li><h3>{state}</h3><p>Words.</p><time>{time}</time></li>")
        });
        read(&format!("<h1>Slow</h1><ul class=updates>{}</ul>", updates.concat()))
            .unwrap()
            .marks
            .status
    };
    let [first, second, third] =
        ["2025-01-01 10:00 UTC", "2025-01-01 11:00 UTC", "2025-01-01 12:00 UTC"];
    let investigating = "Investigating";
    assert_eq!(
        page([(investigating, first), ("Monitoring", second), ("Resolved", third)]),
        Some(Status::Resolved)
    );
    assert_eq!(
        page([("Resolved", third), ("Monitoring", second), (investigating, first)]),
        Some(Status::Resolved)
    );
    // It is opened again.
    assert_eq!(
        page([(investigating, third), ("Resolved", second), (investigating, first)]),
        Some(Status::Investigating)
    );
    assert_eq!(
        page([("Resolved", first), ("Resolved", second), ("Identified", third)]),
        Some(Status::Identified)
    );
    // Without times an incident gets better.
    assert_eq!(
        page([("identified", ""), ("monitoring", ""), ("resolved", "")]),
        Some(Status::Resolved)
    );
}

#[test]
fn the_post_of_a_blog_stays_and_what_surrounds_it_goes() {
    let page = r##"<body class="single has-sidebar"><a class="skip-link" href="#content">Skip to content</a>
        <header class="site-header"><p><a href="/">Acme Engineering</a></p><nav><a href="/a">About</a></nav></header>
        <div class="site-content"><main><article>
        <header class="entry-header"><h1>How we lost a queue</h1><p>March 4, 2025 by Kim Lee</p></header>
        <div class="entry-content"><ul class="x"><li><a href="#a">Impact</a><li><a href="#b">Cause</a><li><a href="#c">Next</a></ul>
        <h2 id="a">Impact <a href="#a">#</a></h2><p>Messages were late for 40 minutes.</p>
        <h2>References</h2><ul><li><a href="https://x.test/1">First ticket</a></li><li><a href="https://x.test/2">Second ticket</a></li></ul>
        <h3>Share this:</h3><ul><li><a href="https://s.test">Mail</a></li></ul>
        </div><footer class="entry-footer">Posted in <a href="/c">Outages</a></footer></article>
        <nav class="post-navigation"><a href="/n">Next post</a></nav>
        <div id="comments"><h2>3 Comments</h2><p>We had the same outage.</p></div></main>
        <aside><h2>Recent posts</h2><a href="/x">Other outage</a></aside></div>
        <footer><p>© 2025 Acme. Subscribe to our newsletter.</p></footer></body>"##;
    assert_eq!(
        shown(page),
        "# How we lost a queue\n\nMarch 4, 2025 by Kim Lee\n\n## Impact\n\nMessages were late for 40 minutes.\n\n\
         ## References\n\n- First ticket\n- Second ticket\n"
    );
}

#[test]
fn columns_of_links_beside_the_content_go_without_any_class() {
    let teasers: String = (0..4)
        .map(|number| format!("<li><a href='/i/{number}'>Other outage {number}</a><p>Resolved after {number} minutes.</p></li>"))
        .collect();
    let report = format!(
        "<h1>Search was down</h1><h2>Summary</h2><p>{}</p>",
        "Search was down for all users. ".repeat(8)
    );
    for page in [
        format!(
            "<body><table><tr><td><ul>{teasers}</ul></td><td>{report}</td></tr></table></body>"
        ),
        format!(
            "<body><div><div>{report}</div><div><h3>Related incidents</h3><ul>{teasers}</ul></div></div></body>"
        ),
        format!(
            "<body><div><ul>{teasers}</ul></div><div>{report}</div><div>© 2025 Acme</div></body>"
        ),
    ] {
        let shown = shown(&page);
        assert!(shown.starts_with("# Search was down\n\n## Summary\n\nSearch was"), "{shown}");
        assert!(!shown.contains("Other outage") && !shown.contains('©'), "{shown}");
    }
}

#[test]
fn fields_in_exports_of_wikis_and_documents_are_read() {
    let confluence = r#"<div id="main-content" class="wiki-content"><div class="table-wrap"><table class="confluenceTable"><tbody>
        <tr><th><p>Severity</p></th><td><p><span class="status-macro aui-lozenge">SEV-2</span></p></td></tr>
        <tr><th><p>Status</p></th><td><p>Resolved</p></td></tr></tbody></table></div>
        <h2>Follow-up</h2><table><tr><th>Action</th><th>Priority</th><th>Status</th></tr>
        <tr><td>Add an alert</td><td>P1</td><td>Open</td></tr></table></div>"#;
    let notion = r#"<article class="page"><header><h1 class="page-title">Queue outage</h1><table class="properties"><tbody>
        <tr><th>Severity</th><td><span class="selected-value">SEV-2</span></td></tr>
        <tr><th>Status</th><td><span class="status-value">Resolved</span></td></tr></tbody></table></header>
        <div class="page-body"><ul class="to-do-list"><li><div class="checkbox checkbox-on"></div>
        <span class="to-do-children-checked">Add an alert</span></li></ul></div></article>"#;
    let document = r#"<html><body class="c5"><p class="c1"><span class="c2">Sev</span><span class="c3">erity: SEV-2</span></p>
        <p class="c1"><span class="c2">Status: </span><span class="c3">Resolved</span></p></body></html>"#;
    let list = "<dl><dt>Severity</dt><dd>SEV-2</dd><dt>Status</dt><dd>Resolved</dd></dl>";
    for page in [confluence, notion, document, list] {
        let marks = read(page).unwrap().marks;
        assert_eq!(
            (marks.severity, marks.status),
            (Some(Severity::High), Some(Status::Resolved)),
            "{page}"
        );
        assert_eq!(marks.severity_mark.as_deref(), Some("sev-2"));
    }
    assert!(shown(notion).contains("- [x] Add an alert"));
}

#[test]
fn tables_of_data_are_rows_and_tables_for_the_eye_are_not() {
    assert_eq!(
        shown(
            "<table><thead><tr><th>Time<th>Event</thead><tr><td>14:05<td>Down<br>again<tr><td>14:10<td></table>"
        ),
        "| Time | Event |\n| 14:05 | Down again |\n| 14:10 |  |\n"
    );
    assert_eq!(
        shown(
            "<table><tr><td><table><tr><td><h1>Down</h1><p>It was down.</p></td></tr></table></td></tr></table>"
        ),
        "# Down\n\nIt was down.\n"
    );
}

#[test]
fn lines_and_lists_keep_their_structure() {
    assert_eq!(
        shown(
            "<p>14:05 - down<br>14:10 - up</p><p><b>Cause</b></p><ol><li>One <p>more</p><ul><li>two</ul><li>three</ol>\
             <blockquote><p>Said.</p></blockquote><pre>a\n  b</pre><p>Steps:</p><ul><li><input type=checkbox checked>x</ul>"
        ),
        "14:05 - down\n\n14:10 - up\n\n###### Cause\n\n- One more\n  - two\n- three\n\n> Said.\n\n```\na\n  b\n```\n\n\
         ###### Steps:\n\n- [x] x\n"
    );
}

#[test]
fn hidden_text_is_not_read() {
    let page = "<style>.ghost{display:none} body{background:#fff}</style><p>Seen.</p><p class=ghost>one</p><p hidden>two</p>\
        <div style='color:white'>three<p>four</p></div><!-- five --><template>six</template><noscript>seven</noscript>\
        <p style='background:#000;color:#fff'>Seen, too.</p><span style='font-size:0'>eight</span>al\u{200B}so\u{202E}.";
    assert_eq!(shown(page), "Seen.\n\nSeen, too.\n\nalso.\n");
    assert_eq!(read("<p hidden>x</p>"), Err(Unreadable::NoText));
    assert_eq!(read(""), Err(Unreadable::NoText));
}

#[test]
fn a_remark_beside_the_text_and_what_is_only_not_read_aloud_are_read() {
    let page =
        |inner: &str| shown(&format!("<main><h1>Search down</h1><p>It failed.</p>{inner}</main>"));
    for remark in [
        "<aside><p>The root cause was a full disk</p></aside>",
        "<div aria-hidden='true'><p>The root cause was a full disk</p></div>",
    ] {
        assert!(page(remark).contains("a full disk"), "{remark}");
    }
    for sign in [
        "<aside>See also</aside>",
        "<aside><a href='/a'>The latest news of our company</a> <a href='/b'>More of them</a></aside>",
        "<aside>Subscribe to our newsletter and hear of every release</aside>",
        "<i aria-hidden='true'>expand_more</i>",
    ] {
        assert_eq!(page(sign), "# Search down\n\nIt failed.\n", "{sign}");
    }
    let beside = "<body><main><h1>Search down</h1><p>It failed.</p></main><aside><p>The shop sells a great many disks</p></aside></body>";
    assert_eq!(shown(beside), "# Search down\n\nIt failed.\n");
}

#[test]
fn marks_of_what_surrounds_the_incident_are_not_its_own() {
    let marks = read(
        "<body class='status-critical'><h1>Late mail</h1><p>Mail is late.</p>\
         <div class='related'><a class='impact-critical' href='/x'>Resolved</a></div></body>",
    );
    let marks = marks.unwrap().marks;
    assert_eq!((marks.severity, marks.status), (None, None));
}

#[test]
fn the_title_is_without_the_name_of_the_site() {
    for (page, title) in [
        ("<title>Late mail | Acme Status</title><p>x", "Late mail"),
        ("<title>Acme Status - Late mail</title><p>x", "Late mail"),
        ("<meta property='og:title' content='Late mail'><title>Acme</title><p>x", "Late mail"),
        ("<title>Late mail - Acme</title><h1>Late mail</h1><p>x", "Late mail"),
        (
            "<title>Acme - Mail was late on Monday</title><h1>Acme Blog</h1><p>x",
            "Mail was late on Monday",
        ),
        ("<h1>Late mail</h1>", "Late mail"),
    ] {
        assert_eq!(read(page).unwrap().marks.title.as_deref(), Some(title), "{page}");
    }
}

#[test]
fn deep_and_huge_pages_are_refused() {
    let count = 100_000;
    let attributes: String = (0..count).map(|number| format!(" a{number}")).collect();
    for (page, problem) in [
        ("<div>".repeat(count), Unreadable::TooDeep),
        ("<b>".repeat(count), Unreadable::TooDeep),
        ("<table><tr><td>".repeat(count), Unreadable::TooDeep),
        ("<svg><g>".repeat(count), Unreadable::TooDeep),
        ("<div><table></div>".repeat(count), Unreadable::TooDeep),
        ("<x><div></x>".repeat(count), Unreadable::TooDeep),
        ("<svg><p><x/>".repeat(count), Unreadable::TooDeep),
        ("<a href=x>".repeat(count), Unreadable::TooManyElements),
        ("<p>x".repeat(count), Unreadable::TooManyElements),
        ("<!---->".repeat(count), Unreadable::TooManyElements),
        ("<".repeat(count), Unreadable::TooManyElements),
        (format!("<p{attributes}>"), Unreadable::TooManyAttributes),
        ("<".repeat(5_000_000), Unreadable::TooLong { bytes: 5_000_000 }),
    ] {
        assert_eq!(read(&page).unwrap_err(), problem, "{}", page.get(..20).unwrap());
    }
    let unclosed: String = (0..1000).map(|number| format!("<p><b class={number}>x")).collect();
    assert!(read(&unclosed).is_err());
}

#[test]
fn what_pages_leave_open_is_not_counted_as_deep() {
    for part in [
        "<p>x",
        "<li>x",
        "<p><span>x",
        "<br>x",
        "<tr><td>x",
        "<img>x",
        "<dt>x<dd>y",
        "<p><a href=x>y",
    ] {
        let page = format!("<table><ul>{}", part.repeat(1000));
        assert!(read(&page).is_ok(), "{part}: {:?}", read(&page));
    }
}
