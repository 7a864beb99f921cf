"""What every page, and every chapter, has: a description, objectives, exercises with executed solutions."""

from collections.abc import Iterator
from itertools import pairwise

from .block import Block
from .front_matter import descriptions
from .page import Page
from .problem import Problem

OBJECTIVES = "objectives"
EXERCISES = {"ko": "연습 문제", "en": "Exercises"}
EXAMPLE = {
    "ko": ":::{admonition} 이 장을 마치면\n:class: objectives",
    "en": ":::{admonition} After this chapter you can\n:class: objectives",
}


def description(page: Page) -> Iterator[Problem]:
    """The front matter describes the page for search engines."""
    if not any(text.strip() for text in descriptions(page.front_matter)):
        message = "the front matter has no html_meta description"
        remedy = "Add one sentence that says what the page is for: myst: html_meta: description: …"
        yield page.problem("description", 1, message, page.text[:80], remedy)


def is_objectives(block: Block) -> bool:
    """Return whether a block is the box that says what the reader will be able to do."""
    directive = block.directive
    return directive is not None and OBJECTIVES in str(directive.options.get("class", "")).split()


def objectives(page: Page) -> range:
    """Return the indices of the blocks inside the objectives."""
    found = (i for i, block in enumerate(page.blocks) if is_objectives(block))
    return next((page.inside(i) for i in found), range(0))


def starts_with_objectives(page: Page) -> Iterator[Problem]:
    """A chapter says before its first section what the reader will be able to do."""
    if not page.is_chapter:
        return
    sections = (i for i, block in enumerate(page.blocks) if block.kind == "heading of level 2")
    end = next(sections, len(page.blocks))
    if not any(is_objectives(block) for block in page.blocks[:end]):
        title = next((block for block in page.blocks if block.kind == "heading of level 1"), None)
        message = "the chapter does not begin with its objectives"
        remedy = f"Add below the title: {EXAMPLE[page.language]!r}, and a list of what the reader will do."
        line, excerpt = (title.line, title.source) if title else (1, page.text[:80])
        yield page.problem("objectives", line, message, excerpt, remedy)


def exercises(page: Page) -> Iterator[Problem]:
    """A chapter ends with exercises, each solution folded away and executed."""
    if not page.is_chapter:
        return
    rule, title, section = "exercises", EXERCISES[page.language], exercise_section(page)
    if not section:
        line, excerpt = (page.blocks[-1].line, page.blocks[-1].source) if page.blocks else (1, page.text)
        remedy = f"End the chapter with “## {title}”, solutions included."
        yield page.problem(rule, line, f"the chapter has no section “{title}”", excerpt, remedy)
        return
    solutions = [i for i, block in enumerate(section) if block.kind == "directive dropdown"]
    if not solutions:
        remedy = "Fold the words of each solution into a {dropdown}, with its cell behind it."
        yield page.problem(
            rule, section[0].line, "the exercises have no solutions", section[0].source, remedy
        )
    for start, end in pairwise([*solutions, len(section)]):
        if not any(is_solution(block) for block in section[start:end]):
            solution, message = section[start], "the solution is not executed"
            remedy = "Put a {code-cell} tagged hide-cell behind it, ending in an assert of what it says."
            yield page.problem(rule, solution.line, message, solution.source, remedy)


def exercise_section(page: Page) -> list[Block]:
    """Return the blocks of the exercises, from their heading on."""
    headings = [i for i, block in enumerate(page.blocks) if block.kind == "heading of level 2"]
    for start, end in pairwise([*headings, len(page.blocks)]):
        if page.blocks[start].source.strip() == EXERCISES[page.language]:
            return page.blocks[start:end]
    return []


def is_solution(block: Block) -> bool:
    """Return whether a block is a cell that the reader can see."""
    tags = block.directive.options.get("tags", []) if block.is_cell and block.directive else ["remove-cell"]
    return "remove-cell" not in (tags if isinstance(tags, list) else [tags])


def nested_cells(page: Page) -> Iterator[Problem]:
    """No cell stands inside a directive or a list, or between colons: MyST-NB does not execute it there."""
    for block in page.blocks:
        if block.is_cell and block.source.lstrip().startswith(":::"):
            message = "a code cell between colons is not executed"
            remedy = "Fence it with backticks: ```{code-cell} python."
            yield page.problem("nested-cell", block.line, message, block.source, remedy)
        elif block.is_cell and block.path:
            message = f"a code cell inside a {block.path[-1]} is not executed"
            remedy = "Move the cell out of it; to fold it away, tag it: :tags: [hide-cell]."
            yield page.problem("nested-cell", block.line, message, block.source, remedy)
