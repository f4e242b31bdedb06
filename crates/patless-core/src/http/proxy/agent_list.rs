//! The agent's list of hosts that bypass its proxy, `AGENT_PROXYBYPASSLIST`.

use regex_lite::{Regex, RegexBuilder};
use url::Url;

use super::invalid::InvalidProxy;
use patless_catalogue::text::one_line;

/// Regular expressions, searched without regard to case in `scheme://host`, or `scheme://host:port` where the port is
/// not the scheme's own, as the agent does (`AgentWebProxy.cs`). None is anchored.
#[derive(Debug)]
pub(super) struct AgentList(Vec<Regex>);

impl AgentList {
    /// Reads a JSON array of texts.
    ///
    /// An invalid expression matches nothing, as in the agent: its hosts are reached through the proxy.
    pub(super) fn parse(json: &str) -> Result<Self, InvalidProxy> {
        let texts: Vec<String> =
            serde_json::from_str(json).map_err(|_| InvalidProxy::BypassList)?;
        let texts = texts.iter().map(|text| text.trim());
        let expressions = texts.filter(|text| !text.is_empty()).filter_map(|text| {
            let expression = RegexBuilder::new(text).case_insensitive(true).build();
            if expression.is_err() {
                tracing::warn!(
                    "AGENT_PROXYBYPASSLIST contains {}, which is not a valid regular expression: the hosts it is meant for are reached \
                     through the proxy",
                    one_line(text, 120)
                );
            }
            expression.ok()
        });
        Ok(Self(expressions.collect()))
    }

    /// Returns whether `url` is reached without the proxy.
    pub(super) fn matches(&self, url: &Url) -> bool {
        let text = url.origin().ascii_serialization();
        self.0.iter().any(|expression| expression.is_match(&text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(json: &str, url: &str) -> bool {
        AgentList::parse(json)
            .unwrap()
            .matches(&Url::parse(url).unwrap())
    }

    #[test]
    fn an_expression_is_searched_in_scheme_host_and_port() {
        for (json, url, expected) in [
            (
                r#"["dev\\.azure\\.com"]"#,
                "https://dev.azure.com/acme",
                true,
            ),
            (
                r#"["DEV\\.AZURE\\.COM$"]"#,
                "https://dev.azure.com/acme",
                true,
            ),
            (r#"["^https://dev"]"#, "https://dev.azure.com/", true),
            (r#"["^dev"]"#, "https://dev.azure.com/", false),
            (r#"["acme"]"#, "https://dev.azure.com/acme", false),
            (r#"["com:443$"]"#, "https://dev.azure.com:443/", false),
            (r#"["tfs:8443$"]"#, "https://tfs:8443/", true),
            (r#"["\\d+\\.0\\.0\\.1"]"#, "https://10.0.0.1/", true),
            (r#"["\\[::2\\]"]"#, "https://[::2]/", true),
            (r#"["other", " dev "]"#, "https://dev.azure.com/", true),
            (r#"["", "  "]"#, "https://dev.azure.com/", false),
            ("[]", "https://dev.azure.com/", false),
        ] {
            assert_eq!(matches(json, url), expected, "{json} {url}");
        }
    }

    #[test]
    fn an_expression_that_is_not_understood_bypasses_nothing() {
        assert!(!matches(r#"["*.azure.com"]"#, "https://dev.azure.com/"));
        assert!(matches(
            r#"["*.azure.com", "azure"]"#,
            "https://dev.azure.com/"
        ));
    }

    #[test]
    fn a_list_that_is_none_is_an_error() {
        for json in ["", "dev.azure.com", "{}", "[1]", "[\"a\""] {
            assert_eq!(
                AgentList::parse(json).unwrap_err(),
                InvalidProxy::BypassList,
                "{json}"
            );
        }
    }
}
