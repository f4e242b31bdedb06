//! Refuses certificate authorities that may come from the job itself.

use std::io;
use std::path::{Path, PathBuf};

use super::brought::Brought;
use crate::environment::variables::{
    AGENT_BUILDDIRECTORY, AGENT_CAINFO, AGENT_TEMPDIRECTORY, AGENT_WORKFOLDER,
    BUILD_SOURCESDIRECTORY, PIPELINE_WORKSPACE, SSL_CERT_DIR, SSL_CERT_FILE,
    SYSTEM_DEFAULTWORKINGDIRECTORY, VSTS_PUBLIC_VARIABLES,
};
use crate::environment::{Environment, Variable, environment_name};
use crate::http::error::NetworkError;
use crate::named_file::is_on_another_machine;

/// The variables that name certificate authorities. The agent's own setting is in the list of variables, no matter who set it.
const NAMING: [&Variable; 3] = [&AGENT_CAINFO, &SSL_CERT_FILE, &SSL_CERT_DIR];

/// The variables that name folders in which a job keeps its files. The sources decide what is in them.
const FOLDERS: [&Variable; 6] = [
    &AGENT_WORKFOLDER,
    &AGENT_BUILDDIRECTORY,
    &AGENT_TEMPDIRECTORY,
    &BUILD_SOURCESDIRECTORY,
    &PIPELINE_WORKSPACE,
    &SYSTEM_DEFAULTWORKINGDIRECTORY,
];

/// The kernel's virtual file systems: they also show the environment of other processes.
const OF_THE_KERNEL: [&str; 2] = ["/proc", "/sys"];

/// What has to be looked at before it is trusted: with a certificate authority of an attacker, one more printed line, which
/// sets a proxy, would be enough to read what we send.
#[derive(Default)]
pub(super) struct Suspects {
    variables: Vec<(&'static str, String)>,
    folders: Vec<PathBuf>,
}

impl Suspects {
    /// Finds what the job may have named, without accessing any file.
    ///
    /// A task gets the list of the job's variables. Any printed line can set OpenSSL's variables, to any path on the machine:
    /// as job variables, they are refused. The step's `env:` and the agent's own environment may set them, because a printed
    /// line cannot change that. The agent's own setting is in the list, no matter who set it, so its path is checked. Without
    /// the list, as in a script step, it is unknown who set a variable, so the path is checked as well.
    pub(super) fn of(environment: &Environment) -> Result<Self, NetworkError> {
        let set = |it: &'static Variable| Some((it, environment.variable(it)?));
        let mut set = NAMING.into_iter().filter_map(set).peekable();
        if set.peek().is_none() {
            return Ok(Self::default());
        }
        let names = environment.variable_names()?;
        let is_listed =
            |it: &Variable| names.iter().any(|name| environment_name(name) == it.name());
        // The agent gives the list to tasks only.
        let is_task = environment.variable(&VSTS_PUBLIC_VARIABLES).is_some();
        let mut variables = Vec::new();
        for (variable, text) in set {
            if is_task && !is_listed(variable) {
                continue;
            }
            if is_task && *variable != AGENT_CAINFO {
                return Err(refused(variable.name(), text, Brought::ByVariable));
            }
            variables.push((variable.name(), text.to_owned()));
        }
        let folders = FOLDERS.iter().filter_map(|it| environment.variable(it));
        Ok(Self {
            variables,
            folders: folders.map(PathBuf::from).collect(),
        })
    }

    /// Checks where they point. It blocks on files: see [`in_background`](crate::named_file::in_background).
    pub(super) fn look(&self) -> Result<(), NetworkError> {
        if self.variables.is_empty() {
            return Ok(());
        }
        let real = |folder: &PathBuf| folder.canonicalize().unwrap_or_else(|_| folder.clone());
        let folders: Vec<_> = self.folders.iter().map(real).collect();
        for (variable, text) in &self.variables {
            for path in std::env::split_paths(text).chain([PathBuf::from(text)]) {
                if let Some(why) = judge(&path, &folders) {
                    return Err(refused(variable, text, why));
                }
            }
        }
        Ok(())
    }
}

/// Returns why a path may belong to the job. `None` if it does not, or if it does not exist.
fn judge(path: &Path, folders: &[PathBuf]) -> Option<Brought> {
    if is_on_another_machine(path) {
        return Some(Brought::Elsewhere);
    }
    // Links in there lead to files of other processes, which have no path of their own.
    if is_of_kernel(path) {
        return Some(Brought::OfKernel);
    }
    let real = match path.canonicalize() {
        Ok(real) => real,
        // What has no path and can be opened all the same is behind such a link.
        Err(error) => {
            let is_hidden = error.kind() == io::ErrorKind::NotFound && path.exists();
            return is_hidden.then_some(Brought::OfKernel);
        }
    };
    if is_of_kernel(&real) {
        return Some(Brought::OfKernel);
    }
    let is_in_folder = folders.iter().any(|folder| real.starts_with(folder));
    is_in_folder.then_some(Brought::InFolder)
}

fn is_of_kernel(path: &Path) -> bool {
    cfg!(unix) && OF_THE_KERNEL.iter().any(|root| path.starts_with(root))
}

fn refused(variable: &'static str, path: &str, why: Brought) -> NetworkError {
    let path = path.to_owned();
    NetworkError::BroughtAuthority {
        variable,
        path,
        why,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AGENT_CA_FILE: &str = AGENT_CAINFO.name();
    const LIST: &str = VSTS_PUBLIC_VARIABLES.name();

    /// Why a job is refused that has this variable and a work folder. `None`: it is not. `list` is that of a task.
    fn why(variable: &str, path: &Path, folder: &Path, list: Option<&str>) -> Option<Brought> {
        let mut variables = vec![
            (variable, path.to_str().unwrap()),
            ("AGENT_WORKFOLDER", folder.to_str().unwrap()),
        ];
        variables.extend(list.map(|list| (LIST, list)));
        let environment = Environment::fixed(&variables);
        match Suspects::of(&environment).and_then(|suspects| suspects.look()) {
            Ok(()) => None,
            Err(NetworkError::BroughtAuthority { why, .. }) => Some(why),
            Err(error) => panic!("{error}"),
        }
    }

    /// Any folder will do, and a file in it in two forms, and one that is not.
    fn places() -> (&'static Path, [PathBuf; 2], PathBuf) {
        let work = Path::new(env!("CARGO_MANIFEST_DIR"));
        let dotted = work.join("../patless-core/src/../Cargo.toml");
        let inside = [work.join("Cargo.toml"), dotted];
        (work, inside, work.join("../../Cargo.toml"))
    }

    #[test]
    fn a_variable_of_openssl_that_the_job_sets_is_refused_wherever_it_points() {
        let (work, [inside, _], outside) = places();
        for (variable, list) in [
            ("SSL_CERT_FILE", r#"["SSL_CERT_FILE"]"#),
            ("SSL_CERT_FILE", r#"["ssl.cert.file"]"#),
            ("SSL_CERT_DIR", r#"["SSL_CERT_DIR"]"#),
        ] {
            for path in [&inside, &outside] {
                let listed = why(variable, path, work, Some(list));
                assert_eq!(listed, Some(Brought::ByVariable), "{list}");
                let own = why(variable, path, work, Some(r#"["Build.BuildId"]"#));
                assert_eq!(own, None, "{variable}");
            }
        }
    }

    #[test]
    fn the_agents_own_setting_and_what_a_script_is_given_are_refused_in_the_jobs_folders() {
        let (work, inside, outside) = places();
        let list = Some(r#"["agent.cainfo"]"#);
        for (variable, list) in [
            (AGENT_CA_FILE, list),
            (AGENT_CA_FILE, None),
            ("SSL_CERT_FILE", None),
            ("SSL_CERT_DIR", None),
        ] {
            for path in &inside {
                let found = why(variable, path, work, list);
                assert_eq!(found, Some(Brought::InFolder), "{variable}");
            }
            assert_eq!(why(variable, &outside, work, list), None, "{variable}");
            let missing = Path::new("/no/such/ca.pem");
            assert_eq!(why(variable, missing, work, list), None, "{variable}");
        }
        let paths = std::env::join_paths([&outside, &inside[0]]).unwrap();
        let found = why("SSL_CERT_DIR", Path::new(&paths), work, None);
        assert_eq!(found, Some(Brought::InFolder));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_the_kernel_shows_is_refused_behind_a_link_as_well() {
        let (work, _, outside) = places();
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("ca.pem");
        std::os::unix::fs::symlink("/proc/self/environ", &link).unwrap();
        // The way through the root of a process gives files a path that is in no folder of the job.
        let through = Path::new("/proc/self/root").join(outside.strip_prefix("/").unwrap());
        for path in [Path::new("/proc/self/environ"), &link, &through] {
            for list in [Some(r#"["agent.cainfo"]"#), None] {
                let found = why(AGENT_CA_FILE, path, work, list);
                assert_eq!(found, Some(Brought::OfKernel), "{}", path.display());
            }
        }
    }
}
