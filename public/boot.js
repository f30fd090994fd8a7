// Starts the reader: loads the wasm and hands the page over to it. Until that is done, and
// for good where it cannot be done, the page is plain HTML whose links are links.
const { js, wasm } = document.querySelector("script[data-js]").dataset;

// What listens for clicks routes them by itself. Once the wasm has died it would swallow
// them, so from then on no listener behind this one hears of a click.
const release = () => {
  document.documentElement.classList.add("df-static");
  addEventListener("click", (event) => event.stopImmediatePropagation(), true);
};
addEventListener("error", (event) => {
  if (event.error instanceof WebAssembly.RuntimeError) release();
});
addEventListener("unhandledrejection", (event) => {
  if (event.reason instanceof WebAssembly.RuntimeError) release();
});

try {
  const module_or_path = fetch(wasm);
  const { default: start } = await import(js);
  await start({ module_or_path });
} catch (error) {
  release();
  const failed = document.getElementById("df-failed");
  if (failed) failed.hidden = false;
  throw error;
}
