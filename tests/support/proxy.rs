//! An HTTP proxy that knows CONNECT alone, as the environment of a company has one.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::server_thread::ServerThread;

const LONGEST_HEAD: usize = 16 * 1024;

pub struct ConnectProxy {
    seen: Seen,
    thread: ServerThread,
}

type Seen = Arc<Mutex<Vec<String>>>;

impl ConnectProxy {
    /// Lets everyone through.
    pub fn start() -> Self {
        Self::start_with(None)
    }

    /// Answers 407 to whoever does not know the password.
    pub fn start_with_auth(user: &str, password: &str) -> Self {
        let expected = format!("Basic {}", base64(format!("{user}:{password}").as_bytes()));
        Self::start_with(Some(expected))
    }

    fn start_with(expected: Option<String>) -> Self {
        let seen = Seen::default();
        let noted = Arc::clone(&seen);
        let thread = ServerThread::start(
            "proxy",
            move |client| {
                let (expected, seen) = (expected.clone(), Arc::clone(&noted));
                async move {
                    // Either side may go away at any time; the client under test tells what it saw.
                    let _ = tunnel(client, expected, seen).await;
                }
            },
            // The hook for panics has shown it already, and the client's connection is closed.
            |_| {},
        );
        Self { seen, thread }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.thread.port())
    }

    /// The `host:port` of every CONNECT, also of those that were turned away.
    pub fn connects(&self) -> Vec<String> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.clone()
    }
}

async fn tunnel(
    mut client: TcpStream,
    expected: Option<String>,
    seen: Seen,
) -> std::io::Result<()> {
    let head = read_head(&mut client).await?;
    let mut lines = head.split("\r\n");
    let mut request = lines.next().unwrap_or_default().split(' ');
    let (Some("CONNECT"), Some(host)) = (request.next(), request.next()) else {
        return answer(&mut client, "405 Method Not Allowed", "Allow: CONNECT\r\n").await;
    };
    seen.lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(host.to_owned());
    let given = lines
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("proxy-authorization"))
        .map(|(_, value)| value.trim().to_owned());
    if expected.is_some() && given != expected {
        let challenge = "Proxy-Authenticate: Basic realm=\"proxy\"\r\n";
        return answer(&mut client, "407 Proxy Authentication Required", challenge).await;
    }
    match TcpStream::connect(host).await {
        Ok(mut server) => {
            client
                .write_all(b"HTTP/1.1 200 Connection established\r\n\r\n")
                .await?;
            tokio::io::copy_bidirectional(&mut client, &mut server).await?;
            Ok(())
        }
        Err(_) => answer(&mut client, "502 Bad Gateway", "").await,
    }
}

/// Reads up to the empty line, byte by byte: what follows belongs to the tunnel.
async fn read_head(client: &mut TcpStream) -> std::io::Result<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") && head.len() < LONGEST_HEAD {
        head.push(client.read_u8().await?);
    }
    Ok(String::from_utf8_lossy(&head).into_owned())
}

async fn answer(client: &mut TcpStream, status: &str, headers: &str) -> std::io::Result<()> {
    let text =
        format!("HTTP/1.1 {status}\r\n{headers}Content-Length: 0\r\nConnection: close\r\n\r\n");
    client.write_all(text.as_bytes()).await?;
    client.shutdown().await
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let index = (bits >> (18 - 6 * at)) & 63;
            text.push(if at <= chunk.len() {
                char::from(ALPHABET[index as usize])
            } else {
                '='
            });
        }
    }
    text
}
