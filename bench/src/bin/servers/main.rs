//! Stands in for Azure DevOps and Microsoft Entra, on an address each, and counts what is asked of them.
//!
//! `servers FOLDER PROFILE AZURE_DEVOPS ENTRA`: the folder is that of `certificates`, the profile one of [`tls::Profile`],
//! and a server is `ADDRESS:PORT,THINK_MS`. Prints the two ports when it is ready. After that, each line of its standard
//! input is answered with what was counted since the one before; it ends with its standard input.

mod azure_devops;
mod counters;
mod entra;
mod http;
mod jwt;
mod others;
mod tls;

use std::{
    env,
    error::Error,
    io::{self, BufRead},
    net::{TcpListener, TcpStream},
    path::PathBuf,
    sync::Arc,
    thread,
    time::Duration,
};

use counters::{Counted, Counters};
use http::{Answer, Request};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use tls::{Certificate, Profile};

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = env::args().skip(1);
    let mut next = || {
        words
            .next()
            .ok_or("usage: servers FOLDER PROFILE AZURE_DEVOPS ENTRA")
    };
    let certificate = Certificate::read(&PathBuf::from(next()?))?;
    let profile = Profile::named(&next()?)?;
    let counters = Arc::new(Counters::default());
    let start = |address: &str, tls, answer| Server::start(address, tls, answer, &counters);
    let azure_devops = start(
        &next()?,
        profile.azure_devops(&certificate)?,
        azure_devops::answer,
    )?;
    let entra = start(&next()?, profile.entra(&certificate)?, entra::answer)?;
    println!("{azure_devops} {entra}");
    for line in io::stdin().lock().lines() {
        line?;
        println!("{}", counters.take());
    }
    Ok(())
}

/// One of the two servers.
struct Server {
    tls: Arc<ServerConfig>,
    answer: fn(&Request) -> Answer,
    /// The time that the real server would need for a token.
    think: Duration,
    counters: Arc<Counters>,
}

impl Server {
    /// Listens on `ADDRESS:PORT,THINK_MS` until the process ends, and returns the port.
    fn start(
        text: &str,
        tls: Arc<ServerConfig>,
        answer: fn(&Request) -> Answer,
        counters: &Arc<Counters>,
    ) -> Result<u16, Box<dyn Error>> {
        let (address, think_ms) = text
            .split_once(',')
            .ok_or("ADDRESS:PORT,THINK_MS is needed")?;
        let listener = TcpListener::bind(address)?;
        let port = listener.local_addr()?.port();
        let server = Arc::new(Self {
            tls,
            answer,
            think: Duration::from_millis(think_ms.parse()?),
            counters: Arc::clone(counters),
        });
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let stream = Counted::new(stream, Arc::clone(&server.counters));
                let server = Arc::clone(&server);
                // A client that goes away is none of our business.
                thread::spawn(move || server.serve(stream).ok());
            }
        });
        Ok(port)
    }

    /// Answers one request after the other, until the client closes the connection.
    fn serve(&self, stream: Counted<TcpStream>) -> io::Result<()> {
        stream.get_ref().set_nodelay(true)?;
        let tls = ServerConnection::new(Arc::clone(&self.tls)).map_err(io::Error::other)?;
        let mut stream = StreamOwned::new(tls, stream);
        let mut unread = Vec::new();
        while let Some(request) = http::read(&mut stream, &mut unread)? {
            self.counters.count_request();
            let answer = (self.answer)(&request);
            if answer.is_token() {
                thread::sleep(self.think);
            }
            http::write(&mut stream, &request, &answer)?;
        }
        Ok(())
    }
}
