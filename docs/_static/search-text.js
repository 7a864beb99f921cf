// Words as the search compares them. Korean: without spaces and, in a query, without particles. English: stems.
(function () {
  "use strict";

  const HANGUL = /[가-힣]/;
  const PARTICLES = new RegExp(
    "(?:이라는|라는|이란|란|입니다|합니다|됩니다|하는|하기|되는|되기|한다|된다|하다|되다|으로부터|로부터|에서의|에서는|에서|에게|" +
    "으로의|으로는|으로|까지|부터|처럼|보다|마다|이나|에는|에도|에|와의|과의|와|과|은|는|이|가|을|를|의|로|도|만|들)$", "u");
  // Words of a question that say nothing of what it is about.
  const FILLER = new RegExp(
    "^(?:(?:무엇|뭐|뭔|무슨|어떤|어떻게|위한|위해|위하|대한|대해|대하)[가-힣]*|왜|및|그리고|또는|" +
    "an?|the|of|for|to|in|on|at|by|from|with|and|or|vs|versus|between|about|is|are|was|were|be|do|does|did|can|should|" +
    "what|which|how|why|when|where|it|its|this|that|my)$", "u");

  // Porter, "An algorithm for suffix stripping" (1980).
  const CONSONANT = "[^aeiou]", VOWEL = "[aeiouy]";
  const C = CONSONANT + "[^aeiouy]*", V = VOWEL + "[aeiou]*";
  const M_GT_0 = new RegExp("^(" + C + ")?" + V + C);
  const M_EQ_1 = new RegExp("^(" + C + ")?" + V + C + "(" + V + ")?$");
  const M_GT_1 = new RegExp("^(" + C + ")?" + V + C + V + C);
  const HAS_VOWEL = new RegExp("^(" + C + ")?" + VOWEL);
  const CVC = new RegExp("^" + C + VOWEL + "[^aeiouwxy]$");
  const STEP_2 = {
    ational: "ate", tional: "tion", enci: "ence", anci: "ance", izer: "ize", bli: "ble", alli: "al", entli: "ent",
    eli: "e", ousli: "ous", ization: "ize", ation: "ate", ator: "ate", alism: "al", iveness: "ive", fulness: "ful",
    ousness: "ous", aliti: "al", iviti: "ive", biliti: "ble", logi: "log",
  };
  const STEP_3 = { icate: "ic", ative: "", alize: "al", iciti: "ic", ical: "ic", ful: "", ness: "" };
  const STEP_4 = /^(.+?)(al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|ou|ism|ate|iti|ous|ive|ize)$/;

  function replaceEnd(word, endings) {
    for (const ending of Object.keys(endings).sort((a, b) => b.length - a.length)) {
      if (!word.endsWith(ending)) continue;
      const head = word.slice(0, -ending.length);
      return M_GT_0.test(head) ? head + endings[ending] : word;
    }
    return word;
  }

  function stripInflection(word) {
    if (/(ss|i)es$/.test(word)) word = word.slice(0, -2);
    else if (/[^s]s$/.test(word)) word = word.slice(0, -1);

    const inflected = /^(.+?)(ed|ing)$/.exec(word);
    if (word.endsWith("eed")) {
      if (M_GT_0.test(word.slice(0, -3))) word = word.slice(0, -1);
    } else if (inflected && HAS_VOWEL.test(inflected[1])) {
      word = inflected[1];
      if (/(at|bl|iz)$/.test(word)) word += "e";
      else if (/([^aeiouylsz])\1$/.test(word)) word = word.slice(0, -1);
      else if (CVC.test(word)) word += "e";
    }
    return word.endsWith("y") && HAS_VOWEL.test(word.slice(0, -1)) ? word.slice(0, -1) + "i" : word;
  }

  const known = new Map();
  function stem(word) {
    if (word.length < 3 || !/^[a-z]+$/.test(word)) return word;
    const before = known.get(word);
    if (before !== undefined) return before;
    // British and American spelling are one.
    let found = replaceEnd(replaceEnd(stripInflection(word.replace(/is(e|es|ed|er|ers|ing|ation|ations)$/, "iz$1")), STEP_2), STEP_3);
    const suffix = STEP_4.exec(found);
    const ion = /^(.+[st])ion$/.exec(found);
    if (suffix && M_GT_1.test(suffix[1])) found = suffix[1];
    else if (ion && M_GT_1.test(ion[1])) found = ion[1];
    if (found.endsWith("e")) {
      const head = found.slice(0, -1);
      if (M_GT_1.test(head) || (M_EQ_1.test(head) && !CVC.test(head))) found = head;
    }
    if (found.endsWith("ll") && M_GT_1.test(found)) found = found.slice(0, -1);
    known.set(word, found);
    return found;
  }

  // Hangul runs and Latin words apart: "LSTM의" is two. An identifier is one word for each of its parts.
  function asTyped(text) {
    return text.normalize("NFC").match(/[가-힣]+|[A-Za-z]+|[0-9]+(?:\.[0-9]+)?/gu) || [];
  }

  function words(text) {
    return asTyped(text.toLowerCase());
  }

  // Two strings in which a search is a search for a substring: Hangul without spaces, and stems with a space before each.
  function comparable(text) {
    const hangul = [], latin = [];
    for (const word of words(text)) {
      if (HANGUL.test(word)) hangul.push(word);
      else latin.push(stem(word));
    }
    return { hangul: hangul.join(""), latin: " " + latin.join(" ") + " " };
  }

  function withoutParticle(word) {
    const bare = word.replace(PARTICLES, "");
    return HANGUL.test(word) && bare ? bare : word;
  }

  window.rnnGuideText = { FILLER, HANGUL, asTyped, comparable, stem, withoutParticle, words };
})();
