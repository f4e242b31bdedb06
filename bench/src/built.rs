//! Builds or fetches what is measured, and knows where it is.
use std::{
    env::consts::EXE_SUFFIX,
    path::{self, Path, PathBuf},
};

use build_helper::{
    Failure, Workspace, clients, folder,
    npm::Packages,
    programs::{self, CURL, JQ, NPM, PYTHON, PYTHON_VENV},
    release::{self, Target},
    step,
};

use crate::{task_folder, way::Way};

/// Where everything is.
#[derive(Debug)]
pub(super) struct Built {
    /// Cargo's target folder.
    target: PathBuf,
    /// The top of the repository.
    root: PathBuf,
}

impl Built {
    /// Where everything is, built or not.
    pub(super) fn find(workspace: &Workspace) -> Result<Self, Failure> {
        Ok(Self {
            target: path::absolute(workspace.target(""))?,
            root: path::absolute(".")?,
        })
    }

    /// Builds what these ways need.
    pub(super) fn build(&self, workspace: &Workspace, ways: &[Way]) -> Result<(), Failure> {
        release::build(workspace, &Target::Host)?;
        let own = "build --locked --release --manifest-path bench/Cargo.toml --target-dir";
        step::run(
            workspace.cargo(own).arg(self.target("bench")),
            "mend what the compiler says above",
        )?;
        for way in ways {
            match way {
                Way::Floor | Way::Patless | Way::PatlessTen => {}
                Way::Launcher | Way::EmptyNode => {
                    task_folder::set_up(workspace, &self.target, &self.patless())?;
                }
                Way::Curl => programs::ensure(&[CURL, JQ])?,
                Way::Rust => self.build_azure_identity(workspace)?,
                Way::Python => {
                    programs::ensure(&[PYTHON, PYTHON_VENV])?;
                    clients::python::set_up(workspace)?;
                }
                Way::Node => {
                    programs::ensure(&[NPM])?;
                    clients::node::set_up(workspace)?;
                    // Node.js looks for packages beside the script.
                    let server = Path::new("bench/peers/local-tokens.mjs");
                    folder::copy(server, &self.target("clients/node"))?;
                }
                Way::AzureCli => {
                    programs::ensure(&[NPM, PYTHON, PYTHON_VENV])?;
                    clients::node::set_up(workspace)?;
                    self.fetch_azure_cli()?;
                }
            }
        }
        Ok(())
    }

    /// Builds the client of the Rust SDK as well as one can, and with what its users get.
    ///
    /// Our own .cargo/config.toml takes the jitter entropy out of aws-lc; nobody else's does. Hence a target folder of its
    /// own, too.
    fn build_azure_identity(&self, workspace: &Workspace) -> Result<(), Failure> {
        let client = "build --locked --release --manifest-path tests/clients/rust/Cargo.toml --config profile.release.lto=true --config profile.release.codegen-units=1 --config profile.release.strip=true --target-dir";
        step::run(
            workspace
                .cargo(client)
                .arg(self.target("bench/azure-identity"))
                .env("AWS_LC_SYS_NO_JITTER_ENTROPY", "0"),
            FETCH_HINT,
        )
    }

    /// Installs Azure CLI, and the client of Azure DevOps that its task asks for the assertion.
    fn fetch_azure_cli(&self) -> Result<(), Failure> {
        let folder = self.target("bench/azure-cli");
        let sources = "bench/peers/azure-cli";
        let packages = Packages::of(sources);
        folder::set_up(&folder, &(packages.pins()? + AZURE_CLI), || {
            packages.install(&folder)?;
            step::run(
                step::command("python3", "-m venv").arg(folder.join("python")),
                FETCH_HINT,
            )?;
            step::run(
                step::command(folder.join("python/bin/python"), PIP_INSTALL).arg(AZURE_CLI),
                FETCH_HINT,
            )
        })?;
        // Node.js looks for packages beside the script. The pins do not tell of its change.
        folder::copy(&Path::new(sources).join("assertion.cjs"), &folder)
    }

    /// The program that ships.
    pub(super) fn patless(&self) -> PathBuf {
        self.target(&format!("release/patless{EXE_SUFFIX}"))
    }

    /// Cargo's target folder.
    pub(super) fn target_folder(&self) -> &Path {
        &self.target
    }

    /// A program of the folder `bench`.
    pub(super) fn own(&self, name: &str) -> PathBuf {
        self.target("bench/release").join(name)
    }

    /// Something under the target folder.
    pub(super) fn target(&self, path: &str) -> PathBuf {
        self.target.join(path)
    }

    /// Something of the repository.
    pub(super) fn source(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }
}

/// The version that is measured. What it depends on, hundreds of packages, is what pip finds.
pub(super) const AZURE_CLI: &str = "azure-cli==2.91.0";

/// What pip does; the package follows.
const PIP_INSTALL: &str = "-m pip install --quiet --disable-pip-version-check";
/// What to do when something cannot be fetched.
const FETCH_HINT: &str = "check that the package registry answers, then run `cargo xtask bench` again, or leave it out with `--only`";
