//! Stops the keeper, for the post-job stage.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use patless_core::{Clock, sources};

use super::diary::Diary;
use crate::sinks::AgentLog;

/// How long the keeper may take to end.
const LIMIT: Duration = Duration::from_secs(5);
const LOOK_EVERY: Duration = Duration::from_millis(20);
/// How many lines of the keeper's own are shown: the last ones.
const MOST_LINES: usize = 20;

/// Stops the keeper of a folder, and says what it has done. Its folder can be removed then.
pub(crate) async fn stop<W: Write>(
    folder: &Path,
    clock: &Arc<dyn Clock>,
    log: &mut AgentLog<W>,
) -> io::Result<()> {
    if !folder.exists() {
        // The step that was to start it has failed, or somebody has removed it: without its folder, it ends.
        return log.line("the folder of the keeper is not there any more");
    }
    let stopped = sources::stop_keeper(folder, &**clock).await;
    let said = Diary::read(folder);
    let lines: Vec<_> = said.lines().collect();
    for line in &lines[lines.len().saturating_sub(MOST_LINES)..] {
        log.line(&format!("keeper: {line}"))?;
    }
    match stopped {
        Ok(done) => {
            // It removes its socket at its end.
            let mut waited = Duration::ZERO;
            while folder.join("socket").exists() && waited < LIMIT {
                clock.wait(LOOK_EVERY).await;
                waited += LOOK_EVERY;
            }
            log.line(&format!(
                "stopped the keeper: it has handed out {} tokens, and refused {} requests",
                done.handed_out, done.refused
            ))
        }
        Err(broken) => log.command(
            "task.logissue",
            &[("type", "warning")],
            &format!(
                "the keeper of this step does not answer at the end of the job: {broken}. Steps that asked it since then got no token"
            ),
        ),
    }
}
