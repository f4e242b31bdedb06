//! The name of a service connection, as it is written into YAML.

/// Writes a name as a YAML scalar that is read as the same text. Characters that no name has become spaces.
pub(crate) fn as_yaml(name: &str) -> String {
    let name: String = name
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    let name = name.trim();
    let is_plain = |letter: char| letter.is_alphanumeric() || " _-./()".contains(letter);
    let plain = name.starts_with(char::is_alphabetic)
        && name.chars().all(is_plain)
        && !WORDS.iter().any(|word| name.eq_ignore_ascii_case(word));
    if plain {
        name.to_owned()
    } else {
        format!("'{}'", name.replace('\'', "''"))
    }
}

/// Words that YAML reads as something else than text.
const WORDS: &[&str] = &["true", "false", "null", "yes", "no", "on", "off", "y", "n"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_quoted_where_yaml_would_read_something_else() {
        for (name, written) in [
            ("acme-renovate", "acme-renovate"),
            ("Acme (prod)", "Acme (prod)"),
            ("it's", "'it''s'"),
            ("a: b", "'a: b'"),
            ("a #b", "'a #b'"),
            ("No", "'No'"),
            ("0f1e", "'0f1e'"),
            ("x\n- script: y", "'x - script: y'"),
            ("", "''"),
        ] {
            assert_eq!(as_yaml(name), written);
            let read = crate::yaml::read(&format!("k: {}\n", as_yaml(name)));
            let text = read[0].get("k").unwrap().text().unwrap();
            assert_eq!(text, name.replace('\n', " "));
        }
    }
}
