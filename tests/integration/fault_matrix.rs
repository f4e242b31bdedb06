//! Every way in which an endpoint can fail ends as its row says: kind, exit code, attempts, waits and cause.
//!
//! A row is data, and good for a case at each endpoint. [`play::complaints`] plays a case, the leak check included.

mod answers;
mod checks;
mod entra_refusals;
mod fronts;
mod play;
mod redirects;
mod refusals;
mod replies;
mod row;
mod statuses;
mod throttling;
mod transport;

use std::collections::HashSet;
use std::sync::Mutex;
use std::thread;

use row::Row;

/// Lists the rows of all tables.
fn rows() -> Vec<Row> {
    [
        transport::rows(),
        fronts::rows(),
        redirects::rows(),
        statuses::rows(),
        throttling::rows(),
        replies::rows(),
        refusals::rows(),
        entra_refusals::rows(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[test]
fn every_fault_ends_as_its_row_says() {
    let rows = rows();
    let cases = Mutex::new(rows.iter().flat_map(Row::cases));
    let complaints = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while let Some((row, endpoint, ending)) = { cases.lock().unwrap().next() } {
                    let found = play::complaints(row, endpoint, ending);
                    complaints.lock().unwrap().extend(found);
                }
            });
        }
    });
    let complaints = complaints.into_inner().unwrap();
    assert!(
        complaints.is_empty(),
        "{} complaints:\n\n{}",
        complaints.len(),
        complaints.join("\n\n")
    );
}

#[test]
fn rows_have_names_of_their_own_and_at_least_forty_are_of_both_endpoints() {
    let rows = rows();
    let at_both = rows.iter().filter(|row| row.cases().count() == 2).count();
    assert!(at_both >= 40, "only {at_both} rows are of both endpoints");
    let mut names = HashSet::new();
    for row in rows {
        assert!(
            names.insert(row.name.clone()),
            "{} is there twice",
            row.name
        );
    }
}
