//! Owns how we speak to the agent: logging commands, escaped, one flushed write a line.
//!
//! Grammar and escapes: <https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands> and
//! `docs/design/percentEncoding.md` of the agent's sources.

use std::io::{self, Write};

use patless_core::Environment;
use zeroize::Zeroizing;

/// Whether the agent decodes `%AZP25`, and so whether `%` has to be escaped.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Escaping {
    /// `%` is escaped: every text comes back as it was. The agent's default since 2.184.
    WithPercents,
    /// The job sets `DECODE_PERCENTS` to something false: `%` stays, and a text that holds an escape cannot be sent.
    WithoutPercents,
}

impl Escaping {
    /// Reads `DECODE_PERCENTS` as the agent does: `1`, `true` and `$true` are true, unset is true, all else is false.
    pub fn from_environment(environment: &Environment) -> Self {
        match environment.variable("DECODE_PERCENTS") {
            None => Self::WithPercents,
            Some(text)
                if ["1", "true", "$true"]
                    .iter()
                    .any(|word| text.eq_ignore_ascii_case(word)) =>
            {
                Self::WithPercents
            }
            Some(_) => Self::WithoutPercents,
        }
    }

    /// Escapes a text for the properties or the data of a command. The buffer is wiped on drop.
    pub fn escape(self, text: &str) -> Zeroizing<String> {
        // Long enough for any escape, so that the buffer is never moved, which would leave a copy behind.
        let mut escaped = Zeroizing::new(String::with_capacity(text.len() * PERCENT.len()));
        for character in text.chars() {
            match character {
                '%' if self == Self::WithPercents => escaped.push_str(PERCENT),
                ';' => escaped.push_str("%3B"),
                '\r' => escaped.push_str("%0D"),
                '\n' => escaped.push_str("%0A"),
                ']' => escaped.push_str("%5D"),
                _ => escaped.push(character),
            }
        }
        escaped
    }

    /// Tells whether the agent gets this text back out of its escaped form as it was.
    pub fn preserves(self, text: &str) -> bool {
        self == Self::WithPercents
            || !["%3B", "%0D", "%0A", "%5D"]
                .iter()
                .any(|escape| text.contains(escape))
    }
}

const PERCENT: &str = "%AZP25";

/// The job log, as far as this step writes it: standard output, which the agent reads line by line.
#[derive(Debug)]
pub struct AgentLog<W> {
    out: W,
    escaping: Escaping,
}

impl<W: Write> AgentLog<W> {
    /// Takes the stream that the agent reads.
    pub fn new(out: W, escaping: Escaping) -> Self {
        Self { out, escaping }
    }

    /// How this agent takes texts.
    pub fn escaping(&self) -> Escaping {
        self.escaping
    }

    /// Writes a plain line for people.
    pub fn line(&mut self, text: &str) -> io::Result<()> {
        self.write(&mut Zeroizing::new(inert(text)))
    }

    /// Writes JSON on a plain line. It reads the same for a program, and holds no command for the agent.
    pub fn json(&mut self, value: &serde_json::Value) -> io::Result<()> {
        self.line(&value.to_string().replace("##", r"#\u0023"))
    }

    /// Writes a command. `properties` are written in their order; an empty value would be dropped by the agent.
    pub fn command(
        &mut self,
        name: &str,
        properties: &[(&str, &str)],
        data: &str,
    ) -> io::Result<()> {
        let data = self.escaping.escape(data);
        let mut line = Zeroizing::new(String::with_capacity(data.len() + 256));
        line.push_str("##vso[");
        line.push_str(name);
        for (index, (key, value)) in properties.iter().enumerate() {
            line.push(if index == 0 { ' ' } else { ';' });
            line.push_str(key);
            line.push('=');
            line.push_str(&self.escaping.escape(value));
        }
        line.push(']');
        line.push_str(&data);
        self.write(&mut line)
    }

    /// Writes one line with one call and flushes it: the agent never sees half of it together with another stream.
    fn write(&mut self, line: &mut Zeroizing<String>) -> io::Result<()> {
        line.push('\n');
        self.out.write_all(line.as_bytes())?;
        self.out.flush()
    }
}

/// Makes a text inert for the agent: one line, and no command in it.
///
/// It looks for `##vso[` anywhere in a line, by the rules of a language, which skip characters that cannot be seen. So
/// no two `#` are left beside each other, and no such character.
fn inert(text: &str) -> String {
    let visible = |c: char| c.is_ascii_graphic() || c.is_alphanumeric() || "…✓✗–".contains(c);
    text.replace(|c| !visible(c), " ").replace("##", "**")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl Fn(&mut AgentLog<&mut Vec<u8>>) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&mut AgentLog::new(&mut out, Escaping::WithPercents)).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_agents_own_examples_are_escaped_as_it_does() {
        for (text, escaped) in [
            ("a;b", "a%3Bb"),
            ("a]b", "a%5Db"),
            ("a%b", "a%AZP25b"),
            ("100%25", "100%AZP2525"),
            ("%3B", "%AZP253B"),
            ("%AZP25", "%AZP25AZP25"),
            ("l1\nl2\r\n", "l1%0Al2%0D%0A"),
        ] {
            assert_eq!(*Escaping::WithPercents.escape(text), escaped);
        }
    }

    #[test]
    fn decode_percents_is_read_as_the_agent_does() {
        let read =
            |value| Escaping::from_environment(&Environment::fixed(&[("DECODE_PERCENTS", value)]));
        for value in ["", "1", "true", "TRUE", "$true"] {
            assert_eq!(read(value), Escaping::WithPercents, "{value}");
        }
        for value in ["0", "false", "yes", "on"] {
            assert_eq!(read(value), Escaping::WithoutPercents, "{value}");
        }
    }

    #[test]
    fn without_percents_a_text_that_holds_an_escape_does_not_come_back() {
        assert!(Escaping::WithoutPercents.preserves("100%"));
        assert!(!Escaping::WithoutPercents.preserves("a%0Ab"));
        assert!(Escaping::WithPercents.preserves("a%0Ab"));
    }

    #[test]
    fn a_command_is_one_line() {
        let line = written(|log| {
            log.command(
                "task.setvariable",
                &[("variable", "A;B"), ("issecret", "true")],
                "x]\ny",
            )
        });
        assert_eq!(
            line,
            "##vso[task.setvariable variable=A%3BB;issecret=true]x]%0Ay\n".replace("x]", "x%5D")
        );
    }

    #[test]
    fn a_command_without_properties_has_no_space() {
        assert_eq!(
            written(|log| log.command("task.setsecret", &[], "x")),
            "##vso[task.setsecret]x\n"
        );
    }

    #[test]
    fn a_plain_line_holds_no_command_with_invisible_characters_either() {
        for invisible in ["\u{200b}", "\u{feff}", "\u{ad}", "\0"] {
            let line =
                written(|log| log.line(&format!("#{invisible}#{invisible}vso[task.debug]x")));
            assert!(!line.contains(invisible) && !line.contains("##"), "{line}");
        }
    }

    #[test]
    fn a_plain_line_holds_no_command() {
        let line = written(|log| log.line("a ##vso[task.setvariable variable=x]y\n##[error]z"));
        assert_eq!(line, "a **vso[task.setvariable variable=x]y **[error]z\n");
    }
}
