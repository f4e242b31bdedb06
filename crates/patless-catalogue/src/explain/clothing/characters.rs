//! Replaces characters that look like others, and removes those that nobody sees.

use std::borrow::Cow;

/// Removes invisible characters, and replaces the spaces, quotes and hyphens of word processors and web pages by ASCII.
///
/// En and em dashes stay: names contain them.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| !c.is_ascii()) {
        plain.push_str(&rest[..start]);
        rest = &rest[start..];
        let wide = rest.find(|c| narrow(c).is_none()).unwrap_or(rest.len());
        if wide > 0 {
            let run = &rest[..wide];
            let narrowed: String = run.chars().filter_map(narrow).collect();
            let is_code = is_code(&narrowed) || is_code(tail(&plain));
            plain.push_str(if is_code { &narrowed } else { run });
            rest = &rest[wide..];
        } else if let Some(character) = rest.chars().next() {
            match ascii(character) {
                Some(ascii) => plain.push_str(ascii),
                None => plain.push(character),
            }
            rest = &rest[character.len_utf8()..];
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// Returns what stands for a character: nothing, or an ASCII character. `None` if it stays.
fn ascii(character: char) -> Option<&'static str> {
    let ascii = match character {
        '\u{ad}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' => "",
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => " ",
        '\u{85}' | '\u{2028}' | '\u{2029}' => "\n",
        '\u{2018}'..='\u{201b}' => "'",
        '\u{201c}'..='\u{201f}' => "\"",
        '\u{2010}' | '\u{2011}' | '\u{2212}' => "-",
        _ => return None,
    };
    Some(ascii)
}

/// The ASCII letter or digit that a full-width one looks like.
fn narrow(character: char) -> Option<char> {
    let offset = u32::from(character).checked_sub(0xfee0)?;
    let ascii = char::from_u32(offset)?;
    ascii.is_ascii_alphanumeric().then_some(ascii)
}

fn is_code(text: &str) -> bool {
    let head = text.as_bytes().get(..6);
    head.is_some_and(|head| head.eq_ignore_ascii_case(b"AADSTS"))
}

/// The last six bytes of a text.
fn tail(text: &str) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(6))..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_replaced_by_those_that_they_look_like() {
        for (text, clear) in [
            ("re\u{200b}fer\u{ad}ence\u{a0}x\u{feff}", "reference x"),
            ("‘a’ “b” „c“", "'a' \"b\" \"c\""),
            ("8e2d4b60\u{2011}1c7f", "8e2d4b60-1c7f"),
            ("AADSTS７００ ＡＡＤＳＴＳ７", "AADSTS700 AADSTS7"),
        ] {
            assert_eq!(plain(text), clear, "{text}");
        }
    }

    #[test]
    fn names_stay() {
        for text in [
            "sc://größe/Web – Prod/７",
            "プロジェクト",
            "│ box",
            "…",
            "🙂",
        ] {
            assert_eq!(plain(text), text);
        }
    }
}
