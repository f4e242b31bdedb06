//! A PAT is a build argument of an image.

use std::ops::Range;

use crate::docker_args::argument;
use crate::document::Document;
use crate::fix::{Fix, FixClass};
use crate::given::Takes;
use crate::holds::Holds;
use crate::kind::Kind;
use crate::language::Language;
use crate::level::Level;
use crate::names::{Says, says};
use crate::reference::{Form, Reference};
use crate::rule::{Findings, Found, Rule};
use crate::script::Script;

pub(super) const RULE: Rule = Rule {
    id: "docker-arg",
    title: "a PAT is a build argument of an image",
    fix: FixClass::Unsafe,
    needles: &["\narg ", "build-arg", "args:"],
    look,
};

fn look(document: &Document<'_>, findings: &mut Findings) {
    if document.kind == Kind::Source(Language::Docker) {
        in_dockerfile(document, findings);
    }
    if document.kind == Kind::Compose {
        in_compose(document, findings);
    }
    for script in document.scripts() {
        for line in script.command_lines() {
            for option in line.options(0, &["--build-arg"]) {
                let text = document.slice(option.value.clone());
                let name = text.split('=').next().unwrap_or_default();
                let found = match text.split_once('=') {
                    Some((_, value)) => {
                        let takes = takes(name);
                        let from = option.value.end - value.len();
                        let quoted = usize::from(value.len() > 1 && value.starts_with(['"', '\'']));
                        document
                            .given(&script, from + quoted..option.value.end - quoted, takes)
                            .map(|given| {
                                let fix = document.swapped_given(&script, &given);
                                (given.at, fix)
                            })
                    }
                    // The value comes from the environment.
                    None => from_environment(document, &script, option.value.clone())
                        .map(|at| (at, None)),
                };
                if let Some((at, fix)) = found {
                    report(document, at, name, fix, findings);
                }
            }
        }
    }
}

fn takes(name: &str) -> Takes {
    // The second is the name in the examples of Microsoft for feeds.
    if says(name) == Says::Pat || name.eq_ignore_ascii_case("FEED_ACCESSTOKEN") {
        Takes::PatsOnly
    } else {
        Takes::Anything
    }
}

fn from_environment(
    document: &Document<'_>,
    script: &Script<'_>,
    at: Range<usize>,
) -> Option<Range<usize>> {
    let reference = Reference {
        name: document.slice(at.clone()),
        at: at.clone(),
        form: Form::Variable,
    };
    (document.holds(script, &reference) == Holds::StoredPat).then_some(at)
}

fn in_dockerfile(document: &Document<'_>, findings: &mut Findings) {
    let mut start = 0;
    for line in document.text.split_inclusive('\n') {
        if let Some(name) = argument(line)
            && says(name) != Says::JobToken
            && document.build_arguments().contains(name)
        {
            let at = start + line.find(name).unwrap_or_default();
            report(document, at..at + name.len(), name, None, findings);
        }
        start += line.len();
    }
}

fn in_compose(document: &Document<'_>, findings: &mut Findings) {
    document.each_entry(&mut |entry| {
        if !entry.has_key("args") {
            return;
        }
        for argument in entry.value.entries() {
            let given = document.given_by_node(&argument.value, None, takes(argument.name()));
            if let Some(given) = given {
                report(document, given.at, argument.name(), None, findings);
            }
        }
        for item in entry.value.items() {
            let name = item
                .text()
                .unwrap_or_default()
                .split('=')
                .next()
                .unwrap_or_default();
            if let Some(given) = document.given_by_node(item, None, takes(name)) {
                report(document, given.at, name, None, findings);
            } else if says(name) == Says::Pat && item.text() == Some(name) {
                report(document, item.at.clone(), name, None, findings);
            }
        }
    });
}

fn report(
    document: &Document<'_>,
    at: Range<usize>,
    name: &str,
    fix: Option<Fix>,
    findings: &mut Findings,
) {
    let replacement = match document.kind {
        Kind::Source(Language::Docker) => format!(
            "Delete the argument, and mount the token for the instruction that needs it:\nRUN --mount=type=secret,id={name},env={name} …"
        ),
        Kind::Compose => format!(
            "build:\n  secrets:\n  - {name}\n\nand at the end of the file:\nsecrets:\n  {name}:\n    environment: {name}\n\nwith RUN --mount=type=secret,id={name},env={name} … in the Dockerfile"
        ),
        Kind::Pipeline => {
            let token = document.new_variable();
            format!(
                "{}\n\nand docker build --secret id={name},env={token}, with RUN --mount=type=secret,id={name},env={name} … in the Dockerfile. Map {token} in the step's env",
                document.token_step_text(&token)
            )
        }
        _ => format!(
            "patless exec --variable {name} -- docker build --secret id={name} …\n\nwith RUN --mount=type=secret,id={name},env={name} … in the Dockerfile"
        ),
    };
    findings.add(Found {
        at,
        level: Level::Warning,
        sink: "docker build".to_owned(),
        message: format!(
            "the build argument {name} holds a PAT, and stays readable in the history of the image"
        ),
        replacement,
        fix,
    });
}
