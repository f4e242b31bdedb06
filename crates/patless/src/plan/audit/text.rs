//! What `patless plan --audit` prints: each thing that needs a personal access token, by project.

use std::fmt;

use super::found::{Audit, Finding, Kind};

impl fmt::Display for Audit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let needed = match self.findings.len() {
            0 => "nothing that needs".to_owned(),
            1 => "1 thing that needs".to_owned(),
            many => format!("{many} things that need"),
        };
        let organization = &self.organization;
        writeln!(
            f,
            "{organization} holds {needed} a personal access token (PAT)"
        )?;
        let mut last = None;
        for finding in &self.findings {
            let project = finding.project.as_deref().unwrap_or("the organization");
            if last != Some(project) {
                writeln!(f, "\n{project}")?;
                last = Some(project);
            }
            write_finding(f, finding)?;
        }
        if !self.unseen.is_empty() {
            writeln!(f, "\nnot seen")?;
        }
        for unseen in &self.unseen {
            let project = unseen.project.as_deref().unwrap_or("the organization");
            let list = unseen.list.name();
            writeln!(f, "  {project}, {list}: {}", unseen.reason)?;
        }
        let passed_over = &self.passed_over;
        write!(
            f,
            "\n{}; passed over, for other servers: {}, {}\n{LIMITS}",
            counted(self.projects, "project"),
            counted(passed_over.connections, "service connection"),
            counted(passed_over.hooks, "service hook"),
        )
    }
}

/// What a clean answer does not prove.
const LIMITS: &str = "Azure DevOps lists only what this identity may see, and a variable is judged by its name. \
                      What repositories and agents hold is not looked at: patless scan";

fn write_finding(f: &mut fmt::Formatter<'_>, finding: &Finding) -> fmt::Result {
    let name = &finding.name;
    match &finding.kind {
        Kind::Connection => write!(f, "  service connection {name}")?,
        Kind::Group => write!(f, "  variable group {name}")?,
        Kind::GroupVariable(group) => write!(f, "  variable {name} of the group {group}")?,
        Kind::PipelineVariable(pipeline) => {
            write!(f, "  variable {name} of the pipeline {pipeline}")?;
        }
        Kind::ReleaseVariable(release) => {
            write!(f, "  variable {name} of the release {release}")?;
        }
        Kind::Hook => write!(f, "  service hook {name}")?,
    }
    if !finding.shared_with.is_empty() {
        write!(f, ", shared with {}", finding.shared_with.join(", "))?;
    }
    writeln!(f, "\n    {}", finding.reason)?;
    writeln!(f, "    instead: {}", finding.replacement)?;
    writeln!(f, "    {}", finding.url)
}

fn counted(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}
