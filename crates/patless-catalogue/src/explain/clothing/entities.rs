//! Decodes the entities of HTML and XML.

use std::borrow::Cow;

/// Decodes entities: named, decimal and hexadecimal. A page in a page is encoded twice.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    let mut clear = Cow::Borrowed(text);
    for _ in 0..DEPTH {
        match once(&clear) {
            Some(next) => clear = Cow::Owned(next),
            None => break,
        }
    }
    clear
}

/// Decodes one level. `None` if there is no entity.
fn once(text: &str) -> Option<String> {
    let mut clear = String::new();
    let mut done = 0;
    for (start, _) in text.match_indices('&') {
        if let Some((length, character)) = entity(&text[start..]) {
            clear.push_str(&text[done..start]);
            clear.push(character);
            done = start + length;
        }
    }
    (done > 0).then(|| clear + &text[done..])
}

/// Reads the entity at the beginning of a text: its length, and what it stands for.
fn entity(text: &str) -> Option<(usize, char)> {
    let head = &text[1..text.floor_char_boundary(LONGEST)];
    let name = &head[..head.find(';')?];
    let character = match name.strip_prefix('#') {
        Some(number) => {
            let hex = number.strip_prefix(['x', 'X']);
            let number = hex.map_or_else(
                || number.parse().ok(),
                |hex| u32::from_str_radix(hex, 16).ok(),
            );
            match char::from_u32(number?)? {
                '\r' => '\n',
                character => character,
            }
        }
        None => NAMES.iter().find(|(own, _)| *own == name)?.1,
    };
    Some((name.len() + 2, character))
}

const NAMES: &[(&str, char)] = &[
    ("quot", '"'),
    ("apos", '\''),
    ("lt", '<'),
    ("gt", '>'),
    ("amp", '&'),
    ("nbsp", ' '),
    ("hellip", '…'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '\''),
    ("rsquo", '\''),
    ("ldquo", '"'),
    ("rdquo", '"'),
    ("shy", '\u{ad}'),
    ("zwnj", '\u{200c}'),
];

/// How often a text may be encoded.
const DEPTH: usize = 3;

/// The longest entity, in bytes.
const LONGEST: usize = 10;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_decoded() {
        for (text, clear) in [
            ("&#39;x&#39; &lt;b&gt;&nbsp;&#x27;&#X27;", "'x' <b> ''"),
            ("&amp;lt;b&amp;amp;gt;", "<b>"),
            ("a&#xD;&#xA;b", "a\n\nb"),
        ] {
            assert_eq!(decoded(text), clear, "{text}");
        }
    }

    #[test]
    fn other_ampersands_stay() {
        for text in [
            "a && b; &c",
            "?x=1&lt=2",
            "&unknown; &#xZZ; &#1114112; &",
            "&größe;",
        ] {
            assert_eq!(decoded(text), text);
        }
    }
}
