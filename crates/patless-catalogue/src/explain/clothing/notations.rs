//! Writes pairs of names and values in one way.

use super::lines::lines;
use std::borrow::Cow;

/// Writes the pairs of Python 2 (`u'a': u'b'`), Ruby (`"a"=>"b"`) and PHP (`[a] => b`) as those of JSON.
pub(super) fn of_json(text: &str) -> Cow<'_, str> {
    if !MARKS.iter().any(|mark| text.contains(mark)) {
        return Cow::Borrowed(text);
    }
    lines(text, |line| {
        let mut clear = Cow::Borrowed(line);
        for (own, plain) in PAIRS {
            if clear.contains(own) {
                clear = Cow::Owned(clear.replace(own, plain));
            }
        }
        clear
    })
}

const MARKS: &[&str] = &["': u'", "=>", "] => "];

const PAIRS: &[(&str, &str)] = &[
    ("': u'", "': '"),
    ("{u'", "{'"),
    (", u'", ", '"),
    ("\"=>\"", "\": \""),
    ("\" => \"", "\": \""),
    ("\"=>[", "\":["),
    ("] => ", ": "),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_written_as_in_json() {
        for (text, clear) in [
            (
                "{u'trace_id': u'1', u'a': u'b'}",
                "{'trace_id': '1', 'a': 'b'}",
            ),
            (
                "{\"a\"=>\"b\", \"error_codes\"=>[7]}",
                "{\"a\": \"b\", \"error_codes\":[7]}",
            ),
            ("    [trace_id] => 1", "    [trace_id: 1"),
        ] {
            assert_eq!(of_json(text), clear, "{text}");
        }
    }

    #[test]
    fn other_arrows_stay() {
        for text in ["x => x.Id", "a -> b", "it's u'x'", "if (a >= b)"] {
            assert_eq!(of_json(text), text);
        }
    }
}
