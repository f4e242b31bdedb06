//! Stand-ins for the programs that a person has signed in: they print what the real ones do.

use patless_core::SourceName;
use patless_emulator::Emulator;

use super::call::Call;
use super::set_up::SetUp;
use crate::machine_time::machine_time_s;

/// A desk with each of the programs.
pub(super) fn set_ups() -> [SetUp; 2] {
    [
        SetUp {
            source: SourceName::AzureCli,
            call: with_az,
            flags: &[],
            who: "Ada Lovelace",
        },
        SetUp {
            source: SourceName::AzureDeveloperCli,
            call: with_azd,
            flags: &[],
            who: "Ada Lovelace",
        },
    ]
}

/// A desk where Ada has signed in to `az`.
pub(crate) fn with_az(emulator: &Emulator) -> Call<'_> {
    with_az_of(emulator, &emulator.world().tenant.id.to_string())
}

/// The same, with the words of `az` about the tenant.
pub(super) fn with_az_of<'e>(emulator: &'e Emulator, tenant: &str) -> Call<'e> {
    let answer = format!(
        r#"{{
  "accessToken": "{}",
  "expiresOn": "2026-11-21 21:05:11.000000",
  "expires_on": {},
  "subscription": "5ab5c1d0-2e3f-4a5b-8c6d-7e8f9a0b1c2d",
  "tenant": "{tenant}",
  "tokenType": "Bearer"
}}"#,
        token(emulator),
        machine_time_s() + 3_600
    );
    let expected = format!("account get-access-token --output json --resource {AZURE_DEVOPS}");
    let script = answering(&expected, &answer);
    Call::at_a_desk(emulator).program("az", "/bin/sh", &script)
}

/// A desk where Ada has signed in to `azd`.
fn with_azd(emulator: &Emulator) -> Call<'_> {
    let answer = format!(
        r#"{{"token":"{}","expiresOn":"$(date -u -d '+1 hour' +%FT%TZ)"}}"#,
        token(emulator)
    );
    let expected = format!("auth token --output json --no-prompt --scope {AZURE_DEVOPS}/.default");
    let script = answering(&expected, &answer);
    Call::at_a_desk(emulator).program("azd", "/bin/sh", &script)
}

/// Answers these arguments, and no others.
fn answering(arguments: &str, answer: &str) -> String {
    format!(
        "[ \"$*\" = '{arguments}' ] || {{ echo \"ERROR: unrecognized arguments: $*\" >&2; exit 2; }}\ncat <<END\n{answer}\nEND"
    )
}

/// A token that Ada has: she signs in with a device code.
fn token(emulator: &Emulator) -> String {
    let arguments = ["token", "--quiet", "--source", "device-code"];
    let ended = Call::at_a_desk(emulator).run_on_emulator(&arguments).fine();
    ended.stdout.trim().to_owned()
}

const AZURE_DEVOPS: &str = "499b84ac-1321-427f-aa17-267ca6975798";
