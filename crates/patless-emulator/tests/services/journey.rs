//! Owns a client that behaves well: it repeats what is transient, and believes the rest.

use patless_emulator::Emulator;
use patless_emulator::scenario::{DateHeader, Stage};
use serde_json::Value;

use crate::client::{Broken, Request, Response};
use crate::job::{Exchange, assertion_url};

/// Way of a client from the job to the target.
pub(crate) struct Journey<'a> {
    emulator: &'a Emulator,
    /// Number of refusals that it was told to sit out.
    patience: u32,
}

impl<'a> Journey<'a> {
    /// Starts at the job.
    pub(crate) fn new(emulator: &'a Emulator, patience: u32) -> Self {
        Self { emulator, patience }
    }

    /// Goes as far as it can. `None` means that it arrived.
    pub(crate) fn end(mut self) -> Option<Stage> {
        self.travel().err()
    }

    fn travel(&mut self) -> Result<(), Stage> {
        let emulator = self.emulator;
        self.check_configuration()?;
        let token = emulator.world().job.token.clone();
        let url = assertion_url(emulator, CONNECTION);
        let ask = || {
            Request::post(url.clone())
                .bearer(&token)
                .suppress()
                .header("Content-Type: application/json")
        };
        let assertion = self.text(&ask, "oidcToken").ok_or(Stage::Assertion)?;
        let exchange = Exchange::new(emulator, CONNECTION, &assertion);
        let access_token = self
            .text(&|| exchange.request(emulator), "access_token")
            .ok_or(Stage::Exchange)?;
        for path in TARGETS {
            let url = emulator.azure_devops_url().join(path).unwrap();
            let get = || Request::get(url.clone()).bearer(&access_token).suppress();
            let answer = self.answer(&get).ok_or(Stage::Target)?;
            if answer.status != 200 {
                return Err(Stage::Target);
            }
        }
        Ok(())
    }

    /// Looks at what it is given.
    fn check_configuration(&self) -> Result<(), Stage> {
        let is_wrong = |(name, value): &(String, String)| match name.as_str() {
            "SYSTEM_ACCESSTOKEN" => value.starts_with("$("),
            "AZURESUBSCRIPTION_SERVICE_CONNECTION_ID" => uuid::Uuid::parse_str(value).is_err(),
            _ => false,
        };
        if self.emulator.client_environment().iter().any(is_wrong) {
            return Err(Stage::Configuration);
        }
        Ok(())
    }

    /// Reads a text of a JSON answer.
    fn text(&mut self, request: &dyn Fn() -> Request, field: &str) -> Option<String> {
        loop {
            let answer = self.answer(request)?;
            let is_json = answer
                .header("Content-Type")
                .is_some_and(|it| it.starts_with("application/json"));
            if answer.status == 200 && is_json {
                let body: Value = serde_json::from_str(&answer.body).ok()?;
                let text = body[field].as_str()?;
                return (!text.is_empty()).then(|| text.to_owned());
            }
            self.patience = self.patience.checked_sub(1)?;
        }
    }

    /// Asks until the answer is not transient.
    fn answer(&self, request: &dyn Fn() -> Request) -> Option<Response> {
        for _ in 0..ATTEMPTS {
            match request().attempt(self.emulator) {
                Ok(answer) if self.lacks_date(&answer) => panic!("{answer:?}"),
                Ok(answer) if matches!(answer.status, 408 | 429 | 500..) => {
                    let wait = answer.header("Retry-After").unwrap_or("0");
                    if wait.parse::<u32>().unwrap() > 30 {
                        return None;
                    }
                }
                Ok(answer) => return Some(answer),
                Err(Broken::Tls(_) | Broken::Slow | Broken::Large) => return None,
                Err(Broken::Refused | Broken::Reset(_) | Broken::Closed(_) | Broken::Silent) => {}
            }
        }
        None
    }

    /// Tells whether an answer has no `Date` header, although every front sends it.
    fn lacks_date(&self, answer: &Response) -> bool {
        let scenario = self.emulator.scenario();
        let fronts = [scenario.azure_devops.front, scenario.entra.front];
        fronts.iter().all(|front| front.date == DateHeader::Sent)
            && answer.all_headers("Date").len() != 1
    }
}

const ATTEMPTS: u32 = 4;
const CONNECTION: &str = "azure-devops-wif";
const TARGETS: [&str; 3] = [
    "_apis/connectionData",
    "_apis/projects/Widgets",
    "Widgets/_git/widgets/info/refs?service=git-upload-pack",
];
