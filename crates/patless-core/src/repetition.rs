//! Removes from an answer everything that repeats the secret that was sent.
//!
//! A server or a proxy may repeat what it received: in full or in part, and in many encodings. So the answer is decoded in
//! every possible way; each result is a view:
//!
//! - as it is, and with its escapes undone (`escapes`);
//! - what its base64 and hexadecimal stand for, forwards and backwards, some layers deep (`decodings`).
//!
//! In each view, the parts that also occur in the secret are found (`runs`). Every character of a view knows its source in
//! the answer (`view`), which is masked. The time is linear in the length of the answer.

mod decodings;
mod escapes;
mod runs;
mod search;
mod view;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use zeroize::Zeroizing;

use decodings::{base64, hexadecimal};
use escapes::{Depth, unescaped};
use runs::Runs;
pub(crate) use search::Found;
use search::Search;
use view::View;

/// A secret that was sent, prepared for the search in the answer.
pub(crate) struct Sent<'a> {
    secret: &'a str,
    /// The secret, in the characters that occur in it.
    text: Runs,
    /// Its letters and digits alone: its own signs may stand between the characters of a repetition.
    letters: Runs,
    /// What its parts stand for, where these are base64url of no text, such as the signature of a JWT.
    signatures: Vec<Runs>,
}

/// A run of so many characters is a repetition.
///
/// The promise is 12. An escape that is none, such as a percent sign in front of a piece that begins with two hexadecimal
/// digits, hides two of them, or three where the piece is in base64. Of eight, no text holds some by chance: it would in
/// one of 100,000 answers.
const RUN: usize = 8;

/// A run of so many letters and digits is a repetition: secrets may hold words.
const LETTERS_RUN: usize = 10;

/// A run of so many bytes of a signature is a repetition: 12 characters of base64 are 9 bytes.
const SIGNATURE_RUN: usize = 8;

/// How many layers of base64 and hexadecimal are undone.
const LAYERS: usize = 3;

impl<'a> Sent<'a> {
    /// Prepares to look for `secret`. Of one that is shorter than a run, the whole is looked for. An empty one is none.
    pub(crate) fn new(secret: &'a str) -> Self {
        let whole = View::of_text(secret.as_bytes());
        // As the answer is read, so that an escape within the secret itself makes no difference.
        let secret_view = unescaped(&whole, Depth::All).unwrap_or(whole);
        let signatures = secret.split('.').filter_map(|part| {
            let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(part).ok()?);
            // What is text may be shown: issuer and subject are.
            let is_text = std::str::from_utf8(&bytes).is_ok();
            (!is_text && bytes.len() >= SIGNATURE_RUN)
                .then(|| Runs::of_bytes(&View::of_bytes(&bytes), SIGNATURE_RUN))
        });
        Self {
            secret,
            text: Runs::of_text(&secret_view, RUN),
            letters: Runs::of_letters(&secret_view, LETTERS_RUN),
            signatures: signatures.collect(),
        }
    }

    /// Returns whether a text contains the whole secret unencoded.
    pub(crate) fn is_whole_in(&self, text: &[u8]) -> bool {
        let secret = self.secret.as_bytes();
        // Windows of length 0 are not allowed.
        text.windows(secret.len().max(1)).any(|it| it == secret)
    }

    /// Masks each repetition in `text` with asterisks.
    pub(crate) fn cover_in(&self, text: &mut [u8]) -> Found {
        let search = self.search(text);
        for (byte, is_repeated) in text.iter_mut().zip(search.repeated) {
            if is_repeated {
                *byte = b'*';
            }
        }
        search.found
    }

    /// Returns the text with each repetition masked with asterisks.
    pub(crate) fn covered(&self, text: &str) -> String {
        let mut bytes = text.as_bytes().to_vec();
        match self.cover_in(&mut bytes) {
            Found::Nothing => text.to_owned(),
            Found::Repetition => String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    fn search(&self, text: &[u8]) -> Search {
        let mut search = Search::of(text);
        if self.text.length() == 0 || text.len() < self.text.length() {
            return search;
        }
        let view = View::of_text(text);
        self.letters.find_in(&view, &mut search);
        let plain = self.look_at(view, &mut search);
        self.letters.find_in(&plain, &mut search);
        self.decode(&plain, LAYERS, &mut search);
        self.decode(&plain.reversed(), LAYERS, &mut search);
        if plain.len() != text.len() {
            // What looks like an escape may be digits of an encoding behind a sign: `=32` in `%%==325f2d`.
            self.decode(&View::of_text(text), LAYERS, &mut search);
        }
        search.cover_whole_escapes(text);
        search
    }

    /// Looks for the secret in a view, as it is and with its escapes undone, and gives the latter.
    fn look_at(&self, view: View, search: &mut Search) -> View {
        self.text.find_in(&view, search);
        let Some(plain) = unescaped(&view, Depth::All) else {
            return view;
        };
        self.text.find_in(&plain, search);
        // The characters before may combine with what was decoded: `%` and `%33%30` become `%30`, which is `0`.
        let mut layer = unescaped(&view, Depth::One);
        for _ in 0..LAYERS {
            let Some(inner) = layer else { break };
            self.text.find_in(&inner, search);
            layer = unescaped(&inner, Depth::One);
        }
        plain
    }

    /// Looks for the secret in what a view may stand for.
    fn decode(&self, view: &View, layers: usize, search: &mut Search) {
        if layers == 0 {
            return;
        }
        let least = SIGNATURE_RUN.min(self.text.length());
        for decoded in base64(view, least).chain(hexadecimal(view, least)) {
            for signature in &self.signatures {
                signature.find_in(&decoded, search);
            }
            let plain = self.look_at(decoded, search);
            self.decode(&plain, layers - 1, search);
        }
    }
}

#[cfg(test)]
mod tests;
