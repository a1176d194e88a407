//! Which clients are let in by their certificates.

use std::io;
use std::net::IpAddr;
use std::sync::Arc;

use rustls::client::danger::HandshakeSignatureValid;
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, UnixTime};
use rustls::server::WebPkiClientVerifier;
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::{
    CertificateError, DigitallySignedStruct, DistinguishedName, Error, RootCertStore, SignatureScheme,
};
use x509_parser::prelude::{FromDer, GeneralName, X509Certificate};

use super::Pem;
use super::server::invalid;
use crate::files::Files;

/// What a client's certificate has to be: for [`Tls::client_auth`](super::Tls::client_auth).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ClientAuth {
    /// It is not asked for.
    None,
    /// It is asked for, and may be any or none. Nobody is kept out by that.
    Request,
    /// There has to be one, which may be any. Nobody is kept out who can make one; unless
    /// [`client_names`](super::Tls::client_names) are asked for, which anybody can write into one.
    RequireAny,
    /// If there is one, it has to be signed by the certificates that are given for that.
    VerifyIfGiven,
    /// There has to be one, signed by the certificates that are given for that. The only one that keeps strangers out.
    RequireAndVerify,
}

/// Which clients are let in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Clients {
    pub(crate) auth: Option<ClientAuth>,
    pub(crate) ca: Option<Pem>,
    pub(crate) names: Option<Vec<String>>,
}

impl Clients {
    pub(super) fn verifier(
        &self,
        provider: &Arc<CryptoProvider>,
        files: &mut Files,
    ) -> io::Result<Arc<dyn ClientCertVerifier>> {
        let auth = self.auth.unwrap_or(ClientAuth::None);
        let verifier = match auth {
            ClientAuth::None if self.ca.is_some() => {
                return Err(invalid(
                    "there are certificates to check clients by, but clients are not asked for one",
                ));
            }
            ClientAuth::None => WebPkiClientVerifier::no_client_auth(),
            ClientAuth::Request => Arc::new(Unverified { mandatory: false, provider: Arc::clone(provider) }),
            ClientAuth::RequireAny => {
                Arc::new(Unverified { mandatory: true, provider: Arc::clone(provider) })
            }
            ClientAuth::VerifyIfGiven => self.verified(provider, files, false)?,
            ClientAuth::RequireAndVerify => self.verified(provider, files, true)?,
        };
        match &self.names {
            None => Ok(verifier),
            Some(names) if matches!(auth, ClientAuth::RequireAny | ClientAuth::RequireAndVerify) => {
                Ok(Arc::new(Named { names: names.clone(), inner: verifier }))
            }
            Some(_) => Err(invalid("names of clients are given, but clients need no certificate")),
        }
    }

    fn verified(
        &self,
        provider: &Arc<CryptoProvider>,
        files: &mut Files,
        mandatory: bool,
    ) -> io::Result<Arc<dyn ClientCertVerifier>> {
        let Some(ca) = &self.ca else {
            return Err(invalid("there are no certificates to check those of clients by"));
        };
        let mut roots = RootCertStore::empty();
        for certificate in ca.certificates(files)? {
            roots.add(certificate).map_err(|error| invalid(format!("{}: {error}", ca.name())))?;
        }
        let builder = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(provider));
        let builder = if mandatory { builder } else { builder.allow_unauthenticated() };
        builder.build().map_or_else(|error| Err(invalid(error.to_string())), |verifier| Ok(verifier as _))
    }
}

/// Asks for a certificate, and takes any whose key the client has.
#[derive(Debug)]
struct Unverified {
    mandatory: bool,
    provider: Arc<CryptoProvider>,
}

impl ClientCertVerifier for Unverified {
    fn client_auth_mandatory(&self) -> bool {
        self.mandatory
    }

    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &[]
    }

    fn verify_client_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        Ok(ClientCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signature, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signature, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

/// Asks for a name as well.
#[derive(Debug)]
struct Named {
    names: Vec<String>,
    inner: Arc<dyn ClientCertVerifier>,
}

impl Named {
    fn is_named(&self, certificate: &CertificateDer<'_>) -> bool {
        let Ok((_, certificate)) = X509Certificate::from_der(certificate) else { return false };
        let Ok(Some(extension)) = certificate.subject_alternative_name() else { return false };
        let mut names = extension.value.general_names.iter().filter_map(written);
        names.any(|name| self.names.contains(&name))
    }
}

/// A name as it is written in configurations.
fn written(name: &GeneralName<'_>) -> Option<String> {
    match name {
        GeneralName::DNSName(name) | GeneralName::RFC822Name(name) | GeneralName::URI(name) => {
            Some((*name).to_owned())
        }
        GeneralName::IPAddress(bytes) => <[u8; 4]>::try_from(*bytes)
            .map(IpAddr::from)
            .or_else(|_| <[u8; 16]>::try_from(*bytes).map(IpAddr::from))
            .ok()
            .map(|address| address.to_string()),
        _ => None,
    }
}

impl ClientCertVerifier for Named {
    fn offer_client_auth(&self) -> bool {
        self.inner.offer_client_auth()
    }

    fn client_auth_mandatory(&self) -> bool {
        self.inner.client_auth_mandatory()
    }

    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        self.inner.root_hint_subjects()
    }

    fn verify_client_cert(
        &self,
        certificate: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        now: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        let verified = self.inner.verify_client_cert(certificate, intermediates, now)?;
        let unnamed = CertificateError::ApplicationVerificationFailure;
        if self.is_named(certificate) { Ok(verified) } else { Err(unnamed.into()) }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.inner.verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.inner.verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.inner.supported_verify_schemes()
    }
}
