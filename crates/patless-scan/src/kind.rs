//! Says what a file is, by its name and where it is.

use crate::language::Language;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A pipeline or template of Azure Pipelines.
    Pipeline,
    /// A workflow or action of GitHub.
    Workflow,
    /// `dependabot.yml`.
    Dependabot,
    /// `docker-compose.yml` and its kin.
    Compose,
    /// Other YAML: manifests of Kubernetes, inputs of tools.
    Yaml,
    /// `.npmrc`, and scripts that write one have their own language.
    Npmrc,
    /// `nuget.config`.
    NugetConfig,
    /// `pip.conf`, `pip.ini`, `.pypirc`, `pyproject.toml`, requirements.
    Pip,
    /// `settings.xml` of Maven.
    MavenSettings,
    /// Gradle's build files and properties.
    Gradle,
    /// `.git/config`, `.gitconfig`, `.gitmodules`.
    GitConfig,
    /// Renovate's configuration, JSON or JavaScript.
    Renovate,
    /// `mcp.json` and its kin.
    Mcp,
    /// `package.json`.
    PackageJson,
    /// A script or source in one language.
    Source(Language),
    /// Anything else: only PATs themselves are looked for.
    Other,
}

impl Kind {
    /// Says what the file at `path` (with `/`, relative to the checkout) is.
    pub(crate) fn of(path: &str, text: &str) -> Self {
        let lower = path.to_ascii_lowercase().replace('\\', "/");
        let name = lower.rsplit('/').next().unwrap_or_default();
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        match name {
            ".npmrc" | "npmrc" => return Self::Npmrc,
            "nuget.config" => return Self::NugetConfig,
            "pip.conf" | "pip.ini" | ".pypirc" | "pyproject.toml" | "uv.toml" | "poetry.toml" => {
                return Self::Pip;
            }
            "settings.xml" => return Self::MavenSettings,
            ".gitconfig" | ".gitmodules" => return Self::GitConfig,
            "config" if lower.ends_with(".git/config") => return Self::GitConfig,
            "renovate.json" | "renovate.json5" | ".renovaterc" | ".renovaterc.json" => {
                return Self::Renovate;
            }
            "package.json" => return Self::PackageJson,
            "dependabot.yml" | "dependabot.yaml" => return Self::Dependabot,
            "gradle.properties" => return Self::Gradle,
            _ => {}
        }
        if name.ends_with("mcp.json")
            || name == "claude_desktop_config.json"
            || name == "mcp_config.json"
            || name == "settings.json" && text.contains("mcp")
        {
            return Self::Mcp;
        }
        if is_one_of(name, &["dockerfile", "containerfile"]) || extension == "dockerfile" {
            return Self::Source(Language::Docker);
        }
        if is_one_of(name, &["makefile", "gnumakefile"]) || extension == "mk" {
            return Self::Source(Language::Make);
        }
        if name.contains("settings") && extension == "xml" && text.contains("<server") {
            return Self::MavenSettings;
        }
        if name.starts_with("requirements") && extension == "txt" {
            return Self::Pip;
        }
        match extension {
            "yml" | "yaml" => Self::of_yaml(&lower, name, text),
            "sh" | "bash" | "zsh" | "ksh" | "env" | "envrc" => Self::Source(Language::Shell),
            "ps1" | "psm1" | "psd1" => Self::Source(Language::PowerShell),
            "cmd" | "bat" => Self::Source(Language::Batch),
            "py" | "pyw" => Self::Source(Language::Python),
            "js" | "cjs" | "mjs" | "ts" | "cts" | "mts" | "jsx" | "tsx" => {
                if name.starts_with("renovate.") || name == "config.js" && text.contains("platform")
                {
                    Self::Renovate
                } else {
                    Self::Source(Language::JavaScript)
                }
            }
            "cs" | "csx" | "fs" | "fsx" | "vb" => Self::Source(Language::CSharp),
            "tf" | "tfvars" | "hcl" => Self::Source(Language::Terraform),
            "gradle" | "kts" => Self::Gradle,
            "" if text.starts_with("#!") => Self::of_shebang(text),
            _ => Self::Other,
        }
    }

    /// Tells whether any rule looks at the words of such a file. In all others, only PATs themselves are looked for.
    pub(crate) fn has_rules(self, path: &str) -> bool {
        self != Self::Other || SCALED.iter().any(|ending| path.ends_with(ending))
    }

    fn of_yaml(lower: &str, name: &str, text: &str) -> Self {
        if lower.contains(".github/workflows/") || name == "action.yml" || name == "action.yaml" {
            Self::Workflow
        } else if name.contains("compose") {
            Self::Compose
        } else if is_of_another_service(lower, name) {
            Self::Yaml
        } else if looks_like_workflow(text) {
            Self::Workflow
        } else if looks_like_pipeline(text) {
            Self::Pipeline
        } else {
            Self::Yaml
        }
    }

    fn of_shebang(text: &str) -> Self {
        let first = text.lines().next().unwrap_or_default();
        if first.contains("python") {
            Self::Source(Language::Python)
        } else if first.contains("pwsh") {
            Self::Source(Language::PowerShell)
        } else if first.contains("node") {
            Self::Source(Language::JavaScript)
        } else if first.contains("sh") {
            Self::Source(Language::Shell)
        } else {
            Self::Other
        }
    }
}

/// Other files with scalers of KEDA: Container Apps, as Bicep or JSON.
pub(crate) const SCALED: &[&str] = &[".bicep", ".json"];

/// `Dockerfile`, `Dockerfile.build`, `build.Dockerfile`.
fn is_one_of(name: &str, stems: &[&str]) -> bool {
    stems.iter().any(|stem| {
        name == *stem
            || name
                .strip_prefix(stem)
                .is_some_and(|rest| rest.starts_with('.'))
    })
}

/// Other services call things `stages`, `jobs` and `steps`, too.
fn is_of_another_service(lower: &str, name: &str) -> bool {
    const NAMES: &[&str] = &[
        ".gitlab-ci.",
        ".travis.",
        "bitbucket-pipelines.",
        "appveyor.",
        ".appveyor.",
        ".drone.",
        ".woodpecker.",
        "cloudbuild.",
        "codefresh.",
        "buildspec.",
    ];
    const FOLDERS: &[&str] = &[
        ".gitlab/",
        ".circleci/",
        ".buildkite/",
        ".woodpecker/",
        ".tekton/",
    ];
    NAMES.iter().any(|start| name.starts_with(start))
        || FOLDERS.iter().any(|folder| lower.contains(folder))
}

/// Workflows stand elsewhere too: as examples, and before somebody moves them. Pipelines have no `runs-on`.
fn looks_like_workflow(text: &str) -> bool {
    text.contains("runs-on:")
        && text
            .lines()
            .any(|line| line.trim_start().starts_with("runs-on:"))
}

/// A pipeline has steps, or something that only pipelines have at the start of a line.
fn looks_like_pipeline(text: &str) -> bool {
    const STARTS: &[&str] = &[
        "steps:",
        "stages:",
        "jobs:",
        "extends:",
        "pool:",
        "trigger:",
        "pr:",
        "- task:",
        "- script:",
        "- bash:",
        "- pwsh:",
        "- powershell:",
        "- checkout:",
        "- template:",
        "- stage:",
        "- job:",
        "- deployment:",
        "- group:",
        "variables:",
        "- task :",
    ];
    text.lines().any(|line| {
        let line = line.trim_start();
        STARTS.iter().any(|start| line.starts_with(start))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_name_and_its_first_words() {
        for (path, text, kind) in [
            (".gemini/settings.json", "{\"mcpServers\": {}}", Kind::Mcp),
            (
                ".vscode/settings.json",
                "{\"editor.tabSize\": 2}",
                Kind::Other,
            ),
            ("azure-pipelines.yml", "steps:\n", Kind::Pipeline),
            (
                "templates/build.yaml",
                "parameters:\n- name: x\nsteps:\n",
                Kind::Pipeline,
            ),
            (".github/workflows/ci.yml", "jobs:\n", Kind::Workflow),
            (
                "docs/examples/release.yml",
                "jobs:\n  a:\n    runs-on: ubuntu-latest\n",
                Kind::Workflow,
            ),
            (".github/dependabot.yml", "version: 2\n", Kind::Dependabot),
            (
                "deploy/agent.yaml",
                "apiVersion: v1\nkind: Secret\n",
                Kind::Yaml,
            ),
            ("docker-compose.yml", "services:\n", Kind::Compose),
            (".gitlab-ci.yml", "stages:\n- build\n", Kind::Yaml),
            (".circleci/config.yml", "jobs:\n", Kind::Yaml),
            (
                "build/Dockerfile.release",
                "FROM x\n",
                Kind::Source(Language::Docker),
            ),
            ("Makefile", "all:\n", Kind::Source(Language::Make)),
            (
                "bin/release",
                "#!/usr/bin/env bash\n",
                Kind::Source(Language::Shell),
            ),
            (".vscode/mcp.json", "{}", Kind::Mcp),
            (
                "ci/maven-settings.xml",
                "<settings><servers><server>",
                Kind::MavenSettings,
            ),
            ("README.md", "# x", Kind::Other),
        ] {
            assert_eq!(Kind::of(path, text), kind, "{path}");
        }
    }
}
