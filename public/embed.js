// <dayfold-digest>: a part of a digest in anyone's page. What it shows is a page of the site in
// a frame; here is only what gives that its place, its size and its colours. The element's own
// content stays until the frame has answered, and for good where it does not.
//
//   <dayfold-digest src="https://example.org/" show="takeaways">
//     <a href="https://example.org/2025-11-22/">…</a>
//   </dayfold-digest>
//   <script async src="https://example.org/embed.js"></script>
(() => {
  const NAME = "dayfold-digest";
  // However often a page includes this.
  if (customElements.get(NAME)) return;

  // For how long a frame may be silent, in milliseconds.
  const PATIENCE = 12000;
  // How many items a list shows unless the page says otherwise.
  const ITEMS = 5;
  // No widget is higher, in pixels.
  const HIGHEST = 20000;

  // Constructed, since policies may forbid styles in the page. Nothing of the page's own styles
  // reaches in here, and so nothing has to be fought.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    ":host{display:block}:host([hidden]){display:none}" +
      "div{display:grid;grid-template-columns:minmax(0,1fr)}" +
      "slot,iframe{grid-area:1/1}slot{display:block}" +
      "iframe{border:0;width:100%;visibility:hidden}" +
      ".shown slot{display:none}.shown iframe{visibility:visible}",
  );

  // The widgets that are in the page. All that listens does so for them together, and only
  // while there are any.
  const widgets = new Set();
  const system = matchMedia("(prefers-color-scheme:dark)");
  const tell = () => widgets.forEach((widget) => widget.tell());
  // Once what changed has come to rest, and again when colours that change slowly have.
  let timers = [];
  const recolour = () => {
    timers.map(clearTimeout);
    timers = [50, 600].map((time) => setTimeout(tell, time));
  };
  const themes = new MutationObserver(recolour);
  const near = new IntersectionObserver(
    (seen) => seen.forEach(({ isIntersecting, target }) => isIntersecting && target.begin()),
    { rootMargin: "1000px" },
  );
  const hear = ({ source, data }) =>
    widgets.forEach((widget) => widget.frame?.contentWindow === source && widget.hear(data || {}));
  const listen = (on) => {
    const change = on ? "addEventListener" : "removeEventListener";
    window[change]("message", hear);
    system[change]("change", recolour);
    themes.disconnect();
    if (on)
      for (const root of [document.documentElement, document.body])
        if (root) themes.observe(root, { attributes: true });
  };

  let complained;
  const complain = (why) => {
    if (!complained) console.warn(`${NAME}: ${why}. Its own content stays.`);
    complained = true;
  };

  // Reserving reads widths and then writes heights, of all that came at once: else each would
  // have the page laid out anew.
  const waiting = [];
  const reserve = () =>
    waiting
      .splice(0)
      .map((widget) => [widget, widget.height || widget.estimate()])
      .forEach(([widget, height]) => widget.resize(height));

  customElements.define(
    NAME,
    class extends HTMLElement {
      static observedAttributes = (
        "src show date story tag entity limit theme accent density"
      ).split(" ");

      constructor() {
        super();
        const root = this.attachShadow({ mode: "open" });
        root.adoptedStyleSheets = [sheet];
        this.box = document.createElement("div");
        this.box.append(document.createElement("slot"));
        root.append(this.box);
      }

      connectedCallback() {
        if (!widgets.size) listen(true);
        widgets.add(this);
        if (waiting.push(this) === 1) queueMicrotask(reserve);
        // Not before it is near the part of the page that is seen, nor while it is hidden, in
        // a tab or in a closed <details>.
        near.observe(this);
      }

      disconnectedCallback() {
        near.unobserve(this);
        this.end();
        widgets.delete(this);
        if (!widgets.size) listen(false);
      }

      // Moved in one step by what knows how (`moveBefore`), the frame stays alive.
      connectedMoveCallback() {}

      attributeChangedCallback(name, before, now) {
        if (before === now || !widgets.has(this)) return;
        if (this.address() === this.shown) return this.tell();
        this.end();
        near.observe(this);
      }

      // The page to show, without what it is told; nothing where the attributes name none.
      address() {
        const get = (name) => encodeURIComponent(this.getAttribute(name) || "");
        const [show, date, story, tag, entity] = "show date story tag entity".split(" ").map(get);
        const path = {
          takeaways: date || "latest",
          story: date && story && `${date}/${story}`,
          headlines: "headlines",
          tag: tag && `tags/${tag}`,
          entity: entity && `entities/${entity}`,
        }[show || "takeaways"];
        try {
          const site = new URL(this.getAttribute("src"), document.baseURI);
          if (path && /^http/.test(site))
            return `${site.origin}${site.pathname.replace(/\/*$/, "/")}embed/${path}/`;
        } catch {}
      }

      // How high it will be, in pixels: what the page says or keeps free, or what such widgets
      // mostly are; no less than what stands in its place.
      estimate() {
        const height = parseFloat(this.getAttribute("height") || getComputedStyle(this).minHeight);
        if (height > 0) return height;
        const show = this.getAttribute("show") || "takeaways";
        const items = show === "story" ? 10 : this.getAttribute("limit") || ITEMS;
        const lines = (text) => Math.ceil(text / Math.max(this.offsetWidth - 80, 200));
        return Math.max(
          this.offsetHeight,
          show === "takeaways"
            ? 140 + 26 * lines(850) + items * (22 + 24 * lines(640))
            : 110 + items * (22 + 24 * Math.max(2, lines(640))),
        );
      }

      // Light text is for dark pages: colours are inherited, backgrounds are not.
      theme() {
        const theme = this.getAttribute("theme");
        if (theme === "light" || theme === "dark") return theme;
        const colour = getComputedStyle(this).color;
        const [x, y] = colour.replace(/^color\(\S+/, "c").match(/[\d.]+/g);
        const lightness = { r: y / 255, c: y, l: x / 100, o: x }[colour[0]];
        return lightness > 0.6 ? "dark" : "light";
      }

      // What the frame is told of the page's wishes, in the form of its fragment.
      wishes() {
        const wishes = { theme: this.theme(), limit: ITEMS };
        for (const name of ["limit", "accent", "density"])
          if (this.hasAttribute(name)) wishes[name] = this.getAttribute(name);
        // Where the two differ, browsers paint a ground behind the frame.
        this.frame.style.colorScheme = wishes.theme;
        return `${new URLSearchParams(wishes)}`;
      }

      begin() {
        if (this.frame || !widgets.has(this)) return;
        near.unobserve(this);
        this.shown = this.address();
        if (!this.shown) return complain("attributes name no page");
        const frame = (this.frame = document.createElement("iframe"));
        this.token = [...crypto.getRandomValues(new Uint32Array(4))].join("-");
        frame.title = this.querySelector("a")?.textContent || NAME;
        frame.loading = "lazy";
        frame.sandbox = "allow-scripts allow-popups allow-popups-to-escape-sandbox";
        this.told = this.wishes();
        frame.src = `${this.shown}#token=${this.token}&${this.told}`;
        frame.height = this.height;
        this.box.append(frame);
        this.timer = setTimeout(() => {
          complain(`no widget at ${this.shown}`);
          this.end();
          this.box.style.minHeight = "";
        }, PATIENCE);
      }

      // A frame of no origin can only be told by its window and by what it alone was told.
      hear({ dayfold, height, title }) {
        if (dayfold !== this.token || !Number.isFinite(height) || height < 1 || height > HIGHEST)
          return;
        if (title) this.frame.title = `${title}`.slice(0, 200);
        if (this.answered === height) return;
        this.resize(height, !this.answered);
        this.answered = height;
        clearTimeout(this.timer);
        this.box.className = "shown";
        // What was changed while it was on its way.
        this.tell();
      }

      // A little room to spare at the foot of the card is better than a page that moves.
      resize(height, first) {
        height = Math.min(Math.ceil(height), HIGHEST);
        const spare = this.height - height;
        if (first && spare >= 0 && spare <= Math.max(48, this.height / 5)) return;
        this.height = height;
        this.box.style.minHeight = `${height}px`;
        if (this.frame) this.frame.height = height;
      }

      tell() {
        const wishes = this.answered && this.wishes();
        if (!wishes || wishes === this.told) return;
        this.told = wishes;
        this.frame.contentWindow.postMessage({ dayfold: this.token, wishes }, "*");
      }

      end() {
        clearTimeout(this.timer);
        this.frame?.remove();
        this.frame = this.answered = undefined;
        this.box.className = "";
      }
    },
  );
})();
