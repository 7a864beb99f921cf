// Reads {css, words, variables} on standard input and writes the rules that pages made of these words can reach;
// the variables named are kept.
"use strict";
const { PurgeCSS } = require("purgecss");

let input = "";
process.stdin.setEncoding("utf8");
process.stdin.on("data", (part) => { input += part; });
process.stdin.on("end", async () => {
  const { css, words, variables } = JSON.parse(input);
  const [result] = await new PurgeCSS().purge({
    content: [{ raw: words.join(" "), extension: "html" }],
    css: [{ raw: css }],
    defaultExtractor: (text) => text.split(" "),
    keyframes: true,
    variables: true,
    safelist: { variables },
  });
  process.stdout.write(result.css);
});
