"""A small copy of the docs that tests may break: two pages in two languages, and a build of its own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
LANGUAGES = ("ko", "en")
FILES = ("pyproject.toml", "constraints.txt", "README.md", "LICENSE")
NOT_COPIED = shutil.ignore_patterns("ko", "en", "node_modules", "__pycache__")

# A function of the package, for the pages to call and for the tests to edit.
FUNCTION = "def answer() -> int:\n    return 41\n"

# Every run of the page's code adds a line to a file.
CELLS = """
```{code-cell} python
:tags: [remove-cell]
import os
from pathlib import Path

from myst_nb import glue

with Path(os.environ["RNN_GUIDE_TEST_RUNS"]).open("a") as runs:
    runs.write("run\\n")
```

```{code-cell} python
# the first comment
import matplotlib.pyplot as plt
from rnn_guide.for_tests import answer

number = answer() + 1
figure, axes = plt.subplots()
axes.plot([0, number])
print("the cell says", number)
```

```{code-cell} python
:tags: [remove-cell]
glue("number", number)
glue("rising", figure, display=False)
plt.close(figure)
```
"""

FRONT = """---
myst:
  html_meta:
    description: {description}
---

(index)=
# {title}

```{{toctree}}
page
```
"""

PAGE = """---
file_format: mystnb
kernelspec:
  name: python3
  display_name: Python 3
myst:
  html_meta:
    description: {description}
---

(page)=
# {title}

{sentence} {{ref}}`page-number`
{cells}
(page-number)=
## {section}

{glued} {{glue:text}}`number:d`, $h_t = \\tanh(z_t)$.

```{{glue:figure}} rising
:alt: {alt}
{caption}
```
"""

WORDS = {
    "ko": {
        "description": "시험에 쓰는 쪽입니다.",
        "title": "작은 책",
        "sentence": "고칠 문장입니다.",
        "section": "수",
        "glued": "셀이 계산한 수",
        "alt": "올라가는 선",
        "caption": "선 하나입니다.",
    },
    "en": {
        "description": "A page for the tests.",
        "title": "A small book",
        "sentence": "A sentence to edit.",
        "section": "The number",
        "glued": "The number that the cell computed",
        "alt": "A line that rises",
        "caption": "One line.",
    },
}


class Book:
    """Sources, the build made of them, and how often its code has run."""

    def __init__(self, folder: Path, npm: Path, sources: Path = ROOT) -> None:
        """Copy the machinery of the docs, write the pages, and share the installed npm packages."""
        self.root, self.build, self.runs = folder / "sources", folder / "build", folder / "runs"
        self.docs, self.site = self.root / "docs", self.build / "site"
        shutil.copytree(sources / "docs", self.docs, ignore=NOT_COPIED)
        # its folders are called as those of the pages
        shutil.copytree(sources / "docs" / "_locale", self.docs / "_locale", dirs_exist_ok=True)
        shutil.copytree(sources / "rnn_guide", self.root / "rnn_guide", ignore=NOT_COPIED)
        # the checks that read the sources of the pages
        shutil.copytree(sources / "tests" / "docs", self.root / "tests" / "docs", ignore=NOT_COPIED)
        for name in FILES:
            shutil.copy(sources / name, self.root / name)
        (self.root / "rnn_guide" / "for_tests.py").write_text(FUNCTION)
        for language, words in WORDS.items():
            (self.docs / language).mkdir()
            self.page(language, "index").write_text(FRONT.format(**words), encoding="utf-8")
            self.page(language).write_text(PAGE.format(cells=CELLS, **words), encoding="utf-8")
        self.build.mkdir()
        (self.build / "node").symlink_to(npm, target_is_directory=True)
        self.runs.touch()

    def page(self, language: str, name: str = "page") -> Path:
        """Return the source of a page."""
        return self.docs / language / f"{name}.md"

    def run(self, *languages: str, **variables: str) -> "subprocess.CompletedProcess[str]":
        """Build, as `nox -s docs` does."""
        return self.python("docs/build.py", *languages, **variables)

    def python(self, *arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
        """Run Python in the copy, with variables of its environment."""
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=self.root,
            env=self.environment(**variables),
            capture_output=True,
            text=True,
            check=False,
        )

    def environment(self, **variables: str) -> dict[str, str]:
        """Return the environment of a program that builds this book."""
        return {
            **os.environ,
            "RNN_GUIDE_BUILD": str(self.build),
            "RNN_GUIDE_TEST_RUNS": str(self.runs),
            "SOURCE_DATE_EPOCH": "1767225600",
            **variables,
        }

    def make(self, *languages: str) -> int:
        """Build, expecting no failure; return how often the page's code ran."""
        before = self.count()
        done = self.run(*languages)
        assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
        return self.count() - before

    def count(self) -> int:
        """Return how often the page's code has run so far."""
        return len(self.runs.read_text().splitlines())

    def html(self, language: str, name: str = "page") -> str:
        """Return a page of the site."""
        return (self.site / language / f"{name}.html").read_text(encoding="utf-8")

    @contextmanager
    def edited(self, *edits: tuple[Path, str, str]) -> Iterator[None]:
        """Replace text in files while the context lasts."""
        before = {path: path.read_bytes() for path, _, _ in edits}
        try:
            for path, old, new in edits:
                text = path.read_text(encoding="utf-8")
                assert text.count(old) == 1, f"{path} has {old!r} {text.count(old)} times, expected once"
                path.write_text(text.replace(old, new), encoding="utf-8")
            yield
        finally:
            for path, content in before.items():
                path.write_bytes(content)
