/** What outlives a reload, as far as the browser lets a page keep anything. */
const kept = new Map();

/** The name under which this page, and no other, keeps something. */
function keptName(name) {
  return `vitaminb/${PACK.code}/${PACK.title}/${PACK.seed}/${name}`;
}

/** Keep plain data; without storage, until the page is closed. */
function remember(name, value) {
  kept.set(name, value);
  try {
    localStorage.setItem(keptName(name), JSON.stringify(value));
  } catch {
    // Private windows and full disks: the page goes on without.
  }
}

/** What was kept, or `otherwise`. */
function recall(name, otherwise = null) {
  if (kept.has(name)) return kept.get(name);
  try {
    const text = localStorage.getItem(keptName(name));
    return text === null ? otherwise : JSON.parse(text);
  } catch {
    return otherwise;
  }
}

/** Forget all that this page kept. */
function forgetAll() {
  kept.clear();
  try {
    const mine = Object.keys(localStorage).filter((key) => key.startsWith(keptName("")));
    for (const key of mine) localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
