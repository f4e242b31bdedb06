//! Checkouts of a job: which repositories it has, and where they are.

use std::path::{Component, Path, PathBuf};

use patless_pipeline::model::{Action, Checkout, Step};

use super::host::AgentHost;
use super::job_steps::{DefaultSources, JobSteps};

/// Where the sources of a job are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sources {
    /// The folder in which steps run.
    pub(super) folder: PathBuf,
    /// The folder of the pipeline's own repository.
    pub(super) own: PathBuf,
}

/// A checkout, with what is known about it before the job starts.
#[derive(Clone, Debug)]
pub(super) struct PlannedCheckout<'a> {
    /// The step.
    pub(super) checkout: &'a Checkout,
    /// The folder with the files. `None`: there are none.
    pub(super) folder: Option<PathBuf>,
    /// Where the service puts them. The error is the agent's text about a path that leads out of the build folder.
    pub(super) place: Result<PathBuf, String>,
}

/// How many repositories a job checks out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Count {
    /// None or one.
    AtMostOne,
    /// Several, each in a folder of its own.
    Several,
}

impl Sources {
    /// Finds the sources. `build` is the build folder of the job.
    pub(super) fn of(job: &JobSteps, host: &AgentHost, build: &Path) -> Self {
        let empty = || build.join("s");
        let real: Vec<_> = checkouts(job).filter(|it| !is_none(it)).collect();
        if let [_, _, ..] = &*real {
            let mut own = real.iter().filter(|it| is_self(it));
            let own = own.find_map(|it| place_of(it, host, build, Count::Several).ok());
            let folder = empty();
            return Self {
                own: own.unwrap_or_else(|| folder.clone()),
                folder,
            };
        }
        let has_default = checkouts(job).next().is_none()
            && job.default_sources == DefaultSources::SelfRepository;
        let folder = match real.first() {
            Some(one) => folder_of(one, host),
            None if has_default => Some(host.sources_folder.clone()),
            None => None,
        };
        let folder = folder.unwrap_or_else(empty);
        Self {
            own: folder.clone(),
            folder,
        }
    }
}

impl<'a> PlannedCheckout<'a> {
    /// Plans a checkout of a job. `build` is the build folder of the job.
    pub(super) fn of(
        checkout: &'a Checkout,
        job: &JobSteps,
        host: &AgentHost,
        build: &Path,
    ) -> Self {
        let count = match checkouts(job).filter(|it| !is_none(it)).count() {
            0 | 1 => Count::AtMostOne,
            _ => Count::Several,
        };
        Self {
            checkout,
            folder: folder_of(checkout, host),
            place: place_of(checkout, host, build, count),
        }
    }

    /// Returns whether a repository is checked out whose files nobody has given.
    pub(super) fn is_missing(&self) -> bool {
        self.folder.is_none() && !is_none(self.checkout)
    }
}

/// Returns the folder with the files of a repository. `None`: nobody has given it.
fn folder_of(checkout: &Checkout, host: &AgentHost) -> Option<PathBuf> {
    if is_self(checkout) {
        return Some(host.sources_folder.clone());
    }
    if is_none(checkout) {
        return None;
    }
    let written = inline_name(&checkout.repository);
    let mut repositories = host.repositories.iter();
    let found = repositories.find(|it| {
        let names = [&it.alias, &it.name];
        let is_it = |name: &&String| {
            name.eq_ignore_ascii_case(written) || name.eq_ignore_ascii_case(last_part(written))
        };
        names.iter().any(is_it)
    });
    found.map(|it| it.folder.clone())
}

/// Returns where the service puts a repository, below the build folder.
///
/// # Errors
/// The path leads out of the build folder. The text is the agent's.
fn place_of(
    checkout: &Checkout,
    host: &AgentHost,
    build: &Path,
    count: Count,
) -> Result<PathBuf, String> {
    let path = checkout.option("path").map(str::trim).unwrap_or_default();
    if !path.is_empty() {
        let place = normalized(&build.join(path));
        if place.starts_with(build) && place != build {
            return Ok(place);
        }
        return Err(format!(
            "Input path '{path}' should resolve to a directory under '{}', current resolved path '{}'.",
            build.display(),
            place.display()
        ));
    }
    let sources = build.join("s");
    Ok(match count {
        Count::AtMostOne => sources,
        Count::Several => sources.join(clone_name(checkout, host)),
    })
}

/// Returns the name of the folder into which `git clone` puts a repository.
fn clone_name(checkout: &Checkout, host: &AgentHost) -> String {
    let written = inline_name(&checkout.repository);
    let mut repositories = host.repositories.iter();
    let name = if is_self(checkout) {
        host.sources_name.as_str()
    } else {
        let found = repositories.find(|it| it.alias.eq_ignore_ascii_case(written));
        found.map_or(written, |it| &it.name)
    };
    let name = last_part(name.trim_end_matches('/'));
    let name = name.strip_suffix(".git").unwrap_or(name);
    let is_plain = |it: &char| !it.is_control() && !r#"":<>|*?\"#.contains(*it);
    let name: String = name.chars().filter(is_plain).collect();
    if name.trim_matches(['.', ' ']).is_empty() {
        "repository".to_owned()
    } else {
        name
    }
}

/// Returns the name in `git://Project/repository@ref`, or the whole text.
fn inline_name(repository: &str) -> &str {
    let repository = repository.trim();
    match repository.split_once("://") {
        Some((_, rest)) => rest.split('@').next().unwrap_or(rest),
        None => repository,
    }
}

/// Returns what comes after the last slash.
fn last_part(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

/// Returns whether a checkout is that of the pipeline's own repository.
pub(super) fn is_self(checkout: &Checkout) -> bool {
    checkout.repository.trim().eq_ignore_ascii_case("self")
}

/// Returns whether a checkout is none.
fn is_none(checkout: &Checkout) -> bool {
    checkout.repository.trim().eq_ignore_ascii_case("none")
}

/// Lists the checkouts of a job.
fn checkouts(job: &JobSteps) -> impl Iterator<Item = &Checkout> {
    let steps = job.steps.iter().filter(|step| step.is_enabled);
    steps.filter_map(|step: &Step| match &step.action {
        Action::Checkout(checkout) => Some(checkout),
        _ => None,
    })
}

/// Resolves `.` and `..` without a look at the file system.
fn normalized(path: &Path) -> PathBuf {
    let mut result = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                result.pop();
            }
            part => result.push(part),
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use patless_pipeline::Place;

    use super::*;
    use crate::agent::host::LocalRepository;

    /// Makes a job of checkouts, each with its `path`.
    fn job(repositories: &[(&str, &str)]) -> JobSteps {
        let at = Place::of_file(&"p.yml".into());
        let steps = repositories.iter().map(|(repository, path)| {
            let mut checkout = Checkout::new(*repository);
            if !path.is_empty() {
                let option = ("path".to_owned(), (*path).to_owned());
                checkout.options.push(option);
            }
            Step::new(at.clone(), Action::Checkout(checkout))
        });
        JobSteps::new(at.clone(), "Job", steps.collect())
    }

    fn host() -> AgentHost {
        let mut host = AgentHost::new("/agent", "/sources");
        host.sources_name = "Widgets/widgets".to_owned();
        host.repositories = vec![LocalRepository::new(
            "tools",
            "acme/build-tools.git",
            "/tools",
        )];
        host
    }

    const BUILD: &str = "/agent/1";

    #[test]
    fn sources_are_where_the_service_puts_them() {
        for (repositories, folder, own) in [
            (&[][..], "/sources", "/sources"),
            (&[("self", "")], "/sources", "/sources"),
            (&[("none", "")], "/agent/1/s", "/agent/1/s"),
            (&[("tools", "")], "/tools", "/tools"),
            (&[("unknown", "")], "/agent/1/s", "/agent/1/s"),
            (
                &[("self", ""), ("tools", "")],
                "/agent/1/s",
                "/agent/1/s/widgets",
            ),
            (
                &[("self", "main"), ("tools", "")],
                "/agent/1/s",
                "/agent/1/main",
            ),
            (&[("tools", ""), ("tools", "x")], "/agent/1/s", "/agent/1/s"),
        ] {
            let sources = Sources::of(&job(repositories), &host(), Path::new(BUILD));
            let expected = Sources {
                folder: folder.into(),
                own: own.into(),
            };
            assert_eq!(sources, expected, "{repositories:?}");
        }
    }

    #[test]
    fn each_of_several_repositories_has_the_folder_of_its_clone() {
        for (repository, path, folder, place) in [
            ("self", "", Some("/sources"), "/agent/1/s/widgets"),
            ("TOOLS", "", Some("/tools"), "/agent/1/s/build-tools"),
            (
                "acme/build-tools.git",
                "a/b",
                Some("/tools"),
                "/agent/1/a/b",
            ),
            ("git://Project/other@main", "", None, "/agent/1/s/other"),
            ("git://../..", "", None, "/agent/1/s/repository"),
        ] {
            let job = job(&[(repository, path), ("self", "")]);
            let Action::Checkout(checkout) = &job.steps[0].action else {
                panic!("no checkout");
            };
            let planned = PlannedCheckout::of(checkout, &job, &host(), Path::new(BUILD));
            assert_eq!(planned.folder, folder.map(PathBuf::from), "{repository}");
            assert_eq!(planned.place, Ok(PathBuf::from(place)), "{repository}");
        }
    }

    #[test]
    fn a_path_out_of_the_build_folder_is_refused() {
        for path in ["..", "../2", "s/../../x", "/etc", "."] {
            let job = job(&[("self", path)]);
            let Action::Checkout(checkout) = &job.steps[0].action else {
                panic!("no checkout");
            };
            let planned = PlannedCheckout::of(checkout, &job, &host(), Path::new(BUILD));
            let error = planned.place.unwrap_err();
            assert!(
                error.contains("should resolve to a directory under '/agent/1'"),
                "{error}"
            );
        }
    }
}
