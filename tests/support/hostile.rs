//! An endpoint that breaks the rules of HTTP, or of good manners, on purpose.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::server_thread::ServerThread;

/// What every request gets.
#[derive(Clone, Debug)]
pub enum Hostile {
    /// These bytes, then the connection closes.
    Bytes(Vec<u8>),
    /// These bytes, before the client has sent anything.
    Unasked(Vec<u8>),
    /// These bytes, and then nothing more, with the connection open.
    Stall(Vec<u8>),
    /// The first bytes, and then the second ones for ever, as fast as possible.
    Endless(Vec<u8>, Vec<u8>),
    /// The first bytes, and then the second ones for ever, one a second.
    Trickle(Vec<u8>, u8),
    /// The second bytes for the first two requests, and the first ones from then on.
    ThenFine(Vec<u8>, Vec<u8>),
}

/// Listens on a free port of 127.0.0.1.
pub struct HostileEndpoint {
    requests: Requests,
    thread: ServerThread,
}

type Requests = Arc<Mutex<Vec<String>>>;

impl Hostile {
    /// A whole response.
    pub fn response(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Self {
        Self::Bytes(response(status, headers, body.as_ref()))
    }
}

/// A whole response, with `Content-Length`. Each header ends in `\r\n`.
pub fn response(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\n\r\n");
    [head.as_bytes(), body].concat()
}

impl HostileEndpoint {
    pub fn start(hostile: Hostile) -> Self {
        let requests = Requests::default();
        let recorded = Arc::clone(&requests);
        let thread = ServerThread::start(
            "hostile",
            move |socket| {
                let (hostile, requests) = (hostile.clone(), Arc::clone(&recorded));
                async move {
                    // The client disconnects as soon as it has enough, as it should.
                    let _ = serve(socket, hostile, requests).await;
                }
            },
            // The panic hook has printed it already, and the connection is closed.
            |_| {},
        );
        Self { requests, thread }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port())
    }

    pub fn port(&self) -> u16 {
        self.thread.port()
    }

    /// The heads of all requests so far.
    pub fn requests(&self) -> Vec<String> {
        let requests = self.requests.lock();
        requests.unwrap_or_else(PoisonError::into_inner).clone()
    }
}

async fn serve(mut socket: TcpStream, hostile: Hostile, all: Requests) -> std::io::Result<()> {
    if let Hostile::Unasked(bytes) = hostile {
        socket.write_all(&bytes).await?;
        return linger(socket).await;
    }
    let request = read_request(&mut socket).await?;
    let number = {
        let mut all = all.lock().unwrap_or_else(PoisonError::into_inner);
        all.push(request);
        all.len()
    };
    match hostile {
        Hostile::ThenFine(_, bytes) if number <= 2 => socket.write_all(&bytes).await?,
        Hostile::Bytes(bytes) | Hostile::Unasked(bytes) | Hostile::ThenFine(bytes, _) => {
            socket.write_all(&bytes).await?;
        }
        Hostile::Stall(bytes) => {
            socket.write_all(&bytes).await?;
            // Until the client gives up.
            while socket.read_u8().await.is_ok() {}
        }
        Hostile::Endless(begin, again) => {
            socket.write_all(&begin).await?;
            let again = again.repeat(1 + (64 << 10) / again.len());
            loop {
                socket.write_all(&again).await?;
            }
        }
        Hostile::Trickle(begin, again) => {
            socket.write_all(&begin).await?;
            loop {
                tokio::time::sleep(Duration::from_secs(1)).await;
                socket.write_u8(again).await?;
            }
        }
    }
    linger(socket).await
}

/// Closes the connection when the client has read everything: at once, it could be reset before.
async fn linger(mut socket: TcpStream) -> std::io::Result<()> {
    socket.shutdown().await?;
    while socket.read_u8().await.is_ok() {}
    Ok(())
}

/// Reads the head of a request and its body, and returns the head.
async fn read_request(socket: &mut TcpStream) -> std::io::Result<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(socket.read_u8().await?);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.trim().parse().ok())?
    });
    let mut body = vec![0; length.unwrap_or_default()];
    socket.read_exact(&mut body).await?;
    Ok(head)
}
