import PartworkSupport
import Partwork

/// The script that keeps a tab up to date.
enum LiveScript {
  /// Where the preview's own files are. No site has a file there: names that begin with a dot are not copied.
  static let folder = ".partwork/"
  static let path = folder + "live.js"
  static let events = folder + "events"
  static let leave = folder + "leave"

  /// The element that stands in each page.
  ///
  /// - Parameter notice: what the script is to say in a banner of its own.
  static func element(path: RequestPath, page: String, revision: Revision, notice: String? = nil) -> String {
    let notice = notice.map { " data-notice=\"\(Escaping.xml.escaped($0))\"" } ?? ""
    return """
      <script src="/\(self.path)" data-path="/\(PercentEncoding.path(path.text))" data-page="\(page)" \
      data-state="\(revision)"\(notice)></script>
      """
  }

  /// It runs on every page, so it takes no names and leaves what the theme does alone.
  static let text = #"""
    (() => {
      "use strict";
      const { path, page, state, notice } = document.currentScript.dataset;
      const run = state.split(".")[0];

      const id = Math.random().toString(36).slice(2);

      let known = state;
      let source = null;
      let isLeaving = false;

      // A hidden tab does not listen: browsers allow a site six connections in all, and it can ask when it is shown again.
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
        // The server would notice only when it has something to tell.
        navigator.sendBeacon("/.partwork/leave?" + new URLSearchParams({ id }));
      }

      document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? rest() : listen()));
      addEventListener("pagehide", rest);
      addEventListener("pageshow", listen);
      addEventListener("focus", listen);

      function apply(update) {
        if (isLeaving) return;
        show(update.problems);
        if (update.run !== run || update.page !== page) return reload(`${update.run} ${update.page}`);
        for (const link of styleLinks()) {
          const url = update.assets && currentURL(link, pathOf(update.assets));
          if (url && pathOf(link.href) !== url) replace(link, url);
        }
        for (const file of update.files) {
          const links = styleLinks().filter((link) => pathOf(link.href) === pathOf(file));
          for (const link of links) replace(link, `${file}?${known}`);
          if (links.length > 0 || !isShown(file)) continue;
          // A style sheet that is not linked to is one that others import.
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

      // The old sheet stays until the new one is there, so that nothing flashes.
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

      // Reloading, and the place on the page.

      // The place that the page has not come to yet.
      let waiting = null;

      function reload(reason) {
        // The same reason twice would be a page that never becomes what the server takes it for.
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
        // While a page loads, the browser goes to the place that a fragment names, again and again. A reader is left where
        // they go to meanwhile.
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

      // Errors.

      const style = `
        :host { all: initial; position: fixed; inset: 0; z-index: 2147483647; overflow: auto; background: #0009; }
        button { float: right; border: 0; background: none; color: inherit; font: inherit; font-size: 1.5rem;
          line-height: 1; cursor: pointer; }
        \#(Overlay.style)`;
      let overlay = null;
      let shown = "";

      function show(problems) {
        if (problems === shown) return;
        shown = problems;
        overlay?.remove();
        overlay = null;
        // The page that stands in for a site that was never good has them itself.
        if (!problems || document.querySelector("section[data-problems]")) return;
        overlay = element("partwork-problems", "alert", style);
        const section = document.createElement("section");
        const button = document.createElement("button");
        button.textContent = "×";
        button.setAttribute("aria-label", "Hide the errors");
        button.addEventListener("click", hide);
        section.innerHTML = problems;
        section.prepend(button);
        overlay.shadowRoot.append(section);
      }

      // An element on which the page's styles have no hold.
      function element(name, role, style) {
        const element = document.createElement(name);
        element.setAttribute("role", role);
        // A style element could be forbidden by the site's content security policy.
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(style);
        element.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
        document.documentElement.append(element);
        return element;
      }

      function hide() {
        overlay?.remove();
        overlay = null;
      }

      addEventListener("keydown", (event) => {
        if (event.key === "Escape") hide();
      });

      // What the theme does not say of a page that readers do not see.

      const noticeStyle = `
        :host { all: initial; position: fixed; inset: auto 0 0; z-index: 2147483646; padding: .5rem 1rem;
          background: #e3a93c; color: #1a1a1a; font: 600 .9rem/1.5 system-ui, sans-serif; text-align: center; }`;
      if (notice) element("partwork-notice", "status", noticeStyle).shadowRoot.append(notice);

      restorePlace();
      listen();
    })();

    """#
}
