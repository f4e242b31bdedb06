//! The scenario for the page: what is played, and what can be.

use serde_json::{Value, json};

use crate::scenario::{
    Client, ConnectionReference, JobToken, NamedScenario, Outcome, Scenario, Stage, Tenant,
};

/// Describes the scenario that is played.
pub(super) fn of(scenario: &Scenario) -> Value {
    match Scenario::rows().find(|row| row.scenario() == *scenario) {
        Some(row) => json!({
            "name": row.name,
            "summary": row.summary,
            "note": changes_variables(scenario).then_some(NEW_VARIABLES),
        }),
        // A program that starts the emulator can make one of its own.
        None => json!({ "name": null, "summary": "a scenario without a name", "note": null }),
    }
}

/// Writes the choices of the page, in groups. The table has no character that HTML would take for markup.
pub(super) fn options(scenario: &Scenario) -> String {
    let played = Scenario::rows().find(|row| row.scenario() == *scenario);
    let played = played.map(|row| row.name);
    let option = |row: &NamedScenario| {
        let name = row.name;
        let selected = if played == Some(name) {
            " selected"
        } else {
            ""
        };
        format!("<option value=\"{name}\"{selected}>{name}</option>")
    };
    let groups = GROUPS.iter().map(|(label, is_in)| {
        let rows = Scenario::rows().filter(|row| is_in(row.outcome));
        let options: String = rows.map(option).collect();
        format!("<optgroup label=\"{label}\">{options}</optgroup>")
    });
    let nameless = played
        .is_none()
        .then(|| "<option value=\"\" selected>a scenario without a name</option>".to_owned());
    nameless.into_iter().chain(groups).collect()
}

/// Returns whether clients would need other variables than those that they have.
fn changes_variables(scenario: &Scenario) -> bool {
    let world = &scenario.world;
    world.client != Client::Known
        || world.tenant != Tenant::Known
        || world.job_token == JobToken::Unexpanded
        || world.connection_reference != ConnectionReference::Id
}

/// A group of choices.
type Group = (&'static str, fn(Outcome) -> bool);

const GROUPS: &[Group] = &[
    ("Succeeds", |it| it == Outcome::Succeeds),
    ("Fails at Entra", |it| fails_at(it, Stage::Exchange)),
    ("Fails at Azure DevOps, for the assertion", |it| {
        fails_at(it, Stage::Assertion)
    }),
    ("Fails at Azure DevOps, with the access token", |it| {
        fails_at(it, Stage::Target)
    }),
    ("Fails before a request", |it| {
        fails_at(it, Stage::Configuration)
    }),
    ("Fails at first", |it| {
        matches!(it, Outcome::Recovers { .. })
    }),
];

/// Returns whether an outcome is a failure at this stage.
fn fails_at(outcome: Outcome, stage: Stage) -> bool {
    outcome == Outcome::Fails { stage }
}

const NEW_VARIABLES: &str = "It shows only to clients that were started with its variables: start the emulator anew with --scenario.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scenario_can_be_chosen_once() {
        let html = options(&Scenario::default());
        for name in Scenario::names() {
            let option = format!("<option value=\"{name}\"");
            assert_eq!(html.matches(&option).count(), 1, "{name}");
        }
        assert_eq!(html.matches(" selected").count(), 1);
        assert!(html.contains("\"default\" selected"));
    }

    #[test]
    fn scenario_of_a_program_is_one_without_a_name() {
        let scenario = Scenario {
            clock_offset_s: 1,
            ..Scenario::default()
        };
        assert_eq!(of(&scenario)["name"], Value::Null);
        assert!(options(&scenario).contains("value=\"\" selected"));
    }

    #[test]
    fn scenario_of_other_variables_says_so() {
        for (name, says) in [
            ("default", false),
            ("wrong-subject", false),
            ("unknown-client", true),
        ] {
            let view = of(&Scenario::named(name).unwrap());
            assert_eq!(view["name"], name);
            assert_eq!(view["note"].is_string(), says, "{name}");
        }
    }
}
