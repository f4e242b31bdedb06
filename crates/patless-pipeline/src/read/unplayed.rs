//! What the service takes and the emulator does not play, wherever a file uses it.

use crate::fault::Faults;
use crate::place::Place;

/// A job of the service itself: `pool: server`.
pub(super) fn server_job(at: &Place, faults: &mut Faults) {
    faults.unsupported(at, "a job of 'pool: server': its steps are skipped");
}

/// The step `reviewApp`.
pub(super) fn review_app(at: &Place, faults: &mut Faults) {
    faults.unsupported(at, "'reviewApp': there are no resources of environments");
}

/// A webhook under `resources`.
pub(super) fn webhook(at: &Place, faults: &mut Faults) {
    faults.unsupported(at, "webhooks: nothing starts a run but you");
}

/// `parallel` with a number that is known at run time.
pub(super) fn parallel_expression(at: &Place, faults: &mut Faults) {
    faults.unsupported(
        at,
        "'parallel' with a macro or an expression: the job runs once",
    );
}
