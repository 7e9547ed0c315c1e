//! What a release is made of: bundles and registry entries that keep to their schemas, and crates that a registry takes.
#![expect(clippy::unwrap_used, reason = "a panic here is a failed test")]

use std::{
    fs,
    io::{Cursor, Read as _},
    path::Path,
    process::Command,
};

use cargo_metadata::{DependencyKind, Metadata, Package};
use end_to_end::{
    binaries,
    host::{Era, Host, Offers},
    model::Model,
    workspace::{document, root},
};
use packaging::{
    Platform, Server,
    bundle::{File, Kind, bundle},
    licenses,
    manifest::manifest,
    registry, server,
};
use serde_json::{Value, json};
use zip::{DateTime, ZipArchive};

const PLATFORMS: [Platform; 3] = [Platform::Darwin, Platform::Linux, Platform::Win32];

/// The names of the servers: the folders in `servers`.
fn servers() -> Vec<String> {
    let folders = fs::read_dir(root().join("servers")).unwrap();
    let mut names: Vec<_> =
        folders.map(|folder| folder.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert!(names.len() >= 4, "{names:?}");
    names
}

/// What is wrong with `value` by `schema`.
fn problems(schema: &Value, value: &Value) -> Vec<String> {
    let validator = jsonschema::validator_for(schema).unwrap();
    validator.iter_errors(value).map(|error| error.to_string()).collect()
}

/// The schema of a manifest, as it is published.
fn manifest_schema() -> Value {
    serde_json::from_str(include_str!("schemas/mcpb-manifest-v0.3.schema.json")).unwrap()
}

#[test]
fn the_manifest_of_every_server_keeps_to_the_schema_and_names_the_servers_tools() {
    let (metadata, schema) = (server::metadata(root()).unwrap(), manifest_schema());
    for name in servers() {
        let server = Server::read(&metadata, &name).unwrap();
        let tools = server::tools(&binaries::binary(&name)).unwrap();
        let manifest = manifest(&server, &tools, &PLATFORMS);
        assert_eq!(problems(&schema, &manifest), Vec::<String>::new(), "{manifest:#}");
        let readme = document(&format!("servers/{name}/README.md"));
        assert!(!tools.is_empty(), "{name} has no tools");
        for tool in &tools {
            assert!(readme.contains(&format!("`{}`", tool.name)), "{name}: {tool:?}");
            assert!(tool.description.len() > 20, "{tool:?}");
        }
        let overrides = &manifest["server"]["mcp_config"]["platform_overrides"];
        assert_eq!(
            overrides["win32"]["command"],
            json!(format!("${{__dirname}}/server/win32/{name}.exe"))
        );
        assert_eq!(
            overrides["linux"]["command"],
            json!(format!("${{__dirname}}/server/linux/{name}"))
        );
        assert_eq!(manifest["compatibility"]["platforms"], json!(["darwin", "linux", "win32"]));
        assert_eq!(manifest["version"], json!(server.version));
    }
}

#[test]
fn what_is_no_server_is_refused_by_its_path() {
    let folder = tempfile::tempdir().unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_package"));
    for (path, problem) in
        [(folder.path(), "does not start"), (program, "does not list its tools as a server does")]
    {
        let error = server::tools(path).unwrap_err().to_string();
        assert_eq!(error, format!("{} {problem}", path.display()));
    }
}

#[test]
fn a_manifest_that_breaks_the_schema_is_found() {
    let metadata = server::metadata(root()).unwrap();
    let server = Server::read(&metadata, "sentiment-analyzer").unwrap();
    let good = manifest(&server, &[], &PLATFORMS);
    for (path, value) in [
        ("/manifest_version", json!("0.2")),
        ("/user_config/roots/type", json!("folder")),
        ("/server/type", json!("rust")),
        ("/compatibility/platforms/0", json!("macos")),
        ("/author", json!({})),
    ] {
        let mut bad = good.clone();
        *bad.pointer_mut(path).unwrap() = value;
        assert!(!problems(&manifest_schema(), &bad).is_empty(), "{path} is not checked");
    }
}

#[tokio::test]
async fn the_folders_that_a_user_chooses_are_the_servers_roots() {
    let metadata = server::metadata(root()).unwrap();
    let server = Server::read(&metadata, "sentiment-analyzer").unwrap();
    let manifest = manifest(&server, &[], &PLATFORMS);
    let setting = &manifest["user_config"]["roots"];
    assert_eq!((&setting["multiple"], &setting["required"]), (&json!(true), &json!(false)));
    assert_eq!(setting["default"], json!([]), "a host would hand over the variable itself");
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    fs::write(folders[1].path().join("texts.csv"), "text\nI love it\n").unwrap();
    for (chosen, can_read) in [(0, false), (1, false), (2, true)] {
        // As the specification says: an argument that is a variable becomes an argument for each of its values.
        let mut command = tokio::process::Command::new(binaries::binary("sentiment-analyzer"));
        for argument in manifest["server"]["mcp_config"]["args"].as_array().unwrap() {
            match argument.as_str().unwrap() {
                "${user_config.roots}" => {
                    command.args(folders[..chosen].iter().map(tempfile::TempDir::path));
                }
                argument => {
                    command.arg(argument);
                }
            }
        }
        let era = Era::Session("2025-11-25");
        let mut host = Host::of_process(era, Offers::Nothing, Model::never(), command).await;
        let arguments = json!({"path": "texts.csv", "text_column": "text"});
        let outcome = host.call("analyze_sentiment_batch", arguments).await;
        let result = outcome.result.unwrap();
        assert_eq!(result["isError"] != true, can_read, "{chosen} folders: {result}");
    }
}

#[test]
fn a_bundle_is_the_same_bytes_every_time_and_its_programs_can_be_run() {
    let files = [
        File { path: "server/linux/x".to_owned(), content: vec![7; 9999], kind: Kind::Program },
        File { path: "LICENSE".to_owned(), content: b"Be kind.\n".to_vec(), kind: Kind::Text },
    ];
    let one = bundle(&json!({"name": "x"}), &files).unwrap();
    assert_eq!(one, bundle(&json!({"name": "x"}), &files).unwrap());
    let mut zip = ZipArchive::new(Cursor::new(one)).unwrap();
    let mut entries = Vec::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).unwrap();
        assert_eq!(file.last_modified(), Some(DateTime::default()), "{}", file.name());
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        entries.push((file.name().to_owned(), file.unix_mode().unwrap() & 0o777, content.len()));
    }
    let expected = [
        ("manifest.json".to_owned(), 0o644, 18),
        ("server/linux/x".to_owned(), 0o755, 9999),
        ("LICENSE".to_owned(), 0o644, 9),
    ];
    assert_eq!(entries, expected);
}

#[test]
fn the_command_writes_a_bundle_with_everything_in_it() {
    let out = tempfile::tempdir().unwrap();
    let here = Platform::HERE.name();
    let other = if here == "win32" { "linux" } else { "win32" };
    let binary = binaries::binary("sentiment-analyzer");
    let mut command = Command::new(env!("CARGO_BIN_EXE_package"));
    command.args(["sentiment-analyzer", "--out"]).arg(out.path());
    command.args(["--binary", &format!("{here}={}", binary.display())]);
    command.args(["--binary", &format!("{other}={}", root().join("Cargo.toml").display())]);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let bundle = fs::read(out.path().join("sentiment-analyzer.mcpb")).unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains(&registry::sha256(&bundle)), "{said}");
    let mut zip = ZipArchive::new(Cursor::new(bundle)).unwrap();
    for name in ["LICENSE-APACHE", "LICENSE-MIT", "LICENSES.txt"] {
        assert!(zip.by_name(name).unwrap().size() > 1000, "{name}");
    }
    let manifest: Value = serde_json::from_reader(zip.by_name("manifest.json").unwrap()).unwrap();
    assert_eq!(manifest["tools"].as_array().unwrap().len(), 2, "{manifest:#}");
    let config = &manifest["server"]["mcp_config"];
    let mut commands = vec![&config["command"]];
    commands.extend(
        config["platform_overrides"].as_object().unwrap().values().map(|over| &over["command"]),
    );
    assert_eq!(commands.len(), 3);
    for command in commands {
        let path = command.as_str().unwrap().strip_prefix("${__dirname}/").unwrap();
        assert_eq!(zip.by_name(path).unwrap().unix_mode().unwrap() & 0o777, 0o755, "{path}");
    }
    assert!(zip.by_name(manifest["server"]["entry_point"].as_str().unwrap()).is_ok());
}

#[test]
fn the_licenses_are_those_of_what_a_server_is_built_from() {
    let metadata = server::metadata(root()).unwrap();
    let of = |name| licenses::of_dependencies(&metadata, name).unwrap();
    let (sentiment, metrics) = (of("sentiment-analyzer"), of("metrics-narrator"));
    for (text, holds, not) in [
        (&sentiment, ["rmcp 3", "C.J. Hutto"], ["tiny-skia ", "SIL OPEN FONT LICENSE"]),
        (&metrics, ["tiny-skia ", "SIL OPEN FONT LICENSE"], ["C.J. Hutto", "comfy-table "]),
    ] {
        for word in holds {
            assert!(text.to_uppercase().contains(&word.to_uppercase()), "{word} is missing");
        }
        for word in not {
            assert!(!text.to_uppercase().contains(&word.to_uppercase()), "{word} is not built in");
        }
        assert!(!text.contains("proptest "), "what only tests need is not built in");
    }
}

/// A copy of the workspace with `repository` in its root manifest.
fn with_repository(repository: &str) -> (tempfile::TempDir, Metadata) {
    let copy = tempfile::tempdir().unwrap();
    let manifest = document("Cargo.toml");
    let line = manifest.lines().find(|line| line.starts_with("repository = ")).unwrap();
    let manifest = manifest.replace(line, &format!("repository = {repository:?}"));
    fs::write(copy.path().join("Cargo.toml"), manifest).unwrap();
    fs::copy(root().join("Cargo.lock"), copy.path().join("Cargo.lock")).unwrap();
    for member in ["servers", "shared", "tests", "packaging"] {
        copy_folder(&root().join(member), &copy.path().join(member));
    }
    let metadata = server::metadata(copy.path()).unwrap();
    (copy, metadata)
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_folder(&path, &to);
        } else {
            fs::copy(&path, &to).unwrap();
        }
    }
}

/// What the registry's schema of 2025-12-11 asks of the members that an entry of ours has, and no other members.
fn entry_schema() -> Value {
    let closed = |required: Value, properties: Value| {
        json!({
            "type": "object", "required": required, "properties": properties,
            "additionalProperties": false,
        })
    };
    let version =
        json!({"type": "string", "minLength": 1, "maxLength": 255, "not": {"const": "latest"}});
    let package = closed(
        json!(["registryType", "identifier", "fileSha256", "transport"]),
        json!({
            "registryType": {"const": "mcpb"},
            "identifier": {
                "type": "string",
                "pattern": "^https://github\\.com/[^/]+/[^/]+/releases/download/v[^/]+/[^/]+\\.mcpb$",
            },
            "version": version,
            "fileSha256": {"type": "string", "pattern": "^[a-f0-9]{64}$"},
            "transport": closed(json!(["type"]), json!({"type": {"const": "stdio"}})),
        }),
    );
    closed(
        json!(["$schema", "name", "description", "version", "packages"]),
        json!({
            "$schema": {
                "const": "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json",
            },
            "name": {
                "type": "string", "minLength": 3, "maxLength": 200,
                "pattern": "^[a-zA-Z0-9.-]+/[a-zA-Z0-9._-]+$",
            },
            "title": {"type": "string", "minLength": 1, "maxLength": 100},
            "description": {"type": "string", "minLength": 1, "maxLength": 100},
            "version": version,
            "repository": closed(
                json!(["url", "source"]),
                json!({
                    "url": {"type": "string", "pattern": "^https://"},
                    "source": {"const": "github"},
                    "subfolder": {"type": "string", "pattern": "^[^/].*[^/]$"},
                }),
            ),
            "packages": {"type": "array", "items": package},
        }),
    )
}

#[test]
fn a_registry_entry_is_made_from_the_one_line_that_names_the_repository() {
    let (copy, metadata) = with_repository("https://github.com/OWNER/REPOSITORY");
    for name in servers() {
        let server = Server::read(&metadata, &name).unwrap();
        let repository = server.repository(copy.path()).unwrap();
        let entry = registry::entry(&server, repository, b"a bundle");
        assert_eq!(problems(&entry_schema(), &entry), Vec::<String>::new(), "{entry:#}");
        assert_eq!(entry["name"], json!(format!("io.github.OWNER/{name}")));
        let (package, version) = (&entry["packages"][0], &server.version);
        assert_eq!(
            package["identifier"],
            json!(format!(
                "https://github.com/OWNER/REPOSITORY/releases/download/v{version}/{name}.mcpb"
            ))
        );
        assert_eq!(
            package["fileSha256"],
            "cd98c950d629c66548537b4ecd68dab3e8cf59974ba6e40df5a1a7354b39db5f"
        );
        let manifest = manifest(&server, &[], &PLATFORMS);
        assert_eq!(manifest["author"], json!({"name": "OWNER"}));
        assert_eq!(problems(&manifest_schema(), &manifest), Vec::<String>::new());
        let too_long = json!("x".repeat(101));
        for (path, value) in [
            ("/description", &too_long),
            ("/packages/0/fileSha256", &too_long),
            ("/name", &json!("x")),
        ] {
            let mut bad = entry.clone();
            *bad.pointer_mut(path).unwrap() = value.clone();
            assert!(!problems(&entry_schema(), &bad).is_empty(), "{path} is not checked");
        }
    }
}

#[test]
fn without_a_repository_there_is_no_registry_entry_and_the_message_names_the_line_to_fill_in() {
    let (copy, metadata) = with_repository("");
    let server = Server::read(&metadata, "ticket-classifier").unwrap();
    let message = server.repository(copy.path()).unwrap_err().to_string();
    let manifest = document("Cargo.toml");
    let line = manifest.lines().position(|line| line.starts_with("repository = ")).unwrap() + 1;
    assert!(message.contains(&format!("Cargo.toml, line {line},")), "{message}");
    assert!(message.contains("https://github.com/OWNER/REPOSITORY"), "{message}");
}

#[test]
fn a_repository_that_cannot_hold_releases_is_refused() {
    for url in ["https://github.com/OWNER", "http://github.com/A/B", "https://github.com/A/B.git"] {
        let (_copy, metadata) = with_repository(url);
        let error = Server::read(&metadata, "ticket-classifier").unwrap_err().to_string();
        assert!(error.contains(url) && error.contains("OWNER/REPOSITORY"), "{error}");
    }
}

/// Whether a package may be published.
fn is_published(package: &Package) -> bool {
    package.publish.as_ref().is_none_or(|registries| !registries.is_empty())
}

#[test]
fn the_servers_and_the_shared_crate_say_all_that_a_registry_of_crates_asks() {
    let metadata = server::metadata(root()).unwrap();
    let members = metadata.workspace_packages();
    let mut published: Vec<_> =
        members.iter().filter(|package| is_published(package)).map(|p| p.name.as_str()).collect();
    published.sort_unstable();
    let mut expected = servers();
    expected.push("mcp-sampling-shared".to_owned());
    expected.sort();
    assert_eq!(published, expected);
    for package in members.iter().filter(|package| is_published(package)) {
        let name = &package.name;
        assert!(package.description.as_ref().is_some_and(|text| text.len() <= 100), "{name}");
        // A binary that draws with the letters of others is theirs in part.
        let license = match name.as_str() {
            "metrics-narrator" => "(MIT OR Apache-2.0) AND OFL-1.1",
            _ => "MIT OR Apache-2.0",
        };
        assert_eq!(package.license.as_deref(), Some(license), "{name}");
        assert!(package.repository.is_some(), "{name} does not inherit `repository`");
        assert!(package.rust_version.is_some(), "{name} has no rust-version");
        let folder = package.manifest_path.parent().unwrap();
        for text in ["LICENSE-APACHE", "LICENSE-MIT"] {
            let own = fs::read_to_string(folder.join(text)).unwrap_or_default();
            assert_eq!(own, document(text), "{name} has another {text}");
        }
        assert!(package.readme().is_some_and(|readme| readme.is_file()), "{name} has no readme");
        assert!((1..=5).contains(&package.keywords.len()), "{name}: {:?}", package.keywords);
        assert!(package.keywords.iter().all(|word| word.len() <= 20), "{:?}", package.keywords);
        assert!((1..=5).contains(&package.categories.len()), "{name} has no categories");
        for dependency in &package.dependencies {
            if dependency.path.is_some() && dependency.kind != DependencyKind::Development {
                let wanted = format!("^{}", package.version);
                assert_eq!(dependency.req.to_string(), wanted, "{name}: {}", dependency.name);
            }
        }
    }
}

#[test]
fn the_oldest_rust_that_is_promised_is_built_with() {
    let manifest = document("Cargo.toml");
    let promised = manifest.lines().find_map(|line| line.strip_prefix("rust-version = ")).unwrap();
    // With the tests, which the README says to run.
    let command = format!("cargo +{} check --workspace --all-targets", promised.trim_matches('"'));
    assert!(document(".github/workflows/ci.yml").contains(&command), "nothing runs {command}");
}

#[test]
fn a_release_is_made_of_what_has_passed_the_tests() {
    let workflow = document(".github/workflows/release.yml");
    for job in [
        "tests:\n    uses: ./.github/workflows/ci.yml",
        "binaries:\n    needs: tests",
        "packages:\n    needs: binaries",
        "draft:\n    needs: packages",
    ] {
        assert!(workflow.contains(&format!("\n  {job}\n")), "the workflow has no {job}");
    }
}

#[test]
fn the_command_is_built_without_the_servers_whose_bundles_it_makes() {
    let metadata = server::metadata(root()).unwrap();
    let packages = metadata.workspace_packages();
    let package = packages.iter().find(|package| package.name == "packaging").unwrap();
    let needed = package.dependencies.iter().filter(|dep| dep.kind == DependencyKind::Normal);
    let members: Vec<_> = needed.filter(|dep| dep.path.is_some()).map(|dep| &dep.name).collect();
    assert_eq!(members, Vec::<&String>::new());
}

#[test]
fn binstall_finds_the_archives_that_the_workflow_makes() {
    let metadata = server::metadata(root()).unwrap();
    let workflow = document(".github/workflows/release.yml");
    for name in servers() {
        let packages = metadata.workspace_packages();
        let package = packages.iter().find(|package| package.name == name).unwrap();
        let binstall = &package.metadata["binstall"];
        assert_eq!(
            binstall["pkg-url"],
            "{ repo }/releases/download/v{ version }/{ name }-{ target }{ archive-suffix }"
        );
        assert_eq!(binstall["bin-dir"], "{ name }-{ target }/{ bin }{ binary-ext }");
        assert_eq!(binstall["pkg-fmt"], "tgz");
        assert_eq!(
            binstall["overrides"],
            json!({"x86_64-pc-windows-msvc": {"pkg-fmt": "zip"}}),
            "{name}"
        );
    }
    for line in [
        "folder=\"$server-$target\"",
        "zip --quiet --recurse-paths \"release/$folder.zip\" \"$folder\"",
        "tar --create --gzip --file \"release/$folder.tgz\" \"$folder\"",
        "*-windows-msvc)",
        "x86_64-pc-windows-msvc",
    ] {
        assert!(workflow.contains(line), "the workflow has no {line}");
    }
}
