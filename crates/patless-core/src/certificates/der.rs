//! Recognizes the content of a DER file by its first bytes.

/// The content of a DER file, recognized by its first bytes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Der {
    /// X.509 (RFC 5280 §4.1): a sequence that begins with the version `[0]`, or with the serial number.
    Certificate,
    /// PKCS #8 (RFC 5958 §3): the algorithm comes first, and is one of PKCS #5 or PKCS #12.
    EncryptedKey,
    /// PKCS #12 (RFC 7292 §4): version 3 comes first.
    Pkcs12,
    /// PKCS #7 (RFC 2315 §7): its content type comes first.
    Pkcs7,
}

impl Der {
    /// Recognizes it. `None` if it is something else, perhaps an unencrypted private key.
    pub(crate) fn of(bytes: &[u8]) -> Option<Self> {
        let outer = sequence(bytes)?;
        if outer.starts_with(b"\x02\x01\x03\x30") {
            return Some(Self::Pkcs12);
        }
        if outer.starts_with(b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02") {
            return Some(Self::Pkcs7);
        }
        let inner = sequence(outer)?;
        let algorithm = |object: &[u8]| inner.get(2..).is_some_and(|it| it.starts_with(object));
        match inner.first()? {
            0xa0 | 0x02 => Some(Self::Certificate),
            0x06 if ENCRYPTIONS.into_iter().any(algorithm) => Some(Self::EncryptedKey),
            _ => None,
        }
    }
}

/// How the object identifiers of PKCS #5 and of encryption in PKCS #12 begin: 1.2.840.113549.1.5 and 1.2.840.113549.1.12.1.
const ENCRYPTIONS: [&[u8]; 2] = [
    b"\x2a\x86\x48\x86\xf7\x0d\x01\x05",
    b"\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x01",
];

/// The content of the sequence at the start of `bytes`. `None` if they start with something else.
fn sequence(bytes: &[u8]) -> Option<&[u8]> {
    let (&length, content) = bytes.strip_prefix(b"\x30")?.split_first()?;
    // From 0x80 on, it is the number of bytes of the length (X.690 §8.1.3).
    let more = length.saturating_sub(0x80);
    content.get(usize::from(more)..)
}
