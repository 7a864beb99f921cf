// What a page does beside its text: drawers on narrow screens, the place in the page's contents, keys.
(function () {
  "use strict";

  // On narrow screens a side bar's content moves into a dialog, which traps the focus and closes on Escape.
  function drawer(buttonId, dialogId, sidebarId) {
    const button = document.getElementById(buttonId);
    const dialog = document.getElementById(dialogId);
    const sidebar = document.getElementById(sidebarId);
    if (!button || !dialog || !sidebar) return;

    function move(from, to) {
      to.append(...from.childNodes);
      to.className = from.className;
      from.className = "";
    }
    button.addEventListener("click", function () {
      move(sidebar, dialog);
      dialog.showModal();
    });
    dialog.addEventListener("close", function () {
      move(dialog, sidebar);
      button.focus();
    });
    dialog.addEventListener("click", function (event) {
      if (event.target === dialog || event.target.closest("a")) dialog.close();
    });
  }

  // The same place in the other language: sections have the same labels there.
  function keepAnchor() {
    for (const link of document.querySelectorAll("a.language-switch")) {
      link.hash = location.hash;
    }
  }

  function markCurrentSection() {
    const links = new Map();
    for (const link of document.querySelectorAll("nav.page-toc a[href^='#']")) {
      const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (section) links.set(section, link);
    }
    if (!links.size) return;
    const seen = new Set();
    const observer = new IntersectionObserver(function (entries) {
      for (const entry of entries) {
        if (entry.isIntersecting) seen.add(entry.target);
        else seen.delete(entry.target);
      }
      // Sections nest: the last one in the text's order is the innermost.
      const current = [...links.keys()].filter((section) => seen.has(section)).pop();
      for (const [section, link] of links) {
        link.classList.toggle("active", section === current);
        if (section === current) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    }, { rootMargin: "-64px 0px -70% 0px" });
    for (const section of links.keys()) observer.observe(section);
  }

  // What scrolls sideways must be reachable without a mouse: what comes near the screen, and all of it at the key.
  // Not at once, because measuring lays out the whole page.
  function markScrollers() {
    const boxes = [...document.querySelectorAll("pre, .output, .pst-scrollable-table-container, .katex-display, .dg-panels, div.math")];
    function mark(some) {
      const wide = some.map((box) => box.scrollWidth > box.clientWidth + 1); // all at once: each mark undoes the layout
      some.forEach((box, i) => {
        if (wide[i]) box.tabIndex = 0;
        else box.removeAttribute("tabindex");
      });
    }
    const observer = new IntersectionObserver(function (entries) {
      mark(entries.filter((entry) => entry.isIntersecting).map((entry) => entry.target));
    }, { rootMargin: "200% 0px" });
    for (const box of boxes) observer.observe(box);
    document.addEventListener("keydown", function (event) {
      if (event.key === "Tab") mark(boxes);
    });
  }

  // Sections far from the screen are not laid out (book.css), but what they hold tells about how tall they are. Rather
  // too tall than too short: else what a section holds would lie over the next one for whoever asks for its place.
  function estimateHeights() {
    const sections = [...document.querySelectorAll(".bd-article > section > section")];
    const CONTROLS = 700, width = Math.min(innerWidth - 40, 700), letter = document.documentElement.lang === "ko" ? 15 : 8.5;
    const text = (block) => 30 * Math.ceil((block.textContent.length * letter) / width) + 18;
    const HEIGHTS = {
      PRE: (block) => 22 * block.textContent.split("\n").length + 60,
      // its attributes: asking for its width would lay it out
      IMG: (block) => Math.min(1, width / block.getAttribute("width")) * block.getAttribute("height") + 40,
      svg: ({ viewBox: { baseVal } }) => (width * baseVal.height) / baseVal.width + 60,
    };
    for (const section of sections) {
      let height = 100;
      for (const block of section.querySelectorAll("h3, p, li, pre, tr, dt, img, svg.dg, .katex-display, .rg-side")) {
        height += block.classList.contains("rg-side") ? CONTROLS : (HEIGHTS[block.tagName] || text)(block);
      }
      section.style.containIntrinsicBlockSize = `auto ${Math.round(0.92 * height)}px`;
    }
  }

  // A reload, or Back, leads to the block that was at the top. The browser looks for its distance from the page's
  // beginning, which is another one now: sections far from the screen have estimated heights.
  function keepPlace() {
    const BLOCK = ".bd-article section > :not(section)", key = "place:" + location.pathname;
    const [visit] = performance.getEntriesByType("navigation");

    function atTheTop() {
      const { left, width } = document.getElementById("main-content").getBoundingClientRect();
      for (let y = 64; y < innerHeight; y += 16) {
        const found = document.elementFromPoint(left + width / 2, y), block = found && found.closest(BLOCK);
        if (block) return block;
      }
      return null;
    }
    function remember() {
      const block = scrollY && atTheTop();
      const place = block && [[...document.querySelectorAll(BLOCK)].indexOf(block), block.getBoundingClientRect().top];
      sessionStorage.setItem(key, JSON.stringify(place || null));
    }
    function comeBack([index, top]) {
      const block = document.querySelectorAll(BLOCK)[index];
      if (!block) return;
      block.scrollIntoView();
      scrollBy(0, block.getBoundingClientRect().top - top);
    }
    try {
      const place = JSON.parse(sessionStorage.getItem(key));
      if (place && visit && visit.type !== "navigate") addEventListener("load", () => requestAnimationFrame(() => comeBack(place)));
      addEventListener("pagehide", remember);
    } catch (blocked) {
      // The reader keeps no data: the browser finds the place nearly.
    }
  }

  // No single letter: whoever speaks to the computer would press it by speaking.
  function findSearch(event) {
    const wanted = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
    if (!wanted || event.altKey || event.shiftKey) return;
    event.preventDefault();
    const field = document.getElementById("query") || document.getElementById("sidebar-query");
    if (field.offsetParent !== null && getComputedStyle(field).visibility === "visible") field.select();
    else location.href = document.querySelector(".toolbar-search").href;
  }

  // With the next frame, which lays out the page anyway.
  function showCurrentPage() {
    const current = document.querySelector(".bd-sidebar-primary .current.active > a");
    const sidebar = document.getElementById("site-sidebar");
    if (current && sidebar.scrollHeight > sidebar.clientHeight) {
      sidebar.scrollTop = Math.max(0, current.offsetTop - sidebar.clientHeight / 2);
    }
  }

  // Paper is white, nothing on it opens, and nothing comes later.
  function prepareForPaper() {
    const root = document.documentElement, opened = [];
    let theme = null;
    addEventListener("beforeprint", function () {
      theme ||= root.dataset.theme;
      root.dataset.theme = "light";
      for (const picture of document.querySelectorAll("img[loading]")) picture.loading = "eager";
      for (const folded of document.querySelectorAll("details:not([open])")) opened.push(folded);
      for (const folded of opened) folded.open = true;
    });
    addEventListener("afterprint", function () {
      root.dataset.theme = theme;
      theme = null;
      for (const folded of opened.splice(0)) folded.open = false;
    });
  }

  drawer("open-site-drawer", "site-drawer", "site-sidebar");
  drawer("open-toc-drawer", "toc-drawer", "toc-sidebar");
  keepAnchor();
  addEventListener("hashchange", keepAnchor);
  estimateHeights();
  keepPlace();
  markCurrentSection();
  markScrollers();
  document.addEventListener("keydown", findSearch);
  prepareForPaper();
  requestAnimationFrame(showCurrentPage);
})();
