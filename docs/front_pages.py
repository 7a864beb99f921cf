"""The pages above the languages: the first one, and the one for addresses that lead nowhere."""

from html import escape
from urllib.parse import urlsplit

from editions import LANGUAGES, SITE_URL, TITLES
from policy import with_policy

STYLE = """
:root { color-scheme: light dark; }
body { font: 1.125rem/1.7 system-ui, sans-serif; max-width: 32rem; margin: 15vh auto; padding: 0 1rem;
  word-break: keep-all; background: Canvas; color: CanvasText; }
a { display: inline-block; padding: .5rem 0; margin-right: 1.5rem; }
"""

GO = """
(function () {{
  var known = {codes}, wanted = navigator.languages || [navigator.language];
  for (var i = 0; i < wanted.length; i++) {{
    var code = wanted[i].slice(0, 2);
    if (known.indexOf(code) >= 0) {{ location.replace(code + "/index.html"); return; }}
  }}
  location.replace("{fallback}/index.html");
}})();
"""

ROOT_PAGE = """\
<!DOCTYPE html>
<html lang="ko">
<head>
<meta charset="utf-8">
<title>{ko} · {en}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="실행되는 순환 신경망 책 · An executable book on recurrent neural networks">
<link rel="canonical" href="{url}">
{alternates}
<link rel="alternate" hreflang="x-default" href="{url}">
<link rel="icon" href="_static/favicon.svg">
<style>{style}</style>
<script>{script}</script>
</head>
<body>
<main>
<h1>{ko} <span lang="en">· {en}</span></h1>
<p>{links}</p>
</main>
</body>
</html>
"""

LOST_PAGE = """\
<!DOCTYPE html>
<html lang="ko">
<head>
<meta charset="utf-8">
<title>404</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="{path}_static/favicon.svg">
<style>{style}</style>
</head>
<body>
<main>
<h1>404</h1>
<p>찾으시는 페이지가 없습니다. 주소가 바뀌었을 수 있습니다.<br>
<a href="{path}ko/index.html">처음으로</a><a href="{path}ko/search.html">검색</a></p>
<p lang="en">There is no such page. Its address may have changed.<br>
<a href="{path}en/index.html">Start page</a><a href="{path}en/search.html">Search</a></p>
</main>
</body>
</html>
"""


def root_page(codes: list[str]) -> str:
    """Write the page above the languages: it goes to the reader's own, and without a script it asks."""
    alternates = "\n".join(
        f'<link rel="alternate" hreflang="{code}" href="{SITE_URL}{code}/index.html">' for code in codes
    )
    links = "".join(
        f'<a href="{code}/index.html" lang="{code}" hreflang="{code}">{escape(LANGUAGES[code])}</a>'
        for code in codes
    )
    script = GO.format(codes=codes, fallback="en" if "en" in codes else codes[0])
    page = ROOT_PAGE.format(
        **TITLES, url=SITE_URL, alternates=alternates, links=links, script=script, style=STYLE
    )
    return with_policy(page, "index.html", frozenset({script, STYLE}))


def lost_page() -> str:
    """Write the page that a server answers with where there is none; it answers at any depth."""
    page = LOST_PAGE.format(path=urlsplit(SITE_URL).path, style=STYLE)
    return with_policy(page, "404.html", frozenset({STYLE}))
