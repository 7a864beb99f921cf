// The search page: loads the index at the first search, shows pages and sections as the reader types.
(function () {
  "use strict";
  const { prepare, rank } = window.rnnGuideRank;
  const page = document.querySelector(".search-page");
  const field = document.getElementById("query");
  const status = document.getElementById("search-status");
  const list = document.getElementById("search-results");
  const SHOWN = 15, EXCERPT = 180;
  const FAINT = 0.1; // a page that lacks a word and scores less than this share of the best one is left out
  let loading = null;

  // A script and not data: scripts also load from disk.
  function load() {
    loading = loading || new Promise(function (resolve, reject) {
      const script = document.createElement("script");
      script.src = page.dataset.index;
      script.onload = () => resolve(prepare(window.rnnGuideIndex));
      script.onerror = () => reject(new Error("no index at " + script.src));
      document.head.append(script);
    });
    return loading;
  }

  function element(name, text, className) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  // Where an alternative stands in the text as it is written, with spaces, inflections and letter case.
  function pattern(alternatives) {
    const parts = [];
    for (const { hangul, latin } of alternatives) {
      if (hangul) parts.push([...hangul].join("\\s*"));
      if (latin) parts.push("(?<![a-z])" + latin.split(" ").map((word) => word.replace(/i$/, "[iy]").replace("iz", "i[sz]") + "[a-z]*").join("[\\s_-]*"));
    }
    return parts.length ? new RegExp(parts.sort((a, b) => b.length - a.length).join("|"), "giu") : null;
  }

  function marked(text, wanted) {
    const line = element("p", "", "excerpt");
    const first = wanted ? text.search(wanted) : -1;
    let start = Math.max(0, first - EXCERPT / 3);
    if (start > 0) start = text.indexOf(" ", start) + 1;
    const excerpt = text.slice(start, start + EXCERPT);
    let at = 0;
    if (start > 0) line.append("… ");
    for (const match of wanted ? excerpt.matchAll(wanted) : []) {
      line.append(excerpt.slice(at, match.index), element("mark", match[0]));
      at = match.index + match[0].length;
    }
    line.append(excerpt.slice(at), start + EXCERPT < text.length ? " …" : "");
    return line;
  }

  function link(url, section, isPage) {
    const anchor = element("a", section.title);
    anchor.href = url + (isPage ? "" : "#" + section.ids[0]);
    return anchor;
  }

  function result({ page: { url, sections: all }, sections, missing }, wanted) {
    const item = element("li");
    const title = element("h2");
    title.append(link(url, all[0], true));
    item.append(title);
    const shown = sections.find((one) => one.prose.search(wanted) >= 0) || sections[0];
    item.append(marked(shown.prose.search(wanted) < 0 && shown.code.search(wanted) >= 0 ? shown.code : shown.prose, wanted));
    if (missing.length) item.append(element("p", page.dataset.missing.replace("{words}", missing.join(", ")), "missing"));
    const below = sections.filter((section) => section !== all[0]);
    if (below.length) {
      const places = element("ul");
      for (const section of below) {
        const place = element("li");
        place.append(link(url, section, false));
        places.append(place);
      }
      item.append(places);
    }
    return item;
  }

  // The order is that of the ranking: a page about what is looked for may lack a word that the glossary has.
  function show({ results, marks }) {
    const complete = ({ missing }) => !missing.length;
    const found = results.filter((one) => complete(one) || one.score >= FAINT * results[0].score);
    const message = !found.length ? page.dataset.none : found.some(complete) ? page.dataset.all : page.dataset.some;
    const more = found.length > SHOWN ? " " + page.dataset.more : "";
    status.textContent = (message + more).replace("{count}", String(found.length)).replace("{shown}", String(SHOWN));
    const wanted = pattern(marks);
    list.replaceChildren(...found.slice(0, SHOWN).map((one) => result(one, wanted)));
  }

  function asParameter(query) {
    return query && "?q=" + encodeURIComponent(query);
  }

  function fail() {
    loading = null;
    status.replaceChildren(page.dataset.failed + " ", element("code", "python -m http.server"));
    list.replaceChildren();
  }

  function search() {
    const query = field.value.trim();
    // The other language searches for the same, also for what was typed and not sent.
    for (const link of document.querySelectorAll("a.language-switch")) link.search = asParameter(query);
    if (!query) {
      status.textContent = "";
      list.replaceChildren();
      return;
    }
    load().then((index) => field.value.trim() === query && show(rank(query, index)), fail);
  }

  let timer = 0;
  field.addEventListener("input", function () {
    clearTimeout(timer);
    timer = setTimeout(search, 120);
  });
  page.querySelector("form").addEventListener("submit", function (event) {
    event.preventDefault();
    history.replaceState(null, "", asParameter(field.value.trim()) || "?");
    search();
  });
  // The arrows go from the field through the results.
  page.addEventListener("keydown", function (event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const stops = [field, ...list.querySelectorAll("h2 a")];
    const next = stops[stops.indexOf(document.activeElement) + step];
    if (stops.includes(document.activeElement) && next) {
      event.preventDefault();
      next.focus();
    }
  });
  field.value = new URLSearchParams(location.search).get("q") || "";
  field.focus();
  search();
})();
