"""What the sessions of noxfile.py do when a command fails."""

import pytest
from nox.command import CommandFailed

from .sessions import Session, noxfile


@pytest.mark.parametrize("broken", ["ko", "en"])
def test_a_broken_link_in_one_language_hides_none_of_the_other(broken: str) -> None:
    session = Session(failing={f"docs/{broken}"})
    with pytest.raises(CommandFailed, match=broken):
        noxfile().linkcheck(session)
    assert [command[-2] for command in session.commands] == ["docs/ko", "docs/en"]


def test_whole_links_in_both_languages_pass() -> None:
    noxfile().linkcheck(Session())
