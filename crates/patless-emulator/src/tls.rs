//! Certificates and TLS configuration of the services.

use std::io;
use std::sync::Arc;

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa,
    KeyPair, KeyUsagePurpose, SanType,
};
use rustls::ServerConfig;
use rustls::crypto::aws_lc_rs;
use rustls_pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

use crate::scenario::ConnectOutcome;

/// Certificate authority (CA) of one emulator.
pub(crate) struct CertificateAuthority {
    issuer: CertifiedIssuer<'static, KeyPair>,
}

impl CertificateAuthority {
    /// Makes the CA that clients of the emulator trust.
    pub(crate) fn new() -> io::Result<Self> {
        Self::named("Patless emulator CA")
    }

    /// Makes a CA with this name.
    fn named(name: &str) -> io::Result<Self> {
        let mut params = params(name);
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let key = KeyPair::generate().map_err(io::Error::other)?;
        let issuer = CertifiedIssuer::self_signed(params, key).map_err(io::Error::other)?;
        Ok(Self { issuer })
    }

    /// Returns the certificate of the CA, in PEM.
    pub(crate) fn pem(&self) -> String {
        self.issuer.pem()
    }

    /// Makes the TLS configuration of a server on `localhost`, for TLS 1.2 and 1.3 and HTTP/1.1.
    ///
    /// The name 0.0.0.0 is for tests of proxies: it reaches this machine too, and no client bypasses its proxy for it.
    pub(crate) fn server_config(&self, connect: ConnectOutcome) -> io::Result<Arc<ServerConfig>> {
        match connect {
            ConnectOutcome::UnknownAuthority => {
                Self::named("Unknown CA")?.config(params("localhost"), &["localhost"])
            }
            ConnectOutcome::ExpiredCertificate => {
                let mut params = params("localhost");
                params.not_after = rcgen::date_time_ymd(2020, 1, 1);
                self.config(params, &["localhost"])
            }
            ConnectOutcome::OtherHostCertificate => {
                self.config(params("other-host.example"), &["other-host.example"])
            }
            ConnectOutcome::Served
            | ConnectOutcome::Refused
            | ConnectOutcome::Reset
            | ConnectOutcome::Silent => {
                self.config(params("localhost"), &["localhost", "127.0.0.1", "0.0.0.0"])
            }
        }
    }

    /// Makes the TLS configuration of a server whose certificate has these names.
    fn config(
        &self,
        mut params: CertificateParams,
        names: &[&str],
    ) -> io::Result<Arc<ServerConfig>> {
        params.subject_alt_names = names
            .iter()
            .map(|name| alternative_name(name))
            .collect::<io::Result<_>>()?;
        params.is_ca = IsCa::ExplicitNoCa;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        let key = KeyPair::generate().map_err(io::Error::other)?;
        let leaf = params
            .signed_by(&key, &self.issuer)
            .map_err(io::Error::other)?;
        let private_key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));

        let mut config = ServerConfig::builder_with_provider(aws_lc_rs::default_provider().into())
            .with_protocol_versions(&[&rustls::version::TLS13, &rustls::version::TLS12])
            .map_err(io::Error::other)?
            .with_no_client_auth()
            .with_single_cert(vec![leaf.der().clone()], private_key)
            .map_err(io::Error::other)?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Arc::new(config))
    }
}

/// Makes an alternative name of a certificate from an IP address or a host name.
fn alternative_name(name: &str) -> io::Result<SanType> {
    Ok(match name.parse() {
        Ok(address) => SanType::IpAddress(address),
        Err(_) => SanType::DnsName(name.try_into().map_err(io::Error::other)?),
    })
}

/// Makes the parameters of a certificate.
///
/// The validity period is fixed and long, so that a client with a wrong clock can connect.
fn params(common_name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.remove(DnType::CommonName);
    params
        .distinguished_name
        .push(DnType::CommonName, common_name);
    params.not_before = rcgen::date_time_ymd(2000, 1, 1);
    params.not_after = rcgen::date_time_ymd(2099, 12, 31);
    params
}
