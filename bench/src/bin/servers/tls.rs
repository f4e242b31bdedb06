//! Decides how the two servers speak TLS.

use std::{error::Error, path::Path, sync::Arc};

use rustls::{
    ServerConfig, SupportedProtocolVersion,
    crypto::{CryptoProvider, SupportedKxGroup, ring},
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    version::{TLS12, TLS13},
};

/// How the servers behave.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Profile {
    /// TLS 1.3 with X25519 at both.
    Modern,
    /// As traces of the real servers show it: Azure DevOps at TLS 1.2; Entra at TLS 1.3 with P-384, so that a client that
    /// sends no share for it has to begin again.
    Observed,
}

impl Profile {
    /// Reads the name of a profile.
    pub(crate) fn named(name: &str) -> Result<Self, String> {
        match name {
            "modern" => Ok(Self::Modern),
            "observed" => Ok(Self::Observed),
            other => Err(format!("unknown profile: {other}")),
        }
    }

    /// How Azure DevOps speaks.
    pub(crate) fn azure_devops(
        self,
        with: &Certificate,
    ) -> Result<Arc<ServerConfig>, Box<dyn Error>> {
        match self {
            Self::Modern => with.config(&TLS13, ring::kx_group::X25519),
            Self::Observed => with.config(&TLS12, ring::kx_group::X25519),
        }
    }

    /// How Entra speaks.
    pub(crate) fn entra(self, with: &Certificate) -> Result<Arc<ServerConfig>, Box<dyn Error>> {
        match self {
            Self::Modern => with.config(&TLS13, ring::kx_group::X25519),
            Self::Observed => with.config(&TLS13, ring::kx_group::SECP384R1),
        }
    }
}

/// What the servers show, and its key.
pub(crate) struct Certificate {
    chain: Vec<CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
}

impl Certificate {
    /// Reads what `certificates` wrote.
    pub(crate) fn read(folder: &Path) -> Result<Self, Box<dyn Error>> {
        let chain = CertificateDer::pem_file_iter(folder.join("chain.pem"))?;
        Ok(Self {
            chain: chain.collect::<Result<_, _>>()?,
            key: PrivateKeyDer::from_pem_file(folder.join("key.pem"))?,
        })
    }

    /// One version, one way to agree on keys.
    fn config(
        &self,
        version: &'static SupportedProtocolVersion,
        group: &'static dyn SupportedKxGroup,
    ) -> Result<Arc<ServerConfig>, Box<dyn Error>> {
        let provider = CryptoProvider {
            kx_groups: vec![group],
            ..ring::default_provider()
        };
        let mut config = ServerConfig::builder_with_provider(provider.into())
            .with_protocol_versions(&[version])?
            .with_no_client_auth()
            .with_single_cert(self.chain.clone(), self.key.clone_key())?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(config.into())
    }
}
