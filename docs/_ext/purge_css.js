// Reads {css, words} on standard input and writes the rules that pages made of these words can reach.
"use strict";
const { PurgeCSS } = require("purgecss");

let input = "";
process.stdin.setEncoding("utf8");
process.stdin.on("data", (part) => { input += part; });
process.stdin.on("end", async () => {
  const { css, words } = JSON.parse(input);
  const [result] = await new PurgeCSS().purge({
    content: [{ raw: words.join(" "), extension: "html" }],
    css: [{ raw: css }],
    defaultExtractor: (text) => text.split(" "),
    keyframes: true,
    variables: true,
  });
  process.stdout.write(result.css);
});
