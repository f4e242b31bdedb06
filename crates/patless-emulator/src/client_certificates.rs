//! Client certificates of applications, with their private key.
//!
//! In a debug build, generating an RSA key takes a third of a second. So all certificates have one key, which is
//! generated on first use, and only once per process.

use std::sync::LazyLock;

use aws_lc_rs::digest::{Algorithm as Hash, SHA1_FOR_LEGACY_USE_ONLY, SHA256, digest};
use jsonwebtoken::Algorithm;
use jsonwebtoken::jwk::RSAKeyParameters;
use rcgen::{CertificateParams, DnType, KeyPair, PKCS_RSA_SHA256, RsaKeySize};

use crate::keys::{public_numbers, signature_matches};
use crate::world::ClientCertificate;

/// Certificate with its private key.
pub(crate) struct CertifiedKey {
    public: RSAKeyParameters,
    key_pem: String,
    certificate_pem: String,
    /// Certificate, in DER.
    pub(crate) der: Vec<u8>,
    /// Text of the validity period, in the form of Entra's messages.
    pub(crate) validity: String,
    /// Whether the validity period includes the present.
    pub(crate) is_current: bool,
}

impl CertifiedKey {
    /// Returns a certificate. `None` means that no key could be generated.
    pub(crate) fn of(certificate: ClientCertificate) -> Option<&'static Self> {
        let all = ALL.as_ref()?;
        Some(match certificate {
            ClientCertificate::Registered => &all.registered,
            ClientCertificate::Expired => &all.expired,
            ClientCertificate::Unregistered => &all.unregistered,
        })
    }

    /// Writes the certificate and then the private key, in PEM. The key is in PKCS#8.
    pub(crate) fn pem(&self) -> String {
        format!("{}{}", self.certificate_pem, self.key_pem)
    }

    /// Lists what nobody but the application may have: the private key as a whole, and each line of it.
    pub(crate) fn secrets(&self) -> Vec<String> {
        let lines = self.key_pem.lines().filter(|it| !it.starts_with('-'));
        let lines = lines.map(ToOwned::to_owned);
        std::iter::once(self.key_pem.trim().to_owned())
            .chain(lines)
            .collect()
    }

    /// Returns whether a thumbprint is that of this certificate, by SHA-1 or by SHA-256.
    pub(crate) fn has_thumbprint(&self, thumbprint: &[u8], hash: ThumbprintHash) -> bool {
        digest(hash.algorithm(), &self.der).as_ref() == thumbprint
    }

    /// Returns whether the private key signed a JWT. The claims are not checked.
    pub(crate) fn has_signed(&self, jwt: &str, algorithm: Algorithm) -> bool {
        signature_matches(&self.public, jwt, algorithm)
    }
}

/// Hash of a thumbprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ThumbprintHash {
    /// SHA-1, in the header `x5t`.
    Sha1,
    /// SHA-256, in the header `x5t#S256`.
    Sha256,
}

impl ThumbprintHash {
    /// Returns the hash.
    fn algorithm(self) -> &'static Hash {
        match self {
            Self::Sha1 => &SHA1_FOR_LEGACY_USE_ONLY,
            Self::Sha256 => &SHA256,
        }
    }
}

/// All certificates.
struct All {
    registered: CertifiedKey,
    expired: CertifiedKey,
    unregistered: CertifiedKey,
}

impl All {
    /// Generates a key of 2048 bits, and certifies it three times.
    fn generate() -> Option<Self> {
        let pair = KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048).ok()?;
        Some(Self {
            registered: certified(&pair, "acme-certificate", Years::Current)?,
            expired: certified(&pair, "acme-certificate-of-2019", Years::Past)?,
            unregistered: certified(&pair, "somebody-else", Years::Current)?,
        })
    }
}

/// Validity period of a certificate.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Years {
    /// From 2000 to 2099, so that a client with a wrong clock can use it.
    Current,
    /// 2019.
    Past,
}

/// Makes a certificate that is signed with its own key.
fn certified(pair: &KeyPair, name: &str, years: Years) -> Option<CertifiedKey> {
    let (first, last) = match years {
        Years::Current => (2000, 2099),
        Years::Past => (2019, 2019),
    };
    let mut params = CertificateParams::default();
    params.distinguished_name.remove(DnType::CommonName);
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = rcgen::date_time_ymd(first, 1, 1);
    params.not_after = rcgen::date_time_ymd(last, 12, 31);
    let certificate = params.self_signed(pair).ok()?;
    Some(CertifiedKey {
        public: public_numbers(pair)?,
        key_pem: pair.serialize_pem(),
        certificate_pem: certificate.pem(),
        der: certificate.der().to_vec(),
        validity: format!("Start=01/01/{first} 00:00:00, End=12/31/{last} 00:00:00"),
        is_current: years == Years::Current,
    })
}

static ALL: LazyLock<Option<All>> = LazyLock::new(All::generate);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pem_has_the_certificate_before_the_key() {
        let pem = CertifiedKey::of(ClientCertificate::Registered)
            .unwrap()
            .pem();
        let [certificate, key] =
            ["CERTIFICATE", "PRIVATE KEY"].map(|it| pem.find(&format!("-----BEGIN {it}-----")));
        assert_eq!(certificate, Some(0));
        assert!(key > certificate);
    }

    #[test]
    fn certificates_of_one_key_differ_in_their_thumbprint() {
        let [registered, expired] = [ClientCertificate::Registered, ClientCertificate::Expired]
            .map(|it| CertifiedKey::of(it).unwrap());
        for hash in [ThumbprintHash::Sha1, ThumbprintHash::Sha256] {
            let thumbprint = digest(hash.algorithm(), &registered.der);
            assert!(registered.has_thumbprint(thumbprint.as_ref(), hash));
            assert!(!expired.has_thumbprint(thumbprint.as_ref(), hash));
        }
        assert!(registered.is_current && !expired.is_current);
    }
}
