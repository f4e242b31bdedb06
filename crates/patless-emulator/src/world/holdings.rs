//! What the projects of the organization store: service connections, variable groups, pipelines with their variables, and
//! service hooks.

mod personal_tokens;
mod stored;

pub use stored::{
    HoldingProject, StoredConnection, StoredGroup, StoredHook, StoredPipeline, StoredVariable,
};

use uuid::{Uuid, uuid};

use super::knobs::StoredThings;
use super::organization::Project;
use crate::wire::random_text;

/// Everything that the organization stores beside the service connections of the job.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Holdings {
    /// The projects, that of the job first.
    pub projects: Vec<HoldingProject>,
    /// Subscriptions of service hooks.
    pub hooks: Vec<StoredHook>,
    /// Value of everything that has a value. The real service returns no secret ones; here, a client that keeps one is found
    /// out.
    pub value: String,
}

impl Holdings {
    /// Builds what the scenario stores.
    pub(super) fn new(stored: StoredThings, project: &Project) -> Self {
        let empty = |project| HoldingProject {
            project,
            connections: Vec::new(),
            groups: Vec::new(),
            pipelines: Vec::new(),
            releases: Vec::new(),
        };
        let value = format!("sekret-stored-{}", random_text(24));
        let none = Self {
            projects: vec![empty(project.clone())],
            hooks: Vec::new(),
            value,
        };
        match stored {
            StoredThings::None => none,
            StoredThings::PersonalTokens => {
                let gears = Project {
                    name: "Gears".to_owned(),
                    id: uuid!("4d0a2c8b-95e3-4a76-8f1b-6c3e7d2a0b57"),
                };
                Self {
                    projects: vec![
                        personal_tokens::fill(empty(project.clone())),
                        personal_tokens::fill_second(empty(gears)),
                    ],
                    hooks: personal_tokens::hooks(),
                    ..none
                }
            }
            StoredThings::ManyProjects => {
                let others = (1..=MANY).map(|number| {
                    empty(Project {
                        name: format!("Project {number}"),
                        id: Uuid::from_u128(MANY_ID + number),
                    })
                });
                let mut projects: Vec<_> = none.projects.into_iter().chain(others).collect();
                let last = projects.pop().map(personal_tokens::fill_second);
                projects.extend(last);
                Self { projects, ..none }
            }
        }
    }

    /// Finds a project by name or ID.
    pub fn project(&self, named: &str) -> Option<&HoldingProject> {
        let id = Uuid::parse_str(named).ok();
        self.projects
            .iter()
            .find(|it| it.project.name.eq_ignore_ascii_case(named) || Some(it.project.id) == id)
    }
}

/// More projects than a page has.
const MANY: u128 = 120;

/// ID that those of many projects follow.
const MANY_ID: u128 = 0x5e1b_0000_0000_4000_8000_0000_0000_0000;
