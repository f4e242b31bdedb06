//! `patless exec --for`: each tool gets the token where it reads it, private files are private and go with the command, and no
//! variable moves the token. Stand-ins show what a tool would get; the tools themselves have tests of their own.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use patless_emulator::Emulator;

use super::call::{Call, Ended, access_tokens, emulator};
use crate::leaks::assert_holds_no_secret;

const PATLESS: &str = env!("CARGO_BIN_EXE_patless");

/// The environment that a command got, as `env -0` printed it.
fn got(ended: &Ended) -> BTreeMap<&str, &str> {
    let variables = ended.stdout.split_terminator('\0');
    variables.filter_map(|it| it.split_once('=')).collect()
}

/// The one access token that was issued.
fn token(emulator: &Emulator) -> String {
    let [token] = &access_tokens(emulator)[..] else {
        panic!("not one token");
    };
    token.clone()
}

/// A script step of a job whose folder for temporary files is this one.
fn in_a_job<'e>(emulator: &'e Emulator, temp: &Path) -> Call<'e> {
    Call::in_a_script_step(emulator).variable("AGENT_TEMPDIRECTORY", temp.to_str().unwrap())
}

/// Lists a folder as `mode path` lines, then the files with their content.
const DUMP: &str = "cd \"$DUMPED\" && find . -exec stat -c '%a %n' {} + | sort -k2 && \
                    find . -type f | sort | while read f; do echo \"$f: $(cat \"$f\")\"; done";

#[test]
fn vsce_and_az_get_the_token_and_no_variable_moves_it() {
    let emulator = emulator("default");
    let call = Call::with_client_secret(&emulator)
        .variable("VSCE_MARKETPLACE_URL", "https://evil.example")
        .variable(
            "AZURE_DEVOPS_EXT__DEFAULTS_ORGANIZATION",
            "https://evil.example",
        )
        .variable("AZURE_DEVOPS_EXT_ARTIFACTTOOL_OVERRIDE_PATH", "/tmp/evil");
    let arguments = ["exec", "--for", "vsce,az-devops", "--", "env", "-0"];
    let ended = call.run_on_emulator(&arguments).fine();
    let got = got(&ended);
    let token = token(&emulator);
    assert_eq!(got["VSCE_PAT"], token);
    assert_eq!(got["AZURE_DEVOPS_EXT_PAT"], token);
    assert_eq!(
        got["VSCE_MARKETPLACE_URL"],
        "https://marketplace.visualstudio.com"
    );
    for name in [
        "AZURE_DEVOPS_TOKEN",
        "AZURE_DEVOPS_EXT__DEFAULTS_ORGANIZATION",
        "AZURE_DEVOPS_EXT_ARTIFACTTOOL_OVERRIDE_PATH",
        "AZURE_CLIENT_SECRET",
    ] {
        assert!(!got.contains_key(name), "{name}");
    }
    assert_eq!(
        ended.stderr.matches("warning: the variable ").count(),
        3,
        "{}",
        ended.stderr
    );
    assert!(!ended.stderr.contains("evil"), "{}", ended.stderr);
}

#[test]
fn no_tool_gets_a_variable_that_shows_the_token_or_leaves_servers_unchecked() {
    let emulator = emulator("default");
    let all = [
        "SSLKEYLOGFILE",
        "GNUTLS_DEBUG_LEVEL",
        "NODE_TLS_REJECT_UNAUTHORIZED",
        "NODE_DEBUG",
        "DEBUG",
        "GIT_SSL_NO_VERIFY",
        "GIT_TRACE_REDACT",
        "GIT_TRACE2_CONFIG_PARAMS",
    ];
    for (tools, removed) in [
        ("git,az-devops", &all[..2]),
        ("git,tfx,vsce", &all[..5]),
        ("renovate,git", &all),
    ] {
        let call = Call::with_client_secret(&emulator);
        let call = all.iter().fold(call, |call, name| call.variable(name, "0"));
        let organization = "https://dev.azure.com/contoso";
        let command = ["--organization", organization, "--", "env", "-0"];
        let arguments = [&["exec", "--for", tools][..], &command].concat();
        let ended = call.run_on_emulator(&arguments).fine();
        let got = got(&ended);
        for name in all {
            let is_removed = removed.contains(&name);
            assert_eq!(got.contains_key(name), !is_removed, "{tools}: {name}");
            let warning = format!("the variable {name} is not passed on");
            let warnings = ended.stderr.matches(&warning).count();
            assert_eq!(warnings, usize::from(is_removed), "{}", ended.stderr);
        }
    }
}

#[test]
fn the_named_organization_is_where_the_tools_work() {
    let emulator = emulator("default");
    let call = Call::with_client_secret(&emulator);
    let arguments = [
        "exec",
        "--for",
        "az-devops",
        "--for",
        "renovate",
        "--organization",
        "https://dev.azure.com/contoso",
        "--",
        "env",
        "-0",
    ];
    let ended = call.run_on_emulator(&arguments).fine();
    let got = got(&ended);
    assert_eq!(got["RENOVATE_ENDPOINT"], "https://dev.azure.com/contoso/");
    assert_eq!(got["RENOVATE_PLATFORM"], "azure");
    assert_eq!(got["NPM_PKGS_DEV_AZURE_COM_TOKEN"], got["RENOVATE_TOKEN"]);
    let organization = got["AZURE_DEVOPS_EXT__DEFAULTS_ORGANIZATION"];
    assert_eq!(organization, "https://dev.azure.com/contoso");
}

#[test]
fn a_tool_without_the_organization_that_it_needs_is_refused_before_any_request() {
    let emulator = emulator("default");
    let call = Call::with_client_secret(&emulator);
    let ended = call.run_on_emulator(&["exec", "--for", "renovate", "--", "env"]);
    assert_eq!(ended.code(), Some(125));
    assert!(
        ended
            .stderr
            .contains("--organization https://dev.azure.com/acme"),
        "{}",
        ended.stderr
    );
    assert!(ended.requests.is_empty() && ended.stdout.is_empty());
}

#[test]
fn in_a_job_renovate_works_on_its_organization_in_a_private_folder() {
    let emulator = emulator("default");
    let temp = tempfile::tempdir().unwrap();
    let script = "env -0; printf 'MODE=%s\\0' $(stat -c %a \"$RENOVATE_BASE_DIR\"); touch \"$RENOVATE_BASE_DIR/clone\"";
    let call =
        in_a_job(&emulator, temp.path()).variable("RENOVATE_ENDPOINT", "https://evil.example");
    let ended = call.run_on_emulator(&["exec", "--for", "renovate", "--", "sh", "-c", script]);
    let ended = ended.fine();
    let got = got(&ended);
    assert_eq!(
        got["RENOVATE_ENDPOINT"],
        emulator.azure_devops_url().as_str()
    );
    assert_eq!(got["RENOVATE_TOKEN"], token(&emulator));
    assert!(Path::new(got["RENOVATE_BASE_DIR"]).starts_with(temp.path()));
    assert_eq!(got["MODE"], "700");
    assert!(got["RENOVATE_HOST_RULES"].contains(r#""hostType":"npm""#));
    assert_eq!(
        temp.path().read_dir().unwrap().count(),
        0,
        "something is left"
    );
}

#[test]
fn tfx_finds_private_files_that_go_with_the_command() {
    let emulator = emulator("default");
    let temp = tempfile::tempdir().unwrap();
    let script = format!("DUMPED=\"$HOME/..\"; {DUMP}; echo \"$npm_config_cache\"; exit 3");
    let call = in_a_job(&emulator, temp.path());
    let ended = call.run_on_emulator(&["exec", "--for", "tfx", "--", "sh", "-c", &script]);
    assert_eq!(ended.code(), Some(3), "{}", ended.stderr);
    let token = token(&emulator);
    let (modes, contents): (Vec<&str>, Vec<&str>) = ended
        .stdout
        .lines()
        .partition(|it| it.starts_with(['6', '7']));
    assert_eq!(modes.len(), 11, "{modes:?}");
    for line in modes {
        let is_file = [".allusers", "cache/.", ".cjs"]
            .iter()
            .any(|it| line.contains(it));
        let mode = if is_file { "600 " } else { "700 " };
        assert!(line.starts_with(mode), "{line}");
    }
    let logins = contents
        .iter()
        .filter(|it| it.ends_with(&format!("/.allusers: pat:{token}")));
    assert_eq!(logins.count(), 2, "{contents:?}");
    assert!(contents.last().unwrap().ends_with("/.npm"), "{contents:?}");
    assert_eq!(
        temp.path().read_dir().unwrap().count(),
        0,
        "something is left"
    );
}

#[test]
fn what_cannot_be_started_leaves_no_file() {
    let emulator = emulator("default");
    let temp = tempfile::tempdir().unwrap();
    let call = in_a_job(&emulator, temp.path());
    let ended = call.run_on_emulator(&["exec", "--for", "tfx", "--", "no-such-program"]);
    assert_eq!(ended.code(), Some(127), "{}", ended.stderr);
    assert_eq!(
        temp.path().read_dir().unwrap().count(),
        0,
        "something is left"
    );
}

#[test]
fn git_asks_patless_and_forgets_a_header_that_checkout_has_left() {
    let emulator = emulator("default");
    let call = Call::with_client_secret(&emulator)
        .variable("GIT_CONFIG_COUNT", "1")
        .variable("GIT_CONFIG_KEY_0", "user.name")
        .variable("GIT_CONFIG_VALUE_0", "me");
    let folder = tempfile::tempdir().unwrap();
    let git = |arguments: &[&str]| {
        let mut git = call.command("git".as_ref(), arguments, folder.path());
        assert!(git.output().unwrap().status.success(), "{arguments:?}");
    };
    let stale = "http.https://dev.azure.com/acme/web/_git/site.extraheader";
    git(&["init", "-q"]);
    git(&["config", stale, "AUTHORIZATION: bearer stale"]);
    git(&["config", "credential.helper", "store"]);
    let host = emulator.authority_host().to_string();
    let script = "git config --get-urlmatch http.extraheader https://dev.azure.com/acme/web/_git/site; \
                  git config user.name; git config --get-all credential.https://dev.azure.com.helper; \
                  echo \"$GIT_TERMINAL_PROMPT $PATLESS_GIT_TOKEN\"";
    let arguments = [
        "exec",
        "--authority-host",
        &host,
        "--for",
        "git",
        "--",
        "sh",
        "-c",
        script,
    ];
    let command: Command = call.command(PATLESS.as_ref(), &arguments, folder.path());
    let ended = call.check(command, folder.path()).fine();
    let token = token(&emulator);
    let helper = format!(
        "!'{PATLESS}' git-credential --source variable --token-variable PATLESS_GIT_TOKEN --minimum-lifetime 0 --quiet"
    );
    assert_eq!(
        ended.stdout,
        format!("\nme\n\n{helper}\n0 {token}\n"),
        "{}",
        ended.stderr
    );
}

#[test]
fn a_variable_that_a_tool_sets_is_not_for_another_token() {
    let emulator = emulator("default");
    let call = Call::with_client_secret(&emulator);
    let arguments = ["exec", "--for", "vsce", "-v", "VSCE_PAT", "--", "env"];
    let ended = call.run_on_emulator(&arguments);
    assert_eq!(ended.code(), Some(125));
    assert!(
        ended.stderr.contains("VSCE_PAT is used twice"),
        "{}",
        ended.stderr
    );
    assert_holds_no_secret(&emulator, "standard error", &ended.without_masks());
}

#[test]
fn a_token_of_a_variable_is_taken_where_it_is_named() {
    let emulator = emulator("default");
    let call = Call::at_a_desk(&emulator).variable("TOKEN", "opaque");
    let arguments = [
        "exec",
        "--for",
        "vsce",
        "--token-variable",
        "TOKEN",
        "--",
        "env",
        "-0",
    ];
    let ended = call.run(&arguments).fine();
    assert_eq!(got(&ended)["VSCE_PAT"], "opaque");
    assert!(ended.requests.is_empty());
}

#[test]
fn another_name_is_told_the_tools_that_there_are() {
    let emulator = emulator("default");
    let ended = Call::at_a_desk(&emulator).run(&["exec", "--for", "svn", "--", "env"]);
    assert_eq!(ended.code(), Some(125));
    assert!(
        ended.stderr.contains("git, renovate, tfx, vsce, az-devops"),
        "{}",
        ended.stderr
    );
}
