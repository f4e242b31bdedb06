//! A variable group has the name of a PAT. What is in it stands in no file.

use crate::document::Document;
use crate::fix::FixClass;
use crate::kind::Kind;
use crate::level::Level;
use crate::names::{Says, says};
use crate::rule::{Findings, Found, Rule};

pub(super) const RULE: Rule = Rule {
    id: "group-pat",
    title: "a variable group has the name of a PAT",
    fix: FixClass::Never,
    needles: &["group:"],
    look,
};

fn look(document: &Document<'_>, findings: &mut Findings) {
    if document.kind != Kind::Pipeline {
        return;
    }
    document.each_entry(&mut |entry| {
        if !entry.has_key("variables") {
            return;
        }
        entry.value.each_entry(&mut |inner| {
            let name = inner.value.text().unwrap_or_default();
            if inner.has_key("group") && says(name) == Says::Pat {
                findings.add(found(document, name, inner.value.inside()));
            }
        });
    });
}

fn found(document: &Document<'_>, name: &str, at: std::ops::Range<usize>) -> Found {
    Found {
        at,
        level: Level::Info,
        sink: "every job with the group".to_owned(),
        message: format!(
            "the variable group {name} has the name of a PAT. What is in it cannot be seen here"
        ),
        replacement: format!(
            "Look under Library which variables the group has. Once no step reads a PAT of it, delete the line, and then the group. A step gets a token by:\n{}",
            document.token_step_text(&document.new_variable())
        ),
        fix: None,
    }
}
