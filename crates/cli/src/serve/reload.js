// Only where `dayfold serve` serves: loads the page again when a digest has changed, and once
// the server is back after it was stopped; shows over the page what is wrong with a file.
const changes = new EventSource("/df-changes");
let build;
let lost = false;
let host;

changes.onerror = () => (lost = true);
changes.onopen = () => lost && location.reload();
changes.onmessage = ({ data }) => {
  const news = JSON.parse(data);
  if (build !== undefined && news.build !== build) {
    location.reload();
    return;
  }
  build = news.build;
  show(news);
};

// In a shadow root of its own: the site's styles do not reach it, nor its own the site.
function show({ failed, errors }) {
  host?.remove();
  if (!failed && !errors.length) {
    return;
  }
  host = document.createElement("dayfold-errors");
  const root = host.attachShadow({ mode: "open" });
  const styles = new CSSStyleSheet();
  styles.replaceSync(`
    section { position: fixed; inset: auto 0 0 0; z-index: 9999; max-height: 50vh; overflow: auto;
      padding: 1rem 1.25rem; background: #201a17; color: #f4ece4; border-top: 3px solid #d9534f;
      font: 15px/1.5 ui-monospace, monospace; }
    h2 { font-size: 1rem; margin: 0 3rem 0.5rem 0; }
    p { margin: 0.25rem 0; } .where { margin-block-start: 0.9rem; color: #ffb4a8; } .help { color: #c9bdb2; }
    button { position: absolute; inset-block-start: 0.5rem; inset-inline-end: 0.75rem;
      min-width: 44px; min-height: 44px; border: 0; background: none; color: inherit; font: inherit; }
  `);
  root.adoptedStyleSheets = [styles];
  const section = add(root, "section");
  section.setAttribute("role", "alert");
  // Whatever the site is written in.
  section.lang = "en";
  section.dir = "ltr";
  const count = errors.length;
  add(section, "h2", failed ? "The site was not built" : count === 1 ? "1 error" : `${count} errors`);
  if (failed) {
    add(section, "p", failed);
  }
  for (const { path, line, column, message, help } of errors) {
    const where = line ? `${path}:${line}:${column}` : path;
    add(section, "p", where).className = "where";
    add(section, "p", message);
    if (help) {
      add(section, "p", help).className = "help";
    }
  }
  const close = add(section, "button", "×");
  close.setAttribute("aria-label", "Close");
  close.onclick = () => host.remove();
  document.body.append(host);
}

function add(parent, name, text = "") {
  const element = document.createElement(name);
  element.textContent = text;
  parent.append(element);
  return element;
}
