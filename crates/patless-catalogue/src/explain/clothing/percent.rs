//! Decodes error messages in addresses, and the escapes of logging commands.

use super::lines::lines;
use std::borrow::Cow;

/// Decodes the percent escapes of an error in an address (`error_description=…`), and those of the agent's and GitHub's
/// logging commands. Other addresses stay: names in them are escaped for good.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') && !text.contains(MARKS[0]) {
        return Cow::Borrowed(text);
    }
    lines(text, |line| {
        let mut line = Cow::Borrowed(line);
        for mark in MARKS {
            if let Cow::Owned(clear) = addresses(&line, mark) {
                line = Cow::Owned(clear);
            }
        }
        if COMMANDS.iter().any(|command| line.contains(command)) {
            let command =
                |line: String, (escaped, plain): &(&str, &str)| line.replace(escaped, plain);
            return Cow::Owned(ESCAPES.iter().fold(line.into_owned(), command));
        }
        line
    })
}

/// Decodes the messages in a line that begin with a mark and end before the next parameter.
fn addresses<'a>(line: &'a str, mark: &str) -> Cow<'a, str> {
    let mut clear = String::new();
    let (mut done, mut next) = (0, 0);
    for (start, _) in line.match_indices(mark) {
        if start < next {
            continue;
        }
        let rest = &line[start..];
        let end = rest.find(|c: char| c.is_whitespace() || "&\"<>`".contains(c));
        let message = &rest[..end.unwrap_or(rest.len())];
        next = start + message.len();
        if message.contains('%') || mark == MARKS[0] && message.contains('+') {
            clear.push_str(&line[done..start]);
            clear.push_str(&message_of(message));
            done = next;
        }
    }
    if done == 0 {
        return Cow::Borrowed(line);
    }
    clear.push_str(&line[done..]);
    Cow::Owned(clear)
}

/// Decodes one message, which may be escaped twice.
fn message_of(message: &str) -> String {
    let once = level(message);
    // A message has several words.
    if once.contains(char::is_whitespace) {
        once
    } else {
        level(&once)
    }
}

/// Undoes one level of escapes. A plus sign is a space, unless spaces are escaped otherwise.
fn level(message: &str) -> String {
    if message.contains("%20") {
        bytes(message)
    } else {
        bytes(&message.replace('+', " "))
    }
}

fn bytes(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('%') {
        bytes.extend_from_slice(&rest.as_bytes()[..start]);
        rest = &rest[start..];
        let byte = rest
            .get(1..3)
            .filter(|digits| digits.bytes().all(|c| c.is_ascii_hexdigit()));
        let byte = byte.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(b'%'));
        rest = &rest[byte.map_or(1, |_| 3)..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What begins a message in an address.
const MARKS: &[&str] = &["error_description=", "AADSTS"];

/// What begins a logging command.
const COMMANDS: &[&str] = &["##vso[", "##[", "::error", "::warning"];

/// The escapes of logging commands. The percent sign is the last.
const ESCAPES: &[(&str, &str)] = &[
    ("%0D%0A", "\n\n"),
    ("%0D", "\n"),
    ("%0A", "\n"),
    ("%3B", ";"),
    ("%5D", "]"),
    ("%AZP25", "%"),
    ("%25", "%"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_in_addresses_are_decoded() {
        for (text, clear) in [
            (
                "https://x/cb?error_description=AADSTS1%3A+No+%27a+b%27%0d%0aTrace&error_uri=y%20z",
                "https://x/cb?error_description=AADSTS1: No 'a b'\r\nTrace&error_uri=y%20z",
            ),
            ("AADSTS1%3A%20a+b%20c", "AADSTS1: a+b c"),
            ("?error_description=No+such", "?error_description=No such"),
            ("AADSTS1%253A%2520a", "AADSTS1: a"),
            ("AADSTS1%253A%2Ba", "AADSTS1: a"),
            (
                "##vso[task.issue]a%0D%0Ab%3B 5%AZP25 %0A",
                "##vso[task.issue]a\n\nb; 5% \n",
            ),
        ] {
            assert_eq!(decoded(text), clear, "{text}");
        }
    }

    #[test]
    fn other_addresses_stay() {
        for text in [
            "https://dev.azure.com/acme/My%20Web/_git/x%2By",
            "100% of it, 5%0A",
            "AADSTS1: a %ProgramFiles% b+c",
        ] {
            assert_eq!(decoded(text), text);
        }
    }
}
