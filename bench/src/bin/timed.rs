//! Runs one program, and prints what it cost: exit code, wall µs, CPU µs, peak memory in KiB.
//!
//! `timed OUTPUT ERRORS PROGRAM ARGUMENT …`; the program's own output goes to the two files. CPU is user and system time,
//! of the program and of every process that it waited for; peak memory is that of the largest one among them.
//!
//! It is a program of its own because a process begins with the peak memory of the one that started it.

use std::{
    env,
    error::Error,
    fs::File,
    io,
    os::unix::process::ExitStatusExt,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use nix::{
    sys::{
        resource::{UsageWho, getrusage},
        signal::{Signal, kill},
        time::TimeVal,
    },
    unistd::Pid,
};

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = env::args_os().skip(1);
    let mut next = || words.next().ok_or("usage: timed OUTPUT ERRORS PROGRAM …");
    let (output, errors, program) = (File::create(next()?)?, File::create(next()?)?, next()?);
    let mut command = Command::new(program);
    command
        .args(words)
        .stdin(Stdio::null())
        .stdout(output)
        .stderr(errors);

    let start = Instant::now();
    let mut child = command.spawn()?;
    end_after_limit(i32::try_from(child.id())?);
    let status = child.wait()?;
    let wall = start.elapsed();

    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let cpu_us = microseconds(usage.user_time()) + microseconds(usage.system_time());
    let code = status
        .code()
        .or(status.signal().map(|signal| 128 + signal))
        .ok_or_else(|| io::Error::other("no exit code"))?;
    println!("{code} {} {cpu_us} {}", wall.as_micros(), usage.max_rss());
    Ok(())
}

/// Kills a program that hangs.
fn end_after_limit(process: i32) {
    thread::spawn(move || {
        thread::sleep(LIMIT);
        // Where it ended in the meantime, so did this process.
        kill(Pid::from_raw(process), Signal::SIGKILL)
    });
}

/// A time as the kernel tells it, in microseconds.
fn microseconds(time: TimeVal) -> i64 {
    time.tv_sec() * 1_000_000 + time.tv_usec()
}

/// The longest that a program may run.
const LIMIT: Duration = Duration::from_mins(2);
