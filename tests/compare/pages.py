"""The pages of the guide's comparison, from what was captured."""

import pathlib
import re

from mistakes import MISTAKES, NO_MISTAKE

NAMES = {"wegwerk": "Wegwerk", "axum": "axum", "rocket": "Rocket", "actix-web": "actix-web"}
# Longer outputs are folded.
LONG = 25
INTRO = """Twelve mistakes, made with Wegwerk, axum, Rocket and actix-web, and what each says of them.

The table says when a mistake is found: in the build, when the program starts, by the first request, with which status,
or never; how many lines are printed then; and what they name of the rule or handler that the mistake is in: its line,
its rule without a line, or no place. The pages, one a mistake, have the programs and all that compilers and programs
printed: nothing is left out, only paths are made relative. A comment `// here` in a program stands above the line, or
the lines, that the mistake is in.

{counts}

{table}

Each framework is used as its documentation shows it, with what it has to find mistakes: of axum's programs where it
makes a difference there is one more with `#[debug_handler]`, which the table counts. Wegwerk {wegwerk}, axum {axum}, Rocket
{rocket}, actix-web {actix}, rustc {rustc}, in debug builds. `tests/compare/run` builds the programs, starts those that
build, and writes these pages.
"""


def fence(text: str, language: str = "text") -> str:
    return f"```{language}\n{text}\n```\n"


def folded(summary: str, text: str) -> str:
    return f"<details><summary>{summary}</summary>\n\n{text}\n</details>\n"


def lines(text: str) -> str:
    count = len(text.splitlines())
    return f"{count} line{'' if count == 1 else 's'}"


def cell(capture: dict) -> str:
    found, output = capture["found"], capture["output"]
    if found == "no mistake":
        return "no mistake"
    if found == "never":
        return found
    if found == "first request":
        [status] = {status for answer in capture["answers"] for status in re.findall(r": ([45]\d\d)", answer)}
        return f"{found}: {status}"
    return f"{found}, {lines(output)}, {capture['points']}"


def when(capture: dict) -> str:
    found, output, answers = capture["found"], capture["output"], capture["answers"]
    where = {
        "the line": "the line of the mistake is named",
        "the rule": "the rule is named, without its line",
        "no place": "the place of the mistake is not named",
    }[capture["points"]]
    match found:
        case "build":
            return f"The build fails, with {lines(output)}; {where}."
        case "start":
            return f"It builds, and ends when it is started, with {lines(output)}; {where}."
        case "no mistake":
            why = NO_MISTAKE[capture["framework"], capture["mistake"]]
            return f"No mistake here: {why}. {'; '.join(answers)}."
    said = f"The compiler warns, with {lines(output)}" if output else "It builds and starts, and nothing is said"
    return f"{said}. {'; '.join(answers)}."


def section(capture: dict, version: str, source: str) -> str:
    title = f"## {NAMES[capture['framework']]} {version}"
    if capture["program"].endswith("_debug"):
        title += ", with `#[debug_handler]`"
    text = f"{title}\n\n{when(capture)}\n\n"
    output = capture["output"]
    if output:
        printed = fence(output)
        text += (printed if len(output.splitlines()) <= LONG else folded(f"what is printed, {lines(output)}", printed)) + "\n"
    return text + folded("the program", fence(source.rstrip("\n"))) + "\n"


def program(root: pathlib.Path, capture: dict) -> str:
    return (root / "tests/compare" / capture["framework"] / "src/bin" / f"{capture['program']}.rs").read_text()


def write(root: pathlib.Path, versions: dict[str, str], captures: list[dict]) -> None:
    """Writes the guide's pages in the checkout `root`."""
    docs = root / "framework/docs"
    (docs / "comparison").mkdir(exist_ok=True)
    table = f"| mistake | {' | '.join(NAMES.values())} |\n|---|---|---|---|---|\n"
    counts = dict.fromkeys(NAMES, 0)
    for mistake in MISTAKES:
        own = [capture for capture in captures if capture["mistake"] == mistake.name]
        page = f"{mistake.title[0].upper()}{mistake.title[1:]}.\n\n{mistake.what}\n\n"
        for capture in own:
            page += section(capture, versions[capture["framework"]], program(root, capture))
        (docs / "comparison" / f"{mistake.name}.md").write_text(page.rstrip("\n") + "\n")
        # A framework's last program is its best.
        best = {capture["framework"]: capture for capture in own}
        for framework in NAMES:
            counts[framework] += best[framework]["found"] == "build"
        cells = " | ".join(cell(best[framework]) for framework in NAMES)
        table += f"| [{mistake.title}]({mistake.name}) | {cells} |\n"
    said = [f"{NAMES[framework]} {count}" for framework, count in counts.items()]
    for framework, mistake in NO_MISTAKE:
        said[list(NAMES).index(framework)] += " of eleven, as one is no mistake there"
    intro = INTRO.format(
        counts=f"Of the twelve, the build finds: {', '.join(said)}.",
        table=table.rstrip("\n"),
        wegwerk=versions["wegwerk"],
        axum=versions["axum"],
        rocket=versions["rocket"],
        actix=versions["actix-web"],
        rustc=versions["rustc"],
    )
    (docs / "comparison.md").write_text(intro)
