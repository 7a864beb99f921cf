"""The README's commands are the ones that continuous integration runs."""

import re
from pathlib import Path

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
