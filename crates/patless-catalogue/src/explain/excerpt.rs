//! Keeps of a text of any length what may explain its error, in bounded memory.

use std::mem;

use memchr::{memchr, memchr_iter, memrchr};

mod marks;
mod passage;

use self::marks::{Mark, Marks};
use self::passage::Passage;

/// What is kept of a text: all of a short one; of a long one, such as the log of a job, the lines around every code and phrase
/// of the catalogue and around the errors that the agent marked, the first ones of each, and its end.
///
/// It is made from the pieces of the text, in order: [`Self::add`], then [`Self::finish`]. About 2 MiB are held, however long
/// the text is.
#[derive(Debug, Default)]
pub struct Excerpt {
    passages: Vec<Passage>,
    /// The last bytes of what was added. The first `examined` of them were searched.
    buffer: Vec<u8>,
    examined: usize,
    marks: Marks,
    /// How many bytes are before the buffer, and how many lines end there.
    offset: usize,
    lines: usize,
    step: Option<String>,
}

impl Excerpt {
    /// Adds the next piece of the text, in UTF-8.
    pub fn add(&mut self, mut piece: &[u8]) {
        while !piece.is_empty() {
            let room = LIMIT_BYTES - self.buffer.len();
            let (now, later) = piece.split_at(room.min(piece.len()));
            self.buffer.extend_from_slice(now);
            piece = later;
            if self.buffer.len() == LIMIT_BYTES {
                self.examine(LIMIT_BYTES - AFTER_BYTES);
                self.shorten();
            }
        }
    }

    /// Ends the text.
    pub fn finish(&mut self) {
        if self.passages.is_empty() && self.examined == 0 {
            // A short text is kept as a whole.
            let whole = mem::take(&mut self.buffer);
            self.passages.push(Passage::new(0, 0, None, &whole));
            return;
        }
        self.examine(self.buffer.len());
        let start = line_start(&self.buffer, self.buffer.len().saturating_sub(END_BYTES));
        self.keep(start, self.buffer.len());
        self.buffer = Vec::new();
    }

    /// Returns whether the text contains nothing but white space.
    pub fn is_empty(&self) -> bool {
        self.passages
            .iter()
            .all(|passage| passage.text.trim().is_empty())
    }

    /// What was kept, with an empty line between passages.
    pub(super) fn text(&self) -> String {
        let texts: Vec<_> = self.passages.iter().map(|it| it.text.as_str()).collect();
        texts.join(BETWEEN)
    }

    /// Converts a line of [`Self::text`] into the line of the whole text, and tells the step of the job that printed it. Lines
    /// count from 1.
    pub(super) fn place(&self, line: usize) -> (usize, Option<String>) {
        let mut first = 0;
        for passage in &self.passages {
            let lines = passage.text.matches('\n').count() + BETWEEN.len();
            if line <= first + lines {
                let own = line - first;
                return (passage.line + own, passage.step_at(own));
            }
            first += lines;
        }
        (line, None)
    }

    /// Searches the buffer up to `end`, and keeps the passages around what is found.
    fn examine(&mut self, end: usize) {
        let start = self.examined.min(end);
        let found: Vec<_> = self.marks.in_text(&self.buffer[start..end]).collect();
        for (position, mark) in found {
            let position = start + position;
            match mark {
                Mark::Step => {
                    let line = line_start(&self.buffer, position);
                    self.step = step(&self.buffer[line..]).or(self.step.take());
                }
                Mark::Error | Mark::Code | Mark::Phrase => {
                    let from = line_start(&self.buffer, position.saturating_sub(BEFORE_BYTES));
                    let to = line_end(&self.buffer, position + AFTER_BYTES);
                    if self.marks.has_room(mark, to.saturating_sub(from)) {
                        self.keep(from, to);
                    }
                }
            }
        }
        self.examined = end;
    }

    /// Keeps what is between two positions of the buffer, except what is kept already.
    fn keep(&mut self, from: usize, to: usize) {
        if from >= to {
            return;
        }
        let last = self.passages.last_mut();
        if let Some(last) = last.filter(|last| last.end >= self.offset + from) {
            let known = last.end.saturating_sub(self.offset).min(to);
            last.extend(&self.buffer[known..to]);
            return;
        }
        let line = self.lines + count_lines(&self.buffer[..from]);
        let text = &self.buffer[from..to];
        let step = self.step.clone();
        self.passages
            .push(Passage::new(line, self.offset + from, step, text));
    }

    /// Drops the beginning of the buffer, which was searched.
    fn shorten(&mut self) {
        let surplus = line_start(&self.buffer, self.buffer.len() - END_BYTES).min(self.examined);
        self.lines += count_lines(&self.buffer[..surplus]);
        self.offset += surplus;
        self.buffer.drain(..surplus);
        self.examined -= surplus;
    }
}

/// The most that is kept as a whole, and the most that is searched at once.
const LIMIT_BYTES: usize = 1024 * 1024;

/// How much is always kept of the end, in bytes: a log often ends with the error.
const END_BYTES: usize = 256 * 1024;

/// How much is kept before and after what is found, in bytes. The cause often comes before the line that the agent marked.
const BEFORE_BYTES: usize = 4 * 1024;
const AFTER_BYTES: usize = 8 * 1024;

const BETWEEN: &str = "\n\n";

/// Where the line begins, or a word of a line that is longer than everything that is kept around a place. A word is never
/// torn: it may be a secret, which is recognized only as a whole.
fn line_start(text: &[u8], position: usize) -> usize {
    let start = memrchr(b'\n', &text[..position]).map_or(0, |newline| newline + 1);
    if position - start <= BEFORE_BYTES {
        return start;
    }
    let rest = &text[position..];
    let space = rest.iter().position(u8::is_ascii_whitespace);
    position + space.map_or(rest.len(), |space| space + 1)
}

/// Where the line ends, or a word of it.
fn line_end(text: &[u8], position: usize) -> usize {
    let position = position.min(text.len());
    let rest = &text[position..];
    let near = &rest[..rest.len().min(AFTER_BYTES)];
    if let Some(newline) = memchr(b'\n', near) {
        return position + newline;
    }
    if near.len() == rest.len() {
        return text.len();
    }
    let before = &text[..position];
    let space = before.iter().rposition(u8::is_ascii_whitespace);
    space.unwrap_or(position)
}

fn count_lines(text: &[u8]) -> usize {
    memchr_iter(b'\n', text).count()
}

/// The name of the step in a line `##[section]Starting: NAME`.
fn step(line: &[u8]) -> Option<String> {
    let line = &line[..line.len().min(300)];
    let line = String::from_utf8_lossy(line);
    passage::step_in(line.lines().next()?)
}

#[cfg(test)]
mod tests;
