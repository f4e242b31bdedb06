//! Circles of imports: files each of which reaches the other.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use crate::arrows::Arrow;

/// The arrows that lie on a circle: what they point at leads back.
pub(crate) fn on_circles(arrows: &[Arrow]) -> Vec<&Arrow> {
    let mut targets: Targets<'_> = BTreeMap::new();
    for arrow in arrows {
        targets.entry(&arrow.from).or_default().push(&arrow.to);
    }
    let leads_back = |arrow: &&Arrow| leads_to(&targets, &arrow.to, &arrow.from);
    arrows.iter().filter(leads_back).collect()
}

/// The files that each file imports from.
type Targets<'a> = BTreeMap<&'a Path, Vec<&'a Path>>;

/// Whether imports lead from one file to another.
fn leads_to(targets: &Targets<'_>, from: &Path, to: &Path) -> bool {
    let mut seen = BTreeSet::from([from]);
    let mut waiting = vec![from];
    while let Some(file) = waiting.pop() {
        if file == to {
            return true;
        }
        let next = targets.get(file).into_iter().flatten().copied();
        waiting.extend(next.filter(|&file| seen.insert(file)));
    }
    false
}
