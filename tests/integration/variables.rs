//! The registry of variables in `patless-core`: the documents say the same, and nothing takes the place of what decides.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use patless_core::variables::{Decides, Documented, documented};
use patless_emulator::{Emulator, Scenario};
use patless_recipes::Tool;

use crate::pipeline::root;
use crate::step::Step;

const BEGINNING: &str = "<!-- variables -->\n";
const END: &str = "<!-- end of variables -->";

/// What SECURITY.md names as not read, beside what is.
const NOT_READ: [&str; 2] = ["ENDPOINT_AUTH_<id>", "ENDPOINT_URL_<id>"];

/// The part of SECURITY.md's table that is not about variables we read: the launcher and what runs before it.
const OF_THE_LAUNCHER: &str = "What runs";

/// The part that is about the variables of tools, which recipes look at: `patless_recipes::reads`.
const OF_TOOLS: &str = "Where the token of a tool goes";

/// The heading in SECURITY.md's table under which a variable stands. `None`: it need not.
fn heading(decides: Decides) -> Option<&'static str> {
    match decides {
        Decides::JobToken => Some("Where the job's token goes"),
        Decides::Assertion => Some("Where the assertion goes"),
        Decides::Identity | Decides::IdentityInScripts => Some("Whose identity it is"),
        Decides::Inputs => Some("What the pipeline asks for"),
        Decides::Trust => Some("Whom we trust, and the way"),
        Decides::Programs => Some("Which programs are run"),
        Decides::Output => Some("What the agent makes of our output"),
        Decides::Nothing => None,
    }
}

/// The table in docs/REFERENCE.md.
fn table() -> String {
    let rows = documented().into_iter().map(|variable| {
        let Documented { name, own, .. } = &variable;
        // Most have the same name everywhere, but for case.
        let own = own.filter(|own| !own.eq_ignore_ascii_case(name));
        let own = own.map(|own| format!(" (`{own}`)")).unwrap_or_default();
        let decides = lower_first(heading(variable.decides).unwrap_or("Nothing"));
        let secret = if variable.is_secret { "; a secret" } else { "" };
        let purpose = variable.purpose;
        format!("| `{name}`{own} | {purpose}{secret} | {decides} |\n")
    });
    let head = "| Variable | What it is for | What it decides |\n|---|---|---|\n".to_owned();
    std::iter::once(head).chain(rows).collect()
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(chars).collect()
}

#[test]
fn the_reference_lists_every_variable_that_is_read() {
    let file = root().join("docs/REFERENCE.md").canonicalize().unwrap();
    let document = std::fs::read_to_string(&file).unwrap();
    let (before, rest) = document.split_once(BEGINNING).unwrap();
    let (own, behind) = rest.split_once(END).unwrap();
    let table = table();
    if own != table {
        let written = Path::new(env!("CARGO_TARGET_TMPDIR")).join("REFERENCE.md");
        let actual = format!("{before}{BEGINNING}{table}{END}{behind}");
        std::fs::write(&written, actual).unwrap();
        let (old, new) = (file.display(), written.display());
        panic!(
            "the list of variables differs from the registry\n\
             to look: git diff --no-index {old} {new}\n\
             to take over: cp {new} {old}"
        );
    }
}

fn security() -> String {
    std::fs::read_to_string(root().join("SECURITY.md")).unwrap()
}

/// The names in the first column of SECURITY.md's table, each under its heading.
fn named_in_security(document: &str) -> BTreeMap<&str, BTreeSet<String>> {
    let (_, section) = document.split_once("\n## What decides\n").unwrap();
    let (_, table) = section.split_once("\n| What decides |").unwrap();
    let rows = table.lines().take_while(|line| !line.is_empty());
    let mut heading = "";
    let mut named = BTreeMap::<_, BTreeSet<_>>::new();
    for row in rows.filter(|row| row.starts_with("| ")) {
        let cell = row.split(" | ").next().unwrap().trim_start_matches("| ");
        if let Some(bold) = cell.strip_prefix("**") {
            heading = bold.trim_end_matches("**");
            continue;
        }
        let names = cell.split('`').skip(1).step_by(2).filter(|it| is_name(it));
        let names = names.map(str::to_owned);
        named.entry(heading).or_default().extend(names);
    }
    named
}

/// Whether a text between backticks is a variable's name, with what differs within a family in angle brackets.
fn is_name(text: &str) -> bool {
    let is_fit = |c: char| c.is_ascii_alphanumeric() || "_<>".contains(c);
    text.starts_with(|c: char| c.is_ascii_uppercase()) && text.chars().all(is_fit)
}

/// Whether a name of the document is this variable, or one of this family.
fn means(named: &str, variable: &Documented) -> bool {
    if named == variable.name {
        return true;
    }
    let Some((before, rest)) = variable.name.split_once('<') else {
        return false;
    };
    let (_, after) = rest.split_once('>').unwrap();
    !named.contains('<') && named.starts_with(before) && named.ends_with(after)
}

#[test]
fn security_names_whatever_decides_under_its_heading() {
    let document = security();
    let named = named_in_security(&document);
    let mut missing = Vec::new();
    for variable in documented() {
        let Some(heading) = heading(variable.decides) else {
            continue;
        };
        if !named[heading].contains(&variable.name) {
            missing.push(format!("{}: {heading}", variable.name));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn security_names_nothing_that_the_registry_does_not_have() {
    let registry = documented();
    let document = security();
    let mut named = named_in_security(&document);
    named.retain(|heading, _| ![OF_THE_LAUNCHER, OF_TOOLS].contains(heading));
    assert!(named.values().flatten().count() > registry.len() / 2);
    for name in named.values().flatten() {
        let is_read = registry.iter().any(|variable| means(name, variable));
        let is_told = NOT_READ.contains(&name.as_str());
        assert!(is_read != is_told, "{name}");
    }
}

#[test]
fn security_names_what_a_recipe_looks_at_but_for_the_home_folder() {
    let document = security();
    let named = named_in_security(&document);
    let is_of_home = |name: &str| {
        name.starts_with("HOME")
            || name == "USERPROFILE"
            || name.to_uppercase().starts_with("NPM_CONFIG_")
    };
    for name in Tool::ALL.into_iter().flat_map(patless_recipes::reads) {
        assert_ne!(named[OF_TOOLS].contains(name), is_of_home(name), "{name}");
    }
}

#[test]
fn a_variable_in_the_place_of_one_that_decides_stops_the_step_before_any_request() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    for (list, name) in [
        ("VSTS_PUBLIC_VARIABLES", "secret.agent.proxyPassword"),
        ("VSTS_SECRET_VARIABLES", "AGENT_PROXYPASSWORD"),
        ("VSTS_PUBLIC_VARIABLES", "https.proxy"),
        ("VSTS_PUBLIC_VARIABLES", "vsts.secret.variables"),
    ] {
        let names = serde_json::json!([name]).to_string();
        let told = Step::new(&emulator).variable(list, &names).run();
        let error = told.failed().error();
        assert!(error.contains("#displaced-variable"), "{name}: {error}");
        assert!(told.requests.is_empty(), "{:?}", told.requests);
    }
}
