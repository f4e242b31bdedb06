//! The variables that `env` gives to a step: its own, and those of its job and workflow.

use std::collections::BTreeMap;

use crate::yaml::{Node, Value};

/// All `env` of a file. It is asked about every variable of every step.
#[derive(Debug, Default)]
pub(crate) struct Scopes<'n> {
    envs: Vec<Env<'n>>,
    /// By where the item of a list begins, the innermost `env` that it sees.
    of_items: BTreeMap<usize, usize>,
}

#[derive(Debug)]
struct Env<'n> {
    values: BTreeMap<&'n str, &'n Node>,
    /// The one around it.
    outer: Option<usize>,
}

impl<'n> Scopes<'n> {
    pub(crate) fn of(documents: &'n [Node]) -> Self {
        let mut scopes = Self::default();
        for document in documents {
            scopes.add(document, None);
        }
        scopes
    }

    fn add(&mut self, node: &'n Node, outer: Option<usize>) {
        match &node.value {
            Value::Scalar { .. } => {}
            Value::Sequence(items) => {
                for item in items {
                    self.add(item, outer);
                }
            }
            Value::Mapping(entries) => {
                let seen = self.env(node, outer).or(outer);
                if let Some(seen) = seen {
                    self.of_items.insert(node.at.start, seen);
                }
                for entry in entries {
                    self.add(&entry.value, seen);
                }
            }
        }
    }

    /// Adds the `env` of a mapping, if it has one.
    fn env(&mut self, node: &'n Node, outer: Option<usize>) -> Option<usize> {
        let entries = node.get("env")?.entries();
        let mut values = BTreeMap::new();
        for entry in entries {
            values.entry(entry.name()).or_insert(&entry.value);
        }
        self.envs.push(Env { values, outer });
        Some(self.envs.len() - 1)
    }

    /// Returns the value that a step sees of a variable.
    pub(crate) fn value(&self, step: &Node, name: &str) -> Option<&'n Node> {
        let mut scope = self.of_items.get(&step.at.start).copied();
        while let Some(env) = scope.and_then(|index| self.envs.get(index)) {
            if let Some(value) = env.values.get(name) {
                return Some(value);
            }
            scope = env.outer;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;

    #[test]
    fn the_innermost_env_counts() {
        let text = "env: {A: 1, B: 1, C: 1}\njobs:\n  x:\n    env: {A: 2, B: 2}\n    steps:\n    - run: a\n      env: {A: 3, A: 4}\n    - run: b\n  y:\n    steps:\n    - run: c\n";
        let documents = yaml::read(text);
        let scopes = Scopes::of(&documents);
        let lists: Vec<_> = documents
            .iter()
            .flat_map(crate::steps::step_lists)
            .collect();
        let seen = |list: usize, step: usize| {
            let node = lists[list].steps[step].node;
            ["A", "B", "C", "D"]
                .map(|name| scopes.value(node, name).and_then(Node::text).unwrap_or("-"))
                .concat()
        };

        assert_eq!(seen(0, 0), "321-");
        assert_eq!(seen(0, 1), "221-");
        assert_eq!(seen(1, 0), "111-");
    }
}
