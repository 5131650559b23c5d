//! Why credentials were not found, or could not be obtained.

use crate::aws::call_error::root_cause;
use crate::aws::request_context::RequestContext;
use crate::error::{Error, ErrorKind};
use crate::humanize::seconds;
use anyhow::anyhow;
use std::time::Duration;

impl RequestContext {
    pub fn explain_no_credentials(&self) -> Error {
        let profile = self.profile_after("for");
        let message = anyhow!("no AWS credentials were found{profile}");
        let log_in = self.log_in("sso login").map(|hint| format!("{hint}, "));
        Error::new(ErrorKind::Credentials, message).hint(format!(
            "{}run `aws configure`, or set AWS_PROFILE or AWS_ACCESS_KEY_ID and \
             AWS_SECRET_ACCESS_KEY",
            log_in.unwrap_or_default()
        ))
    }

    /// Why the credentials could not be obtained. A source that could not be reached may be reached
    /// later.
    pub fn explain_credentials(&self, chain: &[String]) -> Error {
        let kind = if is_network_failure(chain) {
            ErrorKind::CredentialsUnreachable
        } else {
            ErrorKind::Credentials
        };
        let text = chain.join(": ").to_lowercase();
        let profile = self.profile_after("of");
        let (message, hint) = if text.contains("sso token") || text.contains("sso session") {
            (
                format!("the SSO session{profile} has expired or was never started"),
                self.log_in("sso login"),
            )
        } else if text.contains("login token") {
            (
                format!("the login session{profile} has expired or was never started"),
                self.log_in("login"),
            )
        } else {
            (
                format!("the AWS credentials{profile} could not be obtained"),
                self.get_caller_identity()
                    .map(|command| format!("{command} shows whether they work")),
            )
        };
        Error::new(kind, anyhow!(root_cause(chain)))
            .context(message)
            .hint_if(hint)
    }

    pub fn explain_slow_credentials(&self, limit: Duration) -> Error {
        let message = anyhow!(
            "the AWS credentials{} did not arrive within {}",
            self.profile_after("of"),
            seconds(limit)
        );
        let more_time = "--cli-read-timeout allows more time";
        Error::new(ErrorKind::CredentialsUnreachable, message).hint(
            match self.get_caller_identity() {
                Some(command) => format!("{command} shows whether they work; {more_time}"),
                None => more_time.to_owned(),
            },
        )
    }
}

/// Whether the source of the credentials could not be reached.
fn is_network_failure(chain: &[String]) -> bool {
    const SIGNS: [&str; 5] = [
        "dispatch failure",
        "io error",
        "connect",
        "timed out",
        "timeout",
    ];
    let text = chain.join(" ").to_lowercase();
    SIGNS.iter().any(|sign| text.contains(sign))
}
