(function (root) {
  var mode = null;
  try { mode = localStorage.getItem("mode"); } catch (blocked) { /* the reader keeps no data: follow the system */ }
  if (mode !== "light" && mode !== "dark") mode = "auto";
  var dark = mode === "dark" || (mode === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.mode = mode;
  root.dataset.theme = dark ? "dark" : "light";

  // Where formulas stand in the beginning, their two fonts are fetched now, so that no line jumps when they come.
  // (From disk a browser lets nothing be fetched in advance.)
  var fonts = document.currentScript.dataset.fonts;
  if (!fonts || location.protocol === "file:") return;
  ["KaTeX_Main-Regular", "KaTeX_Math-Italic"].forEach(function (name) {
    var link = document.createElement("link");
    Object.assign(link, { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "", href: fonts.replace(/\?|$/, name + ".woff2$&") });
    document.head.append(link);
  });
})(document.documentElement);
