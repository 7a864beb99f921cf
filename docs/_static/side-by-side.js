// Both languages at once: a button for the whole page, whose state is remembered, and one that follows the reader
// from paragraph to paragraph. What they show comes with the first press (side-by-side-text.js and the blocks).
(function () {
  "use strict";
  const KEY = "side-by-side";
  const button = document.getElementById("side-by-side");
  const main = document.getElementById("main-content");
  const article = main.querySelector("article");
  const words = button.dataset;
  const status = document.getElementById("pair-status");
  const small = document.getElementById("pair-button");
  let loading = null, current = null;

  function load(address) {
    return new Promise(function (resolve, reject) {
      const script = document.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = () => reject(new Error("nothing at " + address));
      document.head.append(script);
    });
  }

  // A script and not data: scripts also load from disk.
  function texts() {
    loading = loading || Promise.all([load(words.script), load(words.blocks)]).then(function () {
      const other = document.querySelector(`a.language-switch[hreflang="${words.language}"]`);
      return window.rnnGuideTexts(article, window.rnnGuideBlocks, words.language, other.href.replace(/#.*/, ""));
    });
    return loading;
  }

  function failed() {
    loading = null;
    button.setAttribute("aria-pressed", "false");
    status.className = "pair-failure";
    status.textContent = words.failed;
  }

  function remember(on) {
    try {
      if (on) localStorage.setItem(KEY, "on");
      else localStorage.removeItem(KEY);
    } catch (blocked) {
      // The reader keeps no data: the choice holds for this page.
    }
  }

  function showPage(on) {
    return texts().then(function (beside) {
      beside.showAll(on);
      button.setAttribute("aria-pressed", String(on));
      status.className = "visually-hidden";
      if (current) place(current);
    }, failed);
  }

  button.addEventListener("click", function () {
    const on = button.getAttribute("aria-pressed") !== "true";
    remember(on);
    showPage(on).then(() => {
      if (loading) status.textContent = on ? words.shown : words.hidden;
    });
  });

  // --- one paragraph: the small button stands beside the one that was pointed at, or that the arrows have reached
  const places = [...article.querySelectorAll("[data-block]")].filter((block) => !block.matches("dt, span, caption"));

  function place(block) {
    const box = block.getBoundingClientRect(), frame = main.getBoundingClientRect();
    current = block;
    small.style.top = `${box.top - frame.top}px`;
    small.style.left = `${Math.min(box.right, frame.right) - frame.left}px`;
    small.setAttribute("aria-label", `${small.title}: ${block.textContent.trim().slice(0, 40)}`);
    small.setAttribute("aria-pressed", String(block.hasAttribute("data-paired")));
  }

  function seen(block) {
    return block.checkVisibility({ visibilityProperty: true });
  }

  article.addEventListener("pointerover", function (event) {
    const block = event.target.closest("[data-block]");
    if (places.includes(block)) place(block);
  });
  small.addEventListener("focus", function () {
    const inView = places.find((block) => seen(block) && block.getBoundingClientRect().bottom > 64);
    if (!small.matches(":hover") && inView) place(inView);
    if (current) current.classList.add("pair-here");
  });
  small.addEventListener("blur", () => current && current.classList.remove("pair-here"));
  small.addEventListener("keydown", function (event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const stops = places.filter(seen);
    const next = stops[stops.indexOf(current) + step];
    if (!next) return;
    current.classList.remove("pair-here");
    next.classList.add("pair-here");
    place(next);
    next.scrollIntoView({ block: "nearest" });
  });
  small.addEventListener("click", function () {
    texts().then(function (beside) {
      beside.show(current, !current.hasAttribute("data-paired"));
      place(current);
    }, failed);
  });

  if (places.length) place(places[0]);
  addEventListener("resize", () => current && place(current));

  let wanted = null;
  try {
    wanted = localStorage.getItem(KEY);
  } catch (blocked) {
    // Then nothing is remembered.
  }
  if (wanted === "on") showPage(true);
})();
