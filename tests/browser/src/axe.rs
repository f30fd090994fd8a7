//! axe-core: what would trip up assistive tools.

use crate::environment::required;
use crate::page::Page;
use anyhow::{Context, Result, bail};
use std::fmt::Write;

impl Page {
    /// An error if axe finds anything, down to its best practices.
    pub async fn check_accessibility(&self, state: &str) -> Result<()> {
        let path = required("DAYFOLD_AXE")?;
        let axe = std::fs::read_to_string(&path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        // Through the debugger, which no content security policy binds.
        self.eval(&format!("if (!window.axe) {{ {axe} }}; 0"))
            .await?;
        // Beyond what axe does by default: text is at 7:1, targets are large enough.
        let violations = self
            .eval(
                "axe.run(document, {
                    resultTypes: ['violations'],
                    rules: {
                        'color-contrast-enhanced': { enabled: true },
                        'target-size': { enabled: true },
                    },
                }).then(({ violations }) => violations.map(({ id, help, nodes }) => ({
                    id, help, nodes: nodes.slice(0, 4).map((node) =>
                        node.target.join(' ') + '\\n      ' +
                        node.failureSummary.replaceAll('\\n', ' ')),
                })))",
            )
            .await
            .context("axe does not run")?;
        let violations = violations.as_array().context("axe gives no list")?;
        if violations.is_empty() {
            return Ok(());
        }
        let mut found = String::new();
        for violation in violations {
            let text = |name: &str| violation[name].as_str().unwrap_or_default();
            let _ = writeln!(found, "  {}: {}", text("id"), text("help"));
            for node in violation["nodes"].as_array().into_iter().flatten() {
                let _ = writeln!(found, "    {}", node.as_str().unwrap_or_default());
            }
        }
        bail!("axe finds, {state}:\n{found}")
    }
}
