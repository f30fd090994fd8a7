// Before the first paint: each preference becomes an attribute of the root element.
try {
  const key = "df:" + document.currentScript.dataset.root + "preferences";
  const stored = JSON.parse(localStorage[key] || "{}");
  if (stored.version === 1)
    for (const [name, value] of Object.entries(stored))
      if (typeof value === "string") document.documentElement.dataset[name] = value;
} catch {}
