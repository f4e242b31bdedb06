//! Walks through the elements of ASN.1 sequences (X.690).

use x509_cert::der::asn1::AnyRef;
use x509_cert::der::{Decode, Error, Reader as _, SliceReader, Tag, Tagged as _};

use super::unusable::Unusable;

/// The elements of a sequence, in their order.
pub(super) struct Elements<'a>(SliceReader<'a>);

impl<'a> Elements<'a> {
    /// Opens the sequence that `der` consists of.
    pub(super) fn of(der: &'a [u8]) -> Result<Self, Unusable> {
        Self::of_element(AnyRef::from_der(der)?)
    }

    /// Opens a sequence.
    pub(super) fn of_element(element: AnyRef<'a>) -> Result<Self, Unusable> {
        element.tag().assert_eq(Tag::Sequence)?;
        Ok(Self(SliceReader::new(element.value())?))
    }

    /// The next element, which must be there.
    pub(super) fn next<T: Decode<'a, Error = Error>>(&mut self) -> Result<T, Unusable> {
        Ok(T::decode(&mut self.0)?)
    }

    /// The next element, which is a sequence.
    pub(super) fn next_sequence(&mut self) -> Result<Self, Unusable> {
        Self::of_element(self.next()?)
    }

    /// The content of the next element, which has the context-specific tag 0: another element if it is explicit, bytes if it
    /// is implicit.
    pub(super) fn next_tagged(&mut self) -> Result<&'a [u8], Unusable> {
        let element: AnyRef<'a> = self.next()?;
        match element.tag() {
            Tag::ContextSpecific { number, .. } if number.value() == 0 => Ok(element.value()),
            _ => Err(Unusable::Malformed),
        }
    }

    /// Whether there is no other.
    pub(super) fn is_at_end(&self) -> bool {
        self.0.is_finished()
    }
}
