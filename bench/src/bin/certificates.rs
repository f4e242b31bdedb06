//! Writes what the servers show and the clients trust: `ca.pem`, `chain.pem` and `key.pem`.
//!
//! `certificates FOLDER`. A root, an issuing CA and a leaf, since real servers send an issuing CA as well.

use std::{env, error::Error, fs, path::PathBuf};

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa,
    KeyPair, KeyUsagePurpose,
};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(env::args_os().nth(1).ok_or("usage: certificates FOLDER")?);
    let root =
        CertifiedIssuer::self_signed(authority("Patless bench root", 1)?, KeyPair::generate()?)?;
    let issuing = CertifiedIssuer::signed_by(
        authority("Patless bench issuing", 0)?,
        KeyPair::generate()?,
        &root,
    )?;
    let key = KeyPair::generate()?;
    let leaf = leaf()?.signed_by(&key, &issuing)?;
    fs::write(folder.join("ca.pem"), root.pem())?;
    fs::write(folder.join("chain.pem"), leaf.pem() + &issuing.pem())?;
    fs::write(folder.join("key.pem"), key.serialize_pem())?;
    Ok(())
}

/// A CA with so many levels of CAs below it.
fn authority(name: &str, levels: u8) -> Result<CertificateParams, rcgen::Error> {
    let mut params = CertificateParams::new(Vec::new())?;
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(levels));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.use_authority_key_identifier_extension = true;
    Ok(params)
}

/// The certificate of all servers.
fn leaf() -> Result<CertificateParams, rcgen::Error> {
    let mut params = CertificateParams::new(NAMES.map(str::to_owned))?;
    params
        .distinguished_name
        .push(DnType::CommonName, "Patless bench");
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.use_authority_key_identifier_extension = true;
    Ok(params)
}

/// The names that a client may ask for; Azure CLI asks for more than two.
const NAMES: [&str; 5] = [
    "localhost",
    "dev.azure.com",
    "login.microsoftonline.com",
    "management.azure.com",
    "azcliprod.blob.core.windows.net",
];
