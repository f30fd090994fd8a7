// The service worker: the reader without a network. What it is of stands in a line that the
// publisher writes before this one, as `SITE`: its `version`; in `shell` the files that every page
// is drawn with, in `later` those that only what was saved, catching up and the search take;
// and the folders of its `languages`, that of the main one empty.
//
// It never decides what a page is made of. A page names its scripts and styles by what is in
// them, so it gets those or none; here is only kept what was published together, and a page
// of another version is passed on and not kept.

// How long a page or its data may take before what is kept is shown instead, in milliseconds.
const PATIENCE = 4000;
// How long a page that was left may still be counted among those that are open.
const LEAVING = 1000;
// How many of the newest days are fetched ahead.
const NEWEST = 7;
// How many pages and files of data are kept that nobody asked to keep.
const PAGES_KEPT = 60;
const DATA_KEPT = 120;
// How many days the page that stands for a missing one leads to.
const LISTED = 30;

const BASE = new URL("./", location).pathname;
const PREFIX = `df:${BASE}:`;
// These two are of one version, and go with it.
const SHELL = `${PREFIX}shell-${SITE.version}`;
const PAGES = `${PREFIX}pages-${SITE.version}`;
// Data is of no version: a later reader reads what an earlier one fetched.
const DATA = `${PREFIX}data`;
const SAVED = `${PREFIX}saved`;
// What the page of what was saved fills, when the archive is taken along.
const ARCHIVE = `${PREFIX}archive`;
const ALL = [SHELL, PAGES, DATA, SAVED, ARCHIVE];

const NOT_FOUND = "404.html";
const OFFLINE = "offline.html";

const has = (path, cacheName) => caches.match(BASE + path, { cacheName });
const find = async (path) => {
  for (const name of ALL) {
    const found = await has(path, name);
    if (found) return found;
  }
};
const language = (path) => SITE.languages.find((one) => one && path.startsWith(one)) || "";

// The data behind a page, of which the reader alone can make that page.
const dataOf = (path) => {
  const folder = language(path);
  const page = path.slice(folder.length).replace(/(index\.html)?$/, "").replace(/\/$/, "");
  const [day] = /^\d{4}-\d\d-\d\d(?=\/|$)/.exec(page) || [];
  const [, year, month] = /^(\d{4})\/(\d\d)$/.exec(page) || [];
  const file = day || (year && `months/${year}-${month}`) || page || "site";
  if (day || year || /^(|archive|undated\/[^/]+)$/.test(page)) return `${folder}data/${file}.json`;
};

// Whether a page is whole and of this version: it loads nothing that others alone have.
const known = [...SITE.shell, ...SITE.later];
const isOwn = (html) => {
  const named = html.split(`="${BASE}assets/`).slice(1).map((rest) => rest.split('"')[0]);
  const loaded = named.filter((name) => /\.(js|css|wasm)$/.test(name));
  const isWhole = loaded[0] && /<\/html>\s*$/.test(html);
  return isWhole && loaded.every((name) => known.includes(`assets/${name}`));
};

// Keeps an answer if it is what it should be, whole: a hotel's page to sign in on is not.
const keep = async (path, response, name) => {
  if (isOff || !response.ok || response.redirected) return;
  const type = response.headers.get("Content-Type") || "";
  const isPage = type.startsWith("text/html");
  if (path.endsWith(".json")) JSON.parse(await response.clone().text());
  else if (isPage && !(name === PAGES && isOwn(await response.clone().text()))) {
    // Of a site that has gone on, perhaps. Once no other page of it is open, so does its worker.
    // The page that was left for this one takes a moment to be gone.
    await new Promise((done) => setTimeout(done, LEAVING));
    const open = await clients.matchAll({ type: "window" });
    if (open.length < 2) registration.waiting?.postMessage("go");
    return;
  }
  const cache = await caches.open(name);
  await cache.put(BASE + path, response);
  return true;
};
const get = async (path, name) => keep(path, await fetch(BASE + path), name);
// Sees to it that something is kept there.
const have = async (path, name) => {
  try {
    if (await has(path, name)) return;
    const found = await find(path);
    await (found ? keep(path, found, name) : get(path, name));
  } catch {}
};

const trim = async (name, most) => {
  const cache = await caches.open(name);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((key) => cache.delete(key)));
};

// Pages that stand for others: under whatever name the host has them, and with what status.
const standIn = async (path) => {
  const text = await (await fetch(BASE + path)).text();
  if (!isOwn(text)) throw new Error(path);
  const headers = { "Content-Type": "text/html; charset=utf-8" };
  await (await caches.open(SHELL)).put(BASE + path, new Response(text, { headers }));
};
const install = async () => {
  for (const path of SITE.shell) if (!(await get(path, SHELL))) throw new Error(path);
  for (const folder of SITE.languages) {
    await standIn(folder + NOT_FOUND);
    await standIn(folder + OFFLINE);
  }
};

const drop = async (but) => {
  for (const name of await caches.keys())
    if (name.startsWith(PREFIX) && !but.includes(name)) await caches.delete(name);
};
const activate = async () => {
  await drop(ALL);
  await registration.navigationPreload?.enable();
  await clients.claim();
};

// For when the reader wants none of this.
let isOff;
const off = async () => {
  isOff = true;
  await drop([]);
  await registration.unregister();
};

// While a page is at rest: what was saved stays, the newest days are there, and the page that
// is open, which may have come before this worker.
const tend = async (saved, client) => {
  isOff = false;
  const pages = JSON.parse(saved).map(({ page }) => page);
  const wanted = new Set(pages.map((page) => dataOf(`${page}/`)).filter(Boolean));
  for (const path of wanted) await have(path, SAVED);
  const cache = await caches.open(SAVED);
  for (const { url } of await cache.keys())
    if (!wanted.has(new URL(url).pathname.slice(BASE.length))) await cache.delete(url);

  const here = new URL(client.url).pathname.slice(BASE.length);
  const folder = language(here);
  const archive = await (await caches.open(ARCHIVE)).keys();
  if (wanted.size || archive.length) {
    for (const path of SITE.later) await have(path, SHELL);
    await have(`${folder}saved/`, PAGES);
  }
  if (navigator.connection?.saveData) return;
  const data = dataOf(here);
  if (data) {
    await have(here, PAGES);
    await have(data, DATA);
  }
  const site = `${folder}data/site.json`;
  await have(site, DATA);
  const { latest } = await (await find(site)).json();
  for (const { date } of latest.slice(0, NEWEST)) {
    await have(`${folder}data/${date}.json`, DATA);
    await have(`${folder}${date}/`, PAGES);
  }
  await have(folder, PAGES);
  await trim(PAGES, PAGES_KEPT);
  await trim(DATA, DATA_KEPT);
};

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt()};`);

// Says that a page is not there, and which days are.
const offline = async (path) => {
  const folder = language(path);
  const days = new Map();
  for (const name of [ARCHIVE, SAVED, DATA])
    for (const { url } of await (await caches.open(name)).keys()) {
      const file = new URL(url).pathname.slice(BASE.length);
      const [, of, day] = /^(.*?)data\/(\d{4}-\d\d-\d\d)\.json$/.exec(file) || [];
      if (of === folder) days.set(day, file);
    }
  let list = "";
  for (const day of [...days.keys()].sort().reverse().slice(0, LISTED)) {
    const { title, date_text } = await (await find(days.get(day))).json();
    list += `<li><a href="${BASE}${folder}${day}/">${escaped(date_text)}</a> ${escaped(title)}</li>`;
  }
  const page = await has(folder + OFFLINE, SHELL);
  if (!page) return Response.error();
  const shown = (all, heading) => (list ? `<section>${heading}<ul>${list}</ul>` : all);
  const html = (await page.text()).replace(/<section hidden>(.*?)<ul><\/ul>/, shown);
  return new Response(html, { status: 503, headers: page.headers });
};

// What is kept of a page or a file: itself, or the page that the reader makes it of.
const kept = async (path, isPage) => {
  const found = await find(path);
  if (found || !isPage) return found;
  const data = dataOf(path);
  if (!data || !(await find(data))) return;
  const shell = await has(language(path) + NOT_FOUND, SHELL);
  // Until it has become that page, it does not say that there is none.
  return shell && new Response((await shell.text()).replace("<html ", '<html data-kept="" '), shell);
};

// The network first; what is kept where that fails, or takes too long.
const answer = async (event, path, isPage) => {
  const name = isPage ? PAGES : DATA;
  const ask = async () => {
    const response = (await event.preloadResponse) || (await fetch(event.request));
    const copy = response.clone();
    event.waitUntil(keep(path, copy, name).catch(() => {}));
    return response;
  };
  const network = ask();
  event.waitUntil(network.catch(() => {}));
  const late = new Promise((done) => setTimeout(done, PATIENCE));
  const first = await Promise.race([network.catch(() => {}), late]);
  if (first && first.status < 500) return first;
  const instead = await kept(path, isPage).catch(() => {});
  if (instead) return instead;
  if (!isPage) return network;
  return network.catch(() => offline(path));
};

const asset = async (event, path) => {
  const found = await find(path).catch(() => {});
  if (found) return found;
  const response = await fetch(event.request);
  event.waitUntil(keep(path, response.clone(), PAGES).catch(() => {}));
  return response;
};

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
let doing = Promise.resolve();
addEventListener("message", (event) => {
  const { data, source } = event;
  const go = () => (data === "off" ? off() : data === "go" ? skipWaiting() : tend(data, source));
  // One after the other: nothing is fetched twice.
  doing = doing.then(go).catch(() => {});
  event.waitUntil(doing);
});
addEventListener("fetch", (event) => {
  const { method, mode, destination, cache, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin || !pathname.startsWith(BASE)) return;
  const path = pathname.slice(BASE.length);
  // Widgets stand in pages of others, and keep nothing there.
  if (mode === "navigate") {
    if (destination === "document") event.respondWith(answer(event, path, true));
  } else if (path.startsWith("assets/")) {
    event.respondWith(asset(event, path));
  } else if (/^([^/]+\/)?data\/(?!search\/)/.test(path) && cache !== "no-cache") {
    event.respondWith(answer(event, path, false));
  }
});
