//! Well-behaved client: it retries transient failures, and accepts all other responses.

use patless_emulator::Emulator;
use patless_emulator::scenario::{DateHeader, Stage};
use serde_json::Value;

use crate::client::{ConnectionError, Request, Response};
use crate::job::{Exchange, assertion_url};

/// Client that goes through all stages, from the configuration to the target.
pub(crate) struct ResilientClient<'a> {
    emulator: &'a Emulator,
    /// Number of other refusals that it may retry.
    patience: u32,
}

impl<'a> ResilientClient<'a> {
    /// Makes a client.
    pub(crate) fn new(emulator: &'a Emulator, patience: u32) -> Self {
        Self { emulator, patience }
    }

    /// Runs the stages, and returns the stage that failed. `None` means that all succeeded.
    pub(crate) fn failed_stage(mut self) -> Option<Stage> {
        self.run_stages().err()
    }

    fn run_stages(&mut self) -> Result<(), Stage> {
        let emulator = self.emulator;
        self.check_configuration()?;
        let token = emulator.world().job.token.clone();
        let url = assertion_url(emulator, CONNECTION);
        let request_assertion = || {
            Request::post(url.clone())
                .bearer(&token)
                .suppress()
                .header("Content-Type: application/json")
        };
        let assertion = self
            .text(&request_assertion, "oidcToken")
            .ok_or(Stage::Assertion)?;
        let exchange = Exchange::new(emulator, CONNECTION, &assertion);
        let access_token = self
            .text(&|| exchange.request(emulator), "access_token")
            .ok_or(Stage::Exchange)?;
        for path in TARGETS {
            let url = emulator.azure_devops_url().join(path).unwrap();
            let get = || Request::get(url.clone()).bearer(&access_token).suppress();
            let response = self.send_until_final(&get).ok_or(Stage::Target)?;
            if response.status != 200 {
                return Err(Stage::Target);
            }
        }
        Ok(())
    }

    /// Checks the configuration.
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

    /// Reads a text from a JSON response.
    fn text(&mut self, request: &dyn Fn() -> Request, field: &str) -> Option<String> {
        loop {
            let response = self.send_until_final(request)?;
            let is_json = response
                .header("Content-Type")
                .is_some_and(|it| it.starts_with("application/json"));
            if response.status == 200 && is_json {
                let body: Value = serde_json::from_str(&response.body).ok()?;
                let text = body[field].as_str()?;
                return (!text.is_empty()).then(|| text.to_owned());
            }
            self.patience = self.patience.checked_sub(1)?;
        }
    }

    /// Sends a request until the result is not transient.
    fn send_until_final(&self, request: &dyn Fn() -> Request) -> Option<Response> {
        for _ in 0..ATTEMPTS {
            match request().attempt(self.emulator) {
                Ok(response) if self.lacks_date(&response) => panic!("{response:?}"),
                Ok(response) if matches!(response.status, 408 | 429 | 500..) => {
                    let wait = response.header("Retry-After").unwrap_or("0");
                    if wait.parse::<u32>().unwrap() > 30 {
                        return None;
                    }
                }
                Ok(response) => return Some(response),
                Err(ConnectionError::Tls(_) | ConnectionError::Slow | ConnectionError::Large) => {
                    return None;
                }
                Err(
                    ConnectionError::Refused
                    | ConnectionError::Reset(_)
                    | ConnectionError::Closed(_)
                    | ConnectionError::Silent,
                ) => {}
            }
        }
        None
    }

    /// Returns whether a response has no `Date` header although all front ends send it.
    fn lacks_date(&self, response: &Response) -> bool {
        let scenario = self.emulator.scenario();
        let front_ends = [scenario.azure_devops.front_end, scenario.entra.front_end];
        front_ends
            .iter()
            .all(|front_end| front_end.date == DateHeader::Sent)
            && response.all_headers("Date").len() != 1
    }
}

const ATTEMPTS: u32 = 4;
const CONNECTION: &str = "azure-devops-wif";
const TARGETS: [&str; 3] = [
    "_apis/connectionData",
    "_apis/projects/Widgets",
    "Widgets/_git/widgets/info/refs?service=git-upload-pack",
];
