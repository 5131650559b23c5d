//! The fake ECS endpoint: a thread that serves a [`Scenario`] over HTTP or HTTPS on this host.
//!
//! Dropping it is an assertion: it panics if a request broke a rule of the API, if the endpoint itself
//! failed, or if a fault of the scenario was not used.

use std::error::Error;
use std::fmt;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use chrono::{TimeDelta, Utc};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

use super::data;
use super::reply::Reply;
use super::request::{Call, Op};
use super::responses::State;
use super::scenario::{Scenario, ServerDate};
use super::server_thread::ServerThread;

pub struct FakeEcs {
    state: Shared,
    thread: ServerThread,
    ca_pem: Option<String>,
}

impl FakeEcs {
    /// Plain HTTP on a free port of 127.0.0.1.
    pub fn start(scenario: Scenario) -> Self {
        let state = Shared::new(scenario);
        let (served, panicked) = (state.clone(), state.clone());
        let thread = ServerThread::start(
            "fake ECS",
            move |socket| serve(socket, |socket| socket, served.clone()),
            move |panic| panicked.failed(&panic),
        );
        Self {
            state,
            thread,
            ca_pem: None,
        }
    }

    /// HTTPS, with a certificate for `localhost` and 127.0.0.1 that [`Self::ca_pem`] signed.
    pub fn start_tls(scenario: Scenario) -> Self {
        let state = Shared::new(scenario);
        let (served, panicked) = (state.clone(), state.clone());
        let (acceptor, ca_pem) = tls_acceptor();
        let thread = ServerThread::start(
            "fake ECS",
            move |socket| {
                let (acceptor, state) = (acceptor.clone(), served.clone());
                async move {
                    // A client that does not trust the certificate disconnects here, as it should.
                    if let Ok(socket) = acceptor.accept(socket).await {
                        serve(socket, |socket| socket.get_ref().0, state).await;
                    }
                }
            },
            move |panic| panicked.failed(&panic),
        );
        Self {
            state,
            thread,
            ca_pem: Some(ca_pem),
        }
    }

    pub fn url(&self) -> String {
        let port = self.thread.port();
        match self.ca_pem {
            Some(_) => format!("https://localhost:{port}"),
            None => format!("http://127.0.0.1:{port}"),
        }
    }

    /// The certificate of the CA, for the file that `AWS_CA_BUNDLE` names.
    pub fn ca_pem(&self) -> &str {
        self.ca_pem
            .as_deref()
            .expect("an endpoint that was started with start_tls")
    }

    /// Every call so far, in order of arrival.
    pub fn calls(&self) -> Vec<Call> {
        self.state.lock().calls.clone()
    }

    pub fn count(&self, op: Op) -> usize {
        self.state.lock().count(op)
    }

    /// Changes the scenario under a running client.
    pub fn change(&self, change: impl FnOnce(Scenario) -> Scenario) {
        let mut state = self.state.lock();
        let scenario = std::mem::take(&mut state.scenario);
        state.scenario = change(scenario);
    }

    /// The rules that were broken so far. They no longer fail the test.
    pub fn take_violations(&self) -> Vec<String> {
        std::mem::take(&mut self.state.lock().violations)
    }
}

impl Drop for FakeEcs {
    fn drop(&mut self) {
        if let Err(panic) = self.thread.stop() {
            self.state.failed(&panic);
        }
        if std::thread::panicking() {
            return;
        }
        let (violations, unused) = {
            let state = self.state.lock();
            (state.violations.clone(), state.scenario.faults.unused())
        };
        assert!(
            violations.is_empty() && unused.is_empty(),
            "requests broke rules of the API: {violations:#?}\nfaults that no call got: {unused:#?}"
        );
    }
}

#[derive(Clone)]
struct Shared(Arc<Mutex<State>>);

impl Shared {
    fn new(scenario: Scenario) -> Self {
        Self(Arc::new(Mutex::new(State::new(scenario))))
    }

    /// A panic of the endpoint is a violation of its own and must not hide the others.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn failed(&self, panic: &str) {
        let violation = format!("the endpoint itself panicked: {panic}");
        self.lock().violations.push(violation);
    }
}

/// An end of a connection that hyper has no response for: it gives the socket back, and the rest is
/// done here.
#[derive(Debug)]
enum Abrupt {
    Close,
    Reset,
    CutOff { body: String },
}

impl fmt::Display for Abrupt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the connection ends: {self:?}")
    }
}

impl Error for Abrupt {}

async fn serve<S>(socket: S, tcp: impl Fn(&S) -> &TcpStream + Send, state: Shared)
where
    S: AsyncRead + AsyncWrite + Send + Unpin,
{
    let service = service_fn(|request| Box::pin(respond(request, state.clone())));
    let mut connection = http1::Builder::new()
        // The scenario decides.
        .auto_date_header(false)
        .serve_connection(TokioIo::new(socket), service);
    let end = poll_fn(|context| connection.poll_without_shutdown(context)).await;
    let mut socket = connection.into_parts().io.into_inner();
    let abrupt = end.as_ref().err().and_then(Error::source);
    // The client may have disconnected, which is fine.
    let _ = match abrupt.and_then(|source| source.downcast_ref::<Abrupt>()) {
        Some(Abrupt::Reset) => tcp(&socket).set_zero_linger(),
        Some(Abrupt::CutOff { body }) => {
            let content_length = body.len() + 1000;
            let response = format!(
                "HTTP/1.1 200 OK\r\ncontent-type: application/x-amz-json-1.1\r\n\
                 content-length: {content_length}\r\n\r\n{body}"
            );
            let _ = socket.write_all(response.as_bytes()).await;
            socket.shutdown().await
        }
        Some(Abrupt::Close) | None => socket.shutdown().await,
    };
}

async fn respond(
    request: Request<Incoming>,
    state: Shared,
) -> Result<Response<Full<Bytes>>, Abrupt> {
    let (head, body) = request.into_parts();
    let Ok(body) = body.collect().await else {
        return Err(Abrupt::Close);
    };
    let (reply, delay, number, date) = {
        let mut state = state.lock();
        let reply = state.reply(&head, &body.to_bytes());
        let date = state.scenario.date.clone();
        (reply, state.scenario.delay, state.next_response(), date)
    };
    if delay > Duration::ZERO {
        tokio::time::sleep(delay).await;
    }
    match reply {
        Reply::Http {
            status,
            content_type,
            body,
        } => {
            let mut response = Response::builder()
                .status(status)
                .header("content-type", content_type)
                .header("x-amzn-RequestId", data::request_id(number));
            if let Some(date) = header(&date) {
                response = response.header("date", date);
            }
            Ok(response
                .body(Full::new(Bytes::from(body)))
                .expect("a status and headers that are valid"))
        }
        Reply::CutOff { body } => Err(Abrupt::CutOff { body }),
        Reply::Reset => Err(Abrupt::Reset),
        Reply::Hang(how_long) => {
            tokio::time::sleep(how_long).await;
            Err(Abrupt::Close)
        }
    }
}

/// The value of a `Date` header.
fn header(date: &ServerDate) -> Option<String> {
    let ahead = match date {
        ServerDate::Right => 0,
        ServerDate::Ahead(seconds) => *seconds,
        ServerDate::Missing => return None,
        ServerDate::Text(text) => return Some((*text).to_owned()),
    };
    let now = Utc::now() + TimeDelta::seconds(ahead);
    Some(now.format("%a, %d %b %Y %H:%M:%S GMT").to_string())
}

/// A TLS acceptor with a certificate from a new CA, and the CA's certificate as PEM.
fn tls_acceptor() -> (TlsAcceptor, String) {
    let authority = authority().expect("a certificate authority");
    let names = ["localhost".to_owned(), "127.0.0.1".to_owned()];
    let key = rcgen::KeyPair::generate().expect("a key of the server");
    let certificate = rcgen::CertificateParams::new(names)
        .and_then(|params| params.signed_by(&key, &authority))
        .expect("a certificate of the server");
    let private = PrivateKeyDer::try_from(key.serialize_der()).expect("a key that rustls reads");
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("the protocol versions of ring")
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], private)
        .expect("a certificate that fits its key");
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    (TlsAcceptor::from(Arc::new(config)), authority.pem())
}

fn authority() -> Result<rcgen::CertifiedIssuer<'static, rcgen::KeyPair>, rcgen::Error> {
    let mut params = rcgen::CertificateParams::new(Vec::new())?;
    params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    params
        .distinguished_name
        .push(rcgen::DnType::CommonName, "Authority of the fake ECS");
    rcgen::CertifiedIssuer::self_signed(params, rcgen::KeyPair::generate()?)
}
