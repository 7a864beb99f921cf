(function (root) {
  var mode = null;
  try { mode = localStorage.getItem("mode"); } catch (blocked) { /* the reader keeps no data: follow the system */ }
  if (mode !== "light" && mode !== "dark") mode = "auto";
  var dark = mode === "dark" || (mode === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.mode = mode;
  root.dataset.theme = dark ? "dark" : "light";
})(document.documentElement);
