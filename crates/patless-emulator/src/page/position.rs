//! How much of everything a browser has got. It sends this back when it connects again.

/// Numbers of requests and lines that a browser has got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    /// Requests.
    pub(super) requests: usize,
    /// Lines of the log.
    pub(super) lines: usize,
}

impl Position {
    /// Writes the ID of an event.
    pub(super) fn text(self, instance: &str) -> String {
        format!("{instance}.{}.{}", self.requests, self.lines)
    }

    /// Reads the ID of the last event. `None` means that it is from another emulator, or none of ours.
    pub(super) fn parse(text: &str, instance: &str) -> Option<Self> {
        let (requests, lines) = text
            .strip_prefix(instance)?
            .strip_prefix('.')?
            .split_once('.')?;
        Some(Self {
            requests: requests.parse().ok()?,
            lines: lines.parse().ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn position_is_read_back_from_the_same_emulator_only() {
        let position = Position {
            requests: 3,
            lines: 0,
        };
        assert_eq!(position.text("a_B"), "a_B.3.0");
        assert_eq!(Position::parse("a_B.3.0", "a_B"), Some(position));
        for text in ["other.3.0", "a_B", "a_B.3", "a_B.-3.0", "a_B.x.0", ""] {
            assert_eq!(Position::parse(text, "a_B"), None, "{text}");
        }
    }
}
