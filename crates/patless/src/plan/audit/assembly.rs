//! Puts together what was read of each project.

use std::collections::HashMap;

use patless_core::azure_devops::{
    HookSubscription, PipelineDefinition, Project, ReleaseDefinition, StoredConnection,
    StoredVariable, VariableGroup,
};

use super::connections::{SignsIn, signs_in};
use super::found::{Audit, Finding, Kind};
use super::hooks::{self, Calls, calls};
use super::names::stored_pat;
use super::pages::Pages;
use super::unseen::Unseen;
use super::variables::{BY_NAME, holds_token, reason, replacement};

/// What a project stores, as far as it could be read.
#[derive(Debug)]
pub(super) struct Read<'a> {
    pub(super) project: &'a Project,
    pub(super) connections: Result<Vec<StoredConnection>, Unseen>,
    pub(super) groups: Result<Vec<VariableGroup>, Unseen>,
    pub(super) pipelines: Result<Vec<PipelineDefinition>, Unseen>,
    pub(super) releases: Result<Vec<ReleaseDefinition>, Unseen>,
}

/// An audit that is being put together.
#[derive(Debug)]
pub(super) struct Assembly<'a> {
    pages: Pages<'a>,
    audit: Audit,
    /// What several projects may share, by its id, and where it stands among the findings. `None`: it is none.
    known: HashMap<String, Option<usize>>,
}

impl<'a> Assembly<'a> {
    pub(super) fn new(pages: Pages<'a>) -> Self {
        let audit = Audit {
            organization: pages.organization().to_string(),
            ..Audit::default()
        };
        Self {
            pages,
            audit,
            known: HashMap::new(),
        }
    }

    /// Adds a list that could not be read.
    pub(super) fn unseen(&mut self, unseen: Unseen) {
        self.audit.unseen.push(unseen);
    }

    /// Adds what a project stores.
    pub(super) fn project(&mut self, read: Read<'_>) {
        self.audit.projects += 1;
        let project = read.project;
        for connection in self.seen(read.connections) {
            self.connection(project, connection);
        }
        for group in self.seen(read.groups) {
            self.group(project, &group);
        }
        for pipeline in self.seen(read.pipelines) {
            let url = self.pages.pipeline(&project.id, pipeline.id);
            let kind = Kind::PipelineVariable(pipeline.name);
            self.variables(project, &kind, &url, &pipeline.variables);
        }
        for release in self.seen(read.releases) {
            let url = self.pages.release(&project.id, release.id);
            let kind = Kind::ReleaseVariable(release.name);
            self.variables(project, &kind, &url, &release.variables);
        }
    }

    /// Adds a subscription of a service hook, and the project in which it waits. `None`: any.
    pub(super) fn hook(&mut self, project: Option<&Project>, hook: &HookSubscription) {
        match calls(hook) {
            Calls::AzureDevOps { reason } => self.audit.findings.push(Finding {
                kind: Kind::Hook,
                project: project.map(|it| it.name.clone()),
                shared_with: Vec::new(),
                name: format!("{} on {} ({})", hook.consumer, hook.event, hook.id),
                url: self.pages.hooks(project.map(|it| &*it.id)),
                reason,
                replacement: hooks::REPLACEMENT,
            }),
            Calls::Elsewhere => self.audit.passed_over.hooks += 1,
            Calls::Nobody => {}
        }
    }

    /// The audit. Those findings come first that belong to a project, in the order of the projects.
    pub(super) fn finish(self, projects: &[Project]) -> Audit {
        let mut audit = self.audit;
        let places = projects.iter().enumerate();
        let places: HashMap<_, _> = places.map(|(place, it)| (it.name.clone(), place)).collect();
        let place = |it: &Finding| it.project.as_ref().and_then(|it| places.get(it)).copied();
        audit
            .findings
            .sort_by_key(|it| place(it).unwrap_or(usize::MAX));
        audit
    }

    fn seen<T>(&mut self, list: Result<Vec<T>, Unseen>) -> Vec<T> {
        list.unwrap_or_else(|unseen| {
            self.unseen(unseen);
            Vec::new()
        })
    }

    fn connection(&mut self, project: &Project, connection: StoredConnection) {
        if self.is_known(&connection.id, project) {
            return;
        }
        let verdict = signs_in(&connection);
        let place = match verdict {
            SignsIn::Personally {
                reason,
                replacement,
            } => {
                let url = self.pages.connection(&project.id, &connection.id);
                self.audit.findings.push(Finding {
                    kind: Kind::Connection,
                    project: Some(project.name.clone()),
                    shared_with: Vec::new(),
                    name: connection.name,
                    url,
                    reason,
                    replacement,
                });
                Some(self.audit.findings.len() - 1)
            }
            SignsIn::Elsewhere => {
                self.audit.passed_over.connections += 1;
                None
            }
            SignsIn::Otherwise => None,
        };
        self.known.insert(connection.id, place);
    }

    fn group(&mut self, project: &Project, group: &VariableGroup) {
        let url = self.pages.group(&project.id, group.id);
        let finding = |kind, name: &str, reason| Finding {
            kind,
            project: Some(project.name.clone()),
            shared_with: Vec::new(),
            name: name.to_owned(),
            url: url.clone(),
            reason,
            replacement: replacement(name),
        };
        let vault = group.vault.as_deref();
        let found = group.variables.iter().filter(|it| holds_token(it));
        let found = found.map(|it| {
            let kind = Kind::GroupVariable(group.name.clone());
            (it.name.clone(), finding(kind, &it.name, reason(it, vault)))
        });
        let mut found: Vec<_> = found.collect();
        if found.is_empty() && stored_pat(&group.name) {
            let whole = finding(Kind::Group, &group.name, BY_NAME.to_owned());
            found.push((String::new(), whole));
        }
        for (variable, finding) in found {
            let id = format!("{}/{variable}", group.id);
            if !self.is_known(&id, project) {
                self.known.insert(id, Some(self.audit.findings.len()));
                self.audit.findings.push(finding);
            }
        }
    }

    /// Adds the variables of a definition, which no other project shares.
    fn variables(
        &mut self,
        project: &Project,
        kind: &Kind,
        url: &str,
        variables: &[StoredVariable],
    ) {
        let found = variables.iter().filter(|it| holds_token(it));
        let found = found.map(|it| Finding {
            kind: kind.clone(),
            project: Some(project.name.clone()),
            shared_with: Vec::new(),
            name: it.name.clone(),
            url: url.to_owned(),
            reason: reason(it, None),
            replacement: replacement(&it.name),
        });
        self.audit.findings.extend(found);
    }

    /// Returns whether another project shares this, and notes that this one does as well.
    fn is_known(&mut self, id: &str, project: &Project) -> bool {
        let Some(place) = self.known.get(id) else {
            return false;
        };
        if let Some(finding) = place.and_then(|it| self.audit.findings.get_mut(it)) {
            finding.shared_with.push(project.name.clone());
        }
        true
    }
}
