//! Masks values that look like credentials, so that they do not end up in a log.
//!
//! A value is masked because of its name (`DB_PASSWORD`), because of its form (`ghp_…`, a private
//! key, `user:password@host`), or because it looks random and nothing explains that. In a longer text
//! only the credential is masked: `curl -u admin:(masked) https://…`.
//!
//! The rules are our own. The facts behind them, such as the prefixes of tokens and the names that
//! are mistaken for those of credentials, come from the documentation of those who issue the tokens,
//! and from two sets of rules that are well kept: the default configuration of
//! [gitleaks](https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml) and the plugins
//! of [detect-secrets](https://github.com/Yelp/detect-secrets/tree/master/detect_secrets/plugins).
//! `tests/masking` measures the rules.

mod assigned_value;
mod assignments;
mod authorization;
mod commands;
mod encoded;
mod harmless;
mod identifiers;
mod known_forms;
mod names;
mod percent;
mod placeholder;
mod plain;
mod position;
mod prefixes;
mod programs;
mod random;
mod scripts;
mod shell;
mod spans;
mod urls;
mod values;
mod vocabulary;

pub use crate::model::mask::spans::MASK;

use crate::model::mask::names::Meaning;
use crate::model::mask::position::{Position, has_chosen_names};
use crate::model::mask::values::{masked, name_and_value};
use serde_json::{Map, Value};

/// Which values of a configuration are masked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Masking {
    /// Values that look like credentials.
    #[default]
    Credentials,
    /// Also whatever a container is given: all values of variables, labels, options and tags,
    /// commands, entry points and health checks.
    All,
    /// None.
    Nothing,
}

impl Masking {
    /// A value of a configuration with what must not be shown masked. `path` is where it is in a
    /// [`Comparison`](crate::model::config_diff::Comparison).
    pub fn apply(self, path: &[String], value: &Value) -> Value {
        if self == Self::Nothing {
            return value.clone();
        }
        let name = |back: usize| {
            let index = path.len().checked_sub(back);
            index
                .and_then(|index| path.get(index))
                .map_or("", String::as_str)
        };
        self.apply_at(Position::at(path), [name(2), name(1)], value)
    }

    /// `names` are the last two of the path.
    fn apply_at(self, position: Position, names: [&str; 2], value: &Value) -> Value {
        if self == Self::All && position.is_given && !position.is_reference {
            return with_all_masked(value);
        }
        let Value::Object(members) = value else {
            return match position.is_reference {
                true => masked(value, Meaning::Public),
                false => masked(value, position.meaning),
            };
        };
        if is_name_and_value(members) && !has_chosen_names(names[1]) {
            return masked(value, position.meaning);
        }
        let members = members.iter().map(|(name, member)| {
            let masked = self.apply_at(position.member(name, names), [names[1], name], member);
            (name.clone(), masked)
        });
        Value::Object(members.collect())
    }
}

/// Whether an object is a name and a value: `{"name": "TOKEN", "value": "x"}`. Whether one of them is a
/// credential can only be told with the other.
pub fn is_name_and_value(members: &Map<String, Value>) -> bool {
    name_and_value(members, Meaning::default()).is_some()
}

/// Masks all values; names stay, also those in lists of names and values.
fn with_all_masked(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let pair = name_and_value(members, Meaning::default());
            let members = members.iter().map(|(name, member)| match pair {
                Some((of_name, _)) if of_name == name => (name.clone(), member.clone()),
                _ => (name.clone(), with_all_masked(member)),
            });
            Value::Object(members.collect())
        }
        Value::Array(items) => items.iter().map(with_all_masked).collect(),
        Value::Null => Value::Null,
        _ => MASK.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn shown(name: &str, value: &str) -> String {
        let path = [
            "taskDefinition",
            "containerDefinitions",
            "web",
            "environment",
            name,
        ]
        .map(str::to_owned);
        let masked = Masking::Credentials.apply(&path, &json!(value));
        masked.as_str().unwrap_or_default().to_owned()
    }

    #[test]
    fn masks_credentials() {
        for (name, value) in [
            ("DB_PASSWORD", "x"),
            ("github_token", "x"),
            ("AWS_SECRET_ACCESS_KEY", "x"),
            ("apiKey", "x"),
            ("CERT", "-----BEGIN RSA PRIVATE KEY-----"),
            ("SMTP_PASS", "x"),
            ("JWT", "x"),
            (
                "IDENTITY",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.x",
            ),
            ("HASH", "AKIAIOSFODNN7EXAMPLE1"),
            ("SALT", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLE"),
            ("ID", "9e5651b0ef9592b067625f1d260b14c6"),
        ] {
            assert_eq!(shown(name, value), MASK, "{name}={value}");
        }
    }

    #[test]
    fn masks_credentials_inside_a_value() {
        for (name, value, expected) in [
            (
                "DATABASE_URL",
                "postgres://web:hunter2@db:5432/web",
                "postgres://web:(masked)@db:5432/web",
            ),
            (
                "REDIS",
                "rediss://:hunter2@cache:6379",
                "rediss://:(masked)@cache:6379",
            ),
            (
                "CONNECTION",
                "Server=db;Database=web;Password=hunter2",
                "Server=db;Database=web;Password=(masked)",
            ),
            (
                "CONFIG",
                r#"{"user": "web", "password": "hunter2"}"#,
                r#"{"user":"web","password":"(masked)"}"#,
            ),
            (
                "SENTRY",
                "https://public@o1.ingest.sentry.io/1",
                "https://(masked)@o1.ingest.sentry.io/1",
            ),
            (
                "HOOK",
                "https://hooks.slack.com/services/T0/B0/abcdef12",
                "https://hooks.slack.com/services/T0/B0/(masked)",
            ),
            (
                "HEADER",
                "Authorization: Bearer hunter1",
                "Authorization: Bearer (masked)",
            ),
            (
                "OPTIONS",
                r#"{"password" : "x"}"#,
                r#"{"password":"(masked)"}"#,
            ),
            ("OPTIONS", "{'password': 'x'}", "{'password': '(masked)'}"),
            (
                "OPTIONS",
                r#"{\"password\":\"x\"}"#,
                r#"{\"password\":\"(masked)\"}"#,
            ),
            (
                "OPTIONS",
                r#"{"secretAccessKey":"x"}"#,
                r#"{"secretAccessKey":"(masked)"}"#,
            ),
            (
                "PATH",
                "https://example.com/hook/9e5651b0ef9592b067625f1d260b14c6",
                "https://example.com/hook/(masked)",
            ),
        ] {
            assert_eq!(shown(name, value), expected, "{name}");
        }
    }

    #[test]
    fn shows_other_values() {
        for (name, value) in [
            ("LOG_LEVEL", "debug"),
            ("REGION", "eu-west-1"),
            ("URL", "https://shop.example.com/path?page=2"),
            ("MAIL", "mailto:web@example.com"),
            ("BUCKET", "company-production-web-assets"),
            (
                "QUEUE",
                "https://sqs.eu-west-1.amazonaws.com/123456789012/web",
            ),
            ("ROLE", "arn:aws:iam::123456789012:role/web"),
            ("PORT", "8080"),
            ("BYPASS", "on"),
            ("PASSENGERS", "4"),
            ("EMPTY", ""),
            ("HOST", "db.internal.example.com"),
        ] {
            assert_eq!(shown(name, value), value, "{name}={value}");
        }
    }

    #[test]
    fn a_container_may_be_named_like_a_list() {
        let path = ["taskDefinition", "containerDefinitions", "options"].map(str::to_owned);
        let container = json!({"environment": {"DB_PASSWORD": "p", "MODE": "m", "DB_TOKEN": 7}});
        assert_eq!(
            Masking::Credentials.apply(&path, &container),
            json!({"environment": {"DB_PASSWORD": MASK, "MODE": "m", "DB_TOKEN": MASK}})
        );
    }

    #[test]
    fn masks_inside_containers_but_not_references() {
        let path = ["taskDefinition", "containerDefinitions", "web"].map(str::to_owned);
        let container = json!({
            "environment": {"TOKEN": "a", "MODE": "b"},
            "secrets": {"TOKEN": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:token"},
            "command": ["serve", "--url", "redis://u:p@h", "--api-token", "t", "--port", "80"],
            "newMember": {"password": "p"},
        });
        assert_eq!(
            Masking::Credentials.apply(&path, &container),
            json!({
                "environment": {"TOKEN": MASK, "MODE": "b"},
                "secrets": {"TOKEN": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:token"},
                "command": ["serve", "--url", "redis://u:(masked)@h", "--api-token", MASK, "--port", "80"],
                "newMember": {"password": MASK},
            })
        );
        assert_eq!(
            Masking::All.apply(&path, &container)["environment"]["MODE"],
            MASK
        );
        assert_eq!(Masking::Nothing.apply(&path, &container), container);
    }

    #[test]
    fn mask_all_masks_whatever_a_container_is_given() {
        let tree = json!({
            "images": {"web": {"repository": "web", "tag": "1"}},
            "taskDefinition": {
                "family": "web",
                "containerDefinitions": {"environment": {
                    "cpu": 256,
                    "command": ["serve", "--fast"],
                    "entryPoint": ["sh", "-c"],
                    "healthCheck": {"command": ["CMD", "true"], "interval": 30},
                    "environment": {"MODE": "b", "secrets": "x"},
                    "secrets": {"TOKEN": "arn:aws:ssm:eu-west-1:123456789012:parameter/token"},
                    "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "web"},
                                         "secretOptions": {"key": "arn:aws:ssm:eu-west-1:123456789012:parameter/x"}},
                    "newMember": [{"name": "MODE", "value": 7, "on": true}, null],
                }},
                "tags": {"team": "shop"},
            },
        });
        let masked = Masking::All.apply(&[], &tree);
        assert_eq!(
            masked,
            json!({
                "images": {"web": {"repository": "web", "tag": "1"}},
                "taskDefinition": {
                    "family": "web",
                    "containerDefinitions": {"environment": {
                        "cpu": 256,
                        "command": [MASK, MASK],
                        "entryPoint": [MASK, MASK],
                        "healthCheck": {"command": [MASK, MASK], "interval": 30},
                        "environment": {"MODE": MASK, "secrets": MASK},
                        "secrets": {"TOKEN": "arn:aws:ssm:eu-west-1:123456789012:parameter/token"},
                        "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": MASK},
                                             "secretOptions": {"key": "arn:aws:ssm:eu-west-1:123456789012:parameter/x"}},
                        "newMember": [{"name": "MODE", "value": MASK, "on": MASK}, null],
                    }},
                    "tags": {"team": MASK},
                },
            })
        );
        let path = |names: &[&str]| {
            names
                .iter()
                .map(|name| (*name).to_owned())
                .collect::<Vec<_>>()
        };
        let container = ["taskDefinition", "containerDefinitions", "web"];
        let health_check = path(&[&container[..], &["healthCheck", "command"]].concat());
        assert_eq!(
            Masking::All.apply(&health_check, &json!(["CMD"])),
            json!([MASK])
        );
        let cpu = path(&[&container[..], &["cpu"]].concat());
        assert_eq!(Masking::All.apply(&cpu, &json!(256)), json!(256));
    }

    #[test]
    fn a_name_and_a_value_are_judged_together() {
        let path =
            ["taskDefinition", "containerDefinitions", "web", "newMember"].map(str::to_owned);
        let pair = json!({"name": "API_TOKEN", "value": "x"});
        let masked = Masking::Credentials.apply(&path, &pair);
        assert_eq!(masked, json!({"name": "API_TOKEN", "value": MASK}));
        // Variables that are called like that are no pair.
        let path = path.map(|name| name.replace("newMember", "environment"));
        let variables = json!({"NAME": "API_TOKEN", "VALUE": "x"});
        assert_eq!(Masking::Credentials.apply(&path, &variables), variables);
    }

    #[test]
    fn names_that_users_choose_for_other_things_are_no_names_of_values() {
        let container = json!({
            "dependsOn": {"token": "HEALTHY"},
            "mountPoints": {"/run/secrets": "secrets-volume"},
            "extraHosts": {"auth": "10.0.0.1"},
            "portMappings": {"8080/tcp": {"name": "password"}},
            "repositoryCredentials": {"credentialsParameter": "arn:aws:secretsmanager:eu-west-1:1:secret:r"},
        });
        for name in ["web", "secret", "images", "options"] {
            let path = ["taskDefinition", "containerDefinitions", name].map(str::to_owned);
            for masking in [Masking::Credentials, Masking::All] {
                assert_eq!(masking.apply(&path, &container), container, "{name}");
            }
        }
    }
}
