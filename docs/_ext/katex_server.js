// Reads one formula a line as JSON {tex, display}; answers with {html} or {error}. Started by katex.py.
"use strict";
const katex = require(process.argv[2]);
// Hangul in \text{…} and \\ at the end of a display formula are meant.
const allowed = new Set(["unicodeTextInMathMode", "newLineInDisplayMode"]);
const lines = require("readline").createInterface({ input: process.stdin });
lines.on("line", (line) => {
  const { tex, display } = JSON.parse(line);
  let answer;
  try {
    const strict = (code) => (allowed.has(code) ? "ignore" : "error");
    answer = { html: katex.renderToString(tex, { displayMode: display, throwOnError: true, strict }) };
  } catch (error) {
    answer = { error: error.message };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
});
