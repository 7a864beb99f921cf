// Puts blocks of the other language beside those of this page, or below them where the page is narrow. Blocks have
// the same numbers in both languages; those that are equal have no text to show.
window.rnnGuideTexts = function (article, found, language, otherPage) {
  "use strict";
  const { count, texts } = found;
  const blocks = [...article.querySelectorAll("[data-block]")];
  if (blocks.length !== count) throw new Error(`${blocks.length} blocks here, ${count} there`);
  // A heading, a term, a cell of a table stay one: the other language goes inside them, on a line of its own.
  const INSIDE = "h1, h2, h3, h4, h5, h6, dt, caption, span, .admonition-title, td > p, th > p, figcaption > p";

  // Links lead to the page of their own language, but for those to what this page has too.
  function place(link) {
    const address = link.getAttribute("href");
    const here = address.startsWith("#") && document.getElementById(decodeURIComponent(address.slice(1)));
    if (!here) link.href = new URL(address, otherPage).href;
  }

  function text(block, name) {
    const made = document.createElement(name);
    made.lang = language;
    made.className = "pair-text";
    made.innerHTML = texts[block.dataset.block];
    for (const link of made.querySelectorAll("a[href]")) place(link);
    return made;
  }

  function add(block) {
    if (block.matches(INSIDE)) {
      block.append(text(block, "span"));
      return;
    }
    const pair = document.createElement("div");
    pair.className = "pair";
    block.replaceWith(pair);
    pair.append(block, text(block, "p"));
  }

  function remove(block) {
    if (block.matches(INSIDE)) block.querySelector(":scope > .pair-text").remove();
    else block.parentElement.replaceWith(block);
  }

  function show(block, on) {
    if (!(block.dataset.block in texts) || block.hasAttribute("data-paired") === on) return;
    if (on) add(block);
    else remove(block);
    block.toggleAttribute("data-paired", on);
  }

  // What the reader looks at stays where it is while the text above it grows or shrinks. Browsers would try this,
  // too, each in its own way.
  function showAll(on) {
    const root = document.documentElement;
    const top = (block) => block.getBoundingClientRect().top;
    const watched = scrollY > 0 && blocks.find((block) => block.checkVisibility() && top(block) > 0);
    const before = watched && top(watched);
    root.style.overflowAnchor = "none";
    root.classList.toggle("side-by-side", on);
    for (const block of blocks) show(block, on);
    const settle = () => watched && scrollBy({ top: top(watched) - before, behavior: "instant" });
    settle();
    requestAnimationFrame(function () {
      settle(); // fonts and the page's new width may have moved it again
      requestAnimationFrame(function () {
        settle();
        root.style.removeProperty("overflow-anchor");
      });
    });
  }

  return { show, showAll };
};
