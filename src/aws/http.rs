//! One HTTP client for the SDK and all credential providers.
//!
//! TLS comes from rustls with ring, which starts in a tenth of the time of the SDK's default, and
//! trusted certificates are loaded with the first `https` request only. What it receives is limited,
//! also where it comes from a provider of credentials.

use crate::aws::body_limit::BodyLimit;
use crate::error::{Error, Result};
use anyhow::{Context, anyhow};
use aws_smithy_http_client::proxy::ProxyConfig;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_http_client::tls::{Provider, TlsContext, TrustStore};
use aws_smithy_http_client::{Builder, Connector};
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
    SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use std::path::Path;
use std::sync::Arc;

/// The client, trusting the certificates of the CA bundle or, without one, those of the system.
///
/// # Errors
///
/// The CA bundle cannot be read or holds no usable certificate.
pub fn client(ca_bundle: Option<&Path>) -> Result<SharedHttpClient> {
    let trusted = match ca_bundle {
        Some(path) => read_bundle(path)?,
        None => TrustStore::default(),
    };
    Ok(SharedHttpClient::new(Client {
        plain: with_trust(TrustStore::empty()),
        tls: with_trust(trusted),
        limit: BodyLimit::default(),
        // A connection to such a proxy needs certificates, whatever is sent through it.
        tls_for_all: ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"]
            .iter()
            .any(|name| std::env::var(name).is_ok_and(|proxy| proxy.starts_with("https://"))),
    }))
}

/// Nothing in the SDK reads `AWS_CA_BUNDLE` and the proxy variables.
fn with_trust(trusted: TrustStore) -> SharedHttpClient {
    Builder::new().build_with_connector_fn(move |settings, components| {
        let tls = TlsContext::builder()
            .with_trust_store(trusted.clone())
            .build();
        let mut connector = Connector::builder()
            .proxy_config(ProxyConfig::from_env())
            .tls_provider(Provider::Rustls(CryptoMode::Ring));
        if let Ok(tls) = tls {
            connector.set_tls_context(tls);
        }
        connector.set_connector_settings(settings.cloned());
        connector.set_sleep_impl(components.and_then(RuntimeComponents::sleep_impl));
        connector.build()
    })
}

/// Selects the client by the scheme of each request.
#[derive(Debug, Clone)]
struct Client {
    plain: SharedHttpClient,
    tls: SharedHttpClient,
    limit: BodyLimit,
    tls_for_all: bool,
}

#[derive(Debug)]
struct ByScheme {
    client: Client,
    settings: HttpConnectorSettings,
    components: Arc<RuntimeComponents>,
}

impl HttpClient for Client {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(ByScheme {
            client: self.clone(),
            settings: settings.clone(),
            components: Arc::new(components.clone()),
        })
    }
}

impl HttpConnector for ByScheme {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let plain = request.uri().starts_with("http:") && !self.client.tls_for_all;
        let client = if plain {
            &self.client.plain
        } else {
            &self.client.tls
        };
        // Both keep their connections open across calls.
        let response = client
            .http_connector(&self.settings, &self.components)
            .call(request);
        let limit = self.client.limit.clone();
        HttpConnectorFuture::new(async move { limit.apply(response.await?) })
    }
}

/// The certificates of a PEM file. As in other clients, those that are broken are skipped if at least
/// one works: the HTTP client would panic on them.
fn read_bundle(path: &Path) -> Result<TrustStore> {
    let hint = "AWS_CA_BUNDLE, or ca_bundle in the AWS configuration, must name a file of \
                certificates in PEM form";
    let bundle = std::fs::read(path)
        .with_context(|| format!("the CA bundle {} could not be read", path.display()))
        .map_err(|error| Error::config(error).hint(hint))?;
    let mut roots = RootCertStore::empty();
    let mut trusted = TrustStore::empty();
    for block in pem_blocks(&bundle) {
        let certificate = CertificateDer::from_pem_slice(block);
        if certificate.is_ok_and(|certificate| roots.add(certificate).is_ok()) {
            trusted.add_pem_certificate(block);
        }
    }
    if roots.is_empty() {
        let message = anyhow!("the CA bundle {} holds no PEM certificate", path.display());
        return Err(Error::config(message).hint(hint));
    }
    Ok(trusted)
}

/// The parts of a PEM file from each BEGIN CERTIFICATE to the next.
fn pem_blocks(bundle: &[u8]) -> impl Iterator<Item = &[u8]> {
    const BEGIN: &[u8] = b"-----BEGIN CERTIFICATE-----";
    let mut rest = bundle;
    std::iter::from_fn(move || {
        let find = |text: &[u8]| text.windows(BEGIN.len()).position(|window| window == BEGIN);
        rest = &rest[find(rest)?..];
        let end = find(&rest[BEGIN.len()..]).map_or(rest.len(), |next| next + BEGIN.len());
        let (block, after) = rest.split_at(end);
        rest = after;
        Some(block)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundle(content: &[u8]) -> Result<TrustStore> {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), content).expect("written");
        read_bundle(file.path())
    }

    fn certificate() -> String {
        let key = rcgen::KeyPair::generate().expect("a key");
        let params = rcgen::CertificateParams::new(vec!["localhost".into()]).expect("params");
        params.self_signed(&key).expect("signed").pem()
    }

    #[test]
    fn finds_each_certificate() {
        let both = format!("# first\n{}\n# second\n{}", certificate(), certificate());
        assert_eq!(pem_blocks(both.as_bytes()).count(), 2);
        assert!(bundle(both.as_bytes()).is_ok());
    }

    #[test]
    fn skips_a_broken_certificate() {
        let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        let cut_off = "-----BEGIN CERTIFICATE-----\n";
        let all = format!("{broken}{}{cut_off}", certificate());
        let trusted = bundle(all.as_bytes()).expect("one works");
        // The HTTP client would panic on the others.
        assert_eq!(format!("{trusted:?}").matches("CertificatePEM").count(), 1);
    }

    #[test]
    fn an_error_names_the_file() {
        for content in [
            &b""[..],
            b"garbage \xff\x00",
            b"-----BEGIN CERTIFICATE-----",
        ] {
            let error = bundle(content).expect_err("no certificate");
            assert_eq!(error.exit_code().code(), 253);
            assert!(
                error.to_string().contains("holds no PEM certificate"),
                "{error}"
            );
        }
        let error = read_bundle(Path::new("/nowhere/ca.pem")).expect_err("no file");
        assert!(
            error
                .to_string()
                .contains("/nowhere/ca.pem could not be read"),
            "{error}"
        );
    }
}
