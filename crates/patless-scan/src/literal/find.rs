//! Finds PATs in a text.

use std::ops::Range;

use super::alphabet::BASE64;
use super::encoded::{self, decoded};
use super::long::{self, Long};
use super::name::name;
use super::runs::runs;
use super::short::{self, Owner};

/// A PAT in a text. It does not hold its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Literal {
    /// Where it stands.
    pub(crate) at: Range<usize>,
    /// Which form it has.
    pub(crate) form: Form,
    /// How it is written there.
    pub(crate) encoding: Encoding,
    /// Its first six letters and the start of its hash.
    pub(crate) name: String,
}

/// The form of a PAT.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// 84 letters.
    Long(Long),
    /// 52 letters.
    Short(Owner),
}

/// How a PAT is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// As it is.
    Plain,
    /// In base64, alone or among other bytes.
    Base64,
}

/// Base64 inside base64 is read so often: a secret of Kubernetes with an `.npmrc` has two.
const DEEP: u8 = 2;
/// Of a word of base64 up to this length, everything is the PAT's place: its user name and padding too.
const ONE_VALUE: usize = 256;

/// Finds the PATs of a text, in its order. They do not overlap.
pub(crate) fn find(text: &str) -> Vec<Literal> {
    let mut found: Vec<_> = literals(text.as_bytes(), DEEP).collect();
    found.sort_by_key(|literal| literal.at.start);
    let mut end = 0;
    found.retain_mut(|literal| {
        // Two in a row share a letter of base64.
        literal.at.start = literal.at.start.max(end);
        end = end.max(literal.at.end);
        !literal.at.is_empty()
    });
    found
}

/// Tells whether a text has a PAT.
pub(crate) fn holds_one(text: &str) -> bool {
    literals(text.as_bytes(), DEEP).next().is_some()
}

fn literals(text: &[u8], deep: u8) -> Box<dyn Iterator<Item = Literal> + '_> {
    let has = |place: usize| text.get(place).is_some_and(|byte| BASE64.has(*byte));
    let words = runs(text.len(), short::LENGTH, has);
    Box::new(words.flat_map(move |run| {
        let word = text.get(run.clone()).unwrap_or_default();
        let start = run.start;
        in_word(word, deep).map(move |mut literal| {
            literal.at = start + literal.at.start..start + literal.at.end;
            if literal.encoding == Encoding::Base64 && run.len() <= ONE_VALUE {
                let padding = text.get(run.end..).unwrap_or_default();
                let padding = padding.iter().take_while(|byte| **byte == b'=').take(2);
                literal.at = run.start..run.end + padding.count();
            }
            literal
        })
    }))
}

fn in_word(word: &[u8], deep: u8) -> impl Iterator<Item = Literal> + '_ {
    let plain = |at: Range<usize>, form: Form| Literal {
        name: name(word.get(at.clone()).unwrap_or_default()),
        at,
        form,
        encoding: Encoding::Plain,
    };
    let long = long::places(word).map(move |(at, long)| plain(at, Form::Long(long)));
    let short = short::places(word).map(move |(at, owner)| plain(at, Form::Short(owner)));
    let look_inside = deep > 0 && word.len() >= encoded::LEAST;
    let inside = look_inside.then(|| decoded(word)).into_iter().flatten();
    let inside = inside.flat_map(move |part| {
        let found: Vec<_> = literals(&part.bytes, deep - 1).collect();
        found.into_iter().map(move |mut literal| {
            literal.at = part.letters(&literal.at);
            literal.encoding = Encoding::Base64;
            literal
        })
    });
    long.chain(short).chain(inside)
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
    use proptest::prelude::*;

    use super::super::made;
    use super::*;

    fn pats() -> impl Strategy<Value = String> {
        (any::<u64>(), any::<bool>()).prop_map(|(seed, long)| {
            if long {
                made::long(seed)
            } else {
                made::short(seed)
            }
        })
    }

    #[test]
    fn the_debug_form_of_a_finding_does_not_have_its_value() {
        let pat = made::long(1);
        let shown = format!("{:?}", find(&pat));
        assert!(shown.contains(&pat[..6]));
        assert!(!shown.contains(&pat[..7]));
    }

    #[test]
    fn base64_in_base64_is_read() {
        let npmrc = format!("_password={}\n", BASE64_STANDARD.encode(made::short(5)));
        let secret = format!("data:\n  npmrc: {}\n", BASE64_STANDARD.encode(npmrc));

        let found = find(&secret);

        assert_eq!(found.len(), 1);
        assert_eq!(
            secret.get(found[0].at.clone()),
            secret.trim().split(' ').next_back()
        );
    }

    proptest! {
        #[test]
        fn a_pat_is_found_in_any_surroundings(pat in pats(), before in r"(.*[^2-7a-z])?", after in r"([^2-7a-z].*)?") {
            let text = format!("{before}{pat}{after}");

            let found = find(&text);

            prop_assert!(found.iter().any(|literal| literal.at == (before.len()..before.len() + pat.len())), "{found:?}");
        }

        #[test]
        fn a_pat_is_found_in_base64_at_any_place(pat in pats(), user in "[ -~]{0,9}", rest in "([^2-7a-z][ -~]{0,9})?", before in "(.*[^0-9A-Za-z+/_-])?") {
            let inside = format!("{user}:{pat}{rest}");
            for encoded in [BASE64_STANDARD.encode(&inside), BASE64_URL_SAFE_NO_PAD.encode(&inside)] {
                let found = find(&format!("{before}{encoded}\n"));
                let expected = before.len()..before.len() + encoded.len();
                prop_assert!(found.iter().any(|literal| literal.at == expected && literal.encoding == Encoding::Base64), "{found:?}");
            }
        }

        #[test]
        fn text_without_one_has_none(text in "[a-zA-Z0-9+/=\n]{0,2000}") {
            prop_assert_eq!(find(&text), []);
        }
    }
}
