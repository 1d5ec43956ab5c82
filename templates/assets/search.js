// Searches the site from the files that the build made below `search/`. Nothing is loaded before there is a query.
//
// index.json has the first word of each file of words. words/N.json has, for each word, its documents; "#2" are the
// second parts of series, and "@word" the parts of series with `word` in their title. texts/N.json is what is shown of
// document N; texts/N-1.json is the next passage of a long one.

const root = document.querySelector(".search");
const { index, count, none, failed, part } = root.dataset;
const input = root.querySelector("input");
const status = root.querySelector("[role=status]");
const list = root.querySelector(".search-results");
const more = root.querySelector(".search-more");
const template = root.querySelector("template");
const PAGE = 8;

// ---- Words, read as the build reads them ----

// Scripts without spaces, in which every two or three characters count as a word.
const EAST = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\u{20000}-\u{3ffff}";
const SOUTH = "\u0e00-\u109f\u1780-\u17ff";
const LETTER = "[\\p{L}\\p{M}\\p{N}]";
const PIECE = new RegExp(
  `(?<east>(?:(?=${LETTER})[${EAST}])+)|(?<south>(?:(?=${LETTER})[${SOUTH}])+)|(?:(?![${EAST}${SOUTH}])${LETTER})+`, "gu");
const JOINED = { "ς": "σ", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l" };

/** `text` without case, accents, and the points of Arabic and Hebrew, and with European digits. */
function fold(text) {
  if (/^[a-z0-9]*$/.test(text)) return text;
  return text.normalize("NFD")
    .replace(/[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]/g, "")
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => digit.charCodeAt() & 15)
    .replace(/[\uff10-\uff5a]/g, (wide) => String.fromCharCode(wide.charCodeAt() - 0xfee0))
    .toUpperCase().toLowerCase()
    .replace(/[ςæœøđðþł]/g, (letter) => JOINED[letter]).normalize("NFC");
}

/** The pieces of `text`: words, and stretches of scripts without spaces; with their places. */
function pieces(text) {
  return Array.from(text.matchAll(PIECE), (match) => ({
    text: fold(match[0]), start: match.index, end: match.index + match[0].length,
    size: match.groups.east ? 2 : match.groups.south ? 3 : 0,
  })).filter((piece) => piece.text);
}

/** The words to look for. A word that may go on is looked for by its beginning. */
function wordsOf(query) {
  return pieces(query).flatMap(({ text, end, size }) => {
    if (size === 0) return [{ text, isPrefix: end === query.length && text.length > 1 }];
    const characters = [...text];
    if (characters.length < size) return [{ text, isPrefix: true, isInside: true }];
    return characters.slice(size - 1).map((_, place) => (
      { text: characters.slice(place, place + size).join(""), isInside: true }));
  }).filter((word, place, all) => all.findIndex((other) => other.text === word.text) === place);
}

// ---- The index ----

let files = new Map();

/** The parsed file at `path` of the index; `version` keeps files of two builds apart. */
function load(path, version) {
  if (!files.has(path)) {
    const request = fetch(version ? `${index}${path}?v=${version}` : index + path, version ? {} : { cache: "no-cache" })
      .then((response) => response.ok ? response.json() : Promise.reject(new Error(`${path}: ${response.status}`)));
    request.catch(() => files.delete(path));
    files.set(path, request);
  }
  return files.get(path);
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Calls `body` with each document in `text`, how much it is about the word, and its first passage with the word. */
function eachDocument(text, body) {
  let place = 0;
  let document = -1;
  const digit = () => DIGITS.indexOf(text[place++]);
  const number = () => {
    for (let value = 0, shift = 0; ; shift += 5) {
      const next = digit();
      value |= (next & 31) << shift;
      if (next < 32) return value;
    }
  };
  while (place < text.length) {
    document += number() + 1;
    const level = digit();
    body(document, level & 31, level & 32 ? number() : 0);
  }
}

/** The documents that have `word`, each with its level and passage. */
async function documentsOf({ text, isPrefix }, manifest) {
  const found = new Map();
  const firsts = manifest.words;
  let file = Math.max(0, firsts.findLastIndex((first) => first <= text));
  for (let most = file + 3; file < Math.min(most, firsts.length); file++) {
    // The beginning of a word may be at the end of a file.
    if (firsts[file] > text && !(isPrefix && firsts[file].startsWith(text))) break;
    const words = await load(`words/${file}.json`, manifest.version);
    for (const word in words) {
      if (word !== text && !(isPrefix && word.startsWith(text))) continue;
      eachDocument(words[word], (document, level, passage) => {
        const weight = word === text ? level : level / 2;
        if (weight > (found.get(document)?.level ?? 0)) found.set(document, { level: weight, passage });
      });
    }
  }
  return found;
}

/** The documents for `words`, the best first: those that have all of them, or else the most. */
async function find(words, manifest) {
  const results = new Map();
  const result = (document) => {
    if (!results.has(document)) results.set(document, { document, score: 0, count: 0, passage: 0, rarest: 0 });
    return results.get(document);
  };
  const all = await Promise.all(words.map((word) => documentsOf(word, manifest)));
  for (const documents of all) {
    // Okapi BM25: a word weighs more if few documents have it.
    const rarity = Math.log(1 + (manifest.documents - documents.size + 0.5) / (documents.size + 0.5));
    for (const [document, { level, passage }] of documents) {
      const found = result(document);
      found.score += rarity * level;
      found.count += 1;
      if (rarity > found.rarest) Object.assign(found, { rarest: rarity, passage });
    }
  }
  await Promise.all(words.map((word, place) => findPart(Number(word.text), words.toSpliced(place, 1), manifest, result)));
  const most = Math.max(0, ...Array.from(results.values(), (found) => found.count));
  return [...results.values()].filter((found) => found.count === most)
    .sort((one, other) => other.score - one.score || other.document - one.document);
}

/** If a word of the query is a number and others are in the title of a series, puts that part of the series first. */
async function findPart(number, others, manifest, result) {
  if (!Number.isInteger(number) || others.length === 0) return;
  const parts = await documentsOf({ text: `#${number}` }, manifest);
  if (parts.size === 0) return;
  for (const word of others) {
    const titles = await documentsOf({ ...word, text: `@${word.text}` }, manifest);
    for (const [document, { level }] of titles) {
      if (!parts.has(document)) continue;
      const found = result(document);
      found.score += 1000 * level;
      found.count = others.length + 1;
    }
  }
}

// ---- What readers see ----

/** Where `words` are in `text`: ranges in order that do not overlap, each with the number of its word. */
function marks(text, words) {
  const found = [];
  for (const piece of pieces(text)) {
    words.forEach((word, number) => {
      if (!word.isInside) {
        const isHere = piece.text === word.text || (word.isPrefix && piece.text.startsWith(word.text));
        if (isHere) found.push({ start: piece.start, end: piece.end, number });
        return;
      }
      if (piece.size === 0 || piece.text.length !== piece.end - piece.start) return;
      for (let at = piece.text.indexOf(word.text); at >= 0; at = piece.text.indexOf(word.text, at + 1)) {
        found.push({ start: piece.start + at, end: piece.start + at + word.text.length, number });
      }
    });
  }
  return found.sort((one, other) => one.start - other.start);
}

/** The stretch of `text` with the most different words in it. */
function excerpt(text, found) {
  const size = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(text) ? 110 : 230;
  let best = { start: 0, count: 0 };
  for (const { start } of found) {
    const near = found.filter((mark) => mark.start >= start && mark.end <= start + size * 0.75);
    const count = new Set(near.map((mark) => mark.number)).size;
    if (count > best.count) best = { start, count };
  }
  let start = Math.max(0, best.start - Math.round(size / 4));
  if (start > 0) {
    const space = text.slice(start, best.start).search(/\s/);
    if (space >= 0) start += space + 1;
  }
  let end = Math.min(text.length, start + size);
  if (end < text.length) {
    const space = text.slice(start, end).search(/\s\S*$/);
    if (space > size / 2) end = start + space;
  }
  return { start, end };
}

/** Appends the stretch of `text` from `start` to `end` to `element`, with `found` marked. */
function appendMarked(element, text, found, start = 0, end = text.length) {
  let place = start;
  let marked = null;
  if (start > 0) element.append("… ");
  for (const mark of found) {
    const from = Math.max(mark.start, place);
    const to = Math.min(mark.end, end);
    if (from >= to) continue;
    // The words of scripts without spaces overlap.
    if (from > place || !marked) {
      element.append(text.slice(place, from));
      marked = element.appendChild(document.createElement("mark"));
    }
    marked.append(text.slice(from, to));
    place = to;
  }
  element.append(text.slice(place, end));
  if (end < text.length) element.append(" …");
}

/** Appends `pattern` to `element`, with `[name]` replaced by the text or element of that name. */
function appendFilled(element, pattern, values) {
  for (const piece of pattern.split(/(\[\w+\])/)) {
    element.append(piece.startsWith("[") ? values[piece.slice(1, -1)] ?? piece : piece);
  }
}

/** A result, as the `template` of the page has it. */
function card(text, passage, words) {
  const item = template.content.firstElementChild.cloneNode(true);
  const link = item.querySelector("a");
  link.href = text.url;
  appendMarked(link, text.title, marks(text.title, words));
  const label = item.querySelector(".search-part");
  for (const { title, url, number, total } of text.series ?? []) {
    const line = label.cloneNode();
    const series = document.createElement("a");
    series.href = url;
    series.textContent = title;
    appendFilled(line, part, { series, number, total });
    label.before(line);
  }
  label.remove();
  const snippet = item.querySelector(".search-snippet");
  const found = marks(passage, words);
  if (found.length === 0 && text.description) {
    appendMarked(snippet, text.description, marks(text.description, words));
  } else {
    const { start, end } = excerpt(passage, found);
    appendMarked(snippet, passage, found, start, end);
  }
  const date = item.querySelector(".search-date");
  if (text.date) date.textContent = text.date;
  else date.remove();
  return item;
}

/** The elements for `results`. */
function cards(results, words, manifest) {
  return Promise.all(results.map(async ({ document, passage }) => {
    const first = load(`texts/${document}.json`, manifest.version);
    const other = passage > 0 ? load(`texts/${document}-${passage}.json`, manifest.version).catch(() => first) : first;
    return card(await first, (await other).text, words);
  }));
}

// ---- The page ----

let latest = 0;

function say(pattern, values) {
  status.textContent = "";
  appendFilled(status, pattern, values);
}

/** Shows what is found for `query`, unless the reader types on meanwhile. */
async function show(query, isAgain = false) {
  const run = ++latest;
  const words = wordsOf(query);
  if (words.length === 0) {
    list.replaceChildren();
    more.hidden = true;
    status.textContent = "";
    return;
  }
  try {
    const manifest = await load("index.json");
    const results = await find(words, manifest);
    const shown = await cards(results.slice(0, PAGE), words, manifest);
    if (run !== latest) return;
    list.replaceChildren(...shown);
    say(results.length > 0 ? count : none, { count: results.length.toLocaleString(document.documentElement.lang), query });
    more.hidden = results.length <= PAGE;
    more.onclick = async () => {
      const place = list.children.length;
      const next = await cards(results.slice(place, place + PAGE), words, manifest);
      if (run !== latest || place !== list.children.length) return;
      list.append(...next);
      more.hidden = list.children.length >= results.length;
      next[0]?.querySelector("a").focus();
    };
  } catch (error) {
    if (run !== latest) return;
    // The site may have been published again since the page was opened.
    files = new Map();
    if (!isAgain) return show(query, true);
    list.replaceChildren();
    more.hidden = true;
    say(failed, { query });
    console.error(error);
  }
}

/** The URL of this page for what is in the field. */
function url() {
  const next = new URL(location.href);
  if (input.value.trim()) next.searchParams.set("q", input.value);
  else next.searchParams.delete("q");
  return next;
}

function showURL() {
  input.value = new URL(location.href).searchParams.get("q") ?? "";
  show(input.value);
}

let timer;

input.addEventListener("input", (event) => {
  clearTimeout(timer);
  if (event.isComposing) return;
  timer = setTimeout(() => {
    history.replaceState(null, "", url());
    show(input.value);
  }, 120);
});

input.addEventListener("compositionend", () => input.dispatchEvent(new Event("input")));

input.form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  // Going back leads to the query before this one.
  history.pushState(null, "", url());
  show(input.value);
});

// The arrow keys lead from the field to the results and back.
root.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const stops = [input, ...list.querySelectorAll(".search-title a")];
  const next = stops[stops.indexOf(document.activeElement) + step];
  if (!stops.includes(document.activeElement) || !next) return;
  event.preventDefault();
  next.focus();
});

addEventListener("popstate", showURL);
showURL();
if (!input.value) input.focus();
