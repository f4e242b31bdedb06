//! Reads a settings file, and says of each fault where it stands.

use saphyr_parser::{Event, Parser};

use super::files::{Files, Places};
use super::said::{RuleSettings, SettingsError, SettingsFile};
use crate::level::Level;
use crate::lines::Lines;
use crate::rules::RULES;
use crate::yaml::{self, Entry, Node};

impl SettingsFile {
    /// Reads a settings file. `base` is the folder in which its patterns begin, as it is shown; empty for the working folder.
    pub fn parse(text: &str, base: &str) -> Result<Self, SettingsError> {
        let mut file = read(text)?;
        if !base.is_empty() {
            file.base = format!("{}/", base.trim_end_matches('/'));
        }
        Ok(file)
    }
}

fn read(text: &str) -> Result<SettingsFile, SettingsError> {
    check_syntax(text)?;
    let nodes = yaml::read(text);
    let reader = Reader { text };
    let mut file = SettingsFile::default();
    let mut version = None;
    for entry in nodes.first().map(Node::entries).unwrap_or_default() {
        match entry.name() {
            "version" => version = Some(reader.version(&entry.value)?),
            "minSeverity" => file.minimum = Some(reader.level(&entry.value)?),
            "connection" => file.connection = Some(reader.connection(&entry.value)?),
            "exclude" => {
                let files = Files::of(&reader.texts(&entry.value)?);
                file.exclude = files.map_err(|fault| reader.pattern_fault(&entry.value, &fault))?;
            }
            "rules" => {
                for rule in reader.entries(&entry.value)? {
                    let (id, settings) = reader.rule(rule)?;
                    file.rules.insert(id, settings);
                }
            }
            name => {
                let problem = format!("`{name}` is no setting: those are {SETTINGS}");
                return Err(reader.fault(&entry.key, problem));
            }
        }
    }
    if version.is_none() {
        let problem = "the version is missing: write `version: 1`".to_owned();
        return Err(SettingsError {
            line: 1,
            column: 1,
            problem,
        });
    }
    Ok(file)
}

/// The settings, for messages.
const SETTINGS: &str = "version, minSeverity, connection, exclude and rules";

fn check_syntax(text: &str) -> Result<(), SettingsError> {
    let mut parser = Parser::new_from_str(text);
    loop {
        match parser.next_event() {
            None | Some(Ok((Event::StreamEnd, _))) => return Ok(()),
            Some(Ok(_)) => {}
            Some(Err(error)) => {
                let at = error.marker();
                return Err(SettingsError {
                    line: at.line(),
                    column: at.col() + 1,
                    problem: format!("this is no YAML: {}", error.info()),
                });
            }
        }
    }
}

struct Reader<'t> {
    text: &'t str,
}

impl Reader<'_> {
    fn version(&self, node: &Node) -> Result<(), SettingsError> {
        match node.text() {
            Some("1") => Ok(()),
            _ => Err(self.fault(node, "the version is 1: write `version: 1`".to_owned())),
        }
    }

    fn level(&self, node: &Node) -> Result<Level, SettingsError> {
        let named = |level: &&Level| node.text() == Some(level.name());
        Level::ALL.iter().find(named).copied().ok_or_else(|| {
            let problem = "this is no level: write note, info, warning or error";
            self.fault(node, problem.to_owned())
        })
    }

    fn connection(&self, node: &Node) -> Result<String, SettingsError> {
        match node.text().map(str::trim) {
            Some(name) if !name.is_empty() && !name.contains(char::is_control) => {
                Ok(name.to_owned())
            }
            _ => {
                let problem = "this is no name: write that of a service connection";
                Err(self.fault(node, problem.to_owned()))
            }
        }
    }

    fn rule(&self, entry: &Entry) -> Result<(&'static str, RuleSettings), SettingsError> {
        let Some(rule) = RULES.iter().find(|rule| rule.id == entry.name()) else {
            let problem = format!(
                "no rule is called `{}`: docs/rules lists them",
                entry.name()
            );
            return Err(self.fault(&entry.key, problem));
        };
        let mut settings = RuleSettings::default();
        for setting in self.entries(&entry.value)? {
            match setting.name() {
                "disable" => settings.disable = self.truth(&setting.value)?,
                "ignore" => {
                    let places = Places::of(&self.texts(&setting.value)?);
                    settings.ignore =
                        places.map_err(|fault| self.pattern_fault(&setting.value, &fault))?;
                }
                name => {
                    let problem =
                        format!("`{name}` is no setting of a rule: those are disable and ignore");
                    return Err(self.fault(&setting.key, problem));
                }
            }
        }
        Ok((rule.id, settings))
    }

    fn truth(&self, node: &Node) -> Result<bool, SettingsError> {
        match node.text() {
            Some("true") => Ok(true),
            Some("false") => Ok(false),
            _ => Err(self.fault(node, "write true or false".to_owned())),
        }
    }

    fn texts(&self, node: &Node) -> Result<Vec<String>, SettingsError> {
        let texts = node.items().iter().map(|item| {
            let text = item.text().filter(|text| !text.is_empty());
            text.map(ToOwned::to_owned)
                .ok_or_else(|| self.fault(item, "write a pattern of files".to_owned()))
        });
        if node.text().is_some() || !node.entries().is_empty() {
            return Err(self.fault(
                node,
                "write a list, with `- ` before each pattern".to_owned(),
            ));
        }
        texts.collect()
    }

    fn entries<'n>(&self, node: &'n Node) -> Result<&'n [Entry], SettingsError> {
        match node.entries() {
            [] => Err(self.fault(node, "write names with `:` and their settings".to_owned())),
            entries => Ok(entries),
        }
    }

    fn pattern_fault(&self, list: &Node, (index, reason): &(usize, String)) -> SettingsError {
        let node = list.items().get(*index).unwrap_or(list);
        self.fault(node, format!("this is no pattern of files: {reason}"))
    }

    fn fault(&self, node: &Node, problem: String) -> SettingsError {
        let at = Lines::of(self.text).position(self.text, node.at.start);
        SettingsError {
            line: at.line,
            column: at.column,
            problem,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> String {
        read(text).unwrap_err().to_string()
    }

    #[test]
    fn everything_that_can_be_set_is_read() {
        let file = read(
            "version: 1\nminSeverity: warning\nconnection: acme\nexclude:\n- legacy/\nrules:\n  env-pat:\n    disable: false\n    ignore:\n    - a.yml:4\n    - docs/\n",
        )
        .unwrap();

        assert_eq!(file.minimum, Some(Level::Warning));
        assert_eq!(file.connection.as_deref(), Some("acme"));
        assert!(file.excludes("legacy", true) && !file.excludes("a.yml", false));
        let rule = &file.rules["env-pat"];
        assert!(
            !rule.disable
                && rule.ignore.contain("a.yml", 4)
                && rule.ignore.contain("docs/b.yml", 1)
        );
    }

    #[test]
    fn a_fault_is_told_with_its_place() {
        for (text, begins) in [
            ("", "1:1: the version is missing"),
            ("version: 2\n", "1:10: the version is 1"),
            ("version: 1\nlevel: note\n", "2:1: `level` is no setting"),
            ("version: 1\nminSeverity: bad\n", "2:14: this is no level"),
            ("version: 1\nexclude: legacy\n", "2:10: write a list"),
            (
                "version: 1\nexclude:\n- ok\n- 'a{b'\n",
                "4:3: this is no pattern",
            ),
            (
                "version: 1\nrules:\n  env-pta:\n    disable: true\n",
                "3:3: no rule is called `env-pta`",
            ),
            (
                "version: 1\nrules:\n  env-pat:\n    off: true\n",
                "4:5: `off` is no setting of a rule",
            ),
            (
                "version: 1\nrules:\n  env-pat:\n    disable: 1\n",
                "4:14: write true or false",
            ),
            ("version: 1\nconnection: ''\n", "2:13: this is no name"),
        ] {
            assert!(fault(text).starts_with(begins), "{text:?}: {}", fault(text));
        }
    }

    #[test]
    fn what_is_no_yaml_is_told_with_its_place() {
        let fault = fault("version: 1\nexclude: [a\n");
        assert!(fault.contains(": this is no YAML: "), "{fault}");
    }
}
