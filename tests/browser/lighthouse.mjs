// A server on pipes: reads {url, form} a line, writes what Lighthouse says of the page, a line each.
// Its arguments: the folder of the npm packages, the Chromium, and the options to start that with.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [packages, chromePath, ...chromeFlags] = process.argv.slice(2);
const { resolve } = createRequire(pathToFileURL(packages + "/"));
const load = (name) => import(pathToFileURL(resolve(name)));
const { default: lighthouse, defaultConfig, desktopConfig } = await load("lighthouse");
const { launch } = await load("chrome-launcher");

// Of the machine for which Lighthouse slows the processor down as it does.
const EXPECTED = 1500;
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const chrome = await launch({ chromePath, chromeFlags });
let index; // of this machine, as the last run found it

async function measure(url, preset, more) {
  const { lhr } = await lighthouse(url, { port: chrome.port, output: "json", logLevel: "silent", ...more }, preset);
  index = lhr.environment.benchmarkIndex;
  return lhr;
}

function lost(category, audits) {
  return category.auditRefs
    .filter(({ id, weight }) => weight && audits[id].score !== null && audits[id].score < 1)
    .map(({ id }) => {
      const { score, displayValue, details } = audits[id];
      const first = (details?.items || []).map((item) => item.node?.selector || item.url).filter(Boolean).slice(0, 3);
      return [`${id} ${score}`, displayValue, ...first].filter(Boolean).join(" ");
    });
}

async function answer({ url, form }) {
  const preset = form === "desktop" ? desktopConfig : defaultConfig;
  if (index === undefined) await measure(url, preset, { onlyAudits: ["viewport"] });
  const throttling = { ...preset.settings.throttling };
  throttling.cpuSlowdownMultiplier *= Math.min(1, index / EXPECTED);
  const lhr = await measure(url, preset, { onlyCategories: CATEGORIES, throttling });
  const categories = Object.values(lhr.categories).map((category) => [
    category.id,
    { score: category.score === null ? null : Math.round(category.score * 100), lost: lost(category, lhr.audits) },
  ]);
  return { fault: lhr.runtimeError?.message || "", index, categories: Object.fromEntries(categories) };
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(JSON.stringify(await answer(JSON.parse(line))) + "\n");
}
await chrome.kill();
