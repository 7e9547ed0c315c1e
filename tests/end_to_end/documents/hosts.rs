//! Each configuration in `docs/hosts.md` starts a server with options that it knows, and each link there is one that `links` prints.

use std::process::Command;

use base64::{Engine, engine::general_purpose::STANDARD};
use end_to_end::{
    binaries, links,
    workspace::{document, root, servers},
};
use percent_encoding::percent_decode_str;
use serde_json::Value;
use yaml_rust2::{Yaml, YamlLoader};

const DOCUMENT: &str = "docs/hosts.md";

/// How a host is told to start a server.
#[derive(Debug)]
struct Launch {
    command: String,
    arguments: Vec<String>,
}

#[test]
fn every_configuration_of_a_host_starts_a_server_with_options_that_it_knows() {
    let text = document(DOCUMENT);
    let mut launched = Vec::new();
    for (language, block) in blocks(&text) {
        let launches = match language {
            "json" => launches(&serde_json::from_str(block).expect(block)),
            "yaml" => {
                YamlLoader::load_from_str(block).expect(block).iter().flat_map(in_yaml).collect()
            }
            "sh" => block.lines().filter_map(in_shell).collect(),
            "text" => continue,
            other => panic!("nothing here reads a block of {other:?}"),
        };
        assert!(!launches.is_empty() || language == "sh", "this starts no server:\n{block}");
        launched.extend(launches);
    }
    for launch in &launched {
        assert_starts(launch);
    }
    for name in servers() {
        let starts = |launch: &Launch| binary(&launch.command) == name;
        assert!(launched.iter().any(starts), "no host is shown with {name}");
    }
}

/// The language and the text of each block.
fn blocks(document: &str) -> impl Iterator<Item = (&str, &str)> {
    let fenced = document.split("\n```").skip(1).step_by(2);
    fenced.map(|block| block.split_once('\n').expect("a block has a first line"))
}

/// Every object in `value` that names a command.
fn launches(value: &Value) -> Vec<Launch> {
    let inside: Vec<&Value> = match value {
        Value::Object(members) => members.values().collect(),
        Value::Array(items) => items.iter().collect(),
        _ => Vec::new(),
    };
    let mut all: Vec<Launch> = inside.into_iter().flat_map(launches).collect();
    if let Some(command) = value["command"].as_str().or(value["cmd"].as_str()) {
        let arguments = value["args"].as_array().into_iter().flatten();
        all.push(Launch {
            command: command.to_owned(),
            arguments: arguments.map(|text| text.as_str().expect("a text").to_owned()).collect(),
        });
    }
    all
}

fn in_yaml(yaml: &Yaml) -> Vec<Launch> {
    launches(&json(yaml))
}

fn json(yaml: &Yaml) -> Value {
    match yaml {
        Yaml::Hash(members) => {
            let name = |key: &Yaml| key.as_str().expect("a name is text").to_owned();
            members.iter().map(|(key, value)| (name(key), json(value))).collect()
        }
        Yaml::Array(items) => items.iter().map(json).collect(),
        Yaml::String(text) => text.as_str().into(),
        Yaml::Boolean(value) => (*value).into(),
        Yaml::Integer(number) => (*number).into(),
        other => panic!("a configuration holds {other:?}"),
    }
}

/// What a line tells a host to start: what stands behind ` -- `, or in quotation marks. A line for cargo starts nothing, and what one
/// with `--config` starts is in that file, which has a block of its own.
fn in_shell(line: &str) -> Option<Launch> {
    if let Some(path) = line.strip_prefix("cargo install --path ") {
        assert!(root().join(path).join("Cargo.toml").is_file(), "{line}");
    }
    if line.starts_with("cargo ") || line.contains(" --config ") {
        return None;
    }
    let parts = line.split_once(" -- ").or_else(|| line.split_once(" \""));
    let (_, launch) = parts.unwrap_or_else(|| panic!("this starts no server: {line}"));
    let mut words = launch.trim_end_matches('"').split(' ').map(str::to_owned);
    let command = words.next()?;
    Some(Launch { command, arguments: words.collect() })
}

/// Runs the server with these arguments and `--help` behind them: it complains of the first that it does not know.
fn assert_starts(launch: &Launch) {
    let name = binary(&launch.command);
    assert!(servers().iter().any(|server| server == name), "there is no server {name}: {launch:?}");
    let mut command = Command::new(binaries::binary(name));
    let mut option = "";
    for argument in &launch.arguments {
        // The folder of an example is not there.
        let is_folder = option == "--root";
        command.arg(if is_folder { root().as_os_str() } else { argument.as_ref() });
        option = argument;
    }
    let output = command.arg("--help").output().expect("the server starts");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{launch:?}: {complaint}");
}

/// The name of a binary in a command, with or without its folder, as every system writes it.
fn binary(command: &str) -> &str {
    let name = command.rsplit(['/', '\\']).next().unwrap_or(command);
    name.strip_suffix(".exe").unwrap_or(name)
}

#[test]
fn every_install_link_is_one_that_the_command_prints_and_no_other() {
    let text = document(DOCUMENT);
    let printed = Command::new(binaries::binary("links")).output().expect("it runs").stdout;
    let printed = String::from_utf8(printed).expect("the links are text");
    assert_eq!(printed, format!("{}\n{}", links::vs_code(), links::cursor()));
    for links in [links::vs_code(), links::cursor()] {
        assert!(text.contains(&links), "{DOCUMENT} does not show what `links` prints:\n{links}");
    }
    for marks in ["redirect?url=", "mcp/install?"] {
        let links = |text: &str| text.matches(marks).count();
        assert_eq!(links(&text), links(&printed), "{DOCUMENT} has links of its own: {marks}");
    }
}

#[test]
fn every_install_link_holds_the_configuration_of_its_server() {
    let decoded = |text: &str| percent_decode_str(text).decode_utf8().unwrap().into_owned();
    let (vs_code, cursor) = (links::vs_code(), links::cursor());
    assert!(!vs_code.contains(['"', '{']), "{vs_code} is not encoded");
    for name in servers() {
        for scheme in ["vscode:", "vscode-insiders:"] {
            let links = vs_code.split("redirect?url=").skip(1);
            let mut links = links.map(|link| decoded(link.split(')').next().unwrap()));
            let link = links.find(|link| link.starts_with(scheme) && link.contains(&name)).unwrap();
            let (_, configuration) = link.split_once("mcp/install?").unwrap();
            let configuration: Value = serde_json::from_str(&decoded(configuration)).unwrap();
            assert_eq!(
                (&configuration["name"], &configuration["command"]),
                (&name.as_str().into(), &name.as_str().into())
            );
        }
        let (_, rest) = cursor.split_once(&format!("install?name={name}&config=")).unwrap();
        let configuration = rest.lines().next().unwrap();
        assert!(!configuration.contains(['=', '+', '/']), "{configuration} is not encoded");
        let configuration = STANDARD.decode(decoded(configuration)).unwrap();
        let configuration: Value = serde_json::from_slice(&configuration).unwrap();
        assert_eq!(configuration["command"], name);
    }
}
