//! The flags of an identity as words, for a command line of ours that finds the same identity.

use super::{IdArgs, IdentityArgs, OBJECT_ID, RESOURCE_ID, SourceArg};

impl IdentityArgs {
    /// The flags that are given, each with its value.
    pub(crate) fn words(&self) -> Vec<String> {
        let IdArgs {
            service_connection,
            tenant,
            client,
            authority_host,
        } = &self.ids;
        let source = self.source.map(|source| match source {
            SourceArg::Auto => "auto".to_owned(),
            SourceArg::Named(name) => name.as_str().to_owned(),
        });
        let variable = self.token_variable.as_ref();
        let flags = [
            ("--source", source),
            ("--service-connection", service_connection.clone()),
            ("--tenant", tenant.clone()),
            ("--client", client.clone()),
            ("--authority-host", authority_host.clone()),
            (OBJECT_ID, self.identity_object_id.clone()),
            (RESOURCE_ID, self.identity_resource_id.clone()),
            (
                "--token-variable",
                variable.map(|it| it.as_str().to_owned()),
            ),
        ];
        let given = flags.into_iter();
        given
            .filter_map(|(flag, value)| Some([flag.to_owned(), value?]))
            .flatten()
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A verb that takes an identity.
    #[derive(Debug, clap::Parser)]
    struct Verb {
        #[command(flatten)]
        identity: IdentityArgs,
    }

    #[test]
    fn the_flags_as_words_are_the_same_flags() {
        let words = [
            "--source",
            "managed-identity",
            "--authority-host",
            "https://x",
            OBJECT_ID,
            "1",
        ];
        let arguments = std::iter::once("verb").chain(words);
        let verb = <Verb as clap::Parser>::try_parse_from(arguments).unwrap();
        assert_eq!(verb.identity.words(), words);
    }
}
