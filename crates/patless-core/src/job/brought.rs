//! Owns the refusal of certificate authorities that the job itself brought.

use std::path::{Path, PathBuf};

use crate::environment::{Environment, EnvironmentError, environment_name};

/// The variables that name certificate authorities.
const NAMING: [&str; 3] = ["AGENT_CAINFO", "SSL_CERT_FILE", "SSL_CERT_DIR"];

/// The variables that name folders in which a job keeps its files. Whoever writes the sources decides what is in them.
const FOLDERS: [&str; 6] = [
    "AGENT_WORKFOLDER",
    "AGENT_BUILDDIRECTORY",
    "AGENT_TEMPDIRECTORY",
    "BUILD_SOURCESDIRECTORY",
    "PIPELINE_WORKSPACE",
    "SYSTEM_DEFAULTWORKINGDIRECTORY",
];

/// Refuses a job in which a variable of the job, by one of these `names`, has us trust a file of the job.
///
/// With the sources of a pull request on the machine and one printed line that sets the variable, another that sets a
/// proxy would be enough to read what we send. The agent's own file is never there; the user's may be, and then a step's
/// `env:` can name it, which no printed line can.
pub(super) fn refuse_brought(
    environment: &Environment,
    names: &[String],
) -> Result<(), EnvironmentError> {
    for variable in NAMING {
        let Some(text) = environment.variable(variable) else {
            continue;
        };
        if names.iter().all(|name| environment_name(name) != variable) {
            continue;
        }
        let folders = FOLDERS.iter().filter_map(|name| environment.variable(name));
        let folders: Vec<_> = folders.map(real_path).collect();
        for path in std::env::split_paths(text).chain([PathBuf::from(text)]) {
            let path = real_path(&path);
            if folders.iter().any(|folder| path.starts_with(folder)) {
                return Err(EnvironmentError::BroughtAuthority {
                    variable,
                    path: text.to_owned(),
                });
            }
        }
    }
    Ok(())
}

/// Follows links, where the path exists.
fn real_path(path: impl AsRef<Path>) -> PathBuf {
    let path = path.as_ref();
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tells whether a job is refused that has this variable and a work folder, where the agent lists these names.
    fn is_refused(variable: &str, path: &Path, folder: &Path, names: &[&str]) -> bool {
        let environment = Environment::fixed(&[
            (variable, path.to_str().unwrap()),
            ("AGENT_WORKFOLDER", folder.to_str().unwrap()),
        ]);
        let names: Vec<_> = names.iter().map(|&name| name.to_owned()).collect();
        refuse_brought(&environment, &names).is_err()
    }

    #[test]
    fn a_file_of_the_job_is_refused_where_a_variable_names_it() {
        // Any folder will do, and a file in it, and one that is not.
        let work = Path::new(env!("CARGO_MANIFEST_DIR"));
        let inside = work.join("Cargo.toml");
        let dotted = work.join("../patless-core/src/../Cargo.toml");
        let outside = work.join("../../Cargo.toml");
        for (variable, name) in [
            ("AGENT_CAINFO", "agent.cainfo"),
            ("SSL_CERT_FILE", "SSL_CERT_FILE"),
            ("SSL_CERT_FILE", "ssl.cert.file"),
            ("SSL_CERT_DIR", "SSL_CERT_DIR"),
        ] {
            for path in [&inside, &dotted] {
                assert!(is_refused(variable, path, work, &[name]), "{variable}");
                assert!(!is_refused(variable, path, work, &["Build.BuildId"]));
            }
            assert!(!is_refused(variable, &outside, work, &[name]), "{variable}");
        }
        let list = std::env::join_paths([&outside, &inside]).unwrap();
        let list = Path::new(&list);
        assert!(is_refused("SSL_CERT_DIR", list, work, &["SSL_CERT_DIR"]));
    }
}
