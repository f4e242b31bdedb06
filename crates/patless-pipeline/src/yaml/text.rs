//! Where something stands that is a part of a text.

use super::node::Scalar;
use crate::place::Place;

/// A text of a file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text<'t> {
    at: &'t Place,
    whole: &'t str,
    /// Each of its characters stands in the file as it is.
    is_plain: bool,
}

impl<'t> Text<'t> {
    /// The text of a scalar.
    pub(crate) fn of(at: &'t Place, scalar: &'t Scalar) -> Self {
        Self {
            at,
            whole: &scalar.text,
            is_plain: !scalar.quoted && !scalar.text.contains('\n'),
        }
    }

    /// The text of a key.
    pub(crate) fn of_key(at: &'t Place, key: &'t str) -> Self {
        Self {
            at,
            whole: key,
            is_plain: true,
        }
    }

    /// Returns the place of a byte. In quotes and blocks, it is where they begin.
    pub(crate) fn place(&self, byte: usize) -> Place {
        let mut place = self.at.clone();
        if self.is_plain {
            let before = self.whole.get(..byte).unwrap_or(self.whole);
            place.column += before.chars().count();
        }
        place
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn a_byte_has_a_place_of_its_own_only_where_the_text_is_as_in_the_file() {
        let at = Place {
            file: Arc::from("p.yml"),
            line: 3,
            column: 7,
        };
        let cases = [
            ("é: ${{ x }}", false, 8, "p.yml:3:14"),
            ("é: ${{ x }}", true, 8, "p.yml:3:7"),
            ("a\nb ${{ x }}", false, 8, "p.yml:3:7"),
            ("short", false, 100, "p.yml:3:12"),
        ];
        for (text, quoted, byte, expected) in cases {
            let text = text.to_owned();
            let scalar = Scalar { text, quoted };
            let place = Text::of(&at, &scalar).place(byte);
            assert_eq!(place.to_string(), expected, "{scalar:?}");
        }
    }
}
