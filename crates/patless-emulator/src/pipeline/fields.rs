//! Reader of a mapping, which takes the known keys and refuses the rest.

use super::error::PipelineError;
use super::node::{Entry, Node};
use super::position::Position;

/// Keys of a mapping that have not been read yet.
#[derive(Debug)]
pub(super) struct Fields<'a> {
    /// Description of the mapping for messages, such as `a step`.
    what: &'a str,
    /// Position of the mapping.
    position: &'a Position,
    /// The entries not yet taken.
    rest: Vec<&'a Entry>,
}

impl<'a> Fields<'a> {
    /// Opens a mapping.
    pub(super) fn open(node: &'a Node, what: &'a str) -> Result<Self, PipelineError> {
        Ok(Self {
            what,
            position: &node.position,
            rest: node.entries(what)?.iter().collect(),
        })
    }

    /// Returns the position of the mapping.
    pub(super) fn position(&self) -> &'a Position {
        self.position
    }

    /// Returns whether a key is present and has not been taken.
    pub(super) fn has(&self, key: &str) -> bool {
        self.rest.iter().any(|entry| entry.key == key)
    }

    /// Takes a key.
    pub(super) fn take(&mut self, key: &str) -> Option<&'a Node> {
        let index = self.rest.iter().position(|entry| entry.key == key)?;
        Some(&self.rest.remove(index).value)
    }

    /// Takes a required key.
    pub(super) fn require(&mut self, key: &str) -> Result<&'a Node, PipelineError> {
        self.take(key).ok_or_else(|| {
            let what = format!("{} has no `{key}`", self.what);
            PipelineError::invalid(self.position, what)
        })
    }

    /// Takes the text of a key.
    pub(super) fn text(&mut self, key: &str) -> Result<Option<String>, PipelineError> {
        let node = self.take(key);
        node.map(|node| node.text(key).map(str::to_owned))
            .transpose()
    }

    /// Takes a boolean. `default` is its value if the key is absent.
    pub(super) fn boolean(
        &mut self,
        key: &str,
        default: WhenAbsent,
    ) -> Result<bool, PipelineError> {
        match self.take(key) {
            Some(node) => node.boolean(key),
            None => Ok(matches!(default, WhenAbsent::True)),
        }
    }

    /// Takes keys that have no effect in the emulator.
    pub(super) fn ignore(&mut self, keys: &[&str]) {
        self.rest.retain(|entry| !keys.contains(&&*entry.key));
    }

    /// Refuses the first remaining key.
    pub(super) fn finish(self) -> Result<(), PipelineError> {
        match self.rest.first() {
            None => Ok(()),
            Some(entry) => Err(PipelineError::unsupported(
                &entry.position,
                format!("`{}` in {}", entry.key, self.what),
            )),
        }
    }
}

/// Value of an absent boolean key.
#[derive(Clone, Copy, Debug)]
pub(super) enum WhenAbsent {
    /// An absent key means true.
    True,
    /// An absent key means false.
    False,
}
