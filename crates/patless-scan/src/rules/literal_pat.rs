//! A PAT itself stands in a file: in either form, also in base64.

use crate::document::Document;
use crate::fix::FixClass;
use crate::kind::Kind;
use crate::level::Level;
use crate::literal::{Checksum, Encoding, Form, Literal, Owner, find};
use crate::rule::{Findings, Found, Rule};

pub(super) const RULE: Rule = Rule {
    id: "literal-pat",
    title: "a PAT itself stands in a file",
    fix: FixClass::Never,
    needles: &[],
    look,
};

fn look(document: &Document<'_>, findings: &mut Findings) {
    let mut instead = None;
    for literal in find(document.text) {
        findings.add(Found {
            at: literal.at.clone(),
            level: Level::Error,
            sink: "whoever can read this file".to_owned(),
            message: message(&literal),
            replacement: instead.get_or_insert_with(|| replacement(document)).clone(),
            fix: None,
        });
    }
}

fn message(literal: &Literal) -> String {
    let encoded = match literal.encoding {
        Encoding::Plain => "",
        Encoding::Base64 => " in base64",
    };
    let name = &literal.name;
    match literal.form {
        Form::Long(long) => {
            let month = month(long.month);
            let year = long.year;
            match long.checksum {
                Checksum::Right => format!(
                    "a PAT stands here{encoded} ({name}): its checksum is right, and it was created in {month} {year}"
                ),
                Checksum::Wrong => format!(
                    "a text of the form of a PAT stands here{encoded} ({name}). Its checksum does not match: it was changed or invented, or Azure DevOps makes checksums that Patless does not know. Its date says {month} {year}"
                ),
            }
        }
        Form::Short(Owner::User) => {
            format!("a PAT stands here{encoded} ({name}): its checksum is right")
        }
        Form::Short(Owner::Application) => {
            format!(
                "a token that an application got stands here{encoded} ({name}): its checksum is right"
            )
        }
    }
}

fn replacement(document: &Document<'_>) -> String {
    let token = if document.kind == Kind::Pipeline {
        let variable = document.new_variable();
        format!(
            "Then get a token in the job, and write $({variable}) here:\n{}",
            document.token_step_text(&variable)
        )
    } else {
        format!(
            "Then store none. This starts a program with a token in AZURE_DEVOPS_TOKEN:\npatless exec --service-connection {} -- COMMAND",
            document.connection
        )
    };
    format!(
        "Revoke it first: User settings, Personal access tokens, at https://dev.azure.com/ORGANIZATION/_usersSettings/tokens. Git keeps what is deleted from a file.\n{token}"
    )
}

fn month(number: u8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES
        .get(usize::from(number).wrapping_sub(1))
        .copied()
        .unwrap_or("an unknown month")
}
