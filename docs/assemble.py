"""One site from the builds of the languages: what stands above them, and nothing that is stale."""

import re
import shutil
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from editions import LANGUAGES, SITE_URL, TITLES, is_generated
from execution import build_folder
from search_index import write_index
from slim import slim
from social_picture import picture
from wheel import wheel

DOCS = Path(__file__).resolve().parent
NOT_PUBLISHED = shutil.ignore_patterns(
    ".buildinfo*", ".doctrees", "reports", "*.pickle", "_static", "_search"
)

STYLE = """
:root { color-scheme: light dark; }
body { font: 1.125rem/1.7 system-ui, sans-serif; max-width: 32rem; margin: 15vh auto; padding: 0 1rem;
  word-break: keep-all; }
a { display: inline-block; padding: .5rem 0; margin-right: 1.5rem; }
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
<script>
(function () {{
  var known = {codes}, wanted = navigator.languages || [navigator.language];
  for (var i = 0; i < wanted.length; i++) {{
    var code = wanted[i].slice(0, 2);
    if (known.indexOf(code) >= 0) {{ location.replace(code + "/index.html"); return; }}
  }}
  location.replace("{fallback}/index.html");
}})();
</script>
</head>
<body>
<main>
<h1>{ko} <span lang="en">· {en}</span></h1>
<p>{links}</p>
</main>
</body>
</html>
"""

NOT_FOUND_PAGE = """\
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


def copy_language(language: str, html: Path, target: Path) -> list[str]:
    """Copy one language's build without the pages whose source is gone; return the names of its pages."""
    shutil.copytree(html, target, ignore=NOT_PUBLISHED)
    pages = []
    for file in sorted(target.rglob("*.html")):
        name = file.relative_to(target).with_suffix("").as_posix()
        if (DOCS / language / f"{name}.md").exists():
            pages.append(name)
        elif not is_generated(name):
            file.unlink()
    for file in target.glob("notebooks/**/*.ipynb"):
        if file.relative_to(target / "notebooks").with_suffix("").as_posix() not in pages:
            file.unlink()
    drop_unused_images(target)
    return pages


def drop_unused_images(folder: Path) -> None:
    """Delete the figures of earlier builds, which no page shows any more."""
    shown = {
        name
        for page in folder.rglob("*.html")
        for name in re.findall(r"_images/([^\"'?# )]+)", page.read_text("utf-8"))
    }
    for image in (folder / "_images").glob("*"):
        if image.name not in shown:
            image.unlink()


def sitemap(pages: dict[str, list[str]]) -> str:
    """List every page of every language, with the same page in the other languages."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for language, names in pages.items():
        for name in names:
            alternates = "".join(
                f'<xhtml:link rel="alternate" hreflang="{code}" href="{SITE_URL}{code}/{name}.html"/>'
                for code in pages
                if name in pages[code]
            )
            lines.append(f"<url><loc>{SITE_URL}{language}/{name}.html</loc>{alternates}</url>")
    return "\n".join([*lines, "</urlset>", ""])


def root_page(codes: list[str]) -> str:
    """Write the page above the languages: it goes to the reader's own, and without a script it asks."""
    alternates = "\n".join(
        f'<link rel="alternate" hreflang="{code}" href="{SITE_URL}{code}/index.html">' for code in codes
    )
    links = "".join(
        f'<a href="{code}/index.html" lang="{code}" hreflang="{code}">{escape(LANGUAGES[code])}</a>'
        for code in codes
    )
    fallback = "en" if "en" in codes else codes[0]
    return ROOT_PAGE.format(
        **TITLES,
        url=SITE_URL,
        alternates=alternates,
        links=links,
        codes=codes,
        fallback=fallback,
        style=STYLE,
    )


def assemble(builds: dict[str, Path], target: Path, fresh: list[str]) -> None:
    """Make one site.

    Args:
        builds: For each language, the folder of its HTML.
        target: The folder to make.
        fresh: The languages that have just been built; the others may have older files in `_static`.
    """
    pages = {language: copy_language(language, html, target / language) for language, html in builds.items()}
    for language, html in builds.items():
        write_index(html, pages[language], DOCS / "terms.toml", target / language / "search-index.js")
    slim([builds[language] / "_static" for language in fresh], target, build_folder() / "styles")
    shutil.copyfile(picture(build_folder() / "picture"), target / "og.png")
    package = wheel()
    (target / "downloads").mkdir()
    shutil.copyfile(package, target / "downloads" / package.name)
    written = {
        "index.html": root_page(list(pages)),
        "404.html": NOT_FOUND_PAGE.format(path=urlsplit(SITE_URL).path, style=STYLE),
        "sitemap.xml": sitemap(pages),
        "robots.txt": f"User-agent: *\nAllow: /\nSitemap: {SITE_URL}sitemap.xml\n",
        ".nojekyll": "",
    }
    for name, text in written.items():
        (target / name).write_text(text, encoding="utf-8")
