//! The line and the device that a page is loaded by, as Chromium imitates them.

use crate::page::Page;
use anyhow::Result;
use serde_json::json;

/// A line, and a device at its end.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// What to call it.
    pub name: &'static str,
    /// What a request waits for its answer, in milliseconds.
    latency: f64,
    /// What comes down, in kilobits a second.
    down: f64,
    /// What goes up, in kilobits a second.
    up: f64,
    /// How many times slower the device is than this machine.
    slower: u32,
}

impl Line {
    /// A phone of the lower middle class on a slow 4G line: what Lighthouse has for mobile
    /// pages where it throttles the browser itself
    /// (<https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md>).
    pub const SLOW: Self = Self {
        name: "slow 4G, CPU 4×",
        latency: 562.5,
        down: 1474.56,
        up: 675.0,
        slower: 4,
    };

    /// A computer on cable: 28 ms there and back, 5 Mbit/s down and 1 up, as WebPageTest has it.
    pub const FAST: Self = Self {
        name: "cable, CPU 1×",
        latency: 28.0,
        down: 5000.0,
        up: 1000.0,
        slower: 1,
    };
}

impl Page {
    /// From now on, loads by a line.
    pub async fn throttle(&self, line: Line) -> Result<()> {
        let bytes = |kilobits: f64| kilobits * 1000.0 / 8.0;
        let conditions = json!({
            "offline": false,
            "latency": line.latency,
            "downloadThroughput": bytes(line.down),
            "uploadThroughput": bytes(line.up),
        });
        self.cdp("Network.enable", json!({})).await?;
        self.cdp("Network.emulateNetworkConditions", conditions)
            .await?;
        let rate = json!({ "rate": line.slower });
        self.cdp("Emulation.setCPUThrottlingRate", rate).await?;
        Ok(())
    }

    /// From now on, asks the network itself: what a service worker asks for comes by no line, but
    /// at once.
    pub async fn without_worker(&self) -> Result<()> {
        self.cdp("Network.enable", json!({})).await?;
        let bypass = json!({ "bypass": true });
        self.cdp("Network.setBypassServiceWorker", bypass).await?;
        Ok(())
    }

    /// Forgets everything that was loaded.
    pub async fn clear_cache(&self) -> Result<()> {
        self.cdp("Network.clearBrowserCache", json!({})).await?;
        Ok(())
    }

    /// What scripts hold in memory, in bytes, without what nobody needs any more.
    pub async fn heap(&self) -> Result<f64> {
        self.cdp("HeapProfiler.collectGarbage", json!({})).await?;
        let usage = self.cdp("Runtime.getHeapUsage", json!({})).await?;
        Ok(usage["usedSize"].as_f64().unwrap_or_default())
    }
}
