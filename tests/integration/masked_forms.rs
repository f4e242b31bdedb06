//! The table in SECURITY.md says what the agent masks of a token: each form is written and masked here.

mod forms;

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use patless::sinks::masks::masks;
use patless_emulator::agent::Masker;

use crate::pipeline::root;
use forms::{FORMS, Form};

const BEGINNING: &str = "<!-- masked forms -->\n";
const END: &str = "<!-- end of masked forms -->";

/// A token in the shape of a JWT, the same in every run.
fn token() -> String {
    let claims = serde_json::json!({
        "aud": "499b84ac-1321-427f-aa17-267ca6975798",
        "iss": "https://sts.windows.net/8e2d4b60-1c7f-4a93-b5d8-6f0a3e9c7b21/",
        "exp": 1_795_000_000,
    });
    let signature: Vec<u8> = (0..=255_u8)
        .map(|it| it.wrapping_mul(197).wrapping_add(131))
        .collect();
    format!(
        "{}.{}.{}",
        URL_SAFE_NO_PAD.encode(r#"{"typ":"JWT","alg":"RS256","kid":"YEstjn8ck0q12G8KPpx7IQ"}"#),
        URL_SAFE_NO_PAD.encode(claims.to_string()),
        URL_SAFE_NO_PAD.encode(signature)
    )
}

fn table() -> String {
    let token = token();
    let mut masker = Masker::new();
    for mask in masks(&token) {
        masker.add_secret(&mask);
    }
    let mut table = "| Form | Masked |\n|---|---|\n".to_owned();
    for Form { name, write } in FORMS {
        // The agent masks line by line.
        let text = write(&token);
        let lines = text
            .lines()
            .map(|line| masker.mask(line).replace("***", ""));
        let left: usize = lines.map(|line| line.len()).sum();
        // What stands around the token, and the characters of base64 that hold bits of both.
        let is_masked = left <= write("").len() + 12;
        let answer = if is_masked { "yes" } else { "**no**" };
        table.extend(["| ", name, " | ", answer, " |\n"]);
    }
    table
}

#[test]
fn the_table_of_masked_forms_is_true() {
    let file = root().join("SECURITY.md");
    let document = std::fs::read_to_string(file).unwrap();
    let (before, rest) = document.split_once(BEGINNING).unwrap();
    let (own, behind) = rest.split_once(END).unwrap();
    let table = table();
    if own.trim() != table.trim() {
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("SECURITY.md");
        let actual = format!("{before}{BEGINNING}{table}{END}{behind}");
        std::fs::write(&file, actual).unwrap();
        panic!("review {}, and take it over as SECURITY.md", file.display());
    }
}
