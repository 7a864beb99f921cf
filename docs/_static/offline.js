// Registers the service worker, which lets a page that was opened once open again without a network, and tells it
// what the page does not name: its fonts, and the first page of the site, which leads on at once. From disk there is
// nothing to do.
(function () {
  "use strict";
  if (!location.protocol.startsWith("http") || !navigator.serviceWorker) return;
  const root = new URL("../", document.currentScript.src);
  const workers = navigator.serviceWorker;

  function face(style) {
    const value = (name) => style.getPropertyValue(name).split(",")[0].replaceAll('"', "");
    return [value("font-family"), value("font-style") || "normal", value("font-weight").replace("normal", "") || "400"].join();
  }

  // Those that have been loaded, and those of formulas far from the screen, which have not asked for theirs. Their
  // rules alone tell what font they set: to ask for an element's style would cost the styles of its whole section.
  function fonts() {
    const { sheet } = document.querySelector('link[rel="stylesheet"]');
    const rules = [...sheet.cssRules], address = /url\("?([^")]+)/;
    const faces = new Map(rules.filter((rule) => rule instanceof CSSFontFaceRule)
      .map((rule) => [face(rule.style), new URL(address.exec(rule.cssText)[1], sheet.href).href]));
    const used = rules.filter((rule) => rule.selectorText && faces.has(face(rule.style)) && document.querySelector(rule.selectorText));
    const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
    return new Set([...used.map((rule) => faces.get(face(rule.style))), ...loaded.filter((name) => name.includes(".woff2"))]);
  }

  function tell() {
    if (workers.controller) workers.controller.postMessage([location.href, root.href, ...fonts()]);
  }

  // The first visit is loaded before there is a worker, and a new worker starts with nothing.
  workers.addEventListener("controllerchange", tell);
  addEventListener("load", function () {
    workers.register(new URL("service-worker.js", root), { scope: root.pathname }).then(tell, function () {
      // The reader's browser keeps nothing: the page works as it is.
    });
  });
})();
