//! Why a call failed, in words that people can act on.

use crate::aws::body_limit::MAX_BYTES;
use crate::aws::call_error::{CallError, THROTTLES};
use crate::error::{Error, ErrorKind};
use crate::humanize::count;
use crate::model::shell_command::ShellCommand;
use anyhow::anyhow;
use std::time::Duration;

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

impl CallError {
    /// The message, its causes, and what to do about it.
    pub fn explain(self, operation: &str, context: &RequestContext) -> Error {
        match self {
            Self::Service {
                status,
                code,
                message,
                request_id,
            } => {
                let id = request_id
                    .map(|id| format!(" (request ID {id})"))
                    .unwrap_or_default();
                let colon = if message.is_empty() { "" } else { ": " };
                let cause = anyhow!("{code}{colon}{message}{id}");
                let error = context.explain_service(operation, status, &code, cause);
                let is_transient = !(300..500).contains(&status)
                    || [408, 429].contains(&status)
                    || THROTTLES.contains(&&*code);
                if is_transient {
                    error.into_transient()
                } else {
                    error
                }
            }
            Self::NoCredentials => context.explain_no_credentials(),
            Self::Credentials(chain) => {
                let kind = if is_network_failure(&chain) {
                    ErrorKind::CredentialsUnreachable
                } else {
                    ErrorKind::Credentials
                };
                context.explain_credentials(kind, &chain)
            }
            // FIPS and an endpoint URL of one's own, for example.
            Self::Connection {
                endpoint: None,
                chain,
            } if chain.iter().any(|text| text.contains("endpoint")) => {
                Error::config(anyhow!(root_cause(&chain))).context(format!(
                    "the AWS configuration has no endpoint of {} in {}",
                    context.aws_service, context.region
                ))
            }
            Self::Connection { endpoint, chain } => {
                Error::new(ErrorKind::Connection, anyhow!(root_cause(&chain)))
                    .context(format!(
                        "no complete response to {operation} from {}",
                        context.endpoint(endpoint)
                    ))
                    .hint(
                        "check the network, the Region, AWS_CA_BUNDLE, and the proxy in \
                         HTTPS_PROXY, HTTP_PROXY and NO_PROXY",
                    )
            }
            // Without a whole response these are not errors of AWS: they exit with 255.
            Self::TooLarge { endpoint } => {
                let megabytes = MAX_BYTES >> 20;
                let message = anyhow!(
                    "{} sent more than {megabytes} MB in response to {operation}",
                    context.endpoint(endpoint)
                );
                Error::new(ErrorKind::Connection, message).hint(
                    "responses of AWS are much smaller: check the endpoint URL, and the proxy in \
                     HTTPS_PROXY, HTTP_PROXY and NO_PROXY",
                )
            }
            Self::TimedOut {
                endpoint: None,
                limit,
            } => context.explain_slow_credentials(limit),
            Self::TimedOut { endpoint, limit } => {
                let message = anyhow!(
                    "no complete response to {operation} from {} within {}",
                    context.endpoint(endpoint),
                    seconds(limit)
                );
                Error::new(ErrorKind::Connection, message).hint(
                    "check the network, the endpoint URL, and the proxy in HTTPS_PROXY, \
                     HTTP_PROXY and NO_PROXY; --cli-read-timeout allows more time",
                )
            }
        }
    }
}

impl RequestContext {
    fn explain_service(
        &self,
        operation: &str,
        status: u16,
        code: &str,
        cause: anyhow::Error,
    ) -> Error {
        let (aws_service, region) = (self.aws_service, &self.region);
        let cluster = self.cluster.as_deref().unwrap_or("default");
        let service = self.service.as_deref().unwrap_or("-");
        let location = self.location();
        let (to_profile, of_profile) = (self.profile_after("to"), self.profile_after("of"));
        let is_clock = cause_is_clock(&cause);
        let error = |kind, message: String| Error::new(kind, cause).context(message);
        match code {
            "ClusterNotFoundException" => {
                let looked_for = self.service.as_deref().map_or_else(String::new, |service| {
                    format!(" (looking for service {service})")
                });
                error(
                    ErrorKind::Permanent,
                    format!("there is no cluster {cluster} in {region}{looked_for}"),
                )
                .hint(match self.to_ecs(ShellCommand::aws("ecs list-clusters")) {
                    Some(command) => {
                        format!("name a cluster with --cluster; {command} lists them")
                    }
                    None => "name a cluster with --cluster".to_owned(),
                })
            }
            "ServiceNotFoundException" | "ServiceNotActiveException" => error(
                ErrorKind::ServiceNotFound,
                format!("there is no service {service} in cluster {cluster} in {region}"),
            )
            .hint_if(
                self.to_ecs(ShellCommand::aws("ecs list-services").option("--cluster", cluster))
                    .map(|command| format!("{command} lists the services")),
            ),
            "AccessDeniedException" | "AccessDenied" => error(
                ErrorKind::AccessDenied,
                format!("{operation} is denied{to_profile} {location}"),
            )
            .hint(actions_for(operation)),
            // ECS has no code of its own for it: "Unable to describe task definition."
            "ClientException" if operation == "DescribeTaskDefinition" => error(
                ErrorKind::NoMatch,
                "the task definition no longer exists".to_owned(),
            ),
            "UnsupportedFeatureException" => error(
                ErrorKind::NoDeploymentHistory,
                format!(
                    "ECS keeps no deployment history of service {service} in cluster {cluster} \
                     in {region}"
                ),
            )
            .hint("services under the CODE_DEPLOY or EXTERNAL deployment controller have none"),
            "ExpiredTokenException" | "ExpiredToken" | "RequestExpired" => error(
                ErrorKind::Credentials,
                format!("the AWS credentials{of_profile} have expired"),
            )
            .hint_if(
                self.log_in("sso login")
                    .map(|command| format!("refresh the credentials, or {command}")),
            ),
            // "Signature expired: … is now earlier than …", "Signature not yet current: …"
            _ if is_clock => error(
                ErrorKind::Credentials,
                "AWS does not accept the time of the request".to_owned(),
            )
            .hint("check the system clock"),
            "UnrecognizedClientException"
            | "InvalidClientTokenId"
            | "InvalidSignatureException"
            | "SignatureDoesNotMatch"
            | "MissingAuthenticationTokenException"
            | "IncompleteSignatureException" => error(
                ErrorKind::Credentials,
                format!("AWS does not accept the credentials{of_profile}"),
            )
            .hint_if(
                self.get_caller_identity()
                    .map(|command| format!("{command} shows whose they are")),
            ),
            code if THROTTLES.contains(&code) => error(
                ErrorKind::Permanent,
                format!("{aws_service} in {region} is throttling {operation}"),
            )
            .hint("other clients in this account may be using up the rate limit; try again later"),
            _ => {
                let kind = match code {
                    "InvalidParameterException" | "ClientException" => ErrorKind::InvalidRequest,
                    _ => ErrorKind::Permanent,
                };
                let error = error(kind, format!("{operation} failed {location}"));
                match status {
                    // The code of a response without an error of AWS, from a load balancer or a proxy.
                    _ if code.starts_with("HTTP status") => error.hint(
                        "it is not an error of ECS itself: check the endpoint URL, and the proxy in \
                         HTTPS_PROXY, HTTP_PROXY and NO_PROXY, or try again later",
                    ),
                    500.. => error.hint(
                        "the failure is on the side of AWS: try again later; \
                         https://health.aws.amazon.com shows known ones",
                    ),
                    _ => error,
                }
            }
        }
    }

    fn explain_no_credentials(&self) -> Error {
        let profile = self.profile_after("for");
        let message = anyhow!("no AWS credentials were found{profile}");
        let log_in = self.log_in("sso login").map(|hint| format!("{hint}, "));
        Error::new(ErrorKind::Credentials, message).hint(format!(
            "{}run `aws configure`, or set AWS_PROFILE or AWS_ACCESS_KEY_ID and \
             AWS_SECRET_ACCESS_KEY",
            log_in.unwrap_or_default()
        ))
    }

    fn explain_credentials(&self, kind: ErrorKind, chain: &[String]) -> Error {
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

    fn explain_slow_credentials(&self, limit: Duration) -> Error {
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

    fn log_in(&self, command: &'static str) -> Option<String> {
        let command = ShellCommand::aws(command).optional("--profile", self.profile.as_deref());
        command.line().map(|line| format!("run `{line}`"))
    }

    fn profile_after(&self, preposition: &str) -> String {
        let profile = self.profile.as_deref();
        profile.map_or_else(String::new, |name| format!(" {preposition} profile {name}"))
    }

    /// A command that calls the same endpoint, in backticks.
    fn to_ecs(&self, command: ShellCommand) -> Option<String> {
        let command = self.in_same_account(command);
        let line = command.endpoint_url(self.endpoint_url.as_deref()).line();
        line.map(|line| format!("`{line}`"))
    }

    /// A command that shows the identity of the credentials, in backticks.
    fn get_caller_identity(&self) -> Option<String> {
        let command = self.in_same_account(ShellCommand::aws("sts get-caller-identity"));
        command.line().map(|line| format!("`{line}`"))
    }

    fn in_same_account(&self, command: ShellCommand) -> ShellCommand {
        let command = command.option("--region", &*self.region);
        command.optional("--profile", self.profile.as_deref())
    }
}

/// `60 seconds`.
fn seconds(limit: Duration) -> String {
    count(
        usize::try_from(limit.as_secs()).unwrap_or(usize::MAX),
        "second",
    )
}

/// Whether AWS and the system disagree on the time.
fn cause_is_clock(cause: &anyhow::Error) -> bool {
    const SIGNS: [&str; 3] = [
        "Signature expired",
        "Signature not yet current",
        "RequestTimeTooSkewed",
    ];
    let text = cause.to_string();
    SIGNS.iter().any(|sign| text.contains(sign))
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

/// The permissions to ask for: those that most commands need, or the one that adds details.
fn actions_for(operation: &str) -> String {
    match operation {
        "ListServiceDeployments" | "DescribeServiceDeployments" | "DescribeServiceRevisions" => {
            "the IAM actions needed are ecs:ListServiceDeployments, \
             ecs:DescribeServiceDeployments and ecs:DescribeServiceRevisions"
                .to_owned()
        }
        optional => format!("the IAM action needed is ecs:{optional}"),
    }
}

/// The last two messages of the chain, which name the OS error; one if the first contains the
/// second.
fn root_cause(chain: &[String]) -> String {
    // Some errors of the SDK display themselves as `Debug` does.
    let readable: Vec<&str> = chain
        .iter()
        .map(String::as_str)
        .filter(|text| !text.contains(" { "))
        .collect();
    match readable[..] {
        [] => "no cause was given".to_owned(),
        [only] => only.to_owned(),
        [.., before, last] if before.contains(last) => before.to_owned(),
        [.., before, last] => format!("{before}: {last}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn explain(error: CallError) -> String {
        let context = RequestContext {
            aws_service: "ECS",
            region: "eu-west-1".into(),
            profile: Some("prod".into()),
            endpoint_url: None,
            cluster: Some("shop".into()),
            service: Some("web".into()),
        };
        let error = error.explain("ListServiceDeployments", &context);
        format!("{} {error}", error.exit_code().code())
    }

    fn service(code: &str, message: &str) -> String {
        explain(CallError::Service {
            status: 400,
            code: code.into(),
            message: message.into(),
            request_id: Some("r-1".into()),
        })
    }

    fn credentials(chain: &[&str]) -> String {
        explain(CallError::Credentials(
            chain.iter().map(|text| (*text).to_owned()).collect(),
        ))
    }

    #[test]
    fn names_the_service_and_its_location() {
        insta::assert_snapshot!(service("ServiceNotFoundException", "Service not found."), @r"
        254 there is no service web in cluster shop in eu-west-1
          caused by: ServiceNotFoundException: Service not found. (request ID r-1)
          hint: `aws ecs list-services --cluster shop --region eu-west-1 --profile prod` lists the services
        ");
        insta::assert_snapshot!(service("ServerException", ""), @"
        254 ListServiceDeployments failed for service web in cluster shop in eu-west-1
          caused by: ServerException (request ID r-1)
        ");
    }

    #[test]
    fn says_what_to_do_about_each_kind_of_failure() {
        for (status, code, message, hint) in [
            (
                500,
                "ServerException",
                "",
                "the failure is on the side of AWS",
            ),
            (
                503,
                "ServiceUnavailable",
                "",
                "the failure is on the side of AWS",
            ),
            (
                502,
                "HTTP status 502",
                "",
                "check the endpoint URL, and the proxy",
            ),
            (
                407,
                "HTTP status 407",
                "",
                "check the endpoint URL, and the proxy",
            ),
            (
                400,
                "ThrottlingException",
                "Rate exceeded",
                "other clients in this account",
            ),
            (
                400,
                "ExpiredTokenException",
                "",
                "or run `aws sso login --profile prod`",
            ),
            (
                400,
                "InvalidSignatureException",
                "Signature expired: 1 is now earlier than 2",
                "check the system clock",
            ),
            (
                400,
                "InvalidSignatureException",
                "Signature not yet current: 1 is still later than 2",
                "check the system clock",
            ),
            (403, "RequestTimeTooSkewed", "", "check the system clock"),
            (
                400,
                "InvalidSignatureException",
                "The request signature we calculated does not match",
                "`aws sts get-caller-identity",
            ),
        ] {
            let text = explain(CallError::Service {
                status,
                code: code.into(),
                message: message.into(),
                request_id: None,
            });
            let (_, shown) = text.split_once("hint: ").unwrap_or_default();
            assert!(shown.contains(hint), "{code} {message}: {text}");
        }
    }

    #[test]
    fn names_the_permissions_needed() {
        insta::assert_snapshot!(service("AccessDeniedException", "User: x is not authorized"), @"
        254 ListServiceDeployments is denied to profile prod for service web in cluster shop in eu-west-1
          caused by: AccessDeniedException: User: x is not authorized (request ID r-1)
          hint: the IAM actions needed are ecs:ListServiceDeployments, ecs:DescribeServiceDeployments and ecs:DescribeServiceRevisions
        ");
    }

    #[test]
    fn errors_of_credentials_come_with_the_next_step() {
        insta::assert_snapshot!(
            credentials(&["an error occurred while loading credentials", "the SSO token has expired and cannot be refreshed"]),
            @r"
        253 the SSO session of profile prod has expired or was never started
          caused by: an error occurred while loading credentials: the SSO token has expired and cannot be refreshed
          hint: run `aws sso login --profile prod`
        ");
        insta::assert_snapshot!(
            explain(CallError::NoCredentials),
            @r"
        253 no AWS credentials were found for profile prod
          hint: run `aws sso login --profile prod`, run `aws configure`, or set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY
        ");
    }

    #[test]
    fn shows_the_error_of_the_operating_system() {
        let chain = [
            "dispatch failure",
            "tcp connect error",
            "Connection refused (os error 111)",
        ];
        let text = explain(CallError::Connection {
            endpoint: Some("https://ecs.eu-west-1.amazonaws.com/".into()),
            chain: chain.iter().map(|text| (*text).to_owned()).collect(),
        });
        insta::assert_snapshot!(text, @r"
        255 no complete response to ListServiceDeployments from ECS at https://ecs.eu-west-1.amazonaws.com/
          caused by: tcp connect error: Connection refused (os error 111)
          hint: check the network, the Region, AWS_CA_BUNDLE, and the proxy in HTTPS_PROXY, HTTP_PROXY and NO_PROXY
        ");
    }

    #[test]
    fn a_limit_is_named_with_the_endpoint_and_the_operation() {
        let endpoint = Some("https://ecs.eu-west-1.amazonaws.com/".to_owned());
        let too_large = CallError::TooLarge {
            endpoint: endpoint.clone(),
        };
        insta::assert_snapshot!(explain(too_large), @"
        255 ECS at https://ecs.eu-west-1.amazonaws.com/ sent more than 64 MB in response to ListServiceDeployments
          hint: responses of AWS are much smaller: check the endpoint URL, and the proxy in HTTPS_PROXY, HTTP_PROXY and NO_PROXY
        ");
        let limit = Duration::from_secs(60);
        let slow = CallError::TimedOut { endpoint, limit };
        insta::assert_snapshot!(explain(slow), @"
        255 no complete response to ListServiceDeployments from ECS at https://ecs.eu-west-1.amazonaws.com/ within 60 seconds
          hint: check the network, the endpoint URL, and the proxy in HTTPS_PROXY, HTTP_PROXY and NO_PROXY; --cli-read-timeout allows more time
        ");
        let slow_credentials = CallError::TimedOut {
            endpoint: None,
            limit: Duration::from_secs(1),
        };
        insta::assert_snapshot!(explain(slow_credentials), @"
        253 the AWS credentials of profile prod did not arrive within 1 second
          hint: `aws sts get-caller-identity --region eu-west-1 --profile prod` shows whether they work; --cli-read-timeout allows more time
        ");
        insta::assert_snapshot!(explain(CallError::not_whole(206)), @"
        254 ListServiceDeployments failed for service web in cluster shop in eu-west-1
          caused by: HTTP status 206: the response is not the whole answer
          hint: it is not an error of ECS itself: check the endpoint URL, and the proxy in HTTPS_PROXY, HTTP_PROXY and NO_PROXY, or try again later
        ");
    }
}
