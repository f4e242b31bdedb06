use super::*;

fn excerpt(pieces: &[&str]) -> Excerpt {
    let mut excerpt = Excerpt::default();
    for piece in pieces {
        // A few bytes at a time, as a pipe may hand them out.
        for bytes in piece.as_bytes().chunks(100_003) {
            excerpt.add(bytes);
        }
    }
    excerpt.finish();
    excerpt
}

/// Lines that say nothing, longer than what is kept of the end.
fn noise() -> String {
    "compiled the next file without a complaint\n".repeat(60_000)
}

#[test]
fn a_short_text_is_kept_as_a_whole() {
    let text = "ö\n\nAADSTS70021\r\nend";
    let kept = excerpt(&[text]);
    assert_eq!(kept.text(), text);
    assert_eq!(kept.place(3), (3, None));
}

#[test]
fn the_lines_around_a_phrase_are_kept_with_their_numbers() {
    let noise = noise();
    let kept = excerpt(&[
        &noise,
        "fatal: TF401019: here\n",
        &noise,
        "no such host: there\n",
        &noise,
    ]);
    let text = kept.text();
    assert!(text.len() < LIMIT_BYTES, "{}", text.len());
    for (words, line) in [("TF401019", 60_001), ("no such host", 120_002)] {
        let index = text.lines().position(|line| line.contains(words)).unwrap();
        assert_eq!(kept.place(index + 1), (line, None), "{words}");
    }
}

#[test]
fn the_end_is_kept() {
    let kept = excerpt(&[&noise(), "something new"]);
    assert!(kept.text().ends_with("complaint\nsomething new"));
    assert!(kept.text().len() <= END_BYTES + BEFORE_BYTES);
}

#[test]
fn the_step_that_printed_a_line_is_known() {
    let noise = noise();
    let begin = "2026-11-21T19:50:45.1234567Z ##[section]Starting: Deploy the web\n";
    for text in [
        vec![begin, "a\n##[error]b\n"],
        vec![begin, &noise, "##[error]b\n", &noise],
    ] {
        let kept = excerpt(&text);
        let found = kept.text();
        let line = found.lines().position(|line| line == "##[error]b").unwrap() + 1;
        assert_eq!(kept.place(line).1.as_deref(), Some("Deploy the web"));
    }
}

#[test]
fn a_step_that_somebody_else_prints_in_a_long_log_is_none() {
    let noise = noise();
    let kept = excerpt(&[
        "##[section]Starting: Deploy\n",
        &noise,
        "echo ##[section]Starting: harmless\n",
        &noise,
        "##[error]b\n",
    ]);
    let text = kept.text();
    let line = text.lines().position(|line| line == "##[error]b").unwrap() + 1;
    assert_eq!(kept.place(line).1.as_deref(), Some("Deploy"));
}

#[test]
fn a_text_full_of_marks_is_kept_in_bounded_memory() {
    for line in [
        "##[error]AADSTS70021: x\n",
        "timed out\n",
        "##[section]Starting: \n",
    ] {
        let kept = excerpt(&[&line.repeat(400_000)]);
        assert!(
            kept.text().len() <= LIMIT_BYTES,
            "{line}: {}",
            kept.text().len()
        );
    }
}

#[test]
fn a_text_of_one_line_is_kept_in_bounded_memory() {
    let kept = excerpt(&[&"x timed out ".repeat(400_000)]);
    assert!(kept.text().len() <= LIMIT_BYTES);
    let kept = excerpt(&[&"ö".repeat(LIMIT_BYTES), " AADSTS70021"]);
    assert!(kept.text().ends_with("AADSTS70021"));
}

#[test]
fn several_places_in_a_long_line_are_kept() {
    let noise = "nothing to see here ".repeat(60_000);
    let kept = excerpt(&["no such host ", &noise, "TF401019: here ", &noise]);
    assert!(kept.text().contains("no such host") && kept.text().contains("TF401019"));
}

#[test]
fn a_word_is_never_torn() {
    let noise = "nothing to see here ".repeat(60_000);
    // Longer than what is kept after a place, and without a space.
    let word = "abcdefghijklmnopqrstuvwxyz234567".repeat(400);
    let kept = excerpt(&[&noise, "no such host ", &word, " ", &noise]);
    let words = kept.text();
    let mut words = words.split_whitespace().filter(|it| it.starts_with("abc"));
    assert!(words.all(|it| it == word));
}
