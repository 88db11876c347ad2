"""How well the article of a web page is found, beside trafilatura as it comes, on pages by generators of others.

    PATH=GENERATORS/bin:$PATH python -m tests.benchmarks.html_pages

Invented articles (tests/text/stories.py) are set by whatever of pandoc, Sphinx, MkDocs and Pelican is installed, with
each of their themes: a page an article, with others beside it. Told is, for each theme, the F1 of the words found, ours
and trafilatura's, the worst page of each, and on how many pages ours is worse.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import trafilatura

from qa.errors import SourceError
from qa.ingest.readers.html import article_of_page
from tests.text.stories import Draft, draft

SPHINX_THEMES = (
    "alabaster classic sphinxdoc scrolls agogo nature pyramid haiku traditional bizstyle furo sphinx_rtd_theme".split()
)
MKDOCS_THEMES = "mkdocs readthedocs material".split()
PELICAN_THEMES = "simple notmyidea".split()
WORD = re.compile(r"\w+")


def title_of(number: int) -> str:
    return f"What became of harbor {number}"


def paragraphs_of(article: Draft) -> list[str]:
    return [" ".join(sentences) for sentences in article.paragraphs]


def pandoc(folder: Path, articles: Sequence[Draft], options: Sequence[str]) -> Iterator[Path]:
    for number, article in enumerate(articles):
        source, page = folder / f"a{number}.md", folder / f"a{number}.html"
        source.write_text(
            f"---\ntitle: {title_of(number)}\ndate: 2019-05-03\n---\n\n" + "\n\n".join(paragraphs_of(article))
        )
        subprocess.run(["pandoc", "-s", *options, source, "-o", page], check=True)
        yield page


def sphinx(folder: Path, articles: Sequence[Draft], theme: str) -> Iterator[Path]:
    names = "\n".join(f"   a{number}" for number in range(len(articles)))
    (folder / "conf.py").write_text(f"project = 'The Harbor Post'\nhtml_theme = {theme!r}\n")
    (folder / "index.rst").write_text(f"The Harbor Post\n===============\n\n.. toctree::\n\n{names}\n")
    for number, article in enumerate(articles):
        title = title_of(number)
        (folder / f"a{number}.rst").write_text(f"{title}\n{'=' * len(title)}\n\n" + "\n\n".join(paragraphs_of(article)))
    subprocess.run(["sphinx-build", "-q", "-b", "html", folder, folder / "out"], check=True)
    return (folder / "out" / f"a{number}.html" for number in range(len(articles)))


def mkdocs(folder: Path, articles: Sequence[Draft], theme: str) -> Iterator[Path]:
    (folder / "mkdocs.yml").write_text(
        f"site_name: The Harbor Post\ntheme:\n  name: {theme}\nuse_directory_urls: false\n"
    )
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("# The Harbor Post\n")
    for number, article in enumerate(articles):
        (folder / "docs" / f"a{number}.md").write_text(
            f"# {title_of(number)}\n\n" + "\n\n".join(paragraphs_of(article))
        )
    subprocess.run(["mkdocs", "build", "-q", "-f", folder / "mkdocs.yml", "-d", folder / "out"], check=True)
    return (folder / "out" / f"a{number}.html" for number in range(len(articles)))


def pelican(folder: Path, articles: Sequence[Draft], theme: str) -> Iterator[Path]:
    (folder / "content").mkdir()
    (folder / "conf.py").write_text("SITENAME = 'The Harbor Post'\nAUTHOR = 'Ada Finch'\nTIMEZONE = 'UTC'\n")
    for number, article in enumerate(articles):
        head = f"Title: {title_of(number)}\nDate: 2019-05-03\nCategory: News\nTags: harbor, lamps\nSlug: a{number}\n\n"
        (folder / "content" / f"a{number}.md").write_text(head + "\n\n".join(paragraphs_of(article)))
    command = ["pelican", "-q", "-t", theme, "-s", folder / "conf.py", folder / "content", "-o", folder / "out"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return (folder / "out" / f"a{number}.html" for number in range(len(articles)))


SETTERS = (
    *(("pandoc", f"pandoc {' '.join(options)}", pandoc, options) for options in ((), ("--toc",), ("-t", "html4"))),
    *(("sphinx-build", f"Sphinx, {theme}", sphinx, theme) for theme in SPHINX_THEMES),
    *(("mkdocs", f"MkDocs, {theme}", mkdocs, theme) for theme in MKDOCS_THEMES),
    *(("pelican", f"Pelican, {theme}", pelican, theme) for theme in PELICAN_THEMES),
)


def ours(page: Path) -> str:
    """The prose that would be indexed."""
    try:
        article = article_of_page(page.read_bytes(), page.stem)
    except SourceError:
        return ""
    return "\n".join(article.text[start:end] for start, end in article.body)


def theirs(page: Path) -> str:
    """What trafilatura gives by itself."""
    return trafilatura.extract(page.read_bytes(), include_comments=False) or ""


def f1(found: str, right: str) -> float:
    """Of the words, each as often as it stands there."""
    one, other = Counter(WORD.findall(found.lower())), Counter(WORD.findall(right.lower()))
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def measure(count: int) -> None:
    articles = [draft(Random(number), (150, 400, 900)[number % 3]) for number in range(count)]
    pages = worse = 0
    for command, name, setter, option in SETTERS:
        if shutil.which(command) is None:
            print(f"{name}: not installed")
            continue
        with tempfile.TemporaryDirectory() as folder:
            try:
                found = list(setter(Path(folder), articles, option))  # type: ignore[operator]
                right = ["\n".join(paragraphs_of(article)) for article in articles]
                scores = [(f1(ours(p), text), f1(theirs(p), text)) for p, text in zip(found, right, strict=True)]
            except (subprocess.CalledProcessError, OSError) as error:
                print(f"{name}: {error}")
                continue
        mine, other = zip(*scores, strict=True)
        lost = sum(one < two - 1e-9 for one, two in scores)
        pages, worse = pages + len(scores), worse + lost
        print(
            f"{name}: {sum(mine) / count:.4f}, trafilatura {sum(other) / count:.4f};"
            f" worst {min(mine):.4f}, {min(other):.4f}; worse on {lost} of {count}",
            flush=True,
        )
    print(f"{pages} pages, worse on {worse}")


if __name__ == "__main__":
    measure(6)
