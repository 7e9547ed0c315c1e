//! Pages whose style sheets hide a text, or seem to.

use std::time::{Duration, Instant};

use super::super::{Unreadable, read};

/// What is seen of a page with a style sheet and one paragraph.
fn shown(css: &str) -> String {
    page(&format!(
        "<style>{css}</style><p>Seen.</p><section><p class='q r' data-x id=i>text</p></section>"
    ))
}

fn page(page: &str) -> String {
    read(&format!("<!doctype html>{page}")).unwrap().document.to_string()
}

#[test]
fn what_a_style_sheet_hides_is_not_seen() {
    for css in [
        ".q{display:none}",
        "@media screen{.q{display:none}}",
        "@media all and (min-width:1px){@supports (display:grid){.q{display:none}}}",
        "@media not print{.q{display:none}}",
        "@media (a-feature-of-tomorrow: 1){.q{display:none}}",
        "@media (width>40em) and (max-width:99rem){.q{display:none}}",
        "@supports (a:b){.q{display:none}}",
        "@layer a{.q{display:none}}",
        "@layer{.q{display:none}}",
        "@container (min-width:1px){.q{display:none}}",
        ":root{--x:none}.q{display:var(--x)}",
        ":root{--x:var(--y);--y:none}.q{display:var(--x)}",
        ".q{display:var(--x,none)}",
        ":is(.q,.z){display:none}",
        ":where(section .q){display:none}",
        "p.q:not(.z){display:none}",
        ".q:hover,.q{display:none}",
        "[data-x]{display:none}",
        "[class~=q]{display:none}",
        "section *{display:none}",
        "d\\69v,.q{d\\69splay:none}",
        ".\\71{display:none}",
        ".q{display:n\\6fne}",
        ".q{display:/**/none}",
        ".q{display:none;display:nonsense}",
        ".q{display:none!important}p.q{display:block}",
        "#i{display:none}.q.r{display:block}",
        ".q{font:0/0 a}",
        ".q{position:fixed;top:-500px}",
        ".q{position:absolute;inset:-9999px auto auto -9999px}",
        ".q{translate:-9999px}",
        ".q{transform:matrix(0,0,0,0,0,0)}",
        ".q{transform:rotateY(90deg)}",
        ".q{scale:0}",
        ".q{text-indent:100%;white-space:nowrap;overflow:hidden}",
        ".q{text-indent:-999em}",
        ".q{mask:linear-gradient(transparent,transparent)}",
        ".q{-webkit-mask-image:linear-gradient(#0000,#0000)}",
        ".q{line-height:0;overflow:hidden}",
        ".q{height:0;overflow:auto}",
        ".q{height:0;contain:strict}",
        ".q{content-visibility:hidden}",
        ".q{filter:opacity(0)}",
        ".q{filter:blur(20px)}",
        ".q{zoom:0}",
        ".q{zoom:.01}",
        ".q{opacity:0%}",
        "section{opacity:.3}.q{opacity:.3}",
        ".q{-webkit-text-fill-color:transparent}",
        ".q{color:#ffffff01}",
        ".q{color:rgb(255 255 255/1%)}",
        ".q{color:oklch(1 0 0)}",
        ".q{color:color-mix(in srgb,white,white)}",
        ".q{color:white;background:linear-gradient(#fff,white)}",
        "section{background:#333}.q{color:#343434}",
        ".q{color:white;background:#ffffff80}",
        ".q{clip-path:polygon(0 0,0 0,0 0)}",
        ".q{clip-path:inset(0 100% 0 0)}",
        ".q{letter-spacing:-1em}",
        ".q{font-size:.1em}",
        ".q{visibility:hidden}",
        "@media print{.z{top:0}}.q{display:none}",
        ".q{display:none}@media print{.q{display:block}}",
        ".q{display:none}@media (max-width:600px){.q{display:block}}",
        ".q::nonsense{}.q{display:none}",
    ] {
        assert_eq!(shown(css), "Seen.\n", "{css}");
    }
}

#[test]
fn what_a_style_sheet_shows_is_seen() {
    for css in [
        "",
        "@media print{.q{display:none}}",
        "@media (max-width:600px){.q{display:none}}",
        "@media screen and (width<48rem){.q{display:none}}",
        "@media (min-width:1px) and (max-width:40em),print{.q{display:none}}",
        "@media (prefers-color-scheme:dark){body{background:#000}p{color:#fff}}",
        "@scope (.z){p{display:none}}",
        ":root{--x:none}section{--x:block}.q{display:var(--x)}",
        ".q:hover{display:none}",
        ".q:not(.r){display:none}",
        "p.q.z,div .q,section>div>.q{display:none}",
        "[data-y]{display:none}",
        ".q::before{display:none;content:'x'}",
        ".q{display:none}p.q{display:block}",
        ".q{display:none}#i{display:flow-root list-item}",
        ".q{display:block!important}.q{display:none}",
        ".q{display:nonsense}",
        ".Q{display:none}",
        "section{visibility:hidden}.q{visibility:visible}",
        "section{font-size:0}.q{font-size:16px}",
        "section{color:transparent}.q{color:black}",
        ".q{opacity:.9}",
        ".q{animation:x 1s}@keyframes x{to{opacity:0}}",
        ".q{color:#fff;background:#c00}",
        ".q{background:linear-gradient(red,blue);-webkit-background-clip:text;color:transparent}",
        "body{background:#111;color:#eee}",
        "section{background:#c00}.q{color:#fff}",
        ".q{color:white;background:linear-gradient(red,blue)}",
        ".q{text-indent:2em;overflow:hidden}",
        ".q{position:relative;left:-20px}",
        ".q{position:absolute;top:50%;transform:translate(-50%,-50%)}",
        ".q{margin:-20px auto}",
        ".q{height:0}",
        ".q{height:100%;overflow:hidden}",
        ".q{line-height:1.2;overflow:hidden}",
        ".q{filter:none;clip-path:none;mask:none;transform:none}",
        ".q{mask-image:linear-gradient(black,transparent)}",
        ".q{clip-path:circle(50%)}",
        ".q{transform:rotate(90deg)}",
        ".q{scale:1.5;zoom:1}",
        ".q{letter-spacing:-.02em}",
        ".q{font:bold 14px/1.5 sans-serif}",
        ".q{font:600 1rem Arial}",
        ".q{}}.q{display:none}",
        "@font-face{font-family:a;src:url(a)}@page{margin:0}.z{display:none}",
    ] {
        assert_eq!(shown(css), "Seen.\n\ntext\n", "{css}");
    }
}

#[test]
fn sheets_that_are_not_in_force_hide_nothing() {
    for style in [
        "<style media=print>p{display:none}</style>",
        "<style type='text/x-template'>p{display:none}</style>",
        "<noscript><style>p{display:none}</style></noscript>",
        "<template><style>p{display:none}</style></template>",
        "<!--<style>p{display:none}</style>-->",
    ] {
        assert_eq!(page(&format!("{style}<p>Seen.")), "Seen.\n", "{style}");
    }
    assert!(read("<style media=screen>p{display:none}</style><p>x").is_err());
    // Without a document type the case of a class does not count.
    assert!(read("<style>.Q{display:none}</style><p class=q>x").is_err());
}

#[test]
fn elements_that_a_browser_does_not_show_are_not_seen() {
    for element in [
        "<dialog>text</dialog>",
        "<div popover>text</div>",
        "<template>text</template>",
        "<noscript>text</noscript>",
        "<object>text</object>",
        "<svg><text>text</text></svg>",
        "<math><mi>text</mi></math>",
        "<font color=white>text</font>",
        "<table bgcolor=black><tr><td><font color=#000>text</font></table>",
        "<small><small><small><small><small><small><small><small><small><small>text</small>",
    ] {
        assert_eq!(page(&format!("<p>Seen.</p>{element}")), "Seen.\n", "{element}");
    }
    for element in [
        "<dialog open>text</dialog>",
        "<div inert>text</div>",
        "<details>text</details>",
        "<p><mark>text</mark>",
        "<p style='color:white'><a href='#x'>text</a>",
    ] {
        assert_eq!(page(&format!("<p>Seen.</p>{element}")), "Seen.\n\ntext\n", "{element}");
    }
}

/// What a page with this sheet says, and whether that took less than `seconds`.
fn in_time(css: &str, body: &str) -> Result<String, Unreadable> {
    let begin = Instant::now();
    let seen = read(&format!("<!doctype html><style>{css}</style>{body}x"));
    // A build without optimization takes ten times as long as one with it, and shares the machine with other tests.
    let most = Duration::from_millis(if cfg!(debug_assertions) { 10_000 } else { 200 });
    assert!(begin.elapsed() < most, "{:?}: {css:.60}", begin.elapsed());
    seen.map(|page| page.document.to_string())
}

#[test]
fn sheets_that_cost_too_much_are_refused_in_time() {
    let many = 20_000;
    let chain: String = (1..41).map(|n| format!("--a{n}:var(--a{0})var(--a{0});", n - 1)).collect();
    let descendants = format!("{}p{{color:red}}", "div ".repeat(40));
    for (css, body) in [
        ("*{color:red}".repeat(2_000), "<p>".repeat(2_000)),
        (descendants.repeat(100), "<div>".repeat(150) + &"<p>".repeat(2_000)),
        ("@media all{".repeat(many), String::new()),
        ("a,".repeat(10 * many) + "p{display:none}", String::new()),
        (".a{display:none}".repeat(6 * many), String::new()),
        (format!("div{{{chain}--a0:none;display:var(--a40)}}"), "<div>".repeat(200)),
        ("div{--a:var(--a);display:var(--a)}".to_owned(), "<div>".to_owned()),
    ] {
        assert_eq!(in_time(&css, &body), Err(Unreadable::TooMuchStyle), "{css:.60}");
    }
    // What is not followed costs nothing.
    let beside = "p~p~p~i~p{color:red}".repeat(100);
    for css in [beside, ":not(".repeat(many), "div{& & ".repeat(many)] {
        assert!(in_time(&css, &("<p>".repeat(2_000) + &"<!---->".repeat(2_000))).is_ok());
    }
    for css in ["{", "@media{", "}}}{", "/*", "@", ".a{}}.b{top:0", ".a{b:url(", "a:not(", "<!--"] {
        assert_eq!(page(&format!("<style>{css}</style><p>Seen.")), "Seen.\n", "{css}");
    }
}

#[test]
fn pages_with_the_sheets_of_large_frameworks_are_read() {
    let utilities: String =
        (0..10_000).map(|n| format!(".u-{n}{{margin:{n}px;color:#{n:06x}}}")).collect();
    let of_utilities: String = (0..3_000)
        .map(|n| {
            format!(
                "<p class='{}'>",
                (0..8).map(|m| format!("u-{} ", n * 7 + m * 1_250 % 10_000)).collect::<String>()
            )
        })
        .collect();
    let components: String = (0..2_500)
        .map(|n| format!(".c-{n}>:not(:last-child) .d-{n},.c-{n}:hover+.d-{n}{{width:{n}px}}"))
        .collect();
    let frame = "*,::after,::before{box-sizing:border-box}body{margin:0;color:#212529;background:#fff}\
        .table>:not(caption)>*>*{background-color:#fff}.table-striped>tbody>tr:nth-of-type(odd)>*{color:#000}\
        .input>:not(:first-child):not(.menu){margin-left:-1px}.row>*{width:100%;max-width:100%}td,th{height:1px}";
    let rows = "<tr><td>a<td>b<td>c".repeat(300);
    let table = format!("<table class='table table-striped'><tbody>{rows}</table>");
    for (css, body) in [(utilities, of_utilities), (frame.to_owned() + &components, table)] {
        assert!(in_time(&css, &body).is_ok(), "{css:.60}");
    }
}
