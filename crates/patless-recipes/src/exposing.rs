//! Variables by which a tool shows the token, or sends it to a server that it has not checked. The recipes keep them from it.
//!
//! None is needed to work with a token, and any text that a step of a pipeline prints can set one.

use crate::given::Given;
use crate::recipe::Recipe;
use crate::tool::Tool;

/// The variables that the command of a tool does not get.
pub(crate) fn variables(tool: Tool) -> impl Iterator<Item = &'static str> {
    let (of_node, of_git): (&[_], &[_]) = match tool {
        Tool::Renovate => (&OF_NODE, &OF_GIT),
        Tool::Tfx | Tool::Vsce => (&OF_NODE, &[]),
        // The helper gives no token to a Git that has these.
        Tool::Git | Tool::AzDevops => (&[], &[]),
    };
    OF_TLS.iter().chain(of_node).chain(of_git).copied()
}

/// Keeps them from the tool.
pub(crate) fn take_away(recipe: &mut Recipe, given: &Given<'_>, tool: Tool) {
    for name in variables(tool) {
        recipe.absent(given, name);
    }
}

/// A file for the keys of all connections, and the messages of `GnuTLS`, which hold them. With the keys, whoever sees what is sent
/// reads it, as a proxy does that another variable names.
const OF_TLS: [&str; 2] = ["SSLKEYLOGFILE", "GNUTLS_DEBUG_LEVEL"];
/// The first has Node.js check no server. Of the others, Node.js writes the headers of its requests and the environment of its
/// children to standard error, and Renovate's library for git that git's command line.
const OF_NODE: [&str; 3] = ["NODE_TLS_REJECT_UNAUTHORIZED", "NODE_DEBUG", "DEBUG"];
/// Renovate's git has the token in a header, and gets these with `RENOVATE_EXPOSE_ALL_ENV`.
const OF_GIT: [&str; 4] = [
    "GIT_SSL_NO_VERIFY",
    "GIT_TRACE_REDACT",
    "GIT_TRACE2_ENV_VARS",
    "GIT_TRACE2_CONFIG_PARAMS",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::tests::with;
    use crate::recipe::Value;

    #[test]
    fn each_is_absent_once_for_several_tools_and_noted_where_it_was_there() {
        let all = with(None, &[("NODE_DEBUG", "http")], |given| {
            let mut all = Recipe::default();
            for tool in Tool::ALL {
                let mut recipe = Recipe::default();
                take_away(&mut recipe, given, tool);
                all.join(recipe);
            }
            all
        });
        let names: Vec<_> = all.settings.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, [&OF_TLS[..], &OF_NODE, &OF_GIT].concat());
        let mut settings = all.settings.iter();
        assert!(settings.all(|it| matches!(it.value, Value::Absent)));
        let [note] = &all.notes[..] else {
            panic!("{:?}", all.notes)
        };
        assert!(note.contains("NODE_DEBUG"), "{note}");
    }
}
