//! Reads the text of a file.

use std::borrow::Cow;
use std::sync::Arc;

use super::node::Node;
use super::reader::{Parsed, parsed, refuse};
use super::relaxed;
use crate::fault::Faults;
use crate::place::Place;

/// Reads a file. `file` is its path in places. `None`: it is no YAML, or none that the service reads, and `faults` says
/// where.
pub fn read(file: &Arc<str>, text: &str, faults: &mut Faults) -> Option<Node> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.len() > LARGEST {
        let whole = Place::of_file(file);
        let what = format!("the file is larger than {} MB", LARGEST / 1_000_000);
        faults.error(&whole, what);
        return None;
    }
    let mut relaxed = Cow::Borrowed(text);
    for _ in 0..RELAXED {
        let error = match parsed(file, &relaxed, faults) {
            Parsed::Done(root) => return root,
            Parsed::Refused(error) => error,
        };
        let at = error.marker();
        let indented = match error.info() {
            UNINDENTED => relaxed::indented(&relaxed, at.index(), at.col()),
            _ => None,
        };
        match indented {
            Some(text) => relaxed = Cow::Owned(text),
            None => {
                refuse(file, text, &error, faults);
                return None;
            }
        }
    }
    if let Parsed::Refused(error) = parsed(file, text, faults) {
        refuse(file, text, &error, faults);
    }
    None
}

/// What the parser says of quoted text whose further lines are not indented.
const UNINDENTED: &str = "invalid indentation in quoted scalar";

/// How many of such texts a file may have: each has the file parsed again.
const RELAXED: usize = 20;

/// In bytes. The service allows 10 MB of memory for all files of a pipeline.
const LARGEST: usize = 10_000_000;
