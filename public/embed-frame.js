// In a page that is shown in a frame: takes the wishes of the page around it, first out of the
// fragment, later by messages, and tells it how high this one is. Without it, or without a
// fragment, the page is as it is and as the reader's system asks for.
(() => {
  // The contrast that text has to have on its paper (WCAG 2.2, 1.4.3).
  const CONTRAST = 4.5;

  const root = document.documentElement;
  let wishes = new URLSearchParams(location.hash.slice(1));
  const token = wishes.get("token");

  // Red, green and blue from 0 to 255, of a colour in whatever way it is written.
  const channels = (colour) => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 1;
    const context = canvas.getContext("2d");
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  // Relative luminance, as WCAG 2.2 defines it.
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };

  // The accent, brought nearer to the ink until it can be read; none where it is no colour.
  const readable = (accent) => {
    const [, long, short] = /^#(?:([\da-f]{6})|([\da-f]{3}))$/i.exec(accent) || [];
    const hex = long || short?.replace(/./g, "$&$&");
    if (!hex) return "";
    const style = getComputedStyle(document.body);
    const paper = channels(style.backgroundColor);
    const ink = channels(style.color);
    const own = [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16));
    for (let share = 0; share <= 1; share += 0.1) {
      const mixed = own.map((value, at) => Math.round(value + (ink[at] - value) * share));
      if (contrast(mixed, paper) >= CONTRAST) return `rgb(${mixed})`;
    }
    return "";
  };

  const choose = (name, known) => {
    const value = wishes.get(name);
    if (known.includes(value)) root.dataset[name] = value;
    else delete root.dataset[name];
  };
  // What needs no text: before the first paint.
  const dress = () => {
    choose("theme", ["light", "dark"]);
    choose("density", ["compact"]);
  };
  const arrange = () => {
    root.style.removeProperty("--accent");
    const accent = readable(wishes.get("accent"));
    if (accent) root.style.setProperty("--accent", accent);
    const limit = parseInt(wishes.get("limit")) || Infinity;
    document.querySelectorAll(".items > li").forEach((item, at) => {
      item.hidden = at >= Math.max(limit, 1);
    });
  };

  dress();
  if (token) root.dataset.framed = "";
  document.addEventListener("DOMContentLoaded", () => {
    arrange();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", arrange);
    if (!token || parent === window) return;
    const card = document.querySelector("main");
    const tell = () => {
      // Hidden with the page around it, it has no size.
      if (!innerWidth) return;
      const style = getComputedStyle(document.body);
      const around = ["paddingTop", "paddingBottom", "borderTopWidth", "borderBottomWidth"];
      const height = around.reduce(
        (sum, name) => sum + parseFloat(style[name]),
        card.getBoundingClientRect().height,
      );
      parent.postMessage({ dayfold: token, height, title: document.title }, "*");
    };
    addEventListener("message", ({ source, data }) => {
      if (source !== parent || data?.dayfold !== token || typeof data.wishes !== "string") return;
      wishes = new URLSearchParams(data.wishes);
      dress();
      arrange();
      tell();
    });
    new ResizeObserver(tell).observe(card);
    tell();
  });
})();
