//! Files as `--from` reads them.

#![no_main]

use ecs_history::model::page::Query;
use ecs_history::saved::SavedHistory;
use libfuzzer_sys::fuzz_target;
use std::path::PathBuf;
use std::sync::LazyLock;

/// In memory where there is a file system for that.
static FILE: LazyLock<PathBuf> = LazyLock::new(|| {
    let memory = PathBuf::from("/dev/shm");
    let folder = if memory.is_dir() {
        memory
    } else {
        std::env::temp_dir()
    };
    folder.join(format!("ecs-history-fuzz-{}", std::process::id()))
});

fuzz_target!(|data: &[u8]| {
    std::fs::write(&*FILE, data).expect("a file");
    let (saved, _) = SavedHistory::read(std::slice::from_ref(&*FILE), true);
    let Ok(saved) = saved else {
        return;
    };
    let Ok(page) = saved.list(&Query::default()) else {
        return;
    };
    let arns: Vec<String> = page
        .items
        .iter()
        .map(|record| record.item.service_deployment_arn.clone())
        .collect();
    let described = saved.describe_deployments(&arns);
    assert_eq!(described.items.len(), arns.len(), "what is listed is there");
    for record in page.items {
        let again: serde_json::Value = serde_json::from_str(&record.json).expect("JSON");
        assert!(again.is_object());
    }
});
