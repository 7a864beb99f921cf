"""The editions of the book: their languages and names, and where the site stands."""

import os

LANGUAGES = {"ko": "한국어", "en": "English"}
TITLES = {"ko": "순환 신경망 안내서", "en": "RNN Guide"}
LOCALES = {"ko": "ko_KR", "en": "en_US"}

# Where the site will stand, for the addresses that must be absolute (canonical, hreflang, sitemap, …).
GIVEN_URL = os.environ.get("RNN_GUIDE_URL", "")
HAS_ADDRESS = bool(GIVEN_URL)  # without one nothing can be fetched from the site
SITE_URL = (GIVEN_URL or "https://rnn-guide.example/").rstrip("/") + "/"
# The repository's page, for "edit this page" and the source links; without it there are none.
REPOSITORY = os.environ.get("RNN_GUIDE_REPOSITORY", "").rstrip("/")


def is_generated(page: str) -> bool:
    """Tell whether Sphinx makes a page without a source: the search, and the code of the package."""
    return page == "search" or page.startswith("_modules/")
