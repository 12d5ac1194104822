//! What a container has used.

use std::collections::BTreeMap;
use std::time::Duration;

use orion_app::stack::{EngineError, Usage};
use orion_core::stack::ContainerId;
use serde::Deserialize;

use super::error::meaning;
use super::wire::{Wire, query};

#[derive(Deserialize)]
struct Stats {
    #[serde(default)]
    cpu_stats: Processor,
    #[serde(default)]
    memory_stats: Memory,
}

#[derive(Default, Deserialize)]
struct Processor {
    #[serde(default)]
    cpu_usage: ProcessorUsage,
}

#[derive(Default, Deserialize)]
struct ProcessorUsage {
    /// Nanoseconds.
    #[serde(default)]
    total_usage: u64,
}

#[derive(Default, Deserialize)]
struct Memory {
    /// None of a container that does not run.
    #[serde(default)]
    usage: Option<u64>,
    #[serde(default)]
    stats: BTreeMap<String, serde_json::Value>,
}

impl Memory {
    /// Bytes of cached files that nobody needs at once: control groups of version 2, and of version 1.
    fn cached(&self) -> u64 {
        let known = |name| self.stats.get(name).and_then(serde_json::Value::as_u64);
        known("total_inactive_file")
            .or_else(|| known("inactive_file"))
            .unwrap_or_default()
    }
}

/// One look, without the second that an engine takes to tell a rate.
pub(super) async fn usage(
    wire: &Wire,
    container: &ContainerId,
) -> Result<Option<Usage>, EngineError> {
    let path = format!("/containers/{}/stats", container.0);
    let target = query(&path, &[("stream", "0"), ("one-shot", "1")]);
    let stats: Stats = match wire.get(&target).await {
        Ok(stats) => stats,
        Err(error) => {
            return match meaning("tell what a container uses", &error) {
                // It went away between the list and the look.
                EngineError::NotFound(_) => Ok(None),
                error => Err(error),
            };
        }
    };
    let memory = &stats.memory_stats;
    Ok(memory.usage.map(|usage| Usage {
        processor: Duration::from_nanos(stats.cpu_stats.cpu_usage.total_usage),
        memory: usage.saturating_sub(memory.cached()),
    }))
}
