// Ranking: which pages answer a query. Works on the whole text of the book, which is small enough to be looked through.
(function () {
  "use strict";
  const { FILLER, HANGUL, asTyped, comparable, withoutParticle, stem, words } = window.rnnGuideText;

  const WEIGHTS = { page: 6, title: 5, prose: 1, code: 0.6 };
  const EXPLAINS = 12; // the section that explains a term comes first when the term is asked for

  // One way to write what is looked for: Hangul without spaces, or stems between spaces.
  function alternative(text) {
    const { hangul, latin } = comparable(text);
    return { hangul, latin: latin.trim() };
  }

  function count(text, part) {
    let found = 0;
    for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) found += 1;
    return found;
  }

  // Whole words count in full; a word that only begins so (typing goes on) counts half.
  function occurrences(field, { hangul, latin }) {
    const korean = hangul ? count(field.hangul, hangul) : Infinity;
    if (!latin) return hangul ? korean : 0;
    const whole = count(field.latin, " " + latin + " ");
    const begun = latin.length > 1 ? count(field.latin, " " + latin) - whole : 0;
    return Math.min(korean, whole + begun / 2);
  }

  function prepare(index) {
    const sections = [];
    for (const page of index.pages) {
      const name = page.sections[0].title;
      for (const section of page.sections) {
        sections.push({
          page, section, sectionIndex: sections.length,
          fields: {
            page: comparable(section === page.sections[0] ? name : ""),
            title: comparable(section.title), prose: comparable(section.prose), code: comparable(section.code),
          },
        });
      }
    }
    const concepts = index.concepts.map((concept) => ({
      label: concept.label,
      alternatives: concept.names.map(alternative),
      keys: new Set(concept.names.map((name) => key(words(name)))),
    }));
    const average = sections.reduce((sum, { fields }) => sum + size(fields.prose), 0) / sections.length;
    for (const section of sections) section.density = (2 * average) / (average + size(section.fields.prose));
    return { sections, concepts };
  }

  function size({ hangul, latin }) {
    return hangul.length + latin.length;
  }

  function key(list) {
    return list.map((word) => (HANGUL.test(word) ? word : " " + stem(word))).join("");
  }

  // A name with a particle after it: 상태를, LSTM의.
  function keys(list) {
    const last = list[list.length - 1];
    const bare = withoutParticle(last);
    const found = [key(list)];
    if (bare !== last) found.push(key([...list.slice(0, -1), bare]));
    if (list.length > 1 && HANGUL.test(last) && withoutParticle("가" + last) === "가") found.push(key(list.slice(0, -1)));
    return found;
  }

  // The query as groups: a known name of one or several words with all its other names, or a single word. A filler
  // is part of a name, or nothing is looked for but fillers; else it says nothing.
  function groups(query, concepts) {
    const typed = asTyped(query), list = words(query);
    const onlyFillers = list.every((word) => FILLER.test(word));
    const found = [];
    for (let start = 0; start < list.length;) {
      let taken = 0;
      for (let end = Math.min(list.length, start + 6); end > start && !taken; end -= 1) {
        const wanted = keys(list.slice(start, end));
        const concept = concepts.find((known) => wanted.some((name) => known.keys.has(name)));
        if (concept) {
          const { label, alternatives } = concept;
          found.push({ label, alternatives, typed: typed.slice(start, end).join(" ") });
          taken = end - start;
        }
      }
      if (!taken) {
        const word = list[start];
        // A particle alone comes from "LSTM의", which is two words here.
        const alone = start > 0 && HANGUL.test(word) && !HANGUL.test(list[start - 1]) && withoutParticle("가" + word) === "가";
        const idle = alone || (FILLER.test(word) && !onlyFillers);
        if (!idle) found.push({ label: "", alternatives: [alternative(withoutParticle(word))], typed: typed[start] });
        taken = 1;
      }
      start += taken;
    }
    return found;
  }

  // A long section (the glossary) says every word sometimes: its occurrences count less.
  function fieldScore({ fields, density }, alternatives) {
    let score = 0;
    for (const [name, weight] of Object.entries(WEIGHTS)) {
      let best = 0;
      for (const wanted of alternatives) {
        const found = occurrences(fields[name], wanted);
        if (!found) continue;
        if (name === "prose" || name === "code") {
          best = Math.max(best, Math.log2(1 + found * density));
        } else {
          // A title that says little else is about it.
          best = Math.max(best, 0.5 + size(wanted) / (size(fields[name]) || 1));
        }
      }
      score += weight * best;
    }
    return score;
  }

  // Returns the pages, best first, and what to mark in them.
  function rank(query, { sections, concepts }) {
    const wanted = groups(query, concepts);
    if (!wanted.length) return { results: [], marks: [] };
    const table = wanted.map((group) => sections.map((one) => {
      const score = fieldScore(one, group.alternatives);
      return group.label && one.section.ids.includes(group.label) ? score + EXPLAINS : score;
    }));
    const rarity = table.map((scores) => Math.log(1 + sections.length / (1 + scores.filter(Boolean).length)));

    const pages = new Map();
    for (const { page, section, sectionIndex } of sections) {
      const entry = pages.get(page) || { page, found: [], best: wanted.map(() => 0), sum: 0 };
      pages.set(page, entry);
      let score = 0, matched = 0;
      for (let group = 0; group < wanted.length; group += 1) {
        const one = table[group][sectionIndex] * rarity[group];
        if (one) matched += 1;
        score += one;
        entry.best[group] = Math.max(entry.best[group], one);
      }
      // Words that stand together in one section count for more than the same words apart.
      score *= matched / wanted.length;
      if (score) entry.found.push({ section, score });
      entry.sum += score;
    }

    const results = [];
    for (const { page, found, best, sum } of pages.values()) {
      if (!found.length) continue;
      found.sort((a, b) => b.score - a.score);
      const missing = wanted.filter((_, group) => !best[group]).map((group) => group.typed);
      const matched = 1 - missing.length / wanted.length;
      results.push({
        page, missing, sections: found.slice(0, 3).map((one) => one.section),
        score: matched * matched * (found[0].score + 0.1 * (sum - found[0].score)),
      });
    }
    results.sort((a, b) => b.score - a.score || (a.page.url < b.page.url ? -1 : 1));
    const marks = wanted.flatMap((group) => group.alternatives);
    return { results, marks };
  }

  window.rnnGuideRank = { prepare, rank };
})();
