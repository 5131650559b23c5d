//! A server on a thread of its own that reports its panics.
//!
//! Each connection is a task. A panic in one closes that connection and is reported; the listener and
//! the other connections continue.

use std::any::Any;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::thread::JoinHandle;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

pub struct ServerThread {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl ServerThread {
    /// Listens on a free port of 127.0.0.1 and passes each connection to `serve`, and the messages of
    /// panics to `on_panic`.
    pub fn start<S, F>(
        name: &str,
        serve: S,
        on_panic: impl Fn(String) + Clone + Send + 'static,
    ) -> Self
    where
        S: Fn(TcpStream) -> F + Send + 'static,
        F: Future<Output = ()> + Send + 'static,
    {
        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .expect("a free port on 127.0.0.1");
        let address = listener
            .local_addr()
            .expect("the address of a bound listener");
        listener
            .set_nonblocking(true)
            .expect("a listener that does not block");
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread()
                    .enable_all()
                    .build()
                    .expect("a current-thread runtime");
                runtime.block_on(async {
                    tokio::select! {
                        _ = stopped => {}
                        () = accept(listener, serve, on_panic) => {}
                    }
                });
            })
            .expect("a thread for the server");
        Self {
            address,
            stop: Some(stop),
            thread: Some(thread),
        }
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Ends the thread and its connections. The error is the message of its panic.
    pub fn stop(&mut self) -> Result<(), String> {
        drop(self.stop.take());
        match self.thread.take().map(JoinHandle::join) {
            Some(Err(panic)) => Err(message(panic.as_ref())),
            Some(Ok(())) | None => Ok(()),
        }
    }
}

impl Drop for ServerThread {
    fn drop(&mut self) {
        // Callers who need the result have called `stop` before.
        let _ = self.stop();
    }
}

async fn accept<S, F>(
    listener: std::net::TcpListener,
    serve: S,
    on_panic: impl Fn(String) + Clone + Send + 'static,
) where
    S: Fn(TcpStream) -> F,
    F: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::from_std(listener).expect("a listener inside the runtime");
    loop {
        let socket = match listener.accept().await {
            Ok((socket, _)) => socket,
            // The client disconnected before it was accepted.
            Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => continue,
            Err(error) => panic!("the listener failed: {error}"),
        };
        // Responses are small: without this, each could wait for the client's delayed acknowledgment.
        let _ = socket.set_nodelay(true);
        let connection = tokio::spawn(serve(socket));
        let on_panic = on_panic.clone();
        tokio::spawn(async move {
            if let Err(error) = connection.await
                && let Ok(panic) = error.try_into_panic()
            {
                on_panic(message(panic.as_ref()));
            }
        });
    }
}

fn message(panic: &(dyn Any + Send)) -> String {
    panic
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
        .unwrap_or_else(|| "a panic without a message".to_owned())
}
