//! Parser of `##vso[area.event key=value;]data`, with the quirks of the agent's parser.

use super::text::same_name;

/// One logging command.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LoggingCommand {
    /// The part before the dot, such as `task`.
    pub area: String,
    /// The part after the dot, such as `setvariable`.
    pub event: String,
    /// The decoded properties.
    pub properties: Properties,
    /// The decoded text after the header.
    pub data: String,
}

/// The properties of a command. Names ignore case, but keep their spaces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Properties(Vec<(String, String)>);

impl Properties {
    /// Finds a value. It is never empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(other, _)| same_name(other, name));
        found.map(|(_, value)| value.as_str())
    }

    /// Lists names and values, in the order in which the names first occur.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (&**name, &**value))
    }

    /// Adds a value. The last value of a name wins, and the first spelling of the name stays.
    fn insert(&mut self, name: &str, value: String) {
        match self.0.iter_mut().find(|(other, _)| same_name(other, name)) {
            Some((_, old)) => *old = value,
            None => self.0.push((name.to_owned(), value)),
        }
    }
}

/// Whether `%AZP25` is decoded to a percent sign. The agent's knob `DECODE_PERCENTS` controls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "the knob has two positions")]
pub enum DecodePercents {
    /// The default.
    On,
    /// The knob has a value other than `1`, `true` and `$true`.
    Off,
}

/// Parses one line of output. `None` means that the line is not a command.
pub fn parse(line: &str, percents: DecodePercents) -> Option<LoggingCommand> {
    let start = line.find(PREFIX)? + PREFIX.len();
    let (header, data) = line[start..].split_once(']')?;
    let (name, properties) = header.split_once(' ').unwrap_or((header, ""));
    let mut parts = name.split('.').filter(|part| !part.is_empty());
    let (area, event) = (parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    Some(LoggingCommand {
        area: area.to_owned(),
        event: event.to_owned(),
        properties: parse_properties(properties, percents),
        data: unescape(data, percents),
    })
}

/// Reads `key=value;…`. An entry without a key or a value is dropped, and each `=` before a key or a value is skipped.
fn parse_properties(text: &str, percents: DecodePercents) -> Properties {
    let mut properties = Properties::default();
    for entry in text.split(';') {
        let Some((key, value)) = entry.trim_start_matches('=').split_once('=') else {
            continue;
        };
        let value = value.trim_start_matches('=');
        if !value.is_empty() {
            properties.insert(key, unescape(value, percents));
        }
    }
    properties
}

/// Decodes text. `%AZP25` is decoded last.
pub fn unescape(text: &str, percents: DecodePercents) -> String {
    let mut text = text.to_owned();
    for (plain, escaped) in ESCAPES {
        text = text.replace(escaped, plain);
    }
    match percents {
        DecodePercents::On => text.replace(PERCENT, "%"),
        DecodePercents::Off => text,
    }
}

/// Encodes text. `%` is encoded first.
pub fn escape(text: &str, percents: DecodePercents) -> String {
    let mut text = match percents {
        DecodePercents::On => text.replace('%', PERCENT),
        DecodePercents::Off => text.to_owned(),
    };
    for (plain, escaped) in ESCAPES {
        text = text.replace(plain, escaped);
    }
    text
}

/// The text that starts a command. It may be anywhere in a line, and is case-sensitive.
const PREFIX: &str = "##vso[";
/// The encoded percent sign.
const PERCENT: &str = "%AZP25";
/// The characters that are encoded in properties and data, in the order of decoding.
const ESCAPES: [(&str, &str); 4] = [(";", "%3B"), ("\r", "%0D"), ("\n", "%0A"), ("]", "%5D")];

#[cfg(test)]
mod tests {
    use super::DecodePercents::{Off, On};
    use super::*;

    /// Shows a command as `area.event {key:value,…} data`.
    fn shown(line: &str, percents: DecodePercents) -> Option<String> {
        let command = parse(line, percents)?;
        let properties: Vec<String> = command
            .properties
            .iter()
            .map(|(name, value)| format!("{name}:{value}"))
            .collect();
        let LoggingCommand {
            area, event, data, ..
        } = &command;
        Some(format!(
            "{area}.{event} {{{}}} {data}",
            properties.join(",")
        ))
    }

    #[test]
    fn command_is_parsed_like_the_agent() {
        let cases = [
            ("##vso[area.event k1=v1;]msg", "area.event {k1:v1} msg"),
            ("##vso[area.event]", "area.event {} "),
            (
                ">>>   ##vso[area.event k1=v1;]msg",
                "area.event {k1:v1} msg",
            ),
            ("##vso[area.event k1=;k2=;]", "area.event {} "),
            (
                "##vso[area.event k1=%3B=%0D=%0A=%5D%AZP25;]%3B-%0D-%0A-%5D%AZP253B",
                "area.event {k1:;=\r=\n=]%} ;-\r-\n-]%3B",
            ),
            ("] ##vso[task.debug]two", "task.debug {} two"),
            ("##vso[a..b]x", "a.b {} x"),
            ("##vso[.a.b.]x", "a.b {} x"),
            (
                "##vso[task.setvariable variable=x; issecret=true]v",
                "task.setvariable {variable:x, issecret:true} v",
            ),
            (
                "##vso[task.setvariable  variable=x]v",
                "task.setvariable { variable:x} v",
            ),
            (
                "##vso[task.setvariable variable=x;VARIABLE=y]v",
                "task.setvariable {variable:y} v",
            ),
            (
                "##vso[task.setvariable variable==a=b]v",
                "task.setvariable {variable:a=b} v",
            ),
            (
                "##vso[task.setvariable variable=abc==]v",
                "task.setvariable {variable:abc==} v",
            ),
            (
                "##vso[task.setvariable variable====]v",
                "task.setvariable {} v",
            ),
            (
                "##vso[task.setvariable =variable=x]v",
                "task.setvariable {variable:x} v",
            ),
            (
                "##vso[task.setvariable variable=a]b]c",
                "task.setvariable {variable:a} b]c",
            ),
            (
                "##vso[task.setvariable variable= x ]v ",
                "task.setvariable {variable: x } v ",
            ),
            (
                "##vso[task.setvariable variable=a%3bb]v%0a%5d",
                "task.setvariable {variable:a%3bb} v%0a%5d",
            ),
            ("##vso[task.setsecret]%AZP253B", "task.setsecret {} %3B"),
            (
                "##vso[task.setsecret]%AZP25AZP25",
                "task.setsecret {} %AZP25",
            ),
            ("##vso[task.setsecret]%25", "task.setsecret {} %25"),
            (
                "##vso[task.debug]one ##vso[task.debug]two",
                "task.debug {} one ##vso[task.debug]two",
            ),
            ("##vso[task.debug\tx=1]y", "task.debug\tx=1 {} y"),
        ];
        for (line, expected) in cases {
            assert_eq!(shown(line, On).as_deref(), Some(expected), "{line}");
        }
    }

    #[test]
    fn percent_stays_encoded_when_decoding_is_off() {
        let cases = [
            (
                "##vso[area.event k1=%3B=%0D=%0A=%5D%AZP25;]%3B-%0D-%0A-%5D%AZP253B",
                "area.event {k1:;=\r=\n=]%AZP25} ;-\r-\n-]%AZP253B",
            ),
            (
                "##vso[task.setsecret]%AZP253B",
                "task.setsecret {} %AZP253B",
            ),
        ];
        for (line, expected) in cases {
            assert_eq!(shown(line, Off).as_deref(), Some(expected), "{line}");
        }
    }

    #[test]
    fn other_lines_are_not_commands() {
        for line in [
            "",
            "##VSO[task.debug]x",
            "##vso [task.debug]x",
            "##vso[task.debug",
            "##vso[task]x",
            "##vso[a.b.c]x",
            "##vso[]x",
            "##vso[ task.debug]x",
            "##vso[bad ##vso[task.debug]two",
            "##[error]x",
        ] {
            assert_eq!(parse(line, On), None, "{line}");
        }
    }

    #[test]
    fn text_is_escaped_like_the_agent() {
        let cases = [
            ("a;b", "a%3Bb"),
            ("a]b", "a%5Db"),
            ("a%b", "a%AZP25b"),
            ("100%25", "100%AZP2525"),
            ("%3B", "%AZP253B"),
            ("%AZP25", "%AZP25AZP25"),
            ("l1\nl2\r\n", "l1%0Al2%0D%0A"),
        ];
        for (plain, escaped) in cases {
            assert_eq!(escape(plain, On), escaped);
            assert_eq!(unescape(escaped, On), plain);
        }
        assert_eq!(
            unescape(&escape("%0A", Off), Off),
            "\n",
            "does not round-trip when off"
        );
    }
}
