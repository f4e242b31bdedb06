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

use row::Row;

use crate::in_parallel::assert_no_complaints;

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
    let cases = rows.iter().flat_map(Row::cases);
    assert_no_complaints(4, cases, |(row, endpoint, ending)| {
        play::complaints(row, endpoint, ending)
    });
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
