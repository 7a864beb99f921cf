// Keeps what was read, for when there is no network. The build writes VERSION, the digest of the whole site, above
// this line: a new site is a new worker, which starts with an empty cache and deletes the old one.
"use strict";
const NAME = "rnn-guide " + self.registration.scope + " ";
const CACHE = NAME + VERSION;
// Too large to be kept unasked, and of no use inside a page.
const PASSED_ON = new URL("downloads/", self.registration.scope).href;
// How a page names its parts: pictures and scripts, and whatever has a version.
const PART = / src="([^"]+)"|="([^"?]+\.\w+\?v=\w+)"/g;
// It comes with the first search: whoever opens the search page has not asked for it yet.
const INDEX = "search-index.js";

function ours(url) {
  return url.href.startsWith(self.registration.scope) && !url.href.startsWith(PASSED_ON);
}

// One page has one entry, whatever is searched for on it and whichever way its folder is written.
function key(url, isPage) {
  const found = new URL(url);
  found.hash = "";
  if (isPage) found.search = "";
  if (found.pathname.endsWith("/")) found.pathname += "index.html";
  return found.href;
}

async function keep(url, response, isPage) {
  if (!response.ok || response.redirected) return;
  const cache = await caches.open(CACHE);
  await cache.put(key(url, isPage), response);
}

// Without storage, because none is left or the reader keeps no data, the book is read as if there were no worker.
async function kept(address) {
  try {
    return await (await caches.open(CACHE)).match(address);
  } catch (noStorage) {
    return undefined;
  }
}

// An address with a version never changes its content. Of all others the server is asked whether they have changed:
// the browser's own cache may answer with those of the site before, for as long as the host allows.
function isVersioned(url) {
  return url.searchParams.has("v");
}

function ask(request, url) {
  return isVersioned(url) ? fetch(request) : fetch(request, { cache: "no-cache" });
}

async function fromNetwork(event, url, isPage) {
  const response = await ask(event.request, url);
  event.waitUntil(keep(url, response.clone(), isPage));
  return response;
}

async function answer(event, url) {
  const isPage = event.request.mode === "navigate";
  if (isVersioned(url)) return (await kept(key(url, false))) || fromNetwork(event, url, false);
  try {
    return await fromNetwork(event, url, isPage);
  } catch (offline) {
    const found = await kept(key(url, isPage));
    if (found) return found;
    throw offline;
  }
}

async function takeOver() {
  for (const name of await caches.keys()) {
    if (name.startsWith(NAME) && name !== CACHE) await caches.delete(name);
  }
  await self.clients.claim();
}

async function add(url) {
  if (ours(url) && !(await kept(key(url, false)))) await keep(url, await ask(url, url), false);
}

// Keeps all that a page may need, also what it has not asked for yet: first what it is made of, then the page. Its
// text names the parts, but for the others that it told of. The text of now: the page may be open since before a new
// site came.
async function fill([page, ...others]) {
  await caches.open(CACHE); // ends here where nothing can be kept
  const url = new URL(page), known = await kept(key(url, true)), response = known || (await ask(url, url));
  if (!response.ok) return;
  const named = [...(await response.clone().text()).matchAll(PART)].map((part) => part[1] || part[2]);
  const wanted = [...named.filter((part) => !part.startsWith(INDEX)), ...others];
  await Promise.allSettled(wanted.map((part) => add(new URL(part, url))));
  if (!known) await keep(url, response, true);
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("message", (event) => event.waitUntil(fill(event.data)));
self.addEventListener("fetch", function (event) {
  const url = new URL(event.request.url);
  if (event.request.method === "GET" && ours(url)) event.respondWith(answer(event, url));
});
