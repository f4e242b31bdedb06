//! What a tool needs: settings, folders and files.

use std::path::PathBuf;

use zeroize::Zeroizing;

use crate::given::Given;

/// What a tool needs. Whoever gets it writes it: environment first, files only where a tool reads nothing else.
#[derive(Debug, Default)]
pub struct Recipe {
    /// Variables for the tool. None is there twice.
    pub settings: Vec<Setting>,
    /// Folders to create below [`Given::folder`], private.
    pub folders: Vec<PathBuf>,
    /// Files to create below [`Given::folder`], private, with the folders they are in.
    pub files: Vec<PrivateFile>,
    /// What a person should know, a line each. They hold no secret and no value of a variable.
    pub notes: Vec<String>,
}

/// A variable for the tool.
#[derive(Debug)]
pub struct Setting {
    /// Its name.
    pub name: String,
    /// What it is among the variables of a pipeline job, where all later steps get them.
    pub in_job: InJob,
    /// What it is set to.
    pub value: Value,
}

/// What a setting is among the variables of a pipeline job.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum InJob {
    /// A variable of the same name.
    SameName,
    /// A variable of another name: by its own, it would count for every program of every later step.
    Named(&'static str),
    /// None.
    Left,
}

/// What a variable is set to.
#[derive(Debug)]
pub enum Value {
    /// A text that is no secret.
    Plain(String),
    /// A secret. It cannot be printed.
    Secret(Secret),
    /// Nothing: the tool must not get what is there.
    Absent,
}

/// A secret text. It cannot be printed.
pub struct Secret(Zeroizing<String>);

/// A file that only its owner may read.
#[derive(Debug)]
pub struct PrivateFile {
    /// Where it is, below [`Given::folder`]: relative, without `..`.
    pub path: PathBuf,
    /// Its content.
    pub content: Secret,
}

impl Secret {
    /// Takes a text.
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// Exposes the text, to the environment, the variable or the file that the recipe names.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret([redacted])")
    }
}

impl Setting {
    /// Whether it sets the same variable to the same text, which is no secret, or both keep it away.
    fn is_like(&self, other: &Self) -> bool {
        let is_same = match (&self.value, &other.value) {
            (Value::Plain(own), Value::Plain(text)) => own == text,
            (Value::Absent, Value::Absent) => true,
            _ => false,
        };
        is_same && self.name == other.name
    }

    /// Its name among the variables of a pipeline job. `None`: it is none there.
    pub fn name_in_job(&self) -> Option<&str> {
        match self.in_job {
            InJob::SameName => Some(&self.name),
            InJob::Named(name) => Some(name),
            InJob::Left => None,
        }
    }
}

impl Recipe {
    /// Adds what another tool needs. What both need alike is there once.
    pub fn join(&mut self, other: Self) {
        for setting in other.settings {
            if !self.settings.iter().any(|it| it.is_like(&setting)) {
                self.settings.push(setting);
            }
        }
        for file in other.files {
            let is_like = |it: &PrivateFile| {
                it.path == file.path && it.content.expose() == file.content.expose()
            };
            if !self.files.iter().any(is_like) {
                self.files.push(file);
            }
        }
        self.folders.extend(other.folders);
        for note in other.notes {
            if !self.notes.contains(&note) {
                self.notes.push(note);
            }
        }
    }

    /// Sets a variable.
    pub(crate) fn plain(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.set(name, Value::Plain(value.into()));
    }

    /// Sets a variable to a secret.
    pub(crate) fn secret(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.set(name, Value::Secret(Secret::new(value)));
    }

    /// Sets a variable that decides where the token goes. If it says something else now, a note says that this is not used.
    pub(crate) fn pin(&mut self, given: &Given<'_>, name: &str, value: impl Into<String>) {
        let value = value.into();
        if (given.existing)(name).is_some_and(|it| !it.is_empty() && it != value) {
            self.notes.push(format!(
                "the variable {name} is not used as it was: it decides where the token goes, and is set to {value}"
            ));
        }
        self.plain(name, value);
    }

    /// Keeps a variable from the tool.
    pub(crate) fn absent(&mut self, given: &Given<'_>, name: &str) {
        if given.is_set(name) {
            self.notes.push(format!(
                "the variable {name} is not passed on: it decides where the token goes, or who may see it"
            ));
        }
        self.set(name, Value::Absent);
    }

    /// Creates a file.
    pub(crate) fn file(&mut self, path: impl Into<PathBuf>, content: impl Into<String>) {
        self.files.push(PrivateFile {
            path: path.into(),
            content: Secret::new(content),
        });
    }

    fn set(&mut self, name: impl Into<String>, value: Value) {
        self.settings.push(Setting {
            name: name.into(),
            in_job: InJob::SameName,
            value,
        });
    }
}

#[cfg(test)]
impl Recipe {
    /// The text of a setting. `None`: it is absent, or not in the recipe.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        let setting = self.settings.iter().find(|it| it.name == name)?;
        match &setting.value {
            Value::Plain(text) => Some(text),
            Value::Secret(secret) => Some(secret.expose()),
            Value::Absent => None,
        }
    }

    /// The names of those settings that are secrets.
    pub(crate) fn secrets(&self) -> Vec<&str> {
        let is_secret = |it: &&Setting| matches!(it.value, Value::Secret(_));
        let secrets = self.settings.iter().filter(is_secret);
        secrets.map(|it| it.name.as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::tests::{TOKEN, with};

    #[test]
    fn a_secret_is_not_printed() {
        let mut recipe = Recipe::default();
        recipe.secret("A", TOKEN);
        recipe.file("a", TOKEN);
        assert!(!format!("{recipe:?}").contains(TOKEN));
    }

    #[test]
    fn what_two_tools_need_alike_is_there_once() {
        let made = |name: &str| {
            let mut recipe = Recipe::default();
            recipe.plain("BOTH", "a");
            recipe.plain(name, "a");
            recipe.secret("SECRET", TOKEN);
            recipe.file("both", "a");
            recipe.file(name, "a");
            recipe
        };
        let mut all = Recipe::default();
        all.join(made("ONE"));
        all.join(made("TWO"));
        let names: Vec<_> = all.settings.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["BOTH", "ONE", "SECRET", "TWO", "SECRET"]);
        assert_eq!(all.files.len(), 3);
    }

    #[test]
    fn a_note_says_that_a_destination_is_not_taken_from_the_environment() {
        for (existing, noted) in [
            ("https://evil.example", true),
            ("https://here", false),
            ("", false),
        ] {
            let recipe = with(None, &[("URL", existing)], |given| {
                let mut recipe = Recipe::default();
                recipe.pin(given, "URL", "https://here");
                recipe
            });
            assert_eq!(recipe.text("URL"), Some("https://here"));
            assert_eq!(recipe.notes.len() == 1, noted, "{existing}");
            assert!(!format!("{:?}", recipe.notes).contains("evil"));
        }
    }
}
