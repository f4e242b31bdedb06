//! CAs and certificates that the emulator does not know.

use std::path::{Path, PathBuf};

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa,
    KeyPair,
};

/// A CA that keeps what it makes in a folder.
pub(super) struct Ca {
    issuer: CertifiedIssuer<'static, KeyPair>,
    folder: PathBuf,
    /// Its certificate, PEM.
    pub(super) file: PathBuf,
}

/// A certificate and its key, PEM files both.
pub(super) struct Leaf {
    pub(super) certificate: PathBuf,
    pub(super) key: PathBuf,
}

impl Ca {
    /// Makes a CA.
    pub(super) fn new(name: &str, folder: &Path) -> Self {
        let mut params = params(name, &[]);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let issuer = CertifiedIssuer::self_signed(params, key).unwrap();
        let file = folder.join(format!("{name}.pem"));
        std::fs::write(&file, issuer.pem()).unwrap();
        Self {
            issuer,
            folder: folder.to_owned(),
            file,
        }
    }

    /// Makes the certificate of a server on this machine.
    pub(super) fn server(&self) -> Leaf {
        let names = ["localhost", "127.0.0.1"];
        self.leaf("server", &names, ExtendedKeyUsagePurpose::ServerAuth)
    }

    /// Makes the certificate of a client.
    pub(super) fn client(&self) -> Leaf {
        self.leaf("the-agent", &[], ExtendedKeyUsagePurpose::ClientAuth)
    }

    fn leaf(&self, name: &str, names: &[&str], purpose: ExtendedKeyUsagePurpose) -> Leaf {
        let mut params = params(name, names);
        params.extended_key_usages = vec![purpose];
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        let leaf = Leaf {
            certificate: self.folder.join(format!("{name}-certificate.pem")),
            key: self.folder.join(format!("{name}-key.pem")),
        };
        std::fs::write(&leaf.certificate, certificate.pem()).unwrap();
        std::fs::write(&leaf.key, key.serialize_pem()).unwrap();
        leaf
    }
}

fn params(common_name: &str, names: &[&str]) -> CertificateParams {
    let names: Vec<_> = names.iter().map(|&name| name.to_owned()).collect();
    let mut params = CertificateParams::new(names).unwrap();
    params.distinguished_name.remove(DnType::CommonName);
    params
        .distinguished_name
        .push(DnType::CommonName, common_name);
    params
}
