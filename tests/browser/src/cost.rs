//! What a page costs the device that it is on: memory, and the time of its main thread.

use crate::page::Page;
use anyhow::{Context, Result};
use serde_json::json;

/// What a page holds in memory, without what nobody needs any more.
#[derive(Clone, Copy, Debug)]
pub struct Memory {
    /// What scripts hold, in bytes.
    pub heap: f64,
    /// What the wasm has claimed, in bytes. That never shrinks.
    pub wasm: f64,
    /// Nodes of the document, and those out of it that scripts hold.
    pub nodes: f64,
    /// Listeners for events.
    pub listeners: f64,
}

/// What a page's main thread was busy with, in milliseconds.
#[derive(Clone, Copy, Debug)]
pub struct Busy {
    /// All of it.
    pub tasks: f64,
    /// Scripts alone.
    pub scripts: f64,
}

impl Page {
    /// What the page holds. The wasm's part is known after [`notice_wasm`](Self::notice_wasm).
    pub async fn memory(&self) -> Result<Memory> {
        // Twice: what is collected at first may have held more.
        self.heap().await?;
        let heap = self.heap().await?;
        let counters = self.cdp("Memory.getDOMCounters", json!({})).await?;
        let wasm = self.eval("self.wasmMemory?.buffer.byteLength ?? 0").await?;
        Ok(Memory {
            heap,
            wasm: wasm.as_f64().unwrap_or_default(),
            nodes: counters["nodes"].as_f64().unwrap_or_default(),
            listeners: counters["jsEventListeners"].as_f64().unwrap_or_default(),
        })
    }

    /// From the next page on, keeps hold of the memory of the wasm that starts there.
    pub async fn notice_wasm(&self) -> Result<()> {
        const NOTICE: &str = "{
            const start = WebAssembly.instantiateStreaming;
            WebAssembly.instantiateStreaming = async (...given) => {
                const started = await start.apply(WebAssembly, given);
                const exported = Object.values(started.instance.exports);
                self.wasmMemory = exported.find((one) => one instanceof WebAssembly.Memory);
                return started;
            };
        }";
        self.before_scripts(NOTICE).await
    }

    /// What the main thread has done since this was first asked.
    pub async fn busy(&self) -> Result<Busy> {
        self.cdp("Performance.enable", json!({})).await?;
        let answer = self.cdp("Performance.getMetrics", json!({})).await?;
        let metrics = answer["metrics"].as_array().context("no metrics")?;
        let of = |name: &str| {
            let found = metrics.iter().find(|one| one["name"] == name);
            let seconds = found.and_then(|one| one["value"].as_f64());
            seconds
                .map(|seconds| seconds * 1e3)
                .with_context(|| format!("no {name}"))
        };
        Ok(Busy {
            tasks: of("TaskDuration")?,
            scripts: of("ScriptDuration")?,
        })
    }
}
