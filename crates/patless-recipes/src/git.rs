//! git: Patless as the credential helper of Azure DevOps' hosts, by settings in the environment (git 2.31 or newer).
//!
//! A helper, not a header: git sends a configured header on to whatever server a redirect names, and asks a helper by host. Headers
//! for the same hosts that are configured already, as `checkout` with `persistCredentials` leaves them, would be sent beside the
//! token, and are reset by their exact key (<https://git-scm.com/docs/git-config#ENVIRONMENT>,
//! <https://git-scm.com/docs/gitcredentials>).

use crate::destination::on_this_machine;
use crate::error::RecipeError;
use crate::given::{Given, System};
use crate::recipe::Recipe;
use crate::tool::Tool;

/// The variables that the recipe looks at.
pub(crate) const READS: &[&str] = &[COUNT, TRACED];

/// Makes the recipe.
pub(crate) fn recipe(given: &Given<'_>) -> Result<Recipe, RecipeError> {
    let mut recipe = Recipe::default();
    let here = on_this_machine(given.organization);
    let here = here.map(|it| it.organization().origin().ascii_serialization());
    let scopes = match &here {
        Some(origin) => vec![origin.as_str()],
        None => SERVICES.to_vec(),
    };
    let host = here.as_deref().map(host_of);
    let mut settings = Vec::new();
    let helper = helper(given)?;
    for scope in &scopes {
        let key = |name: &str| format!("credential.{scope}.{name}");
        // An empty one forgets every helper that is configured for the host.
        settings.push((key("helper"), String::new()));
        settings.push((key("helper"), helper.clone()));
        // Organizations differ in their path alone.
        settings.push((key("useHttpPath"), "true".to_owned()));
    }
    for key in given.helper.headers {
        if is_header_for(key, host) {
            settings.push((key.clone(), String::new()));
        } else if key == HEADER_FOR_ALL {
            let keys = scopes
                .iter()
                .map(|scope| format!("http.{scope}.extraheader"));
            settings.extend(keys.map(|key| (key, String::new())));
        }
    }
    let first = first_free(given)?;
    recipe.plain(COUNT, (first + settings.len()).to_string());
    for (index, (key, value)) in (first..).zip(settings) {
        recipe.plain(format!("GIT_CONFIG_KEY_{index}"), key);
        recipe.plain(format!("GIT_CONFIG_VALUE_{index}"), value);
    }
    recipe.plain("GIT_TERMINAL_PROMPT", "0");
    // git writes each variable that this one names into its trace, the token's as well.
    recipe.absent(given, TRACED);
    if given.helper.flags.is_none() {
        // The token goes into the environment of git, and from there to the helper.
        recipe.secret(TOKEN, given.token.expose());
        if let Some(seconds) = given.expires_on_unix_seconds {
            recipe.plain(format!("{TOKEN}_EXPIRES_ON"), seconds.to_string());
        }
    }
    Ok(recipe)
}

/// How many settings there are already: a number that git counts in.
fn first_free(given: &Given<'_>) -> Result<usize, RecipeError> {
    let count = (given.existing)(COUNT).unwrap_or_default();
    match count.trim() {
        "" => Ok(0),
        text => {
            let count: u16 = text.parse().map_err(|_| RecipeError::GitConfigCount)?;
            Ok(count.into())
        }
    }
}

/// The helper's command line, which git gives to a shell. It answers for Azure DevOps' hosts, and for an organization on this
/// machine only where it is named.
fn helper(given: &Given<'_>) -> Result<String, RecipeError> {
    let program = given.helper.program.to_str();
    let program = program.ok_or(RecipeError::Path(Tool::Git))?;
    let program = match given.system {
        System::Unix => program.to_owned(),
        // Its shell takes a backslash for itself.
        System::Windows => program.replace('\\', "/"),
    };
    let mut words = vec![quoted(&program), "git-credential".to_owned()];
    match given.helper.flags {
        Some(flags) => words.extend(flags.iter().map(|flag| quoted(flag))),
        // It cannot get another: one that expires soon is better than none.
        None => words.push(format!(
            "--source variable --token-variable {TOKEN} --minimum-lifetime 0"
        )),
    }
    let flags = given.helper.flags.unwrap_or_default();
    if !flags.iter().any(|flag| flag == QUIET) {
        // git shows its user what the helper says.
        words.push(QUIET.to_owned());
    }
    let is_named = flags.iter().any(|flag| flag == "--organization");
    if let Some(organization) = on_this_machine(given.organization).filter(|_| !is_named) {
        let url = organization.organization().as_str();
        words.push(format!("--organization {}", quoted(url)));
    }
    Ok(format!("!{}", words.join(" ")))
}

/// Quotes a word for a shell.
fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// Whether a key is that of a header for Azure DevOps, or for `host`.
fn is_header_for(key: &str, host: Option<&str>) -> bool {
    let url = key.strip_prefix("http.");
    let Some(url) = url.and_then(|it| it.strip_suffix(".extraheader")) else {
        return false;
    };
    let own = host_of(url);
    host.map_or_else(
        || own == "dev.azure.com" || own.ends_with(".visualstudio.com"),
        |host| own == host,
    )
}

/// The host and port of a URL, without a user.
fn host_of(url: &str) -> &str {
    let (_, rest) = url.split_once("://").unwrap_or(("", url));
    let authority = rest.split('/').next().unwrap_or_default();
    authority.rsplit('@').next().unwrap_or_default()
}

/// The key of headers for every server.
const HEADER_FOR_ALL: &str = "http.extraheader";
/// The flag that leaves warnings and errors only.
const QUIET: &str = "--quiet";
const COUNT: &str = "GIT_CONFIG_COUNT";
const TRACED: &str = "GIT_TRACE2_ENV_VARS";
/// The variable from which the helper takes the token.
const TOKEN: &str = "PATLESS_GIT_TOKEN";
const SERVICES: [&str; 2] = ["https://dev.azure.com", "https://*.visualstudio.com"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::Helper;
    use crate::given::tests::with;

    const ORGANIZATION: Option<&str> = Some("https://dev.azure.com/acme");

    /// The settings of git in a recipe, in order.
    fn settings(recipe: &Recipe) -> Vec<(&str, &str)> {
        let count: usize = recipe.text(COUNT).unwrap().parse().unwrap();
        let of = |index: usize| {
            let text = |what: &str| recipe.text(&format!("GIT_CONFIG_{what}_{index}"));
            Some((text("KEY")?, text("VALUE")?))
        };
        (0..count).filter_map(of).collect()
    }

    #[test]
    fn the_helpers_that_are_there_are_forgotten_and_ours_is_asked() {
        let made = with(ORGANIZATION, &[], recipe).unwrap();
        let helper = r"!'/opt/it'\''s/patless' git-credential --source variable --token-variable PATLESS_GIT_TOKEN --minimum-lifetime 0 --quiet";
        let expected = [
            ("credential.https://dev.azure.com.helper", ""),
            ("credential.https://dev.azure.com.helper", helper),
            ("credential.https://dev.azure.com.useHttpPath", "true"),
            ("credential.https://*.visualstudio.com.helper", ""),
            ("credential.https://*.visualstudio.com.helper", helper),
            ("credential.https://*.visualstudio.com.useHttpPath", "true"),
        ];
        assert_eq!(settings(&made), expected);
        assert_eq!(made.text("GIT_TERMINAL_PROMPT"), Some("0"));
        assert_eq!(made.secrets(), [TOKEN]);
        assert_eq!(
            made.text("PATLESS_GIT_TOKEN_EXPIRES_ON"),
            Some("4102444800")
        );
    }

    #[test]
    fn settings_that_are_there_are_continued() {
        let made = with(ORGANIZATION, &[(COUNT, "2")], recipe).unwrap();
        assert_eq!(made.text(COUNT), Some("8"));
        assert_eq!(made.text("GIT_CONFIG_KEY_1"), None);
        assert!(made.text("GIT_CONFIG_KEY_2").is_some() && made.text("GIT_CONFIG_KEY_7").is_some());
        for count in ["x", "-1", "1x", "18446744073709551615"] {
            let error = with(ORGANIZATION, &[(COUNT, count)], recipe).unwrap_err();
            assert_eq!(error, RecipeError::GitConfigCount);
        }
    }

    /// The recipe with these headers configured, and these flags.
    fn with_helper(organization: &str, headers: &[&str], flags: Option<&[String]>) -> Recipe {
        let headers: Vec<_> = headers.iter().map(|&it| it.to_owned()).collect();
        with(Some(organization), &[], |given| {
            recipe(&Given {
                helper: Helper {
                    headers: &headers,
                    flags,
                    ..given.helper
                },
                existing: given.existing,
                ..*given
            })
        })
        .unwrap()
    }

    #[test]
    fn stale_headers_of_the_same_hosts_are_reset_by_their_key() {
        let stale = [
            "http.https://dev.azure.com/acme/web/_git/site.extraheader",
            "http.https://acme@dev.azure.com/acme/web/_git/site.extraheader",
            "http.https://acme.visualstudio.com/.extraheader",
        ];
        let others = [
            "http.https://github.com/.extraheader",
            "http.https://dev.azure.com.evil.example/.extraheader",
            "http.https://dev.azure.com/.proxy",
        ];
        let made = with_helper(ORGANIZATION.unwrap(), &[&stale[..], &others].concat(), None);
        let reset = settings(&made)[6..].to_vec();
        assert_eq!(reset, stale.map(|key| (key, "")));
    }

    #[test]
    fn a_header_for_every_server_does_not_count_for_ours() {
        let made = with_helper(ORGANIZATION.unwrap(), &["http.extraheader"], None);
        let reset = [
            ("http.https://dev.azure.com.extraheader", ""),
            ("http.https://*.visualstudio.com.extraheader", ""),
        ];
        assert_eq!(settings(&made)[6..], reset);
    }

    #[test]
    fn on_this_machine_only_the_emulator_is_meant() {
        let headers = ["http.https://localhost:4430/acme/web/_git/site.extraheader"];
        let made = with_helper("https://localhost:4430/acme", &headers, None);
        let settings = settings(&made);
        assert_eq!(settings.len(), 4);
        assert_eq!(settings[0].0, "credential.https://localhost:4430.helper");
        assert!(
            settings[1]
                .1
                .ends_with(" --quiet --organization 'https://localhost:4430/acme/'"),
            "{settings:?}"
        );
        assert_eq!(settings[3], (headers[0], ""));
    }

    #[test]
    fn a_helper_with_flags_asks_anew_and_no_variable_holds_the_token() {
        let flags = ["--client".to_owned(), "a b".to_owned()];
        let made = with_helper(ORGANIZATION.unwrap(), &[], Some(&flags));
        assert!(
            settings(&made)[1]
                .1
                .ends_with("git-credential '--client' 'a b' --quiet")
        );
        assert!(made.secrets().is_empty());
    }
}
