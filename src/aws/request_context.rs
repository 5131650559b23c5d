//! What a call is about, for messages and for the commands that they suggest.

use crate::model::shell_command::ShellCommand;

/// What a message about a call may have to name.
#[derive(Clone)]
pub struct RequestContext {
    /// The AWS service that was called, `ECS` for example.
    pub aws_service: &'static str,
    pub region: String,
    pub profile: Option<String>,
    /// The value of `--endpoint-url`.
    pub endpoint_url: Option<String>,
    /// The name of the cluster that the call is about, if it is about one.
    pub cluster: Option<String>,
    /// The name of the service that the call is about, if it is about one.
    pub service: Option<String>,
}

impl RequestContext {
    /// `ECS at https://…`, or `ECS in eu-west-1` if it was not called.
    pub fn endpoint(&self, endpoint: Option<String>) -> String {
        let aws_service = self.aws_service;
        endpoint.map_or_else(
            || format!("{aws_service} in {}", self.region),
            |endpoint| format!("{aws_service} at {endpoint}"),
        )
    }

    /// `for service web in cluster shop in eu-west-1`.
    pub fn location(&self) -> String {
        let service = self
            .service
            .as_deref()
            .map(|name| format!("for service {name} "));
        let cluster = self
            .cluster
            .as_deref()
            .map(|name| format!("in cluster {name} "));
        let known = [service, cluster].map(Option::unwrap_or_default).concat();
        format!("{known}in {}", self.region)
    }

    /// `run `aws sso login --profile prod``.
    pub fn log_in(&self, command: &'static str) -> Option<String> {
        let command = ShellCommand::aws(command).optional("--profile", self.profile.as_deref());
        command.line().map(|line| format!("run `{line}`"))
    }

    /// ` of profile prod`, or nothing without a profile.
    pub fn profile_after(&self, preposition: &str) -> String {
        let profile = self.profile.as_deref();
        profile.map_or_else(String::new, |name| format!(" {preposition} profile {name}"))
    }

    /// A command that calls the same endpoint, in backticks.
    pub fn to_ecs(&self, command: ShellCommand) -> Option<String> {
        let command = self.in_same_account(command);
        let line = command.endpoint_url(self.endpoint_url.as_deref()).line();
        line.map(|line| format!("`{line}`"))
    }

    /// A command that shows the identity of the credentials, in backticks.
    pub fn get_caller_identity(&self) -> Option<String> {
        let command = self.in_same_account(ShellCommand::aws("sts get-caller-identity"));
        command.line().map(|line| format!("`{line}`"))
    }

    fn in_same_account(&self, command: ShellCommand) -> ShellCommand {
        let command = command.option("--region", &*self.region);
        command.optional("--profile", self.profile.as_deref())
    }
}
