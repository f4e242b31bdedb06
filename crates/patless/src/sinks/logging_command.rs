//! Logging commands to the agent: escaped, one flushed write per line.
//!
//! Grammar and escapes: <https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands> and
//! `docs/design/percentEncoding.md` of the agent's sources.

use std::io::{self, Write};

use memchr::{memchr2, memchr3};
use patless_catalogue::text::{harmless, is_visible};
use patless_core::variables::DECODE_PERCENTS;
use patless_core::{Environment, Wiped};

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
        match environment.variable(&DECODE_PERCENTS) {
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
    pub fn escape(self, text: &str) -> Wiped {
        if !needs_escapes(text) {
            return Wiped::new(text.to_owned());
        }
        // Long enough for any escape, so that the buffer is never moved, which would leave a copy behind.
        let mut escaped = Wiped::new(String::with_capacity(text.len() * PERCENT.len()));
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

    /// Whether the agent can restore this text from its escaped form.
    pub fn preserves(self, text: &str) -> bool {
        self == Self::WithPercents
            || !["%3B", "%0D", "%0A", "%5D"]
                .iter()
                .any(|escape| text.contains(escape))
    }
}

const PERCENT: &str = "%AZP25";

/// Whether escaping changes a text. It changes few, and masks are long: two quick checks are enough.
fn needs_escapes(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr3(b'%', b';', b']', bytes).is_some() || memchr2(b'\r', b'\n', bytes).is_some()
}

/// How a command begins.
const PREFIX: &str = "##vso[";

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

    /// The stream that the agent reads.
    pub(super) fn out(&self) -> &W {
        &self.out
    }

    /// How this agent unescapes texts.
    pub fn escaping(&self) -> Escaping {
        self.escaping
    }

    /// Writes a plain line for people.
    pub fn line(&mut self, text: &str) -> io::Result<()> {
        self.write(&mut Wiped::new(inert(text)))
    }

    /// Writes JSON on a plain line. A program reads the same value, and the line contains no command for the agent.
    pub fn json(&mut self, value: &serde_json::Value) -> io::Result<()> {
        self.line(&ascii_json(value).replace("##", r"#\u0023"))
    }

    /// Writes a command. `properties` are written in their order; an empty value would be dropped by the agent.
    pub fn command(
        &mut self,
        name: &str,
        properties: &[(&str, &str)],
        data: &str,
    ) -> io::Result<()> {
        let data = self.escaping.escape(data);
        let mut line = Wiped::new(String::with_capacity(data.len() + 256));
        line.push_str(PREFIX);
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

    /// Writes the same command for several values in one call: one line each, with no other output in between.
    pub fn commands(&mut self, name: &str, data: &[Wiped]) -> io::Result<()> {
        let escape = |it: &Wiped| needs_escapes(it).then(|| self.escaping.escape(it));
        let escaped: Vec<_> = data.iter().map(escape).collect();
        let data = || {
            let pairs = escaped.iter().zip(data);
            pairs.map(|(escaped, plain)| escaped.as_ref().unwrap_or(plain))
        };
        let length = |data: &Wiped| PREFIX.len() + name.len() + data.len() + 2;
        // Large enough that it never moves, which would leave a copy behind.
        let mut lines = Wiped::new(String::with_capacity(data().map(length).sum()));
        for data in data() {
            if !lines.is_empty() {
                lines.push('\n');
            }
            lines.push_str(PREFIX);
            lines.push_str(name);
            lines.push(']');
            lines.push_str(data);
        }
        self.write(&mut lines)
    }

    /// Writes one line with one call and flushes it: the agent never sees half of it together with another stream.
    fn write(&mut self, line: &mut Wiped) -> io::Result<()> {
        line.push('\n');
        self.out.write_all(line.as_bytes())?;
        self.out.flush()
    }
}

/// Makes a text inert for the agent: one line, and no command in it.
///
/// It looks for `##vso[` anywhere in a line, by the rules of a language, which pass over characters that cannot be seen. So
/// no two `#` are left beside each other, and nothing that could be passed over between two.
fn inert(text: &str) -> String {
    harmless(text, |it| is_visible(it) || "…✓✗–".contains(it)).replace("##", "**")
}

/// Writes JSON in ASCII only, so that no character has to be removed.
fn ascii_json(value: &serde_json::Value) -> String {
    let text = value.to_string();
    if text
        .bytes()
        .all(|byte| byte.is_ascii_graphic() || byte == b' ')
    {
        return text;
    }
    let mut units = [0; 2];
    text.chars()
        .map(|character| match character {
            ' '..='~' => character.to_string(),
            _ => character
                .encode_utf16(&mut units)
                .iter()
                .map(|unit| format!("\\u{unit:04x}"))
                .collect(),
        })
        .collect()
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
    fn nothing_of_unicode_makes_a_command_of_a_plain_line() {
        for character in '\0'..=char::MAX {
            let line = inert(&format!(
                "#{character}#{character}vso[x {character}##{character}"
            ));
            assert!(!line.contains("##"), "{character:?}: {line}");
            let line: Vec<_> = line.chars().collect();
            let is_ascii = |it: &[char]| it.iter().all(char::is_ascii);
            let harmless = line
                .windows(2)
                .all(|pair| !pair.contains(&'#') || is_ascii(pair));
            assert!(harmless, "{character:?}: {line:?}");
        }
    }

    #[test]
    fn json_reads_the_same_for_a_program() {
        let value = serde_json::json!({ "größe": "#\u{3164}#é##vso[task.debug]\u{1f600}\u{7f}✓" });
        let line = written(|log| log.json(&value));
        assert!(line.is_ascii() && !line.contains("##"), "{line}");
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&line).unwrap(),
            value
        );
    }

    #[test]
    fn several_commands_are_a_line_each_in_one_write() {
        let data = ["a;b", "c"].map(|it| Wiped::new(it.to_owned()));
        let lines = written(|log| log.commands("task.setsecret", &data));
        assert_eq!(
            lines,
            "##vso[task.setsecret]a%3Bb\n##vso[task.setsecret]c\n"
        );
    }

    #[test]
    fn a_plain_line_holds_no_command() {
        let line = written(|log| log.line("a ##vso[task.setvariable variable=x]y\n##[error]z"));
        assert_eq!(line, "a **vso[task.setvariable variable=x]y **[error]z\n");
    }
}
