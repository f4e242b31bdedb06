//! What waits for what: `dependsOn`, unknown names and circles.

use std::collections::HashMap;

use super::fields::Fields;
use super::texts::texts;
use crate::expression::is_unexpanded;
use crate::fault::Faults;
use crate::meant::{COMPARED, closest};
use crate::model::Dependencies;
use crate::place::Place;
use crate::shown::{listed, shown};

/// `dependsOn`, with its places.
pub(super) enum Waits<'n> {
    /// There is no `dependsOn`.
    Default,
    /// Its names.
    For(Vec<(&'n str, &'n Place)>),
}

impl<'n> Waits<'n> {
    /// Reads `dependsOn`. An empty text is an empty list: templates pass it on.
    pub(super) fn of(fields: &Fields<'n>, faults: &mut Faults) -> Self {
        let Some(node) = fields.get("dependsOn") else {
            return Self::Default;
        };
        let mut names = texts(node, "dependsOn", faults);
        names.retain(|(name, _)| !name.is_empty());
        Self::For(names)
    }

    /// Drops the places.
    pub(super) fn dependencies(&self) -> Dependencies {
        match self {
            Self::Default => Dependencies::Default,
            Self::For(names) => {
                Dependencies::Named(names.iter().map(|(name, _)| (*name).to_owned()).collect())
            }
        }
    }
}

/// A stage or job, and what it waits for.
pub(super) struct Vertex<'n> {
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub at: &'n Place,
    /// What it waits for.
    pub waits: Waits<'n>,
}

impl<'n> From<(&str, (&'n Place, Waits<'n>))> for Vertex<'n> {
    fn from((name, (at, waits)): (&str, (&'n Place, Waits<'n>))) -> Self {
        let name = name.to_owned();
        Self { name, at, waits }
    }
}

/// The stages of a pipeline, or the jobs of a stage.
pub(super) struct Graph<'n> {
    /// `stage` or `job`.
    pub what: &'static str,
    /// What waits without `dependsOn`.
    pub order: Order,
    /// All of them, in the order of the file.
    pub vertices: Vec<Vertex<'n>>,
    /// Some are missing, because their template has a fault.
    pub is_incomplete: bool,
}

/// What waits without `dependsOn`.
#[derive(Clone, Copy)]
pub(super) enum Order {
    /// A stage waits for the one before it.
    Sequential,
    /// A job waits for nothing.
    Parallel,
}

impl Graph<'_> {
    /// Reports names that do not exist, and circles.
    pub(super) fn check(&self, faults: &mut Faults) {
        let mut indexes = HashMap::new();
        for (index, vertex) in self.vertices.iter().enumerate() {
            let name = vertex.name.to_ascii_lowercase();
            indexes.entry(name).or_insert(index);
        }
        let mut edges: Vec<Vec<usize>> = Vec::with_capacity(self.vertices.len());
        for (index, vertex) in self.vertices.iter().enumerate() {
            let mut known = Vec::new();
            match (&vertex.waits, self.order) {
                (Waits::Default, Order::Sequential) => known.extend(index.checked_sub(1)),
                (Waits::Default, Order::Parallel) => {}
                (Waits::For(names), _) => {
                    for (name, at) in names {
                        match indexes.get(&name.to_ascii_lowercase()) {
                            Some(other) => known.push(*other),
                            None => self.unknown(vertex, name, at, faults),
                        }
                    }
                }
            }
            edges.push(known);
        }
        for circle in circles(&edges) {
            self.circle(&circle, faults);
        }
    }

    fn unknown(&self, vertex: &Vertex<'_>, name: &str, at: &Place, faults: &mut Faults) {
        if self.is_incomplete || is_unexpanded(name) {
            return;
        }
        let what = self.what;
        let others = || {
            let others = self.vertices.iter().take(COMPARED);
            others
                .map(|it| it.name.as_str())
                .filter(|it| *it != vertex.name)
        };
        let hint = match closest(name, others()) {
            Some(meant) => format!("did you mean {}?", shown(meant)),
            None if others().next().is_none() => format!("there is no other {what}"),
            None => format!("there are {}", listed(others())),
        };
        faults.error_with(
            at,
            format!(
                "{what} {} waits for an unknown {what} {}",
                shown(&vertex.name),
                shown(name)
            ),
            hint,
        );
    }

    fn circle(&self, circle: &[usize], faults: &mut Faults) {
        let what = self.what;
        let members = || circle.iter().filter_map(|index| self.vertices.get(*index));
        let Some(first) = members().next() else {
            return;
        };
        let chain = members().chain([first]).map(|it| it.name.as_str());
        let at = match &first.waits {
            Waits::For(waits) => waits.first().map_or(first.at, |(_, at)| at),
            Waits::Default => first.at,
        };
        let message = match circle.len() {
            1 => format!("{what} {} waits for itself", shown(&first.name)),
            _ => format!(
                "each {what} of a circle waits for the next one: {}",
                listed(chain)
            ),
        };
        faults.error_with(at, message, "take one of them out of dependsOn");
    }
}

/// Finds circles: each vertex is in one at most.
fn circles(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let blocked = blocked(edges);
    let is_blocked = |index: &usize| blocked.get(*index).copied().unwrap_or_default();
    // The walk that came to a vertex first, and at which of its steps.
    let mut visited: Vec<Option<(usize, usize)>> = vec![None; edges.len()];
    let mut found = Vec::new();
    for start in (0..edges.len()).filter(is_blocked) {
        let mut path = Vec::new();
        let mut next = Some(start);
        while let Some(index) = next {
            match visited.get_mut(index) {
                Some(unseen @ None) => *unseen = Some((start, path.len())),
                Some(Some((walk, step))) if *walk == start => {
                    found.push(path.split_off(*step));
                    break;
                }
                _ => break,
            }
            path.push(index);
            // Whatever is blocked waits for something blocked.
            next = edges
                .get(index)
                .and_then(|waits| waits.iter().copied().find(|it| is_blocked(it)));
        }
    }
    found
}

/// Finds what can never start, because it waits for a circle.
fn blocked(edges: &[Vec<usize>]) -> Vec<bool> {
    let mut waiting: Vec<usize> = edges.iter().map(Vec::len).collect();
    let mut followers: Vec<Vec<usize>> = vec![Vec::new(); edges.len()];
    for (index, waits) in edges.iter().enumerate() {
        for other in waits {
            if let Some(followers) = followers.get_mut(*other) {
                followers.push(index);
            }
        }
    }
    let mut ready: Vec<usize> = (0..edges.len())
        .filter(|index| waiting.get(*index) == Some(&0))
        .collect();
    while let Some(index) = ready.pop() {
        for follower in followers.get(index).into_iter().flatten() {
            if let Some(left) = waiting.get_mut(*follower) {
                *left -= 1;
                if *left == 0 {
                    ready.push(*follower);
                }
            }
        }
    }
    waiting.into_iter().map(|left| left > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_circle_is_found_once_and_what_waits_for_it_is_in_none() {
        // 0 → 1 → 2 → 0, 3 → 0, 4 → 4, 5 waits for nothing, 6 → 5.
        let edges = [
            vec![1],
            vec![2],
            vec![0],
            vec![0],
            vec![4],
            vec![],
            vec![5, 5],
        ];
        assert_eq!(circles(&edges), [vec![0, 1, 2], vec![4]]);
    }

    #[test]
    fn a_long_chain_has_no_circle() {
        let edges: Vec<Vec<usize>> = (0..100_000_usize)
            .map(|it| it.checked_sub(1).into_iter().collect())
            .collect();
        assert!(circles(&edges).is_empty());
    }
}
