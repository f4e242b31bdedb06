//! Asks a server on this machine again and again, and prints how that went: requests a second, then p50, p99 and the longest in µs.
//!
//! `callers TARGET CALLERS REQUESTS`: the target is `ADDRESS:PORT`, or the path of a Unix socket. Its standard input is the request,
//! byte for byte. Each request has a connection of its own, as that of a new process has, and must be answered with a token.

use std::{
    env,
    error::Error,
    io::{self, Read, Write},
    net::TcpStream,
    os::unix::net::UnixStream,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = env::args().skip(1);
    let mut next = || words.next().ok_or("usage: callers TARGET CALLERS REQUESTS");
    let target = next()?;
    let (callers, requests): (usize, usize) = (next()?.parse()?, next()?.parse()?);
    let mut request = Vec::new();
    io::stdin().read_to_end(&mut request)?;

    let begun = AtomicUsize::new(0);
    let times = Mutex::new(Vec::with_capacity(requests));
    let start = Instant::now();
    thread::scope(|scope| {
        let call = || -> io::Result<()> {
            let mut own = Vec::new();
            while begun.fetch_add(1, Ordering::Relaxed) < requests {
                own.push(ask(&target, &request)?);
            }
            let mut times = times.lock().map_err(|_| io::ErrorKind::Other)?;
            times.append(&mut own);
            Ok(())
        };
        let all: Vec<_> = (0..callers).map(|_| scope.spawn(call)).collect();
        let ends = all.into_iter().map(|caller| match caller.join() {
            Ok(end) => end,
            Err(_) => Err(io::ErrorKind::Other.into()),
        });
        ends.collect::<io::Result<()>>()
    })?;
    let whole = start.elapsed();

    let mut times = times.into_inner()?;
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)].as_micros();
    let count = u32::try_from(times.len())?;
    let a_second = f64::from(count) / whole.as_secs_f64();
    println!("{a_second:.0} {} {} {}", at(50), at(99), at(100));
    Ok(())
}

/// One request, from before its connection to the end of the answer.
fn ask(target: &str, request: &[u8]) -> io::Result<Duration> {
    let start = Instant::now();
    let answer = if target.starts_with('/') {
        exchange(UnixStream::connect(target)?, request)
    } else {
        exchange(TcpStream::connect(target)?, request)
    }?;
    let time = start.elapsed();
    let text = String::from_utf8_lossy(&answer);
    let head = text.lines().next().unwrap_or_default();
    if !head.contains(" 200") || !text.contains("\"access_token\"") {
        return Err(io::Error::other(format!("no token, but {head}")));
    }
    Ok(time)
}

fn exchange(mut stream: impl Read + Write, request: &[u8]) -> io::Result<Vec<u8>> {
    stream.write_all(request)?;
    let mut answer = Vec::with_capacity(8 * 1024);
    stream.read_to_end(&mut answer)?;
    Ok(answer)
}
