//! Ctrl-C ends the program at once, wherever it is, and leaves the terminal clean.

use crate::error::Exit;
use crate::progress::Progress;

/// Watches for the signal in a thread of its own: the main one may be blocked in a write to a pager.
pub fn watch(progress: Progress) {
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        // Without it the signal ends the program as it ends any other.
        if let Ok(runtime) = runtime
            && runtime.block_on(tokio::signal::ctrl_c()).is_ok()
        {
            progress.clear();
            std::process::exit(Exit::Interrupted.code().into());
        }
    });
}
