// Starts the reader: loads the wasm and hands the page over to it. Until that is done, and
// for good where it cannot be done, the page is plain HTML whose links are links.
const { js, wasm, worker } = document.querySelector("script[data-js]").dataset;
const root = document.documentElement;

// The wasm listens for clicks and routes them. Once it has died it would swallow them, so
// from then on nobody behind this listener, which is the first of all, hears of a click.
let dead;
addEventListener("click", (event) => (dead || isOld(event)) && event.stopImmediatePropagation(), true);
// Nor does anybody draw the page that is gone back to.
addEventListener("popstate", () => dead && dead !== location.pathname && location.reload());
// Nor of one on a link in a page whose program is not among those that the site's pages load by
// now: it was published anew, and what is next is a document. Once for each time: a host that
// goes on giving out pages of before is put up with.
const isOld = ({ target, ctrlKey, metaKey }) => {
  const { programs } = root.dataset;
  const isSame = !programs || programs.includes(wasm.split("/").pop());
  if (isSame || ctrlKey || metaKey || !target.closest("a[href]:not([href*='#'])")) return;
  try {
    const { sessionStorage: known } = self;
    return known["df:programs"] !== programs && (known["df:programs"] = programs);
  } catch {}
};
const release = () => {
  dead = location.pathname;
  root.classList.add("df-static");
};
addEventListener("error", ({ error }) => error instanceof WebAssembly.RuntimeError && release());
addEventListener("unhandledrejection", ({ reason }) => reason instanceof WebAssembly.RuntimeError && release());

// What is kept for reading without a network: the service worker sees to it, once the page has
// been at rest for a while, and again when the reader turns away or has chosen anew. Not for a reader who does
// not want it, or pays for each byte; where it does not work, nothing is lost.
const tend = async () => {
  try {
    const { serviceWorker, connection } = navigator;
    const isOff = root.dataset.offline;
    if (!isOff && !connection?.saveData) await serviceWorker.register(worker);
    const known = isOff ? serviceWorker.getRegistration(worker) : serviceWorker.ready;
    const saved = localStorage[`df:${worker.slice(0, -5)}saved`];
    (await known)?.active.postMessage(isOff ? "off" : saved || "[]");
  } catch {}
};
if (worker && self === top) {
  setTimeout(() => self.requestIdleCallback ? requestIdleCallback(tend) : tend(), 3000);
  addEventListener("visibilitychange", () => document.hidden && tend());
  addEventListener("df-offline", tend);
}

// The text comes first: what makes it alive is not to share its line with its styles. A page that
// is not looked at is not painted.
const painted = new Promise((go) => {
  if (document.hidden) go();
  else requestAnimationFrame(() => setTimeout(go));
});

try {
  await painted;
  const [{ default: start }, module_or_path] = await Promise.all([import(js), fetch(wasm)]);
  await start({ module_or_path });
} catch (error) {
  release();
  const failed = document.getElementById("df-failed");
  if (failed) failed.hidden = false;
  throw error;
}
