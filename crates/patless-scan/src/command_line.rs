//! Splits the lines of a script into command lines, and those into words.

use std::ops::Range;

use crate::language::Language;
use crate::script::Script;

/// One program with its arguments. What stands in `$(…)` is a command line of its own, and part of a word of the outer one.
#[derive(Debug)]
pub(crate) struct CommandLine<'t> {
    /// The program, what comes before it (`RUN`, `sudo`, `npx`), and its arguments.
    pub(crate) words: Vec<Word<'t>>,
}

/// One word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word<'t> {
    /// Its bytes in the document, quotes included.
    pub(crate) whole: Range<usize>,
    /// Its bytes without the quotes around it.
    pub(crate) at: Range<usize>,
    /// The text at `at`, as it stands there.
    pub(crate) text: &'t str,
}

/// An option and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Argument {
    /// All of `--token "$PAT"`.
    pub(crate) whole: Range<usize>,
    /// The value, without quotes.
    pub(crate) value: Range<usize>,
}

impl<'t> Script<'t> {
    /// Returns its command lines, not those in comments. The language must be one of commands, else there is none.
    pub(crate) fn command_lines(&self) -> Vec<CommandLine<'t>> {
        if !self.language.runs_commands() {
            return Vec::new();
        }
        let mut found = Vec::new();
        for line in self.commands() {
            Splitter::new(self.document, self.language).split(line, &mut found);
        }
        found
    }
}

impl<'t> CommandLine<'t> {
    /// Returns the index of the word that names a program: with its folder, ending or version, whatever comes before it.
    pub(crate) fn program(&self, name: &str) -> Option<usize> {
        self.words
            .iter()
            .position(|word| program(word.text) == name)
    }

    /// Returns the index of the word that names a program, if `then` comes right behind it.
    pub(crate) fn program_with(&self, name: &str, then: &[&str]) -> Option<usize> {
        self.words.windows(2).position(|pair| match pair {
            [word, next] => {
                program(word.text) == name
                    && then.iter().any(|then| next.text.eq_ignore_ascii_case(then))
            }
            _ => false,
        })
    }

    /// Tells whether one of the words from `from` on is this. Case does not count.
    pub(crate) fn has(&self, from: usize, word: &str) -> bool {
        let mut words = self.words.iter().skip(from);
        words.any(|other| other.text.eq_ignore_ascii_case(word))
    }

    /// Returns the first option of one of these names from the word `from` on: `--token X`, `--token=X`, `-Password:X`.
    /// Case counts for names of one letter only.
    pub(crate) fn option(&self, from: usize, names: &[&str]) -> Option<Argument> {
        self.options(from, names).next()
    }

    /// Returns all such options.
    pub(crate) fn options<'s>(
        &'s self,
        from: usize,
        names: &'s [&str],
    ) -> impl Iterator<Item = Argument> + 's {
        let words = self.words.get(from..).unwrap_or_default();
        let option = move |(index, word): (usize, &Word<'t>)| {
            let name = names.iter().find(|name| starts_with(word.text, name))?;
            let rest = word.text.get(name.len()..)?;
            if rest.is_empty() {
                let next = words.get(index + 1)?;
                return Some(Argument {
                    whole: word.whole.start..next.whole.end,
                    value: next.at.clone(),
                });
            }
            let value = rest.strip_prefix(['=', ':'])?;
            let start = word.at.end - value.len();
            let inner = unquoted(value);
            let start = start + usize::from(inner.len() < value.len());
            Some(Argument {
                whole: word.whole.clone(),
                value: start..start + inner.len(),
            })
        };
        words.iter().enumerate().filter_map(option)
    }

    /// Returns all its bytes.
    pub(crate) fn at(&self) -> Range<usize> {
        let start = self.words.first().map_or(0, |word| word.whole.start);
        start..self.words.last().map_or(start, |word| word.whole.end)
    }
}

fn starts_with(text: &str, name: &str) -> bool {
    text.get(..name.len())
        .is_some_and(|start| start == name || name.len() > 2 && start.eq_ignore_ascii_case(name))
}

/// Returns a program's name in a word: `npx.cmd` and `./bin/npx` are `npx`, `tfx-cli@0.23` is `tfx-cli`.
fn program(word: &str) -> &str {
    let name = word.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = name.split('@').next().unwrap_or_default();
    [".cmd", ".exe", ".bat", ".ps1", ".js"]
        .iter()
        .find_map(|ending| name.strip_suffix(ending))
        .unwrap_or(name)
}

fn unquoted(text: &str) -> &str {
    ['"', '\'']
        .iter()
        .find_map(|quote| text.strip_prefix(*quote)?.strip_suffix(*quote))
        .unwrap_or(text)
}

/// Splits one line in one pass.
struct Splitter<'t> {
    document: &'t str,
    language: Language,
    /// The command lines that are open: that of the line, and those in `$(` or `(`.
    open: Vec<Open<'t>>,
}

struct Open<'t> {
    words: Vec<Word<'t>>,
    word: Option<usize>,
    quote: Option<u8>,
    closed_by: u8,
}

impl<'t> Open<'t> {
    fn until(closed_by: u8) -> Self {
        Self {
            words: Vec::new(),
            word: None,
            quote: None,
            closed_by,
        }
    }

    fn end_word(&mut self, document: &'t str, end: usize) {
        let Some(start) = self.word.take() else {
            return;
        };
        let raw = document.get(start..end).unwrap_or_default();
        let text = unquoted(raw);
        let from = start + usize::from(text.len() < raw.len());
        self.words.push(Word {
            whole: start..end,
            at: from..from + text.len(),
            text,
        });
    }

    fn end_command(&mut self, document: &'t str, end: usize, found: &mut Vec<CommandLine<'t>>) {
        self.end_word(document, end);
        if !self.words.is_empty() {
            let words = std::mem::take(&mut self.words);
            found.push(CommandLine { words });
        }
    }
}

impl<'t> Splitter<'t> {
    fn new(document: &'t str, language: Language) -> Self {
        Self {
            document,
            language,
            open: vec![Open::until(b'\n')],
        }
    }

    /// Begins a command line inside of a word. Of those that are too deep, the text is only text: each level is read again.
    fn begin(&mut self, closed_by: u8) {
        const DEEPEST: usize = 16;
        if self.open.len() < DEEPEST {
            self.open.push(Open::until(closed_by));
        }
    }

    fn split(mut self, line: Range<usize>, found: &mut Vec<CommandLine<'t>>) {
        let bytes = self.document.as_bytes();
        let escape = match self.language {
            Language::PowerShell => b'`',
            Language::Batch => b'^',
            _ => b'\\',
        };
        let mut at = line.start;
        while at < line.end {
            let byte = bytes.get(at).copied().unwrap_or_default();
            let next = bytes.get(at + 1).copied().unwrap_or_default();
            let depth = self.open.len();
            let Some(open) = self.open.last_mut() else {
                break;
            };
            let mut end = at + 1;
            match (open.quote, byte) {
                (Some(quote), _) if byte == quote => open.quote = None,
                (Some(b'"') | None, _) if byte == escape => {
                    if next.is_ascii_whitespace() && open.quote.is_none() {
                        open.end_word(self.document, at);
                    } else {
                        open.word.get_or_insert(at);
                        end = at + 2;
                    }
                }
                (Some(b'"') | None, b'$')
                    if next == b'{' && expression_end(bytes, at).is_some() =>
                {
                    open.word.get_or_insert(at);
                    end = expression_end(bytes, at).unwrap_or(end);
                }
                (Some(b'"') | None, b'$') if next == b'(' => {
                    open.word.get_or_insert(at);
                    end = macro_end(bytes, at + 2).unwrap_or(at + 2);
                    if end == at + 2 {
                        self.begin(b')');
                    }
                }
                (Some(_), _) => {}
                (None, b'"' | b'\'') => {
                    open.word.get_or_insert(at);
                    open.quote = Some(byte);
                }
                (None, b'(') => {
                    open.word.get_or_insert(at);
                    self.begin(b')');
                }
                (None, b')' | b'`') if depth > 1 && open.closed_by == byte => {
                    open.end_command(self.document, at, found);
                    self.open.pop();
                }
                (None, b'`') => {
                    open.word.get_or_insert(at);
                    self.begin(b'`');
                }
                (None, b'|' | b';' | b'&' | b')') => open.end_command(self.document, at, found),
                (None, b'#') if open.word.is_none() && self.language != Language::Batch => {
                    end = bytes
                        .get(at..line.end)
                        .unwrap_or_default()
                        .iter()
                        .position(|byte| *byte == b'\n')
                        .map_or(line.end, |newline| at + newline);
                }
                (None, _) if byte.is_ascii_whitespace() => open.end_word(self.document, at),
                (None, _) => {
                    open.word.get_or_insert(at);
                }
            }
            at = end;
        }
        while let Some(mut open) = self.open.pop() {
            open.end_command(self.document, line.end, found);
        }
    }
}

/// Returns the end of `$(name)`, whose name begins at `from`. `None`: it is a command.
fn macro_end(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let length = rest
        .iter()
        .position(|byte| !byte.is_ascii_alphanumeric() && !b"_.-".contains(byte))?;
    (length > 0 && rest.get(length) == Some(&b')')).then_some(from + length + 1)
}

/// Returns the end of `${{ … }}` at `at`. `None`: it is none.
fn expression_end(bytes: &[u8], at: usize) -> Option<usize> {
    const LONGEST: usize = 300;
    let rest = bytes.get(at..bytes.len().min(at + LONGEST))?;
    if !rest.starts_with(b"${{") {
        return None;
    }
    let closed = rest.windows(2).position(|pair| pair == b"}}")?;
    (!rest.get(..closed)?.contains(&b'\n')).then_some(at + closed + 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::Macros;
    use crate::script::Home;

    fn split(language: Language, text: &str) -> Vec<Vec<&str>> {
        let script = Script {
            document: text,
            at: 0..text.len(),
            language,
            macros: Macros::Kept,
            home: Home::File,
        };
        let lines = script.command_lines();
        lines
            .iter()
            .map(|line| line.words.iter().map(|word| word.text).collect())
            .collect()
    }

    #[test]
    fn words_end_at_spaces_and_commands_at_pipes_outside_quotes() {
        assert_eq!(
            split(
                Language::Shell,
                "a 'b | c' \"d $(e f) g\" | h --x=$(PAT) ${{ y.z | u }} # i\nj \\\n  k; VERSION=$(l m)\n"
            ),
            [
                vec!["e", "f"],
                vec!["a", "b | c", "d $(e f) g"],
                vec!["h", "--x=$(PAT)", "${{ y.z | u }}"],
                vec!["j", "k"],
                vec!["l", "m"],
                vec!["VERSION=$(l m)"],
            ]
        );
        assert_eq!(
            split(Language::PowerShell, "& a `\n  \"b `\" c\" (d 'e f')"),
            [vec!["d", "e f"], vec!["a", "b `\" c", "(d 'e f')"]]
        );
    }

    #[test]
    fn an_option_has_its_value_behind_it_or_in_the_same_word() {
        for text in [
            "npx x@1 --token \"$P\"",
            "x.cmd --token=$P",
            "./x --Token:'$P' y",
        ] {
            let script = Script {
                document: text,
                at: 0..text.len(),
                language: Language::Shell,
                macros: Macros::Kept,
                home: Home::File,
            };
            let lines = script.command_lines();
            let line = lines.first().unwrap();

            let from = line.program("x").unwrap();
            let option = line.option(from, &["--token", "-t"]).unwrap();

            assert_eq!(&text[option.value], "$P", "{text}");
        }
    }

    #[test]
    fn text_that_is_never_closed_ends_with_its_line() {
        let text = "$(\"('`".repeat(50_000);
        split(Language::Shell, &text);
        split(Language::PowerShell, &text);
        assert_eq!(
            split(Language::Shell, "don't\ntfx"),
            [vec!["don't"], vec!["tfx"]]
        );
    }
}
