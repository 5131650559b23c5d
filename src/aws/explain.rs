//! What went wrong in a call, in words that a person can act on.

use crate::aws::call_error::{Failed, THROTTLES};
use crate::error::{Error, ErrorKind};
use anyhow::anyhow;

/// What a sentence about a call may have to name.
#[derive(Clone)]
pub struct RequestContext {
    pub region: String,
    pub profile: Option<String>,
    /// The name of the cluster that is asked, where it is one.
    pub cluster: Option<String>,
    /// The name of the service that is asked about, where it is one.
    pub service: Option<String>,
}

impl Failed {
    /// The sentence, its causes, and what to do.
    pub fn explain(self, operation: &str, context: &RequestContext) -> Error {
        match self {
            Self::Service {
                status,
                code,
                message,
                request_id,
            } => {
                let id = request_id
                    .map(|id| format!(" (request id {id})"))
                    .unwrap_or_default();
                let colon = if message.is_empty() { "" } else { ": " };
                let cause = anyhow!("{code}{colon}{message}{id}");
                let error = context.explain_service(operation, &code, cause);
                let may_pass =
                    status >= 500 || [408, 429].contains(&status) || THROTTLES.contains(&&*code);
                if may_pass {
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
            Self::Connection {
                endpoint: None,
                chain,
            } if chain.iter().any(|text| text.contains("endpoint")) => {
                Error::config(anyhow!(telling(&chain)))
                    .context("the configured endpoint is not one")
                    .hint(
                        "AWS_ENDPOINT_URL_ECS, AWS_ENDPOINT_URL and endpoint_url in a profile hold \
                         URLs such as http://localhost:4566",
                    )
            }
            Self::Connection { endpoint, chain } => {
                let region = &context.region;
                let place = endpoint.map_or_else(
                    || format!("ECS in {region}"),
                    |endpoint| format!("ECS at {endpoint}"),
                );
                Error::new(ErrorKind::Connection, anyhow!(telling(&chain)))
                    .context(format!("{place} gave no whole answer to {}", operation))
                    .hint(
                        "check the network, the Region, AWS_CA_BUNDLE, and the proxy of \
                         HTTPS_PROXY, HTTP_PROXY and NO_PROXY",
                    )
            }
        }
    }
}

impl RequestContext {
    fn explain_service(&self, operation: &str, code: &str, cause: anyhow::Error) -> Error {
        let region = &self.region;
        let cluster = self.cluster.as_deref().unwrap_or("default");
        let service = self.service.as_deref().unwrap_or("-");
        let looked_for = match &self.service {
            Some(service) => format!(", where service {service} was looked for"),
            None => String::new(),
        };
        let flags = self.flags();
        match code {
            "ClusterNotFoundException" => Error::new(ErrorKind::Permanent, cause)
                .context(format!("there is no cluster {cluster} in {region}{looked_for}"))
                .hint(format!("`aws ecs list-clusters{flags}` shows those that there are; --cluster names one")),
            "ServiceNotFoundException" | "ServiceNotActiveException" => Error::new(ErrorKind::ServiceNotFound, cause)
                .context(format!("there is no service {service} in cluster {cluster} in {region}"))
                .hint(format!("`aws ecs list-services --cluster {cluster}{flags}` shows those that there are")),
            "AccessDeniedException" | "AccessDenied" => Error::new(ErrorKind::AccessDenied, cause)
                .context(format!(
                    "{operation} is denied{} {}",
                    self.profile_after("to"),
                    self.place()
                ))
                .hint(actions_for(operation)),
            // ECS has no code of its own for it: "Unable to describe task definition."
            "ClientException" if operation == "DescribeTaskDefinition" => Error::no_match(cause)
                .context("the task definition is gone"),
            "UnsupportedFeatureException" => Error::new(ErrorKind::NoDeploymentHistory, cause).context(format!(
                "ECS keeps no deployment history of service {service} in cluster {cluster} in {region}"
            ))
            .hint("services under the CODE_DEPLOY or EXTERNAL deployment controller have none"),
            "ExpiredTokenException" | "ExpiredToken" | "RequestExpired" => Error::new(ErrorKind::Credentials, cause)
                .context(format!("the AWS credentials{} have expired", self.profile_after("of")))
                .hint(self.log_in("aws sso login")),
            "UnrecognizedClientException" | "InvalidClientTokenId" | "InvalidSignatureException"
            | "SignatureDoesNotMatch" | "MissingAuthenticationTokenException"
            | "IncompleteSignatureException" => Error::new(ErrorKind::Credentials, cause)
                .context(format!("AWS does not accept the credentials{}", self.profile_after("of")))
                .hint(format!("`aws sts get-caller-identity{flags}` shows who they are")),
            "ThrottlingException" | "Throttling" | "RequestLimitExceeded"
            | "TooManyRequestsException" => Error::new(ErrorKind::Permanent, cause)
                .context(format!("ECS in {region} throttles {operation}"))
                .hint("something else in the account uses up the rate limit; try again later"),
            "InvalidParameterException" | "ClientException" => Error::new(ErrorKind::InvalidRequest, cause)
                .context(format!("{operation} failed {}", self.place())),
            _ => Error::new(ErrorKind::Permanent, cause).context(format!("{operation} failed {}", self.place())),
        }
    }

    fn explain_no_credentials(&self) -> Error {
        let whose = self.profile_after("for");
        Error::new(ErrorKind::Credentials, anyhow!("no AWS credentials were found{whose}")).hint(format!(
            "{}, run `aws configure`, or set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
            self.log_in("aws sso login")
        ))
    }

    fn explain_credentials(&self, kind: ErrorKind, chain: &[String]) -> Error {
        let whole = chain.join(": ").to_lowercase();
        let says = |word: &str| whole.contains(word);
        let profile = self.profile_after("of");
        let cause = anyhow!(telling(chain));
        if says("sso token") || says("sso session") {
            return Error::new(kind, cause)
                .context(format!(
                    "the SSO session{profile} has expired or was never begun"
                ))
                .hint(self.log_in("aws sso login"));
        }
        if says("login token") {
            return Error::new(kind, cause)
                .context(format!(
                    "the login session{profile} has expired or was never begun"
                ))
                .hint(self.log_in("aws login"));
        }
        Error::new(kind, cause)
            .context(format!(
                "the AWS credentials{profile} could not be obtained"
            ))
            .hint(format!(
                "`aws sts get-caller-identity{}` shows whether they work",
                self.flags()
            ))
    }

    /// `for service web in cluster shop in eu-west-1`.
    fn place(&self) -> String {
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

    fn log_in(&self, command: &str) -> String {
        let profile = self
            .profile
            .as_deref()
            .map(|name| format!(" --profile {name}"));
        format!("run `{command}{}`", profile.unwrap_or_default())
    }

    fn profile_after(&self, preposition: &str) -> String {
        let profile = self.profile.as_deref();
        profile.map_or_else(String::new, |name| format!(" {preposition} profile {name}"))
    }

    /// The flags that make the AWS CLI look in the same place.
    fn flags(&self) -> String {
        let profile = self
            .profile
            .as_deref()
            .map(|name| format!(" --profile {name}"));
        format!(" --region {}{}", self.region, profile.unwrap_or_default())
    }
}

/// Whether whoever hands out credentials was simply not to be reached.
fn is_network_failure(chain: &[String]) -> bool {
    const SIGNS: [&str; 5] = [
        "dispatch failure",
        "io error",
        "connect",
        "timed out",
        "timeout",
    ];
    let whole = chain.join(" ").to_lowercase();
    SIGNS.iter().any(|sign| whole.contains(sign))
}

/// The permissions without which a command does not get far, or those that add to its answer.
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

/// The end of a chain of causes, where the system speaks: the last two, unless they say the same.
fn telling(chain: &[String]) -> String {
    // Some of the SDK's errors print themselves as they are stored.
    let readable: Vec<String> = chain
        .iter()
        .filter(|text| !text.contains(" { "))
        .cloned()
        .collect();
    match readable.as_slice() {
        [] => "no cause was given".to_owned(),
        [only] => only.clone(),
        [.., before, last] if before.contains(last.as_str()) => before.clone(),
        [.., before, last] => format!("{before}: {last}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn explain(failed: Failed) -> String {
        let context = RequestContext {
            region: "eu-west-1".into(),
            profile: Some("prod".into()),
            cluster: Some("shop".into()),
            service: Some("web".into()),
        };
        let error = failed.explain("ListServiceDeployments", &context);
        format!("{} {error}", error.exit_code().code())
    }

    fn service(code: &str, message: &str) -> String {
        explain(Failed::Service {
            status: 400,
            code: code.into(),
            message: message.into(),
            request_id: Some("r-1".into()),
        })
    }

    fn credentials(chain: &[&str]) -> String {
        explain(Failed::Credentials(
            chain.iter().map(|text| (*text).to_owned()).collect(),
        ))
    }

    #[test]
    fn names_what_was_looked_for_and_where() {
        insta::assert_snapshot!(service("ServiceNotFoundException", "Service not found."), @r"
        254 there is no service web in cluster shop in eu-west-1
          caused by: ServiceNotFoundException: Service not found. (request id r-1)
          hint: `aws ecs list-services --cluster shop --region eu-west-1 --profile prod` shows those that there are
        ");
        insta::assert_snapshot!(service("ServerException", ""), @"
        254 ListServiceDeployments failed for service web in cluster shop in eu-west-1
          caused by: ServerException (request id r-1)
        ");
    }

    #[test]
    fn names_the_permissions_that_are_needed() {
        insta::assert_snapshot!(service("AccessDeniedException", "User: x is not authorized"), @"
        254 ListServiceDeployments is denied to profile prod for service web in cluster shop in eu-west-1
          caused by: AccessDeniedException: User: x is not authorized (request id r-1)
          hint: the IAM actions needed are ecs:ListServiceDeployments, ecs:DescribeServiceDeployments and ecs:DescribeServiceRevisions
        ");
    }

    #[test]
    fn credentials_come_with_the_next_step() {
        insta::assert_snapshot!(
            credentials(&["an error occurred while loading credentials", "the SSO token has expired and cannot be refreshed"]),
            @r"
        253 the SSO session of profile prod has expired or was never begun
          caused by: an error occurred while loading credentials: the SSO token has expired and cannot be refreshed
          hint: run `aws sso login --profile prod`
        ");
        insta::assert_snapshot!(
            explain(Failed::NoCredentials),
            @r"
        253 no AWS credentials were found for profile prod
          hint: run `aws sso login --profile prod`, run `aws configure`, or set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY
        ");
    }

    #[test]
    fn the_system_has_the_last_word() {
        let chain = [
            "dispatch failure",
            "tcp connect error",
            "Connection refused (os error 111)",
        ];
        let text = explain(Failed::Connection {
            endpoint: Some("https://ecs.eu-west-1.amazonaws.com/".into()),
            chain: chain.iter().map(|text| (*text).to_owned()).collect(),
        });
        insta::assert_snapshot!(text, @r"
        255 ECS at https://ecs.eu-west-1.amazonaws.com/ gave no whole answer to ListServiceDeployments
          caused by: tcp connect error: Connection refused (os error 111)
          hint: check the network, the Region, AWS_CA_BUNDLE, and the proxy of HTTPS_PROXY, HTTP_PROXY and NO_PROXY
        ");
    }
}
