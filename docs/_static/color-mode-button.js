// The button that goes through the colour modes: as the system, light, dark. color-mode.js (inline, before the first
// paint) has set data-mode and data-theme already.
(function () {
  "use strict";
  const modes = ["auto", "light", "dark"];
  const root = document.documentElement;
  const button = document.getElementById("color-mode");
  const system = matchMedia("(prefers-color-scheme: dark)");

  function show(mode) {
    root.dataset.mode = mode;
    root.dataset.theme = mode === "dark" || (mode === "auto" && system.matches) ? "dark" : "light";
    button.setAttribute("aria-label", button.dataset[mode]);
    button.title = button.dataset[mode];
  }

  button.addEventListener("click", function () {
    const mode = modes[(modes.indexOf(root.dataset.mode) + 1) % modes.length];
    try {
      localStorage.setItem("mode", mode);
    } catch (blocked) {
      // The reader keeps no data: the mode holds for this page.
    }
    show(mode);
  });
  system.addEventListener("change", () => show(root.dataset.mode));
  addEventListener("storage", (event) => event.key === "mode" && show(event.newValue || "auto"));
  show(root.dataset.mode);
})();
