//! Decrypts what is encrypted with a password: PBES2 (RFC 8018 §6.2), and the schemes of PKCS #12 (RFC 7292, appendix C).

use std::num::NonZeroU32;

use aws_lc_rs::cipher::{
    AES_128, AES_192, AES_256, Algorithm, DecryptionContext, PaddedBlockDecryptingKey,
    UnboundCipherKey,
};
use aws_lc_rs::iv::FixedLength;
use aws_lc_rs::pbkdf2;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeDecrypt as _, KeyIvInit as _};
use x509_cert::der::asn1::{AnyRef, ObjectIdentifier, OctetStringRef};
use x509_cert::der::{Tag, Tagged as _};
use x509_cert::spki::AlgorithmIdentifierRef;
use zeroize::Zeroizing;

use super::derivation::{Purpose, derive};
use super::elements::Elements;
use super::unusable::Unusable;

/// A password, in the two forms from which keys are derived.
pub(super) struct Password<'a> {
    utf_8: &'a [u8],
    /// UTF-16 with the higher byte first and a zero at the end (RFC 7292, appendix B.1).
    pub(super) utf_16: Zeroizing<Vec<u8>>,
}

impl<'a> Password<'a> {
    pub(super) fn of_text(text: &'a str) -> Self {
        // Reserved, so that the buffer is never moved.
        let mut utf_16 = Zeroizing::new(Vec::with_capacity(2 * text.len() + 2));
        for unit in text.encode_utf16().chain([0]) {
            utf_16.extend(unit.to_be_bytes());
        }
        let utf_8 = text.as_bytes();
        Self { utf_8, utf_16 }
    }

    /// No password. Some programs take the empty text for it, others nothing at all.
    pub(super) fn none() -> Self {
        let utf_16 = Zeroizing::default();
        Self { utf_8: b"", utf_16 }
    }
}

/// Decrypts with the key that `algorithm` derives from the password.
///
/// # Errors
/// The algorithm is not supported. Or what results cannot be what was encrypted: then the password is wrong.
pub(super) fn decrypt(
    algorithm: &AlgorithmIdentifierRef<'_>,
    encrypted: &[u8],
    password: &Password<'_>,
) -> Result<Zeroizing<Vec<u8>>, Unusable> {
    let parameters = algorithm.parameters.ok_or(Unusable::Malformed)?;
    let mut parameters = Elements::of_element(parameters)?;
    match algorithm.oid {
        PBES2 => pbes2(&mut parameters, encrypted, password),
        PBE_TRIPLE_DES | PBE_RC2_40 => {
            let salt: &OctetStringRef = parameters.next()?;
            let rounds = rounds(parameters.next()?)?;
            let cipher = if algorithm.oid == PBE_TRIPLE_DES {
                Cipher::TripleDes
            } else {
                Cipher::Rc2
            };
            let key = |purpose, length| {
                let (password, salt) = (password.utf_16.as_slice(), salt.as_bytes());
                derive(purpose, password, salt, rounds, SHA_1, length)
            };
            let (secret, iv) = (key(Purpose::Key, cipher.key_bytes()), key(Purpose::Iv, 8));
            cipher.decrypt(&secret, &iv, encrypted)
        }
        _ => Err(Unusable::Encryption),
    }
}

/// PBES2 with PBKDF2 (RFC 8018, appendix A).
fn pbes2(
    parameters: &mut Elements<'_>,
    encrypted: &[u8],
    password: &Password<'_>,
) -> Result<Zeroizing<Vec<u8>>, Unusable> {
    let derivation: AlgorithmIdentifierRef<'_> = parameters.next()?;
    let scheme: AlgorithmIdentifierRef<'_> = parameters.next()?;
    if derivation.oid != PBKDF2 {
        return Err(Unusable::Encryption);
    }
    let cipher = match scheme.oid {
        AES_128_CBC => Cipher::Aes(&AES_128, 16),
        AES_192_CBC => Cipher::Aes(&AES_192, 24),
        AES_256_CBC => Cipher::Aes(&AES_256, 32),
        TRIPLE_DES_CBC => Cipher::TripleDes,
        _ => return Err(Unusable::Encryption),
    };
    let iv = scheme.parameters.ok_or(Unusable::Malformed)?;
    let iv: &OctetStringRef = iv.decode_as()?;
    let derivation = derivation.parameters.ok_or(Unusable::Malformed)?;
    let mut derivation = Elements::of_element(derivation)?;
    let salt: &OctetStringRef = derivation.next()?;
    let rounds = rounds(derivation.next()?)?;
    let mut key = Zeroizing::new(vec![0; cipher.key_bytes()]);
    let function = pseudorandom_function(derivation)?;
    pbkdf2::derive(function, rounds, salt.as_bytes(), password.utf_8, &mut key);
    cipher.decrypt(&key, iv.as_bytes(), encrypted)
}

/// The last parameter of PBKDF2, behind the length of the key, which the cipher knows. Both are optional.
fn pseudorandom_function(mut rest: Elements<'_>) -> Result<pbkdf2::Algorithm, Unusable> {
    while !rest.is_at_end() {
        let element: AnyRef<'_> = rest.next()?;
        if element.tag() == Tag::Integer {
            continue;
        }
        let function: ObjectIdentifier = Elements::of_element(element)?.next()?;
        return match function {
            HMAC_SHA_1 => Ok(pbkdf2::PBKDF2_HMAC_SHA1),
            HMAC_SHA_256 => Ok(pbkdf2::PBKDF2_HMAC_SHA256),
            HMAC_SHA_384 => Ok(pbkdf2::PBKDF2_HMAC_SHA384),
            HMAC_SHA_512 => Ok(pbkdf2::PBKDF2_HMAC_SHA512),
            _ => Err(Unusable::Encryption),
        };
    }
    Ok(pbkdf2::PBKDF2_HMAC_SHA1)
}

/// How often the hash function is applied. More than anyone uses would keep this machine busy for a long time.
pub(super) fn rounds(rounds: u32) -> Result<NonZeroU32, Unusable> {
    let rounds = NonZeroU32::new(rounds).filter(|it| it.get() <= MOST_ROUNDS);
    rounds.ok_or(Unusable::Encryption)
}

/// OpenSSL uses 2,048, Java 10,000, and OWASP recommends 600,000.
const MOST_ROUNDS: u32 = 5_000_000;

/// A block cipher in CBC mode, with the padding of PKCS #7.
#[derive(Clone, Copy)]
enum Cipher {
    /// With the size of its key in bytes.
    Aes(&'static Algorithm, usize),
    /// RC2 with 40 bits: what OpenSSL 1 and macOS encrypt certificates with. They are no secret.
    Rc2,
    /// What Windows encrypts with, unless told otherwise.
    TripleDes,
}

impl Cipher {
    const fn key_bytes(self) -> usize {
        match self {
            Self::Aes(_, bytes) => bytes,
            Self::Rc2 => 5,
            Self::TripleDes => 24,
        }
    }

    fn decrypt(
        self,
        key: &[u8],
        iv: &[u8],
        encrypted: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, Unusable> {
        let mut bytes = Zeroizing::new(encrypted.to_vec());
        let malformed = |_| Unusable::Malformed;
        let length = match self {
            Self::Rc2 => {
                let cipher = cbc::Decryptor::<rc2::Rc2>::new_from_slices(key, iv);
                let cipher = cipher.map_err(|_| Unusable::Malformed)?;
                let plain = cipher.decrypt_padded::<Pkcs7>(&mut bytes);
                plain
                    .map(<[u8]>::len)
                    .map_err(|_| Unusable::PasswordWrong)?
            }
            Self::Aes(algorithm, _) => {
                let iv = FixedLength::try_from(iv).map_err(malformed)?;
                in_place(algorithm, key, DecryptionContext::Iv128(iv), &mut bytes)?
            }
            Self::TripleDes => {
                #[expect(deprecated, reason = "read, never written: Windows still uses it")]
                let algorithm = &aws_lc_rs::cipher::DES_EDE3_FOR_LEGACY_USE_ONLY;
                let iv = FixedLength::try_from(iv).map_err(malformed)?;
                in_place(algorithm, key, DecryptionContext::Iv64(iv), &mut bytes)?
            }
        };
        bytes.truncate(length);
        Ok(bytes)
    }
}

/// Decrypts in place, and returns the length without the padding.
fn in_place(
    algorithm: &'static Algorithm,
    key: &[u8],
    iv: DecryptionContext,
    bytes: &mut [u8],
) -> Result<usize, Unusable> {
    let key = UnboundCipherKey::new(algorithm, key).and_then(PaddedBlockDecryptingKey::cbc_pkcs7);
    let key = key.map_err(|_| Unusable::Malformed)?;
    let plain = key.decrypt(bytes, iv);
    plain
        .map(|it| it.len())
        .map_err(|_| Unusable::PasswordWrong)
}

const SHA_1: &aws_lc_rs::digest::Algorithm = &aws_lc_rs::digest::SHA1_FOR_LEGACY_USE_ONLY;

const fn oid(text: &str) -> ObjectIdentifier {
    ObjectIdentifier::new_unwrap(text)
}

const PBES2: ObjectIdentifier = oid("1.2.840.113549.1.5.13");
const PBKDF2: ObjectIdentifier = oid("1.2.840.113549.1.5.12");
const PBE_TRIPLE_DES: ObjectIdentifier = oid("1.2.840.113549.1.12.1.3");
const PBE_RC2_40: ObjectIdentifier = oid("1.2.840.113549.1.12.1.6");
const AES_128_CBC: ObjectIdentifier = oid("2.16.840.1.101.3.4.1.2");
const AES_192_CBC: ObjectIdentifier = oid("2.16.840.1.101.3.4.1.22");
const AES_256_CBC: ObjectIdentifier = oid("2.16.840.1.101.3.4.1.42");
const TRIPLE_DES_CBC: ObjectIdentifier = oid("1.2.840.113549.3.7");
const HMAC_SHA_1: ObjectIdentifier = oid("1.2.840.113549.2.7");
const HMAC_SHA_256: ObjectIdentifier = oid("1.2.840.113549.2.9");
const HMAC_SHA_384: ObjectIdentifier = oid("1.2.840.113549.2.10");
const HMAC_SHA_512: ObjectIdentifier = oid("1.2.840.113549.2.11");
