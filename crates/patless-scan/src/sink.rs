//! Names who reads a PAT that a step is given: the tool that its task or script runs.

use crate::document::Document;
use crate::pattern::pattern;
use crate::script::StepId;
use crate::steps::What;

pattern!(
    FILE,
    r"(?i)[a-z0-9_][a-z0-9_.\-]*\.(?:ps1|sh|py|mjs|cjs|js|ts|cmd|bat|exe|csx)\b"
);
pattern!(
    TOOL,
    r"(?i)\b(?:(?P<renovate>renovate)|(?P<tfx>tfx)\b|(?P<vsce>vsce)\b|(?P<dependabot>dependabot)|az(?:\.cmd)?\s+(?P<azdevops>devops|boards|repos|pipelines|artifacts)\b|(?P<terraform>terraform|terragrunt|tofu)\b|(?P<git>git)\s+[a-z\-]|(?P<twine>twine)\b|dotnet\s+(?P<nuget>nuget|restore|pack|build|publish)\b|(?P<nugetexe>nuget)(?:\.exe)?\s|(?P<npm>npm|pnpm|yarn)\s+(?:ci|install|publish|run)\b|(?P<maven>mvnw?)\b|(?P<gradle>gradlew?)\b|(?P<docker>docker)\s+[a-z]|(?P<rest>_apis/))"
);

/// The groups of the pattern, and what their tools are called.
const TOOLS: &[(&str, &str)] = &[
    ("renovate", "Renovate"),
    ("tfx", "tfx-cli"),
    ("vsce", "vsce"),
    ("dependabot", "Dependabot"),
    ("azdevops", "az devops"),
    ("terraform", "Terraform"),
    ("git", "git"),
    ("twine", "twine"),
    ("nuget", "NuGet"),
    ("nugetexe", "NuGet"),
    ("npm", "npm"),
    ("maven", "Maven"),
    ("gradle", "Gradle"),
    ("docker", "Docker"),
    ("rest", "the Azure DevOps REST API"),
];
/// Tasks whose name begins like this, and what they run.
const TASKS: &[(&str, &str)] = &[
    ("dependabot", "Dependabot"),
    ("renovate", "Renovate"),
    ("terraform", "Terraform"),
    ("nuget", "NuGet"),
    ("dotnetcorecli", "NuGet"),
    ("npm", "npm"),
    ("twine", "twine"),
    ("maven", "Maven"),
    ("gradle", "Gradle"),
    ("docker", "Docker"),
    ("publishazuredevopsextension", "tfx-cli"),
    ("publishvsextension", "vsce"),
];

impl Document<'_> {
    /// Names the tool that a step runs: `Renovate`, `git`, `list.ps1`, or the task itself.
    pub(crate) fn sink_of_step(&self, id: StepId) -> String {
        let mut known = self.known.sinks.borrow_mut();
        known
            .entry(id)
            .or_insert_with(|| self.read_by_step(id))
            .clone()
    }

    fn read_by_step(&self, id: StepId) -> String {
        let Some(step) = self.step(id) else {
            return "the step".to_owned();
        };
        let script = step
            .script
            .map(|(node, _)| self.slice(node.at.clone()))
            .unwrap_or_default();
        tool_in(script)
            .map(str::to_owned)
            .or_else(|| {
                let task = step.task()?;
                let name = task.rsplit('.').next().unwrap_or_default();
                TASKS
                    .iter()
                    .find(|(start, _)| name.starts_with(start))
                    .map(|(_, tool)| (*tool).to_owned())
            })
            .or_else(|| file_in(script))
            .or_else(|| {
                step.inputs()
                    .iter()
                    .find_map(|input| file_in(input.value.text()?))
            })
            .or_else(|| match step.what {
                What::Task(name) | What::Action(name) => Some(name.to_owned()),
                _ => None,
            })
            .unwrap_or_else(|| "the step".to_owned())
    }
}

/// Returns the tool that a text runs: of several, the first of the list, as `git config` often comes before the tool that matters.
fn tool_in(text: &str) -> Option<&'static str> {
    let ranks = TOOL.captures_iter(text.as_bytes()).filter_map(|found| {
        TOOLS
            .iter()
            .position(|(group, _)| found.name(group).is_some())
    });
    let first = ranks.min()?;
    TOOLS.get(first).map(|(_, tool)| *tool)
}

fn file_in(text: &str) -> Option<String> {
    let found = FILE.find(text.as_bytes())?;
    text.get(found.range()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tool_that_matters_in_a_script_is_named() {
        for (script, tool) in [
            ("git config user.name bot\nnpx renovate", Some("Renovate")),
            ("npx --yes renovate --platform=azure", Some("Renovate")),
            ("cd ext && tfx extension publish", Some("tfx-cli")),
            ("az boards query --wiql \"$Q\"", Some("az devops")),
            ("git push origin main", Some("git")),
            (
                "curl https://dev.azure.com/acme/_apis/projects",
                Some("the Azure DevOps REST API"),
            ),
            ("dotnet restore src", Some("NuGet")),
            ("echo digit 3", None),
        ] {
            assert_eq!(tool_in(script), tool, "{script}");
        }
        assert_eq!(
            file_in("node ./tools/list.mjs --all"),
            Some("list.mjs".to_owned())
        );
    }
}
