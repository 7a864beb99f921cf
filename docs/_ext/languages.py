"""What differs between the two languages of the site: names, addresses, messages, and the way across.

The language of a build is `-D language=…`; it is known from `setup` on, never while conf.py runs.
"""

from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages import mofile, pofile
from docutils import nodes
from editions import LANGUAGES, LOCALES, SITE_URL, TITLES, is_generated
from execution import build_folder
from sphinx.application import Sphinx
from whole_files import put

MESSAGES = {
    "ko": {
        "katex_link_title": "이 수식으로 가는 링크",
        "nb_code_prompt_show": "셀 펼치기",
        "nb_code_prompt_hide": "셀 접기",
    },
    "en": {
        "nb_code_prompt_show": "Show the code",
        "nb_code_prompt_hide": "Hide the code",
    },
}


def page_in(app: Sphinx, language: str, page: str) -> str:
    """Return the name of the same page in another language, or of that language's first page."""
    source = Path(app.confdir, language, f"{page}.md")
    return page if is_generated(page) or source.exists() else "index"


def add_context(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the templates what they need to name this page in every language."""
    context["site_url"] = SITE_URL
    context["languages"] = LANGUAGES
    context["og_locales"] = LOCALES
    context["site_title"] = TITLES[app.config.language]
    context["page_in"] = {code: page_in(app, code, page) for code in LANGUAGES}
    context["is_content"] = doctree is not None
    # The language whose text can stand beside this page's.
    others = [code for code in LANGUAGES if code != app.config.language and context["page_in"][code] == page]
    context["in_both"] = next(iter(others), "") if doctree is not None else ""
    if doctree is not None:
        descriptions = (
            meta["content"] for meta in doctree.findall(nodes.meta) if meta.get("name") == "description"
        )
        context["description"] = next(descriptions, "")


def compile_catalogs(folder: Path) -> str:
    """Compile our message catalogues into the build folder and return where they are."""
    target = build_folder() / "locale"
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        compiled = (target / source.relative_to(folder)).with_suffix(".mo")
        catalog = BytesIO()
        with source.open("rb") as po:
            mofile.write_mo(catalog, pofile.read_po(po))
        put(compiled, catalog.getvalue())
    return str(target)


def setup(app: Sphinx) -> dict[str, bool]:
    """Set everything that follows from the language."""
    language = app.config.language
    if language not in LANGUAGES:
        raise ValueError(
            f"language must be one of {', '.join(LANGUAGES)}, got {language!r}: pass -D language=ko"
        )
    config = app.config
    config.html_title = TITLES[language]
    config.html_baseurl = f"{SITE_URL}{language}/"
    for name, value in MESSAGES[language].items():
        config[name] = value
    app.connect("html-page-context", add_context)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
