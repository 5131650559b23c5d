//! The options that the next run needs, so that a suggested command finds what this run found.

use crate::model::arn::{Arn, Kind};
use crate::model::service_ref::ServiceRef;
use crate::model::shell_command::ShellCommand;
use crate::render::fit::shared_length;
use crate::selection::selector::Selector;

/// Where this run read history from, as its command line says. What came from the environment is left
/// out of the next command line, since the next run has the same environment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RunFlags {
    pub history: HistorySource,
    pub profile: Option<String>,
    pub endpoint_url: Option<String>,
    pub region: RunRegion,
    pub cluster: RunName,
    pub service: RunName,
}

/// What a history was read from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum HistorySource {
    #[default]
    Ecs,
    Demo,
    Files(Vec<String>),
    /// Standard input, or files whose names cannot be written down: there is no next run.
    Gone,
}

/// Where the Region came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum RunRegion {
    /// The environment or a profile.
    #[default]
    Configured,
    /// `--region`.
    Flag(String),
    /// The ARN of what was asked for.
    Arn(String),
}

/// Where the name of the cluster or service came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum RunName {
    /// The default, or the ARN of what was asked for.
    #[default]
    Unnamed,
    Flag,
    /// A flag with an ARN, without which a saved history of several accounts may have more of that name.
    ArnFlag,
    /// An environment variable with this name in it.
    Environment(String),
}

impl RunFlags {
    /// Whether a history was saved, so that nothing in it can change.
    pub fn is_saved(&self) -> bool {
        self.history != HistorySource::Ecs
    }

    /// An `ecs-history` command about deployments or revisions of a service. `None` if it cannot be
    /// suggested.
    pub fn ecs_history(
        &self,
        subcommand: &'static str,
        ids: impl IntoIterator<Item = String>,
        service: &ServiceRef,
    ) -> Option<String> {
        let mut command = ShellCommand::ecs_history(subcommand);
        let mut is_arn = false;
        for id in ids {
            is_arn |= id.starts_with("arn:");
            command = command.operand(id);
        }
        let needs_name = |flag: &RunName, name: &str, default: Option<&str>| match flag {
            // An ARN says it all.
            _ if is_arn || name.is_empty() => false,
            RunName::Flag | RunName::ArnFlag => true,
            _ if self.is_saved() => false,
            RunName::Unnamed => Some(name) != default,
            RunName::Environment(known) => known != name,
        };
        let needs_service = needs_name(&self.service, &service.service, None);
        let needs_cluster = needs_name(&self.cluster, &service.cluster, Some("default"));
        let arn = service.arn();
        let service_is_arn = needs_service && self.needs_arn(&self.service);
        if service_is_arn {
            command = command.option("--service", &*arn);
        } else if needs_service {
            command = command.option("--service", &*service.service);
        }
        if needs_cluster && !service_is_arn {
            let cluster_arn = Arn::parse(&arn).and_then(|arn| arn.cluster_arn());
            let cluster = match cluster_arn.filter(|_| self.needs_arn(&self.cluster)) {
                Some(arn) => arn,
                None => service.cluster.clone(),
            };
            command = command.option("--cluster", cluster);
        }
        match &self.region {
            RunRegion::Flag(region) => command = command.option("--region", region),
            RunRegion::Arn(region) if !is_arn && !self.is_saved() => {
                command = command.option("--region", region);
            }
            _ => {}
        }
        match &self.history {
            HistorySource::Ecs => {
                let command = command.optional("--profile", self.profile.as_deref());
                command.endpoint_url(self.endpoint_url.as_deref())
            }
            HistorySource::Demo => command.flag("--demo"),
            HistorySource::Files(paths) => paths
                .iter()
                .fold(command, |command, path| command.option("--from", path)),
            HistorySource::Gone => return None,
        }
        .line()
    }

    /// Whether the next run has to be given the ARN again. A live one is given the Region instead.
    fn needs_arn(&self, name: &RunName) -> bool {
        self.is_saved() && *name == RunName::ArnFlag
    }

    /// Adds to an AWS CLI command the options that lead it to the same account and Region. The AWS CLI
    /// does not read the Region off an ARN.
    pub fn aws(&self, command: ShellCommand, service: &ServiceRef) -> Option<String> {
        let region = Some(&*service.region).filter(|region| !region.is_empty());
        let command = command.optional("--region", region);
        let command = command.optional("--profile", self.profile.as_deref());
        let command = command.endpoint_url(self.endpoint_url.as_deref());
        command.line()
    }
}

/// The shortest name of a deployment or revision that a command line takes: a prefix of its ID that no
/// other ID among `arns` has, the ID if `arns` is `None`, or the ARN. `None` if there is no such name.
pub fn shortest_name<'a>(arn: &str, arns: Option<impl Iterator<Item = &'a str>>) -> Option<String> {
    let id = Arn::parse(arn).map(|arn| arn.name())?;
    let is_id = |text: &str| matches!(text.parse(), Ok(Selector::Prefix(_)));
    let Some(arns) = arns else {
        return named(arn, id, is_id(id));
    };
    // As many characters as another ID has in common with this one, and one more.
    let others = arns.filter(|other| *other != arn);
    let others = others.map(|other| other.rsplit('/').next().unwrap_or(other));
    let unique = others
        .map(|other| shared_length(id, other) + 1)
        .max()
        .unwrap_or(1);
    let lengths = unique..=id.len();
    let mut prefixes = lengths.filter_map(|length| id.get(..length));
    let prefix = prefixes.find(|prefix| is_id(prefix));
    named(arn, prefix.unwrap_or(id), prefix.is_some() || is_id(id))
}

fn named(arn: &str, id: &str, is_id: bool) -> Option<String> {
    let is_arn = |arn: &Arn| matches!(arn.kind, Kind::ServiceDeployment | Kind::ServiceRevision);
    if is_id {
        Some(id.to_owned())
    } else {
        Arn::parse(arn).filter(is_arn).map(|_| arn.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing;

    fn service() -> ServiceRef {
        ServiceRef::from_arn(&testing::arn("service/web"))
    }

    fn describe(flags: &RunFlags, id: &str) -> Option<String> {
        flags.ecs_history("describe", [id.to_owned()], &service())
    }

    #[test]
    fn the_next_run_gets_what_this_one_was_given() {
        let name = |text: &str| RunName::Environment(text.to_owned());
        let text = |text: &str| Some(text.to_owned());
        let default = RunFlags::default();
        let flags = RunFlags {
            cluster: RunName::Flag,
            service: RunName::Flag,
            ..RunFlags::default()
        };
        for (flags, expected) in [
            (default.clone(), "--service web --cluster shop"),
            (flags.clone(), "--service web --cluster shop"),
            (
                RunFlags {
                    service: name("web"),
                    cluster: name("shop"),
                    ..default.clone()
                },
                "",
            ),
            (
                RunFlags {
                    service: name("api"),
                    cluster: name("other"),
                    ..default.clone()
                },
                "--service web --cluster shop",
            ),
            (
                RunFlags {
                    service: RunName::Flag,
                    cluster: name("shop"),
                    ..default.clone()
                },
                "--service web",
            ),
            (
                RunFlags {
                    region: RunRegion::Flag("eu-west-1".into()),
                    profile: text("prod"),
                    endpoint_url: text("http://localhost:4566"),
                    ..flags.clone()
                },
                "--service web --cluster shop --region eu-west-1 --profile prod \
                 --endpoint-url http://localhost:4566",
            ),
            (
                RunFlags {
                    region: RunRegion::Arn("eu-west-1".into()),
                    ..default.clone()
                },
                "--service web --cluster shop --region eu-west-1",
            ),
            (
                RunFlags {
                    history: HistorySource::Demo,
                    service: RunName::Flag,
                    ..default.clone()
                },
                "--service web --demo",
            ),
            (
                RunFlags {
                    history: HistorySource::Files(vec!["my web.json".into()]),
                    ..default.clone()
                },
                "--from 'my web.json'",
            ),
            (
                RunFlags {
                    history: HistorySource::Files(vec!["-x.json".into()]),
                    ..flags.clone()
                },
                "--service web --cluster shop --from=-x.json",
            ),
            (
                RunFlags {
                    history: HistorySource::Files(vec!["x.json".into()]),
                    service: RunName::ArnFlag,
                    ..flags.clone()
                },
                "--service arn:aws:ecs:eu-west-1:123456789012:service/shop/web --from x.json",
            ),
            (
                RunFlags {
                    history: HistorySource::Files(vec!["x.json".into()]),
                    cluster: RunName::ArnFlag,
                    ..flags.clone()
                },
                "--service web --cluster arn:aws:ecs:eu-west-1:123456789012:cluster/shop --from x.json",
            ),
            (
                RunFlags {
                    service: RunName::ArnFlag,
                    cluster: RunName::ArnFlag,
                    region: RunRegion::Arn("eu-west-1".into()),
                    ..default.clone()
                },
                "--service web --cluster shop --region eu-west-1",
            ),
        ] {
            let line = describe(&flags, "41a2").expect("a line");
            assert_eq!(
                line,
                format!("ecs-history describe 41a2 {expected}").trim(),
                "{flags:?}"
            );
        }
        let gone = RunFlags {
            history: HistorySource::Gone,
            ..default
        };
        assert_eq!(describe(&gone, "41a2"), None);
    }

    #[test]
    fn the_default_cluster_is_not_named_unless_it_was() {
        let service = ServiceRef::from_arn("arn:aws:ecs:r:1:service/default/web");
        let line = |cluster| {
            let flags = RunFlags {
                cluster,
                ..RunFlags::default()
            };
            flags.ecs_history("describe", ["41a2".to_owned()], &service)
        };
        let short = Some("ecs-history describe 41a2 --service web".to_owned());
        let long = short
            .as_ref()
            .map(|short| format!("{short} --cluster default"));
        assert_eq!(line(RunName::Unnamed), short);
        assert_eq!(line(RunName::Environment("default".into())), short);
        assert_eq!(line(RunName::Environment("shop".into())), long);
        assert_eq!(line(RunName::Flag), long);
    }

    #[test]
    fn an_arn_needs_no_names() {
        let arn = testing::arn("service-deployment/web/J4Zw");
        let flags = RunFlags {
            service: RunName::Flag,
            region: RunRegion::Arn("eu-west-1".into()),
            ..RunFlags::default()
        };
        assert_eq!(
            describe(&flags, &arn),
            Some(format!("ecs-history describe {arn}"))
        );
    }

    #[test]
    fn names_are_as_short_as_they_can_be() {
        let arn = |id: &str| testing::arn(&format!("service-deployment/web/{id}"));
        for (id, others, expected) in [
            (
                "41a2XXXXXXXXXXXXXXXXX",
                &["9f03YYYYYYYYYYYYYYYYY"][..],
                "41a2",
            ),
            ("41a2XXXXXXXXXXXXXXXXX", &["41a2YYYYYYYYYYYYYYYYY"], "41a2X"),
            (
                "41a2XXXXXXXXXXXXXXXXX",
                &["41a2XXXXXXXXXXXXXXXXZ", "41b"],
                "41a2XXXXXXXXXXXXXXXXX",
            ),
            ("41a2XXXXXXXXXXXXXXXXX", &["41a2XXXXXXXXXXXXXXXXX"], "41a2"),
            // The whole of the other ID takes precedence.
            ("abcdEFGH", &["abcd"], "abcdE"),
            ("abcd", &["abcdEFGH"], "abcd"),
            ("-2fVxxxxxxxxxxxxxxxxx", &[], "-2fV"),
            // Not the word that means the newest.
            (
                "latestXXXXXXXXXXXXXXX",
                &["latesYYYYYYYYYYYYYYYY"],
                "latestX",
            ),
            ("currentX", &["curreYYY", "currenYY"], "currentX"),
            ("abc", &[], &arn("abc")),
            ("a$(b)c", &[], "a$(b)c"),
        ] {
            let others: Vec<String> = others.iter().map(|id| arn(id)).chain([arn(id)]).collect();
            let name = shortest_name(&arn(id), Some(others.iter().map(String::as_str)));
            // An ID with other characters is no ID to us, so its ARN names it.
            let expected = if expected.contains('$') {
                arn(expected)
            } else {
                expected.to_owned()
            };
            assert_eq!(name, Some(expected), "{id}");
        }
        let alone = None::<std::iter::Empty<&str>>;
        assert_eq!(
            shortest_name(&arn("41a2XXXX"), alone.clone()).as_deref(),
            Some("41a2XXXX")
        );
        assert_eq!(shortest_name("nonsense", alone.clone()), None);
        assert_eq!(
            shortest_name("arn:aws:ecs:r:1:service-deployment/a b/c/dddd", alone),
            None
        );
    }
}
