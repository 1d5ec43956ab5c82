// Keeps the tab that it runs in up to date. It is added to every page of a preview, so it defines no global names and
// does not touch what the theme does.
(() => {
  "use strict";
  const { path, page, state, notice } = document.currentScript.dataset;
  const run = state.split(".")[0];
  const id = Math.random().toString(36).slice(2);

  let known = state;
  let source = null;
  let isLeaving = false;

  // A hidden tab does not listen: browsers allow six connections to a site, and the tab can ask when it is shown again.
  function listen() {
    if (source || isLeaving || document.visibilityState === "hidden") return;
    source = new EventSource("/.partwork/events?" + new URLSearchParams({ path, state: known, id }));
    source.addEventListener("state", (event) => {
      known = event.lastEventId;
      apply(JSON.parse(event.data));
    });
    source.addEventListener("rest", rest);
    source.addEventListener("error", () => {
      if (source?.readyState !== EventSource.CLOSED) return;
      rest();
      setTimeout(listen, 1000);
    });
  }

  function rest() {
    if (!source) return;
    source.close();
    source = null;
    // Otherwise the server would notice only the next time it sends something.
    navigator.sendBeacon("/.partwork/leave?" + new URLSearchParams({ id }));
  }

  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? rest() : listen()));
  addEventListener("pagehide", rest);
  addEventListener("pageshow", listen);
  addEventListener("focus", listen);

  function apply(update) {
    if (isLeaving) return;
    show(update.problems, update.warnings);
    if (update.run !== run || update.page !== page) return reload(`${update.run} ${update.page}`);
    for (const link of styleLinks()) {
      const url = update.assets && currentURL(link, pathOf(update.assets));
      if (url && pathOf(link.href) !== url) replace(link, url);
    }
    for (const file of update.files) {
      const links = styleLinks().filter((link) => pathOf(link.href) === pathOf(file));
      for (const link of links) replace(link, `${file}?${known}`);
      if (links.length > 0 || !isShown(file)) continue;
      // A style sheet without a link is one that others import.
      if (!file.endsWith(".css")) return reload(`${known} ${file}`);
      for (const link of styleLinks().filter(isOwn)) replace(link, `${pathOf(link.href)}?${known}`);
    }
  }

  // Style sheets.

  const outdated = new WeakSet();

  function styleLinks() {
    return [...document.querySelectorAll('link[rel~="stylesheet"][href]')].filter((link) => !outdated.has(link));
  }

  // Where a style sheet of the theme is now: `/assets/NEW/style.css` for `/assets/OLD/style.css`.
  function currentURL(link, assets) {
    const folder = assets.replace(/[^/]+\/$/, "");
    const path = pathOf(link.href);
    const name = isOwn(link) && path.startsWith(folder) && path.slice(folder.length).match(/^[^/]+\/(.+)/);
    return name && assets + name[1];
  }

  // The old sheet stays until the new one has loaded, so that nothing flashes.
  function replace(link, url) {
    const next = link.cloneNode();
    outdated.add(link);
    next.addEventListener("load", () => link.remove(), { once: true });
    next.addEventListener("error", () => (outdated.delete(link), next.remove()), { once: true });
    next.href = url;
    link.after(next);
  }

  function isShown(file) {
    const path = pathOf(file);
    return performance.getEntriesByType("resource").some((entry) => pathOf(entry.name) === path);
  }

  function isOwn(link) {
    return new URL(link.href).origin === location.origin;
  }

  function pathOf(url) {
    return new URL(url, location.href).pathname;
  }

  // Reloading, and the scroll position.

  // The position that the page has yet to scroll to.
  let waiting = null;

  function reload(reason) {
    // A second reload for the same reason means that the page never becomes what the server expects.
    const step = `${page} ${reason}`;
    if (sessionStorage.getItem("partwork.step") === step) return;
    sessionStorage.setItem("partwork.step", step);
    sessionStorage.setItem("partwork.place", JSON.stringify(waiting ?? { path, left: scrollX, top: scrollY }));
    isLeaving = true;
    rest();
    location.reload();
  }

  function restorePlace() {
    const place = JSON.parse(sessionStorage.getItem("partwork.place"));
    sessionStorage.removeItem("partwork.place");
    if (place?.path !== path) return;
    // While a page loads, the browser scrolls to its fragment again and again. A reader who scrolls meanwhile is not
    // moved.
    waiting = place;
    for (const type of ["wheel", "touchmove", "pointerdown", "keydown"]) {
      addEventListener(type, () => (waiting = null), { once: true, passive: true });
    }
    const go = () => waiting && scrollTo({ left: place.left, top: place.top, behavior: "instant" });
    history.scrollRestoration = "manual";
    go();
    const finish = () => {
      go();
      waiting = null;
      history.scrollRestoration = "auto";
    };
    addEventListener("load", () => requestAnimationFrame(finish), { once: true });
  }

  // Errors, and warnings, which are folded.

  const listStyle = `
    ol { margin: 0; padding: 0; list-style: none; }
    li { padding: .75rem 0; border-top: 1px solid #ddd; }
    p { margin: 0; overflow-wrap: anywhere; }
    summary { cursor: pointer; }
    .place, code { font-family: ui-monospace, monospace; font-size: .9em; }
    .place { color: #555; }
    .message { font-weight: 600; }`;
  const problemStyle = `${listStyle}
    section { max-width: 52rem; margin: 4rem auto; padding: 1.5rem 2rem; border-top: .4rem solid #c62828;
      border-radius: .4rem; background: #fff; color: #1a1a1a; font: 1rem/1.5 system-ui, sans-serif; }
    h2 { margin: 0 2rem 1rem 0; font-size: 1.25rem; }
    details { padding-top: .75rem; border-top: 1px solid #ddd; }`;
  const overlayStyle = `${problemStyle}
    :host { all: initial; position: fixed; inset: 0; z-index: 2147483647; overflow: auto; background: #0009; }
    button { float: right; border: 0; background: none; color: inherit; font: inherit; font-size: 1.5rem;
      line-height: 1; cursor: pointer; }`;
  const warningStyle = `${listStyle}
    :host { all: initial; position: fixed; inset: auto auto ${notice ? "2.35rem" : "0"} 0; z-index: 2147483645;
      max-width: min(40rem, 100vw); max-height: 60vh; overflow: auto; border-top: .2rem solid #e3a93c;
      border-radius: 0 .4rem 0 0; background: #fff; color: #1a1a1a; box-shadow: 0 0 .5rem #0004;
      font: .9rem/1.5 system-ui, sans-serif; }
    details { padding: .25rem .75rem; }`;

  // A site that has never been without errors has this page instead of its own.
  const isProblemPage = document.querySelector("section[data-problems]") !== null;
  if (isProblemPage) {
    document.adoptedStyleSheets = [styleSheet(`body { margin: 0; background: #666; } ${problemStyle}`)];
  }

  let overlay = null;
  let folded = null;
  let shown = "";

  function show(problems, warnings) {
    if (problems + warnings === shown) return;
    shown = problems + warnings;
    hide();
    folded?.remove();
    folded = null;
    if (isProblemPage) return;
    if (!problems) return fold(warnings);
    overlay = element("partwork-problems", "alert", overlayStyle);
    const section = document.createElement("section");
    const button = document.createElement("button");
    button.textContent = "×";
    button.setAttribute("aria-label", "Hide the errors");
    button.addEventListener("click", hide);
    section.innerHTML = problems + warnings;
    section.prepend(button);
    overlay.shadowRoot.append(section);
  }

  function hide() {
    overlay?.remove();
    overlay = null;
  }

  // The warnings in a corner; they stay open from page to page.
  function fold(warnings) {
    if (!warnings) return;
    folded = element("partwork-warnings", "status", warningStyle);
    folded.shadowRoot.innerHTML = warnings;
    const details = folded.shadowRoot.querySelector("details");
    details.open = sessionStorage.getItem("partwork.warnings") === "open";
    details.addEventListener("toggle", () => {
      sessionStorage.setItem("partwork.warnings", details.open ? "open" : "folded");
    });
  }

  addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });

  // An element that the page's styles do not affect.
  function element(name, role, style) {
    const element = document.createElement(name);
    element.setAttribute("role", role);
    element.attachShadow({ mode: "open" }).adoptedStyleSheets = [styleSheet(style)];
    document.documentElement.append(element);
    return element;
  }

  // Not a style element, which the site's content security policy may forbid.
  function styleSheet(style) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    return sheet;
  }

  // The banner over a draft or scheduled post, if the theme does not have one.

  const noticeStyle = `
    :host { all: initial; position: fixed; inset: auto 0 0; z-index: 2147483646; padding: .5rem 1rem;
      background: #e3a93c; color: #1a1a1a; font: 600 .9rem/1.5 system-ui, sans-serif; text-align: center; }`;
  if (notice) element("partwork-notice", "status", noticeStyle).shadowRoot.append(notice);

  restorePlace();
  listen();
})();
