//! The JSON that scripts rely on, spelled out by hand. A change here may break them.

use crate::support::json::{list, text};
use crate::support::run::{LIST, ecs_history};
use crate::support::{
    Deployment, FakeEcs, Scenario, aws_samples, data, deployment_with_all_members,
    revision_with_all_members, shop,
};
use serde::Deserialize;
use serde_json::{Value, json};

/// What is derived from a deployment or a revision: always these keys, and no others.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(dead_code, reason = "reading it is the test")]
struct Derived {
    account: String,
    region: String,
    cluster: String,
    service: String,
    #[serde(deserialize_with = "present")]
    deployment_id: Option<String>,
    #[serde(deserialize_with = "present")]
    revision_id: Option<String>,
    #[serde(deserialize_with = "present")]
    outcome: Option<String>,
    #[serde(deserialize_with = "present")]
    reason: Option<String>,
    #[serde(deserialize_with = "present")]
    duration_seconds: Option<f64>,
    #[serde(deserialize_with = "present")]
    task_definition: Option<String>,
    #[serde(deserialize_with = "present")]
    images: Option<Vec<Image>>,
    #[serde(deserialize_with = "present")]
    rolled_back_to: Option<String>,
    #[serde(deserialize_with = "present")]
    serving: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(dead_code, reason = "reading it is the test")]
struct Image {
    container_name: Option<String>,
    image_digest: Option<String>,
    image: Option<String>,
}

/// `null` is allowed, absence is not.
fn present<'de, D: serde::Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    Option::deserialize(deserializer)
}

fn keys(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect()
}

/// Asserts that the printed item is the one that ECS returned with `derived` at its end: the same members
/// in the same order with the same values, except for the format of times.
#[track_caller]
fn assert_whole(printed: &Value, returned: &Value) {
    let mut expected = keys(returned);
    expected.push("derived");
    assert_eq!(keys(printed), expected);
    let mut printed = printed.clone();
    printed
        .as_object_mut()
        .expect("an object")
        .shift_remove("derived");
    let mut returned = returned.clone();
    ecs_history::model::timestamp::map_timestamps(&mut returned, &|time| time);
    assert_eq!(printed, returned);
}

#[test]
fn list_prints_the_document_of_the_aws_cli_with_derived() {
    let fake = FakeEcs::start(Scenario::new().history(
        vec![aws_samples::cli_deployment()],
        vec![aws_samples::cli_revision()],
    ));
    let document = ecs_history("list --service example-service --cluster example-cluster -o json")
        .at(&fake)
        .json();
    assert_eq!(
        document,
        json!({
            "serviceDeployments": [{
                "serviceDeploymentArn": "arn:aws:ecs:us-east-1:123456789012:service-deployment/example-cluster/example-service/ejGvqq2ilnbKT9qj0vLJe",
                "serviceArn": "arn:aws:ecs:us-east-1:123456789012:service/example-cluster/example-service",
                "clusterArn": "arn:aws:ecs:us-east-1:123456789012:cluster/example-cluster",
                "startedAt": "2024-10-31T12:03:32.510Z",
                "createdAt": "2024-10-31T12:03:30.917Z",
                "finishedAt": "2024-10-31T12:05:04.527Z",
                "targetServiceRevisionArn": "arn:aws:ecs:us-east-1:123456789012:service-revision/example-cluster/example-service/1485800978477494678",
                "status": "SUCCESSFUL",
                "derived": {
                    "account": "123456789012",
                    "region": "us-east-1",
                    "cluster": "example-cluster",
                    "service": "example-service",
                    "deploymentId": "ejGvqq2ilnbKT9qj0vLJe",
                    "revisionId": "1485800978477494678",
                    "outcome": "succeeded",
                    "reason": null,
                    "durationSeconds": 92.017,
                    "taskDefinition": "webserver:5",
                    "images": [
                        {
                            "containerName": "aws-otel-collector",
                            "imageDigest": "sha256:7a1b3560655071bcacd66902c20ebe9a69470d5691fe3bd36baace7c2f3c4640",
                            "image": "public.ecr.aws/aws-observability/aws-otel-collector:v0.32.0",
                        },
                        {
                            "containerName": "web",
                            "imageDigest": "sha256:28402db69fec7c17e179ea87882667f1e054391138f77ffaf0c3eb388efc3ffb",
                            "image": "nginx",
                        },
                    ],
                    "rolledBackTo": null,
                    "serving": true,
                },
            }],
        })
    );
}

#[test]
fn describe_keeps_every_member_of_the_aws_cli() {
    let (deployment, revision) = (deployment_with_all_members(), revision_with_all_members());
    let deployment_arn = text(&deployment, "serviceDeploymentArn");
    let revision_arn = text(&revision, "serviceRevisionArn");
    let fake =
        FakeEcs::start(Scenario::new().history(vec![deployment.clone()], vec![revision.clone()]));
    // The revision that it was rolled back to is missing, which is a note on stderr.
    let document = ecs_history(&format!("deployments describe {deployment_arn} -o json"))
        .at(&fake)
        .outcome()
        .json();
    assert_eq!(keys(&document), ["serviceDeployments", "failures"]);
    let item = &document["serviceDeployments"][0];
    assert_whole(item, &deployment);
    serde_json::from_value::<Derived>(item["derived"].clone()).expect("the contract");

    let document = ecs_history(&format!("revisions describe {revision_arn} -o json"))
        .at(&fake)
        .json();
    assert_eq!(keys(&document), ["serviceRevisions", "failures"]);
    let item = &document["serviceRevisions"][0];
    assert_whole(item, &revision);
    serde_json::from_value::<Derived>(item["derived"].clone()).expect("the contract");
}

#[test]
fn derived_always_has_all_its_keys() {
    let bare = aws_samples::pending_deployment();
    let arn = text(&bare, "serviceDeploymentArn");
    let fake = FakeEcs::start(Scenario::new().history(vec![bare], vec![]));
    let outcome = ecs_history(&format!("deployments describe {arn} -o json"))
        .at(&fake)
        .outcome();
    let derived = outcome.json()["serviceDeployments"][0]["derived"].clone();
    assert_eq!(
        derived,
        json!({
            "account": "123456789012",
            "region": "us-west-2",
            "cluster": "example",
            "service": "sd-example",
            "deploymentId": "NCWGC2ZR-taawPAYrIaU5",
            "revisionId": "4980306466373577095",
            "outcome": "pending",
            "reason": null,
            "durationSeconds": null,
            "taskDefinition": null,
            "images": null,
            "rolledBackTo": null,
            "serving": null,
        })
    );
    for line in ecs_history("--demo list -o jsonl").stdout().lines() {
        let item: Value = serde_json::from_str(line).expect("JSON");
        serde_json::from_value::<Derived>(item["derived"].clone()).expect("the contract");
    }
}

#[test]
fn a_rollback_names_the_serving_revision() {
    let rolled_back = Deployment::new("shop", "web", 4)
        .created(data::EPOCH + 60.0)
        .status("ROLLBACK_SUCCESSFUL");
    let fake = FakeEcs::start(shop(3).history(vec![rolled_back.build()], vec![]));
    let outcome = ecs_history(&format!("{LIST} -o json")).at(&fake).outcome();
    let document = outcome.json();
    let items = list(&document, "serviceDeployments");
    let derived = &items[0]["derived"];
    assert_eq!(derived["outcome"], json!("rolled_back"));
    assert_eq!(derived["rolledBackTo"], items[1]["derived"]["revisionId"]);
    let serving: Vec<&Value> = items
        .iter()
        .map(|item| &item["derived"]["serving"])
        .collect();
    assert_eq!(serving, [false, true, false, false]);
}

#[test]
fn ids_are_strings() {
    let document = ecs_history("--demo revisions describe latest --service web -o json").json();
    assert!(document["serviceRevisions"][0]["derived"]["revisionId"].is_string());
}
