//! Whether a field of an answer holds anything, without keeping what.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// Whether a field is there and not empty. Its text is looked at and dropped.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) enum Presence {
    #[default]
    Empty,
    Filled,
}

impl Presence {
    /// Returns whether the field holds something.
    pub(super) fn is_filled(self) -> bool {
        self == Self::Filled
    }
}

impl<'de> Deserialize<'de> for Presence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Look)
    }
}

struct Look;

impl<'de> Visitor<'de> for Look {
    type Value = Presence;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_str<E>(self, text: &str) -> Result<Presence, E> {
        Ok(match text.trim() {
            "" => Presence::Empty,
            _ => Presence::Filled,
        })
    }

    fn visit_unit<E>(self) -> Result<Presence, E> {
        Ok(Presence::Empty)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Presence, E> {
        Ok(Presence::Filled)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Presence, E> {
        Ok(Presence::Filled)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Presence, E> {
        Ok(Presence::Filled)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Presence, E> {
        Ok(Presence::Filled)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Presence, A::Error> {
        let mut presence = Presence::Empty;
        while entries.next_element::<IgnoredAny>()?.is_some() {
            presence = Presence::Filled;
        }
        Ok(presence)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Presence, A::Error> {
        let mut presence = Presence::Empty;
        while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {
            presence = Presence::Filled;
        }
        Ok(presence)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_null_and_what_is_empty_is_not_there() {
        for (text, expected) in [
            ("null", Presence::Empty),
            (r#"" ""#, Presence::Empty),
            ("[]", Presence::Empty),
            ("{}", Presence::Empty),
            (r#""********""#, Presence::Filled),
            ("0", Presence::Filled),
            ("-1", Presence::Filled),
            ("1.5", Presence::Filled),
            ("false", Presence::Filled),
            ("[1,2]", Presence::Filled),
            (r#"{"a":"\u0062"}"#, Presence::Filled),
            (r#""\u0062""#, Presence::Filled),
        ] {
            let read: Presence = serde_json::from_str(text).unwrap();
            assert_eq!(read, expected, "{text}");
        }
    }
}
