//! The signals by which a process is asked to stop.

/// Waits until the process is asked to stop: SIGINT or SIGTERM, as the agent cancels a step.
///
/// If the system does not allow a handler, this waits forever, and the system's default action for signals remains.
#[cfg(unix)]
pub(crate) async fn canceled() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok((mut interrupt, mut terminate)) = signal(SignalKind::interrupt())
        .and_then(|first| Ok((first, signal(SignalKind::terminate())?)))
    else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
}

/// Waits until the process is asked to stop: Ctrl-C or Ctrl-Break, as the agent cancels a step.
#[cfg(windows)]
pub(crate) async fn canceled() {
    use tokio::signal::windows::{ctrl_break, ctrl_c};
    let Ok((mut interrupt, mut terminate)) = ctrl_c().and_then(|first| Ok((first, ctrl_break()?)))
    else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
}
