//! Segments of a path.

use percent_encoding::percent_decode_str;

/// Splits a path into percent-decoded segments. Leading and trailing slashes are ignored, and a stray percent sign
/// stays unchanged.
pub(crate) fn segments(path: &str) -> Vec<String> {
    path.trim_matches('/')
        .split('/')
        .map(|segment| percent_decode_str(segment).decode_utf8_lossy().into_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segment_is_decoded_once() {
        let path = "//%24%28tenantId%29/a%252Fb/100%/%zz//";
        assert_eq!(segments(path), ["$(tenantId)", "a%2Fb", "100%", "%zz"]);
    }

    #[test]
    fn segment_may_be_empty() {
        assert_eq!(segments("/a//b"), ["a", "", "b"]);
        assert_eq!(segments("/"), [""]);
    }
}
