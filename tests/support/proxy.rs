//! An HTTP proxy that supports CONNECT only, as company networks have.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::server_thread::ServerThread;

const MAX_HEAD_BYTES: usize = 16 * 1024;

pub struct ConnectProxy {
    hosts: Hosts,
    thread: ServerThread,
}

type Hosts = Arc<Mutex<Vec<String>>>;

impl ConnectProxy {
    /// Without authentication.
    pub fn start() -> Self {
        Self::start_with(None)
    }

    /// Responds with 407 unless the client sends this user and password.
    pub fn start_with_auth(user: &str, password: &str) -> Self {
        let expected = format!("Basic {}", base64(format!("{user}:{password}").as_bytes()));
        Self::start_with(Some(expected))
    }

    fn start_with(expected: Option<String>) -> Self {
        let hosts = Hosts::default();
        let recorded = Arc::clone(&hosts);
        let thread = ServerThread::start(
            "proxy",
            move |client| {
                let (expected, hosts) = (expected.clone(), Arc::clone(&recorded));
                async move {
                    // Either side may disconnect at any time; the program under test reports what it saw.
                    let _ = tunnel(client, expected, hosts).await;
                }
            },
            // The panic hook has printed it already, and the connection is closed.
            |_| {},
        );
        Self { hosts, thread }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.thread.port())
    }

    /// The `host:port` of every CONNECT, including those without authentication.
    pub fn connects(&self) -> Vec<String> {
        let hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        hosts.clone()
    }
}

async fn tunnel(
    mut client: TcpStream,
    expected: Option<String>,
    hosts: Hosts,
) -> std::io::Result<()> {
    let head = read_head(&mut client).await?;
    let mut lines = head.split("\r\n");
    let mut request = lines.next().unwrap_or_default().split(' ');
    let (Some("CONNECT"), Some(host)) = (request.next(), request.next()) else {
        return respond(&mut client, "405 Method Not Allowed", "Allow: CONNECT\r\n").await;
    };
    hosts
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(host.to_owned());
    let given = lines
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("proxy-authorization"))
        .map(|(_, value)| value.trim().to_owned());
    if expected.is_some() && given != expected {
        let challenge = "Proxy-Authenticate: Basic realm=\"proxy\"\r\n";
        return respond(&mut client, "407 Proxy Authentication Required", challenge).await;
    }
    match TcpStream::connect(host).await {
        Ok(mut server) => {
            client
                .write_all(b"HTTP/1.1 200 Connection established\r\n\r\n")
                .await?;
            tokio::io::copy_bidirectional(&mut client, &mut server).await?;
            Ok(())
        }
        Err(_) => respond(&mut client, "502 Bad Gateway", "").await,
    }
}

/// Reads to the empty line, byte by byte, since what follows belongs to the tunnel.
async fn read_head(client: &mut TcpStream) -> std::io::Result<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") && head.len() < MAX_HEAD_BYTES {
        head.push(client.read_u8().await?);
    }
    Ok(String::from_utf8_lossy(&head).into_owned())
}

async fn respond(client: &mut TcpStream, status: &str, headers: &str) -> std::io::Result<()> {
    let text =
        format!("HTTP/1.1 {status}\r\n{headers}Content-Length: 0\r\nConnection: close\r\n\r\n");
    client.write_all(text.as_bytes()).await?;
    client.shutdown().await
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4 {
            let sextet = (bits >> (18 - 6 * digit)) & 63;
            text.push(if digit <= chunk.len() {
                char::from(ALPHABET[sextet as usize])
            } else {
                '='
            });
        }
    }
    text
}
