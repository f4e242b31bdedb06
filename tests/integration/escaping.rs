//! What is escaped comes back as it was: our escapes against the emulated agent's parser.

use patless::sinks::{AgentLog, Escaping};
use patless_emulator::agent::logging_command::{DecodePercents, parse};
use proptest::prelude::*;

/// Texts with many of the characters that matter.
fn text() -> impl Strategy<Value = String> {
    let special = prop::sample::select(vec![
        "%",
        ";",
        "]",
        "\r",
        "\n",
        "%3B",
        "%0A",
        "%AZP25",
        "%25",
        "=",
        "##vso[",
        "##[error]",
        " ",
        "ä",
        "\u{2028}",
        "\u{200b}",
        "\u{feff}",
        "#",
    ]);
    let piece = prop_oneof![special.prop_map(str::to_owned), "[ -~]{1,4}"];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn written(escaping: Escaping, write: impl Fn(&mut AgentLog<&mut Vec<u8>>)) -> String {
    let mut out = Vec::new();
    write(&mut AgentLog::new(&mut out, escaping));
    String::from_utf8(out).unwrap()
}

fn decoding(escaping: Escaping) -> DecodePercents {
    match escaping {
        Escaping::WithPercents => DecodePercents::On,
        Escaping::WithoutPercents => DecodePercents::Off,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn data_comes_back(text in text(), percents in any::<bool>()) {
        let escaping = if percents { Escaping::WithPercents } else { Escaping::WithoutPercents };
        let line = written(escaping, |log| log.command("task.setsecret", &[], &text).unwrap());
        prop_assert_eq!(line.matches(['\r', '\n']).count(), 1);
        let command = parse(line.trim_end_matches('\n'), decoding(escaping)).unwrap();
        if escaping.preserves(&text) {
            prop_assert_eq!(command.data, text);
        }
    }

    #[test]
    fn properties_come_back(text in text()) {
        // The agent drops an empty value and eats a leading '='; no name that we send is empty or begins so.
        let text = format!("N{text}");
        let properties = [("variable", text.as_str()), ("issecret", "true")];
        let line = written(Escaping::WithPercents, |log| log.command("task.setvariable", &properties, "x").unwrap());
        let command = parse(line.trim_end_matches('\n'), DecodePercents::On).unwrap();
        prop_assert_eq!(command.properties.get("variable"), Some(text.as_str()));
        prop_assert_eq!(command.properties.get("issecret"), Some("true"));
        prop_assert_eq!(command.data, "x");
    }

    #[test]
    fn a_plain_line_is_never_a_command(text in text()) {
        let line = written(Escaping::WithPercents, |log| log.line(&text).unwrap());
        prop_assert_eq!(line.matches(['\r', '\n']).count(), 1);
        // The agent's search skips what cannot be seen.
        let seen = line.replace(['\u{200b}', '\u{feff}', '\u{2028}'], "");
        prop_assert!(!seen.contains("##"));
        prop_assert_eq!(parse(line.trim_end_matches('\n'), DecodePercents::On), None);
    }
}
