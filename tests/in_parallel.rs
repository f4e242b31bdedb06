//! Plays the cases of a table in parallel, and reports every failure at the end.

use std::sync::Mutex;
use std::{iter, thread};

/// Plays the cases on so many threads, and fails with all that `play` complains of.
pub(crate) fn assert_no_complaints<C, I>(
    threads: usize,
    cases: impl Iterator<Item = C> + Send,
    play: impl Fn(C) -> I + Sync,
) where
    I: IntoIterator<Item = String>,
{
    let cases = Mutex::new(cases);
    // The lock is held for the choice of a case only: a case takes its time.
    let next = || cases.lock().unwrap().next();
    let work = || iter::from_fn(next).flat_map(&play).collect::<Vec<_>>();
    let complaints: Vec<_> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap())
            .collect()
    });
    assert!(
        complaints.is_empty(),
        "{} complaints:\n\n{}",
        complaints.len(),
        complaints.join("\n\n")
    );
}
