//! Writes `tracing` events to the job log.

use std::fmt;
use std::io::{self, Write};
use std::sync::Arc;
use std::time::SystemTime;

use patless_core::variables::SYSTEM_DEBUG;
use patless_core::{Clock, Environment};
use tracing::field::{Field, Visit};
use tracing::level_filters::LevelFilter;
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields};
use tracing_subscriber::registry::LookupSpan;

use crate::keeper::Diary;
use crate::rfc3339::rfc3339;
use crate::sinks::{AgentLog, Escaping, JobOutput};

/// Creates the subscriber for the job log: always at level info, and at level debug if `system.debug` is true.
///
/// It writes where the sinks write: the agent keeps the order of lines within one stream only.
pub(crate) fn subscriber<W: Write + Send + 'static>(
    environment: &Environment,
    out: &JobOutput<W>,
) -> impl Subscriber + Send + Sync + use<W> {
    let debug = environment
        .variable(&SYSTEM_DEBUG)
        .is_some_and(|text| text.eq_ignore_ascii_case("true"));
    let level = if debug {
        LevelFilter::DEBUG
    } else {
        LevelFilter::INFO
    };
    let out = out.clone();
    tracing_subscriber::fmt()
        .with_max_level(level)
        .with_writer(move || out.clone())
        .event_format(Format {
            escaping: Escaping::from_environment(environment),
            write: write_to_job_log,
        })
        .finish()
}

/// How much is written to standard error.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Detail {
    /// Information and warnings.
    Information,
    /// Warnings only.
    Warnings,
}

/// Creates the subscriber for standard error, separate from a command's output.
pub(crate) fn on_standard_error(detail: Detail) -> impl Subscriber + Send + Sync {
    let level = match detail {
        Detail::Information => LevelFilter::INFO,
        Detail::Warnings => LevelFilter::WARN,
    };
    tracing_subscriber::fmt()
        .with_max_level(level)
        .with_writer(io::stderr)
        .event_format(Format {
            // The agent reads the standard error of a script as well.
            escaping: Escaping::WithPercents,
            write: write_to_standard_error,
        })
        .finish()
}

/// Creates the subscriber for the keeper, which has no stream: each line begins with its time.
pub(crate) fn in_diary(diary: Diary, clock: Arc<dyn Clock>) -> impl Subscriber + Send + Sync {
    tracing_subscriber::fmt()
        .with_max_level(LevelFilter::INFO)
        .with_writer(move || {
            let mut diary = diary.clone();
            let now = clock.now().duration_since(SystemTime::UNIX_EPOCH);
            let now = rfc3339(now.unwrap_or_default().as_secs());
            // What cannot be written is lost, and nothing else.
            let _ = write!(diary, "{} ", now.unwrap_or_default());
            diary
        })
        .event_format(Format {
            escaping: Escaping::WithPercents,
            write: write_to_standard_error,
        })
        .finish()
}

/// Writes the events of our own crates only.
struct Format {
    escaping: Escaping,
    /// Writes one event.
    write: fn(&mut AgentLog<&mut Vec<u8>>, Level, &Line) -> io::Result<()>,
}

impl<S, N> FormatEvent<S, N> for Format
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    fn format_event(
        &self,
        _: &FmtContext<'_, S, N>,
        mut writer: Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        // HTTP crates log URLs and headers.
        if !event.metadata().target().starts_with("patless") {
            return Ok(());
        }
        let mut line = Line::default();
        event.record(&mut line);
        let mut out = Vec::new();
        let mut log = AgentLog::new(&mut out, self.escaping);
        (self.write)(&mut log, *event.metadata().level(), &line).map_err(|_| fmt::Error)?;
        writer.write_str(&String::from_utf8_lossy(&out))
    }
}

/// Writes an event as a line of the job log: `task.debug`, a warning, or plain.
fn write_to_job_log(log: &mut AgentLog<&mut Vec<u8>>, level: Level, line: &Line) -> io::Result<()> {
    match level {
        Level::ERROR | Level::WARN => {
            log.command("task.logissue", &[("type", "warning")], &line.message)
        }
        Level::INFO => log.line(&line.message),
        _ => log.command(
            "task.debug",
            &[],
            &format!("{}{}", line.message, line.fields),
        ),
    }
}

/// Writes an event as a plain line.
fn write_to_standard_error(
    log: &mut AgentLog<&mut Vec<u8>>,
    level: Level,
    line: &Line,
) -> io::Result<()> {
    match level {
        Level::ERROR | Level::WARN => log.line(&format!("warning: {}", line.message)),
        _ => log.line(&line.message),
    }
}

/// The message of an event, followed by its other fields.
#[derive(Default)]
struct Line {
    message: String,
    fields: String,
}

impl Visit for Line {
    #[expect(
        clippy::use_debug,
        reason = "tracing hands a value over as Debug; secrets are redacted there"
    )]
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        use fmt::Write as _;
        // Writing to a string cannot fail.
        let _ = match field.name() {
            "message" => write!(self.message, "{value:?}"),
            name => write!(self.fields, " {name}={value:?}"),
        };
    }
}
