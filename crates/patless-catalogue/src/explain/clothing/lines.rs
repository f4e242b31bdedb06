//! Goes through the lines of a text.

use std::borrow::Cow;

/// Changes each line of a text that has to be changed.
pub(super) fn lines(text: &str, mut change: impl FnMut(&str) -> Cow<'_, str>) -> Cow<'_, str> {
    let mut is_changed = false;
    let mut all = String::new();
    for (start, line) in starts(text) {
        let changed = change(line);
        if !is_changed {
            if let Cow::Borrowed(same) = changed
                && same.len() == line.len()
            {
                continue;
            }
            is_changed = true;
            all.reserve(text.len());
            all.push_str(&text[..start]);
        }
        all.push_str(&changed);
        if start + line.len() < text.len() {
            all.push('\n');
        }
    }
    if is_changed {
        Cow::Owned(all)
    } else {
        Cow::Borrowed(text)
    }
}

/// The lines of a text with their positions.
fn starts(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = 0;
    text.split('\n').map(move |line| {
        let start = next;
        next += line.len() + 1;
        (start, line)
    })
}
