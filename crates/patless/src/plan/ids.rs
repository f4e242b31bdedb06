//! Ids as a server says them: they go into commands, so they are nothing but ids.

/// Takes what may stand in an id, and nothing that means something in a URL, in JSON or to a shell.
pub(super) fn id(text: &str) -> String {
    let is_part = |letter: &char| letter.is_ascii_alphanumeric() || "-_".contains(*letter);
    text.chars().filter(is_part).take(80).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_an_id_is_left() {
        let guid = "0f7c6a2e-5d3b-4c1e-9a84-2b6d8e1f3a50";
        assert_eq!(id(guid), guid);
        assert_eq!(id("a\", \"b\": \"../$(x)'?y#\n"), "abxy");
    }
}
