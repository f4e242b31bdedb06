//! What `azd` says when it fails, in each of the forms that its versions have.

use serde::Deserialize;

/// A line of its error output. Before 1.23.7: `{"type":"consoleMessage","timestamp","data":{"message"}}`. Until 1.23.15, an
/// empty one of these and a structured one. Since 1.24: `{"error","message","suggestion"}`.
#[derive(Deserialize)]
struct Line {
    #[serde(flatten)]
    own: Words,
    data: Option<Words>,
}

#[derive(Default, Deserialize)]
struct Words {
    error: Option<serde_json::Value>,
    message: Option<String>,
    suggestion: Option<String>,
}

/// Reads the words out of the error output. Without JSON in it, it is the words itself.
pub(super) fn of(stderr: &str) -> String {
    let lines = stderr.lines().filter_map(|line| {
        let line: Line = serde_json::from_str(line.trim()).ok()?;
        Some([line.own, line.data.unwrap_or_default()])
    });
    let words = lines.flatten().flat_map(Words::texts);
    let words: Vec<_> = words.collect();
    let words = if words.is_empty() {
        stderr.to_owned()
    } else {
        words.join(" ")
    };
    let words = words.trim();
    words.strip_prefix("ERROR: ").unwrap_or(words).to_owned()
}

impl Words {
    /// Its texts. The name of the error only if there is no message.
    fn texts(self) -> impl Iterator<Item = String> {
        let message = self.message.map(|it| it.trim().to_owned());
        let message = message.filter(|it| !it.is_empty());
        let error = self.error.as_ref().and_then(|it| it.as_str());
        let error = error.map(|it| it.trim().to_owned());
        let suggestion = self.suggestion.map(|it| it.trim().to_owned());
        let texts = message.or(error).into_iter().chain(suggestion);
        texts.filter(|it| !it.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_every_version_are_read() {
        for (stderr, expected) in [
            (
                "{\"error\":\"auth_failed\",\"message\":\"not logged in\",\"suggestion\":\"Run `azd auth login`.\"}\n",
                "not logged in Run `azd auth login`.",
            ),
            (
                "{\"type\":\"consoleMessage\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"data\":{\"message\":\"\\n\"}}\n{\"error\":\"a\",\"message\":\"b\"}\n",
                "b",
            ),
            (
                "{\"type\":\"consoleMessage\",\"timestamp\":\"t\",\"data\":{\"message\":\"\"}}\n{\"type\":\"error\",\"data\":{\"error\":\"a\",\"suggestion\":\"b\"}}\n",
                "a b",
            ),
            (
                "{\"type\":\"consoleMessage\",\"timestamp\":\"t\",\"data\":{\"message\":\"\\nERROR: fetching token: x\\n\"}}\n",
                "fetching token: x",
            ),
            ("ERROR: plain\n", "plain"),
            ("{not json\n", "{not json"),
            ("", ""),
        ] {
            assert_eq!(of(stderr), expected, "{stderr}");
        }
    }
}
