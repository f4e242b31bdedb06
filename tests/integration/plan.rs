//! `patless plan` says what exists and what is missing on the way to a token, and changes nothing.

mod audit;
mod cases;
mod forms;
mod refused;
mod traps;

use patless_emulator::scenario::EntraKnobs;
use patless_emulator::services::ServiceName;
use patless_emulator::{Emulator, Scenario};
use serde_json::Value;

use crate::verbs::{Call, Ended, device_code, with_az};

/// The emulator of a scenario, where people sign in at once.
fn start(scenario: Scenario) -> Emulator {
    let entra = EntraKnobs {
        device_code: device_code(),
        ..scenario.entra
    };
    Emulator::start(Scenario { entra, ..scenario }).unwrap()
}

fn named(scenario: &str) -> Scenario {
    Scenario::named(scenario).unwrap()
}

/// Who plans.
#[derive(Clone, Copy, Debug)]
enum Planner {
    /// Ada, who has signed in to Azure CLI.
    Person,
    /// The identity itself, in a job that uses the service connection of this name.
    Identity(&'static str),
}

/// Asks for a plan, and fails if anything was changed.
fn plan(emulator: &Emulator, planner: Planner, arguments: &[&str]) -> Ended {
    let organization = emulator.azure_devops_url().to_string();
    let mut all = vec!["plan", "--quiet", "--retry-budget", "5"];
    if !arguments.contains(&"--organization") {
        all.extend(["--organization", &organization]);
    }
    all.extend(arguments);
    let ended = match planner {
        Planner::Person => with_az(emulator).run(&all),
        Planner::Identity(connection) => {
            let connection = emulator.world().connection(connection).unwrap();
            let call = Call::in_a_script_step(emulator)
                .variable(
                    "AZURESUBSCRIPTION_SERVICE_CONNECTION_ID",
                    &connection.id.to_string(),
                )
                .variable(
                    "AZURESUBSCRIPTION_CLIENT_ID",
                    &connection.client_id.to_string(),
                );
            call.run_on_emulator(&all)
        }
    };
    assert_read_only(&ended);
    ended
}

/// Fails if a request could have changed something: all to Azure DevOps read, but for the one that gives a job its assertion.
fn assert_read_only(ended: &Ended) {
    for request in &ended.requests {
        let is_assertion = request.path.contains("/oidctoken?");
        let reads = ["GET", "HEAD"].contains(&request.method.as_str());
        let is_elsewhere = request.service != ServiceName::AzureDevOps;
        assert!(reads || is_assertion || is_elsewhere, "{request:?}");
    }
}

/// The plan as JSON.
fn json(emulator: &Emulator, planner: Planner, arguments: &[&str]) -> (Value, Option<i32>) {
    let all: Vec<_> = arguments.iter().copied().chain(["--json"]).collect();
    let ended = plan(emulator, planner, &all);
    let read = serde_json::from_str(&ended.stdout);
    let read = read.unwrap_or_else(|error| panic!("{error}: {}{}", ended.stdout, ended.stderr));
    (read, ended.code())
}

/// The step of this name.
fn step<'v>(plan: &'v Value, name: &str) -> &'v Value {
    let mut steps = plan["steps"].as_array().unwrap().iter();
    let found = steps.find(|step| step["name"] == name);
    found.unwrap_or_else(|| panic!("no {name} in {plan:#}"))
}

/// The names of the steps of this status.
fn of_status(plan: &Value, status: &str) -> Vec<String> {
    let steps = plan["steps"].as_array().unwrap().iter();
    let steps = steps.filter(|step| step["status"] == status);
    steps
        .map(|step| step["name"].as_str().unwrap().to_owned())
        .collect()
}
