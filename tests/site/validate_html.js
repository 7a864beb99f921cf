// Reads a JSON list of HTML files from the standard input; writes what html-validate finds wrong in them as JSON.
"use strict";
const { HtmlValidate, StaticConfigLoader } = require("html-validate");

// What the HTML standard says, and no matters of taste.
const RULES = { root: true, extends: ["html-validate:standard"], elements: ["html5"] };

async function main() {
  let input = "";
  for await (const chunk of process.stdin) input += chunk;
  const validator = new HtmlValidate(new StaticConfigLoader(RULES));
  const faults = [];
  for (const file of JSON.parse(input)) {
    const { results } = await validator.validateFile(file);
    for (const { messages } of results) {
      for (const { ruleId, message, line, selector } of messages) faults.push({ file, ruleId, message, line, selector });
    }
  }
  process.stdout.write(JSON.stringify(faults));
}

main();
