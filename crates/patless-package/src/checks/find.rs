//! Finding files of a vsix, and what they hold.
use roxmltree::{Document, Node};

use crate::part::Part;

/// The file of this name.
pub(super) fn part<'p>(parts: &'p [Part], name: &str) -> Option<&'p Part> {
    parts.iter().find(|part| part.name == name)
}

/// The text of the file of this name; empty where it is missing or no text.
pub(super) fn text<'p>(parts: &'p [Part], name: &str) -> &'p str {
    let bytes = part(parts, name).map(|part| part.bytes.as_slice());
    str::from_utf8(bytes.unwrap_or_default()).unwrap_or_default()
}

/// Whether `bytes` hold `wanted` somewhere.
pub(super) fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// The elements of this name in the XML file that is called `file`, each with what `read` makes of it; none where the file
/// is missing or no XML.
pub(super) fn elements<'p, T>(
    parts: &'p [Part],
    file: &str,
    name: &str,
    read: impl Fn(Node<'_, 'p>) -> T,
) -> Vec<T> {
    let document = Document::parse(text(parts, file));
    let document = document.as_ref().map(Document::root);
    let nodes = document.iter().flat_map(Node::descendants);
    nodes
        .filter(|node| node.tag_name().name() == name)
        .map(read)
        .collect()
}

/// The value of an attribute of an element; empty where it has none.
pub(super) fn attribute(element: Node<'_, '_>, name: &str) -> String {
    element.attribute(name).unwrap_or_default().to_owned()
}
