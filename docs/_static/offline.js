// Registers the service worker, which lets a page that was opened once open again without a network, and tells it
// what this page is made of. From disk there is nothing to do.
(function () {
  "use strict";
  if (!location.protocol.startsWith("http") || !navigator.serviceWorker) return;
  const root = new URL("../", document.currentScript.src);
  const workers = navigator.serviceWorker;

  // The first visit is loaded before there is a worker, and a new worker starts with nothing. Pictures far from the
  // screen have not been loaded.
  function tell() {
    const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
    const pictures = [...document.images].map((picture) => picture.src);
    if (workers.controller) workers.controller.postMessage([location.href, ...new Set([...loaded, ...pictures])]);
  }

  workers.addEventListener("controllerchange", tell);
  addEventListener("load", function () {
    workers.register(new URL("service-worker.js", root), { scope: root.pathname }).then(tell, function () {
      // The reader's browser keeps nothing: the page works as it is.
    });
  });
})();
