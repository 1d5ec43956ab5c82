// Remembers, in this browser only, which parts of series were read; leads on from there; turns parts with the arrow keys;
// lets wide code be moved with the keyboard; and keeps addresses from being printed twice. Without it, pages are as if nothing were read.

const KEY = "partwork:read:" + document.documentElement.dataset.base;

const { read: readMark } = document.querySelector("script[data-read]").dataset;

/** The paths of the parts that were read, and for each series, by its path, the part to go on with. */
function load() {
  try {
    return { parts: {}, next: {}, ...JSON.parse(localStorage.getItem(KEY)) };
  } catch {
    return { parts: {}, next: {} };
  }
}

function save(memory) {
  try {
    localStorage.setItem(KEY, JSON.stringify(memory));
  } catch {
    // The browser keeps nothing; that is the reader's choice.
  }
}

// ---- A part is read when its end is seen ----

const end = document.querySelector(".post .prose + *, .post .post-text > :last-child");
const boxes = document.querySelectorAll(".post .series-box");
if (end && boxes.length > 0) {
  new IntersectionObserver((entries, observer) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    const memory = load();
    memory.parts[location.pathname] = 1;
    for (const box of boxes) {
      const parts = [...box.querySelectorAll("a.part-title")];
      const next = parts[parts.findIndex((part) => part.ariaCurrent === "page") + 1];
      const number = next?.closest(".part").querySelector(".part-number").textContent;
      memory.next[box.dataset.series] = next ? { path: next.pathname, number } : null;
    }
    save(memory);
  }).observe(end);
}

// ---- What was read is marked, and series lead on ----

function show() {
  const memory = load();
  for (const part of document.querySelectorAll(".part, .part-card")) {
    const link = part.querySelector("a");
    const isRead = link !== null && link.pathname in memory.parts;
    part.classList.toggle("part-read", isRead);
    part.querySelector(".read-mark")?.remove();
    if (isRead) {
      const mark = document.createElement("span");
      mark.className = "read-mark visually-hidden";
      mark.textContent = ` (${readMark})`;
      link.after(mark);
    }
  }
  for (const start of document.querySelectorAll("[data-continue]")) {
    start.dataset.label ??= start.textContent;
    start.dataset.path ??= start.pathname;
    const next = memory.next[start.closest("[data-series]").dataset.series];
    start.textContent = next ? start.dataset.continue.replace("[number]", next.number) : start.dataset.label;
    start.pathname = next ? next.path : start.dataset.path;
  }
  for (const button of document.querySelectorAll(".forget")) {
    button.hidden = Object.keys(memory.parts).length === 0;
    button.onclick = () => {
      save({ parts: {}, next: {} });
      show();
    };
  }
}

show();
// A page that comes back with the back button may be older than what was read since.
addEventListener("pageshow", (event) => event.persisted && show());

// ---- Code that is wider than the page can be moved with the keyboard ----

for (const code of document.querySelectorAll(".prose pre")) {
  if (code.scrollWidth > code.clientWidth) code.tabIndex = 0;
}

// ---- On paper, links are followed by their addresses, unless they show them already ----

for (const link of document.querySelectorAll(".prose a[href^=http]")) {
  const text = link.textContent.trim();
  if (link.href === text || link.href === `${text}/` || link.href.endsWith(`//${text}`)) link.classList.add("written-out");
}

// ---- The arrow keys turn parts where nothing is focused ----

addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || document.activeElement !== document.body) return;
  const isMirrored = document.documentElement.dir === "rtl";
  const rel = { ArrowLeft: isMirrored ? "next" : "prev", ArrowRight: isMirrored ? "prev" : "next" }[event.key];
  if (rel) document.querySelector(`a.neighbour[rel=${rel}]`)?.click();
});
