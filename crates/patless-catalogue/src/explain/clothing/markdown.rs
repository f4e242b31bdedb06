//! Removes the marks of Markdown.

use super::lines::lines;
use std::borrow::Cow;

/// Removes fences, bold and italic marks, and the backslashes before signs. A masked value (`***`) stays, and so do patterns
/// of paths (`**/*.cs`) and the paths of Windows.
pub(super) fn without_marks(text: &str) -> Cow<'_, str> {
    if !text.contains(['*', '\\', '`']) {
        return Cow::Borrowed(text);
    }
    lines(text, |line| {
        if is_fence(line) {
            return Cow::Borrowed("");
        }
        let plain = without_stars(line);
        match unescaped(&plain) {
            Some(clear) => Cow::Owned(clear),
            None => plain,
        }
    })
}

/// A line that begins or ends a block of code.
pub(super) fn is_fence(line: &str) -> bool {
    let language = line.trim().strip_prefix("```");
    language.is_some_and(|word| {
        word.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    })
}

/// Removes `**` beside a word, and `*` around words.
fn without_stars(line: &str) -> Cow<'_, str> {
    if !line.contains('*') {
        return Cow::Borrowed(line);
    }
    let mut removed = Vec::new();
    let mut opened = None;
    for (start, end) in runs(line) {
        let before = line[..start].chars().next_back();
        let after = line[end..].chars().next();
        let is_open = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let is_path = |c: Option<char>| c.is_some_and(|c| "/\\".contains(c));
        let is_alone = is_open(before) && is_open(after);
        match end - start {
            2 if !is_alone && !is_path(after) && before != Some('/') && before != Some('\\') => {
                removed.push((start, end));
            }
            1 if before != Some('\\') && !is_path(after) => {
                if let Some(from) = opened
                    .take()
                    .filter(|_| !is_open(before) && before != Some('/'))
                {
                    removed.push((from, from + 1));
                    removed.push((start, end));
                } else if is_open(before) && !is_open(after) && after != Some('.') {
                    opened = Some(start);
                }
            }
            _ => {}
        }
    }
    if removed.is_empty() {
        return Cow::Borrowed(line);
    }
    removed.sort_unstable();
    let mut clear = String::with_capacity(line.len());
    let mut done = 0;
    for (start, end) in removed {
        clear.push_str(&line[done..start]);
        done = end;
    }
    clear.push_str(&line[done..]);
    Cow::Owned(clear)
}

/// The runs of stars in a line.
fn runs(line: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut next = 0;
    std::iter::from_fn(move || {
        let start = next + line[next..].find('*')?;
        let length = line[start..]
            .bytes()
            .take_while(|byte| *byte == b'*')
            .count();
        next = start + length;
        Some((start, next))
    })
}

/// Removes backslashes before signs that Markdown uses. `None` if there is none.
fn unescaped(line: &str) -> Option<String> {
    let mut clear = String::new();
    let mut done = 0;
    let mut in_path = false;
    for (start, sign) in line.match_indices(|c: char| c == '\\' || c.is_whitespace()) {
        if sign != "\\" {
            in_path = false;
            continue;
        }
        in_path |= is_drive(&line[..start]);
        let is_mark = line[start + 1..].starts_with(|c| "_*<>[]()#|~`".contains(c));
        if is_mark && !in_path && start >= done {
            clear.push_str(&line[done..start]);
            done = start + 1;
        }
    }
    (done > 0).then(|| clear + &line[done..])
}

/// Returns whether a text ends with the name of a drive, such as `C:`.
pub(super) fn is_drive(text: &str) -> bool {
    let Some(rest) = text.strip_suffix(':') else {
        return false;
    };
    let Some(rest) = rest.strip_suffix(|c: char| c.is_ascii_alphabetic()) else {
        return false;
    };
    !rest.ends_with(|c: char| c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_removed() {
        for (text, clear) in [
            ("**AADSTS1**: a **b c**", "AADSTS1: a b c"),
            ("a *b c* d, *e*.", "a b c d, e."),
            (
                r"AADSTS1\_x \*\*\* \<token-identified principal\>",
                "AADSTS1_x *** <token-identified principal>",
            ),
            ("```text\na\n```", "\na\n"),
        ] {
            assert_eq!(without_marks(text), clear, "{text}");
        }
    }

    #[test]
    fn masks_patterns_and_paths_stay() {
        for text in [
            "subject '***' of ***, https://***@dev.azure.com",
            "**/*.csproj src/**/x *.dev.azure.com a * b 2 ** 3",
            r"D:\a\_work\[x] C:\a\_b",
            r"tenant\tenant\3b9e1c7d",
            "``` code ``` inline",
            "SELECT * FROM x *",
        ] {
            assert_eq!(without_marks(text), text);
        }
    }
}
