//! Faults of the endpoint, and which calls get them.

use std::time::Duration;

use super::request::Op;

/// What a call gets instead of its response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// An error response of ECS.
    Error {
        status: u16,
        code: String,
        message: String,
    },
    /// A ThrottlingException.
    Throttle,
    Server500,
    /// The connection is reset without a response.
    Reset,
    /// The connection closes before the end of the response.
    CutOff,
    /// An HTML page with status 200, as a captive portal sends it.
    Html,
    /// An HTML page with this status, as a proxy or a load balancer sends it.
    HtmlError(u16),
    /// Status 200 with this body.
    Body(String),
    /// No response for this long, then the connection closes.
    Hang(Duration),
}

impl Fault {
    pub fn error(status: u16, code: &str, message: &str) -> Self {
        Self::Error {
            status,
            code: code.to_owned(),
            message: message.to_owned(),
        }
    }

    /// IAM does not allow the call.
    pub fn denied() -> Self {
        Self::error(400, "AccessDeniedException", "User: x is not authorized")
    }
}

/// The faults that a test plans. All of them have to be used.
#[derive(Clone, Debug, Default)]
pub struct Faults(Vec<Planned>);

#[derive(Clone, Debug)]
struct Planned {
    op: Op,
    /// `None` is every call.
    nth: Option<usize>,
    fault: Fault,
    used: bool,
}

impl Faults {
    pub fn plan(&mut self, op: Op, nth: Option<usize>, fault: Fault) {
        self.0.push(Planned {
            op,
            nth,
            fault,
            used: false,
        });
    }

    /// The fault of the nth call of an operation: its own, or that of every call.
    pub fn take(&mut self, op: Op, nth: usize) -> Option<Fault> {
        let find = |wanted: Option<usize>| {
            move |planned: &Planned| planned.op == op && planned.nth == wanted
        };
        let index = self.0.iter().position(find(Some(nth)));
        let index = index.or_else(|| self.0.iter().position(find(None)))?;
        let planned = &mut self.0[index];
        planned.used = true;
        Some(planned.fault.clone())
    }

    pub fn unused(&self) -> Vec<String> {
        self.0
            .iter()
            .filter(|planned| !planned.used)
            .map(|planned| match planned.nth {
                Some(nth) => format!("{:?} at call {nth} of {}", planned.fault, planned.op),
                None => format!("{:?} at every call of {}", planned.fault, planned.op),
            })
            .collect()
    }
}
