//! World of a run: the scenario, with the service connections that the command line adds.

use patless_pipeline::shown::shown;

use crate::cli::RunArgs;
use crate::commands::error::CommandError;
use crate::scenario::Scenario;
use crate::world::World;

/// Makes the scenario of a run.
///
/// # Errors
/// There is no scenario of this name, or the world has a connection of this name already.
pub(super) fn scenario(args: &RunArgs) -> Result<Scenario, CommandError> {
    let mut scenario = Scenario::named(&args.scenario)
        .ok_or_else(|| CommandError::UnknownScenario(args.scenario.clone()))?;
    let world = World::new(&scenario.world);
    for connection in &args.connections {
        let more = &scenario.world.more_connections;
        let is_known = more.iter().any(|it| it.name == connection.name);
        if is_known || world.connection(&connection.name).is_some() {
            return Err(CommandError::Usage(format!(
                "there is a service connection {} already; give another name to --connection",
                shown(&connection.name)
            )));
        }
        scenario.world.more_connections.push(connection.clone());
    }
    Ok(scenario)
}
