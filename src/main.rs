//! The wasm's entry: Trunk builds this binary, and `public/boot.js` starts it.

#[cfg(all(feature = "browser", target_arch = "wasm32"))]
fn main() {
    dayfold_app::start();
}

/// Built natively only along with the rest of the workspace.
#[cfg(not(all(feature = "browser", target_arch = "wasm32")))]
fn main() {
    eprintln!("The reader runs in a browser: `cargo xtask serve` shows it.");
}
