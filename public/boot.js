// Starts the reader: loads the wasm and hands the page over to it. Until that is done, and
// for good where it cannot be done, the page is plain HTML whose links are links.
const { js, wasm } = document.querySelector("script[data-js]").dataset;
const root = document.documentElement;

// The wasm listens for clicks and routes them. Once it has died it would swallow them, so
// from then on nobody behind this listener, which is the first of all, hears of a click.
let dead = false;
addEventListener("click", (event) => dead && event.stopImmediatePropagation(), true);
const release = () => {
  dead = true;
  root.classList.add("df-static");
};
addEventListener("error", ({ error }) => error instanceof WebAssembly.RuntimeError && release());
addEventListener("unhandledrejection", ({ reason }) => reason instanceof WebAssembly.RuntimeError && release());

try {
  const [{ default: start }, module_or_path] = await Promise.all([import(js), fetch(wasm)]);
  await start({ module_or_path });
} catch (error) {
  release();
  const failed = document.getElementById("df-failed");
  if (failed) failed.hidden = false;
  throw error;
}
