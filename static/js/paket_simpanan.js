// A frame without origin has no storage, and asking for it is an error. Packages that only want to remember something
// until they are closed get a memory of their own.
"use strict";

["localStorage", "sessionStorage"].forEach((name) => {
  const kept = new Map();
  const memory = {
    getItem: (key) => (kept.has(String(key)) ? kept.get(String(key)) : null),
    setItem: (key, value) => { kept.set(String(key), String(value)); },
    removeItem: (key) => { kept.delete(String(key)); },
    clear: () => kept.clear(),
    key: (place) => [...kept.keys()][place] ?? null,
    get length() { return kept.size; },
  };
  Object.defineProperty(window, name, { value: memory });
});
