//! Order of stages or jobs, by what each of them waits for.

use std::collections::{BTreeSet, HashMap};

use patless_pipeline::model::Dependencies;

/// What each item waits for. Items are numbers, in the order of the file.
#[derive(Debug)]
pub(super) struct Graph {
    before: Vec<Vec<usize>>,
}

/// What an item without `dependsOn` waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WithoutDependsOn {
    /// The item before it: a stage.
    Previous,
    /// Nothing: a job.
    Nothing,
}

/// What came of the items before one.
#[derive(Debug)]
pub(super) struct Before<'r, R> {
    /// Of those that it names.
    pub(super) direct: Vec<&'r R>,
    /// Of all that it waits for, indirectly too.
    pub(super) all: Vec<&'r R>,
}

impl Graph {
    /// Makes the graph of named items. Names ignore case; unknown ones are left out.
    pub(super) fn new<'a>(
        items: impl Iterator<Item = (&'a str, &'a Dependencies)> + Clone,
        default: WithoutDependsOn,
    ) -> Self {
        let names: HashMap<String, usize> = items
            .clone()
            .enumerate()
            .map(|(index, (name, _))| (name.to_ascii_lowercase(), index))
            .collect();
        let before = items.enumerate().map(|(index, (_, depends_on))| {
            let mut before: Vec<usize> = match (depends_on, default) {
                (Dependencies::Named(all), _) => all
                    .iter()
                    .filter_map(|name| names.get(&name.to_ascii_lowercase()).copied())
                    .collect(),
                (Dependencies::Default, WithoutDependsOn::Previous) => {
                    index.checked_sub(1).into_iter().collect()
                }
                (Dependencies::Default, WithoutDependsOn::Nothing) => Vec::new(),
            };
            before.sort_unstable();
            before.dedup();
            before
        });
        Self {
            before: before.collect(),
        }
    }

    /// Lists all items: each after those that it waits for, otherwise in the order of the file. Items in a circle come last.
    fn order(&self) -> Vec<usize> {
        let mut waits_for: Vec<usize> = self.before.iter().map(Vec::len).collect();
        let mut after: Vec<Vec<usize>> = vec![Vec::new(); self.before.len()];
        for (index, before) in self.before.iter().enumerate() {
            for &one in before {
                if let Some(after) = after.get_mut(one) {
                    after.push(index);
                }
            }
        }
        let all = 0..self.before.len();
        let is_free = |index: &usize| self.before(*index).is_empty();
        let mut ready: BTreeSet<usize> = all.clone().filter(is_free).collect();
        let mut order = Vec::new();
        while let Some(next) = ready.pop_first() {
            order.push(next);
            for &index in after.get(next).into_iter().flatten() {
                if let Some(count) = waits_for.get_mut(index) {
                    *count -= 1;
                    if *count == 0 {
                        ready.insert(index);
                    }
                }
            }
        }
        let known: BTreeSet<usize> = order.iter().copied().collect();
        order.extend(all.filter(|index| !known.contains(index)));
        order
    }

    /// Plays all items in order, each with the records of those before it. Returns the records in that order.
    pub(super) fn play<R, E>(
        &self,
        mut item: impl FnMut(usize, Before<'_, R>) -> Result<Option<R>, E>,
    ) -> Result<Vec<R>, E> {
        let order = self.order();
        let mut records: Vec<Option<R>> = self.before.iter().map(|_| None).collect();
        for &index in &order {
            let find = |index: &usize| records.get(*index)?.as_ref();
            let before = Before {
                direct: self.before(index).iter().filter_map(find).collect(),
                all: self.all_before(index).iter().filter_map(find).collect(),
            };
            let record = item(index, before)?;
            if let Some(place) = records.get_mut(index) {
                *place = record;
            }
        }
        let mut take = |index: usize| records.get_mut(index).and_then(Option::take);
        Ok(order.into_iter().filter_map(&mut take).collect())
    }

    /// Lists what an item waits for.
    fn before(&self, index: usize) -> &[usize] {
        self.before.get(index).map_or(&[], Vec::as_slice)
    }

    /// Lists what an item waits for, and what that waits for.
    fn all_before(&self, index: usize) -> Vec<usize> {
        let mut found = BTreeSet::new();
        let mut open: Vec<usize> = self.before(index).to_vec();
        while let Some(one) = open.pop() {
            if found.insert(one) {
                open.extend(self.before(one));
            }
        }
        found.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(items: &[(&str, Option<&str>)], default: WithoutDependsOn) -> Graph {
        let items: Vec<(&str, Dependencies)> = items
            .iter()
            .map(|(name, depends_on)| {
                let depends_on = depends_on.map_or(Dependencies::Default, |names| {
                    let names = names.split_whitespace().map(str::to_owned);
                    Dependencies::Named(names.collect())
                });
                (*name, depends_on)
            })
            .collect();
        let items = items.iter().map(|(name, depends_on)| (*name, depends_on));
        Graph::new(items, default)
    }

    #[test]
    fn item_comes_after_what_it_depends_on() {
        use WithoutDependsOn::{Nothing, Previous};
        type Row<'a> = (
            &'a [(&'a str, Option<&'a str>)],
            WithoutDependsOn,
            &'a [usize],
        );
        let rows: [Row<'_>; 6] = [
            (&[("a", None), ("b", None)], Previous, &[0, 1]),
            (
                &[("a", Some("c")), ("b", None), ("c", None)],
                Nothing,
                &[1, 2, 0],
            ),
            (
                &[("a", Some("")), ("b", None), ("c", Some(""))],
                Previous,
                &[0, 1, 2],
            ),
            (
                &[("a", None), ("b", Some("C")), ("c", Some("a"))],
                Previous,
                &[0, 2, 1],
            ),
            (&[("a", Some("unknown")), ("b", None)], Nothing, &[0, 1]),
            (
                &[("a", Some("b")), ("b", Some("a")), ("c", None)],
                Nothing,
                &[2, 0, 1],
            ),
        ];
        for (items, default, expected) in rows {
            assert_eq!(graph(items, default).order(), expected, "{items:?}");
        }
    }

    #[test]
    fn indirect_dependencies_are_found_once() {
        let items = [
            ("a", None),
            ("b", Some("a a")),
            ("c", Some("a b")),
            ("d", Some("c")),
        ];
        let graph = graph(&items, WithoutDependsOn::Nothing);
        assert_eq!(graph.before(1), [0]);
        assert_eq!(graph.all_before(3), [0, 1, 2]);
        assert_eq!(graph.before(9), [0; 0]);
    }
}
