//! Links that install a server in a host: the host's configuration of it, encoded as the host's own documentation says. `docs/hosts.md` shows
//! what the binary `links` prints.

use base64::{Engine, engine::general_purpose::STANDARD};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::json;

use crate::workspace::servers;

/// What `encodeURIComponent` leaves as it is, without the marks that end a link in Markdown.
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The links for VS Code: a table of those that a web page may hold, and those they lead to.
pub fn vs_code() -> String {
    let mut table = "| server | VS Code | VS Code Insiders |\n|---|---|---|\n".to_owned();
    let mut plain = String::new();
    for name in servers() {
        let [stable, insiders] =
            ["vscode", "vscode-insiders"].map(|scheme| in_vs_code(scheme, &name));
        let [page, insiders] = [&stable, &insiders].map(|link| redirected(link));
        table += &format!("| {name} | [install]({page}) | [install]({insiders}) |\n");
        plain += &format!("{stable}\n");
    }
    format!("{table}\n```text\n{plain}```\n")
}

/// The links for Cursor.
pub fn cursor() -> String {
    let links = servers().into_iter().map(|name| {
        let configuration = STANDARD.encode(json!({"command": name}).to_string());
        let configuration = encoded(&configuration);
        format!(
            "cursor://anysphere.cursor-deeplink/mcp/install?name={name}&config={configuration}\n"
        )
    });
    format!("```text\n{}```\n", links.collect::<String>())
}

fn in_vs_code(scheme: &str, name: &str) -> String {
    let configuration = json!({"name": name, "command": name}).to_string();
    format!("{scheme}:mcp/install?{}", encoded(&configuration))
}

/// The same link for pages that allow links to the web only, as Markdown on GitHub does.
fn redirected(link: &str) -> String {
    format!("https://insiders.vscode.dev/redirect?url={}", encoded(link))
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, UNRESERVED).to_string()
}
