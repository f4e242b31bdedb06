//! The verb `keep`: the keeper of a job, which the task starts.

use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use patless_core::{Clock, Context, Credential, Deadline, Environment, Job, Limits, Reuse, Source};
use patless_keeper::{Keeper, Resources};

use crate::failure::Failure;
use crate::keeper::{Answered, Diary, read_order};
use crate::logs;
use crate::report::headline;
use crate::task::KeepPlan;

/// Keeps tokens fresh until the job is over. `input` has the order of the task, and `out` gets one line: how the doors are used, or
/// why there are none.
///
/// # Errors
/// The order cannot be read, or nobody reads the answer.
pub(crate) async fn run(
    input: impl Read,
    out: impl Write,
    clock: Arc<dyn Clock>,
    life: Duration,
) -> io::Result<u8> {
    let mut order = read_order(input)?;
    let diary = Diary::begin(&order.folder)?;
    let _logging = tracing::subscriber::set_default(logs::in_diary(diary, Arc::clone(&clock)));
    let environment = order.take_environment();
    let opened = tokio::select! {
        opened = open(environment, &clock, &order.folder, life) => opened,
        // The task was canceled: nobody waits for the answer.
        () = gone(&order.folder, &*clock) => return Ok(1),
    };
    let (keeper, doors) = match opened {
        Ok(opened) => opened,
        Err(failure) => {
            let reason = match failure {
                Failure::Keeper(error) => error.to_string(),
                failure => headline(&failure),
            };
            answer(out, &Answered::Refused(reason))?;
            return Ok(1);
        }
    };
    let doors = doors.into_iter().map(Into::into).collect();
    answer(out, &Answered::Open(doors))?;
    let agent = order.agent;
    let job_is_gone = async {
        match agent {
            Some(agent) => agent.gone(&*clock).await,
            None => std::future::pending().await,
        }
    };
    let (ending, counts) = keeper.run(job_is_gone).await;
    tracing::info!(
        "ended, because {ending}: handed out {} tokens, refused {} requests",
        counts.handed_out,
        counts.refused
    );
    Ok(0)
}

/// Waits until a folder is gone.
async fn gone(folder: &Path, clock: &dyn Clock) {
    while folder.is_dir() {
        clock.wait(LOOK_EVERY).await;
    }
}

/// How often it is looked whether the folder is still there, until the doors are open.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Reads what the task has read, and opens the doors.
async fn open(
    environment: Environment,
    clock: &Arc<dyn Clock>,
    folder: &Path,
    life: Duration,
) -> Result<(Keeper, Vec<patless_keeper::Opened>), Failure> {
    let plan = KeepPlan::read(&environment)?;
    let connection = plan.connection.read(&environment)?;
    let job = Job::from_environment(&environment)?;
    let scopes = plan.resources.iter();
    let scopes = scopes.map(|it| it.resolve(Some(connection.cloud())));
    let resources = Resources::new(scopes.collect::<Result<Vec<_>, _>>()?);
    let deadline = Deadline::start(Arc::clone(clock), Limits::default());
    let context = Context::open(&environment, Arc::clone(clock), &deadline).await?;
    // Everything has been read.
    drop(environment);
    let source = Source::of_connection(&connection, job);
    let order = patless_keeper::Order {
        credential: Credential::new(source, context, Reuse::Never),
        clock: Arc::clone(clock),
        resources,
        client: connection.client(),
        tenant: connection.tenant().cloned(),
        doors: plan.doors,
        folder: folder.to_owned(),
        life,
    };
    Keeper::open(order).await.map_err(Failure::from)
}

fn answer(mut out: impl Write, answered: &Answered) -> io::Result<()> {
    // The keys of the doors go to the task, which has them masked.
    let mut line = zeroize::Zeroizing::new(Vec::with_capacity(ROOM_BYTES));
    serde_json::to_writer(&mut *line, answered)?;
    line.push(b'\n');
    out.write_all(&line)?;
    out.flush()
}

const ROOM_BYTES: usize = 64 * 1024;
