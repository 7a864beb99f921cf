"""The README: its commands are the ones that continuous integration runs, and what it names is there."""

import re
from pathlib import Path

from notebooks import LABELS as NOTEBOOKS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"```shell\n(.*?)\n```", README, flags=re.DOTALL)


def test_two_commands_do_everything_in_both_languages():
    korean, english = COMMANDS[: len(COMMANDS) // 2], COMMANDS[len(COMMANDS) // 2 :]
    assert korean == english
    assert [command.rsplit(maxsplit=1)[1] for command in korean] == ["docs", "tests"]


def test_continuous_integration_runs_the_commands_word_for_word():
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    missing = [command for command in COMMANDS if command not in lines]
    assert not missing, (
        f".ci/run does not call these commands of README.md: {missing}. Add them as they stand."
    )


def test_every_session_named_in_the_readme_exists():
    named = set(re.findall(r"nox -s (\w+)", README))
    noxfile = (ROOT / "noxfile.py").read_text(encoding="utf-8")
    listed = set(re.findall(r"^@nox\.session.*\ndef (\w+)", noxfile, flags=re.MULTILINE))
    assert named <= listed, f"README.md names sessions that noxfile.py lacks: {sorted(named - listed)}"


def test_what_the_readme_shows_and_links_is_there():
    targets = re.findall(r"\]\(([^)]+)\)", README)
    assert targets
    missing = [target for target in targets if not (ROOT / target).exists()]
    assert not missing, f"README.md points to {missing}: add the file or mend the link."


def test_pages_and_buttons_are_named_by_their_titles():
    """In curly quotes; else a reader looks for a page that the contents do not list."""
    korean, english = README.split("## English")
    for language, half, quoted in (("ko", korean, "‘(.+?)’"), ("en", english, "“(.+?)”")):
        pages = (ROOT / "docs" / language).rglob("*.md")
        titles = {
            title
            for page in pages
            for title in re.findall(r"^# (.+)$", page.read_text("utf-8"), re.MULTILINE)
        }
        named = set(re.findall(quoted, half))
        assert len(named) >= 3, "nothing is looked at"
        unknown = named - titles - {NOTEBOOKS[language]}
        assert not unknown, f"README.md names {sorted(unknown)}, which is no title of a page in {language}."


def test_both_halves_explain_every_variable_of_the_site():
    editions = (ROOT / "docs" / "_ext" / "editions.py").read_text(encoding="utf-8")
    variables = set(re.findall(r"RNN_GUIDE_[A-Z]+", editions))
    for half in README.split("## English"):
        assert set(re.findall(r"RNN_GUIDE_[A-Z]+", half)) == variables
