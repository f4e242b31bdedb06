//! The real `az` signs in with the managed identity that the keeper serves, and asks it again each time.

use serde_json::Value;

use super::{Desk, emulator};
use crate::doors::KeptJob;

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn az_signs_in_with_the_keepers_identity_and_gets_a_token_of_now_each_time() {
    // Only here it looks into an access token, for the tenant.
    let emulator = emulator("jwt-shaped-token");
    let resources = "azureDevOps, azureResourceManager";
    let job = KeptJob::start(&emulator, "managedIdentity", resources);
    let desk = job
        .variables()
        .filter(|(name, _)| name.starts_with("IDENTITY_"))
        .fold(Desk::new(&emulator), |desk, (name, value)| {
            desk.set(name, value)
        });
    desk.az(&["login", "--identity", "--allow-no-subscriptions"]);
    for resource in [
        "499b84ac-1321-427f-aa17-267ca6975798",
        "https://management.azure.com",
    ] {
        for _ in 0..2 {
            let token = ["account", "get-access-token", "--resource", resource];
            let printed: Value = serde_json::from_str(&desk.az(&token)).unwrap();
            let token = printed["accessToken"].as_str().unwrap();
            let mut secrets = emulator.secrets().into_iter();
            assert!(secrets.any(|it| it == token), "{resource}");
        }
    }
    let kept = desk.kept("msal_token_cache.json");
    assert!(!kept.exists(), "az keeps no token of a managed identity");
    let told = job.end();
    assert!(told.log.contains("refused 0 requests"), "{}", told.log);
    let (_, count) = told.log.split_once("it has handed out ").unwrap();
    let (count, _) = count.split_once(' ').unwrap();
    // Once to sign in, and at each of the four commands.
    assert!(count.parse::<u32>().unwrap() >= 5, "{}", told.log);
}
