//! Reads an input as a text, a flag or a number.

use patless_core::Environment;
use patless_core::variables::INPUT;

use crate::input_error::InputError;

/// The inputs as texts.
pub(super) struct Raw<'a>(pub(super) &'a Environment);

impl<'a> Raw<'a> {
    /// The text of an input. `None` where it is not given.
    pub(super) fn text(&self, input: &str) -> Option<&'a str> {
        let text = self.0.member(&INPUT, &input.to_uppercase())?.trim();
        (!text.is_empty()).then_some(text)
    }

    /// The words of a list, with commas or white space between them.
    pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
        let words = text.split(|c: char| c == ',' || c.is_whitespace());
        words.filter(|word| !word.is_empty())
    }

    /// An input that is true or false. Default false.
    pub(super) fn boolean(&self, input: &'static str) -> Result<bool, InputError> {
        match self.text(input) {
            None => Ok(false),
            Some(text) if text.eq_ignore_ascii_case("true") => Ok(true),
            Some(text) if text.eq_ignore_ascii_case("false") => Ok(false),
            Some(text) => Err(InputError::Value {
                input,
                text: text.to_owned(),
                expected: "true or false",
            }),
        }
    }

    /// An input that is a number from 0 to `most`.
    pub(super) fn number(
        &self,
        input: &'static str,
        default: u64,
        most: u64,
        expected: &'static str,
    ) -> Result<u64, InputError> {
        let Some(text) = self.text(input) else {
            return Ok(default);
        };
        text.parse()
            .ok()
            .filter(|&number| number <= most)
            .ok_or_else(|| InputError::Value {
                input,
                text: text.to_owned(),
                expected,
            })
    }
}
