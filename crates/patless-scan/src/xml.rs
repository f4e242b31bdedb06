//! The comments of XML.

use std::ops::Range;

/// Returns the comments of a text, in its order.
pub(crate) fn comments(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    while let Some(start) = text.get(from..).and_then(|rest| rest.find("<!--")) {
        let start = from + start;
        let rest = text.get(start..).unwrap_or_default();
        let end = rest.find("-->").map_or(text.len(), |end| start + end + 3);
        found.push(start..end);
        from = end;
    }
    found
}

/// Tells whether an offset is in one of them.
pub(crate) fn is_comment(comments: &[Range<usize>], offset: usize) -> bool {
    let next = comments.partition_point(|comment| comment.end <= offset);
    comments
        .get(next)
        .is_some_and(|comment| comment.start <= offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_comment_goes_on_to_the_end() {
        let text = "a<!-- b -->c<!-- d";

        let comments = comments(text);

        let inside: String = text
            .char_indices()
            .filter(|(at, _)| is_comment(&comments, *at))
            .map(|(_, letter)| letter)
            .collect();
        assert_eq!(inside, "<!-- b --><!-- d");
    }
}
