//! Undresses a pasted text: undoes what consoles, logs, mail programs, web pages and encodings put around an error.
//!
//! Each step takes off one kind of clothing, in the order of [`STEPS`], and leaves a text without it as it is. All of them
//! are linear in the length of the text. A removed character joins what it separated, so a secret stays recognizable.

use std::borrow::Cow;

mod blocks;
mod borders;
mod characters;
mod codes;
mod doubled;
mod entities;
mod escapes;
mod hints;
mod lines;
mod links;
mod mail;
mod markdown;
mod mojibake;
mod notations;
mod percent;
mod prefixes;
mod tags;
mod terminal;
mod times;

/// One kind of clothing, taken off.
type Step = fn(&str) -> Cow<'_, str>;

/// Applied in this order.
///
/// 1. Wrong encodings, and what a terminal adds: its sequences contain backslashes and brackets, and all lines have to end
///    in one way.
/// 2. The encodings of a whole text: mail, addresses, strings. Strings may hold terminal sequences again.
/// 3. Web pages: tags and entities. A page that was escaped as a whole has its tags after the entities, and a page may show a
///    string, whose quotation marks were entities.
/// 4. What stands in front of each line: by now, all lines are there.
/// 5. Blocks and Markdown, whose escapes look like those of strings, and whose marks may stand in front of a line.
/// 6. Codes, which may have been broken by any of these.
/// 7. The hints of our own reports, which are found at the beginnings of lines.
const STEPS: &[Step] = &[
    mojibake::restored,
    terminal::without_controls,
    characters::plain,
    mail::decoded,
    percent::decoded,
    doubled::single,
    escapes::undone,
    notations::of_json,
    terminal::without_controls,
    tags::without_tags,
    entities::decoded,
    escapes::undone,
    tags::without_tags,
    characters::plain,
    prefixes::without_prefixes,
    blocks::without_indentation,
    links::without_links,
    markdown::without_marks,
    codes::normalized,
    hints::without_hints,
];

/// Returns the text in clear. Its lines are kept.
///
/// Where a string had an escaped `\r\n`, an empty line follows: no console broke the line there.
pub(super) fn undressed(text: &str) -> String {
    let mut clear = Cow::Borrowed(end_of(text));
    for step in STEPS {
        if let Cow::Owned(next) = step(&clear) {
            clear = Cow::Owned(next);
        }
    }
    clear.into_owned()
}

/// Returns the end of a long text: that is where a log shows the error.
fn end_of(text: &str) -> &str {
    let surplus = text.len().saturating_sub(LIMIT_BYTES);
    &text[text.ceil_char_boundary(surplus)..]
}

/// The most text that is read, in bytes. An [`Excerpt`](super::Excerpt) is no longer.
const LIMIT_BYTES: usize = 1024 * 1024;

#[cfg(test)]
mod tests;
