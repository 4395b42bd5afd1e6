"""The twelve mistakes, and the requests that show what becomes of those which nothing finds before."""

from dataclasses import dataclass

UUID = "67e55044-10b1-426f-9247-bb680e5fe0c8"


@dataclass(frozen=True)
class Mistake:
    # The program's name, and the page's.
    name: str
    title: str
    # What the mistake is.
    what: str
    # Method, path and body, each of which a right program would answer well.
    requests: tuple[tuple[str, str, str], ...]


MISTAKES = [
    Mistake(
        "rule_twice",
        "the same rule twice",
        "Two handlers have rules that differ only in the name of their variable. One of them is never called.",
        (("GET", "/items/rope", ""),),
    ),
    Mistake(
        "uuid_or_name",
        "a UUID or a name in one place",
        "An order is asked for by its name or by its UUID, in the same segment. A UUID is a name too.",
        (("GET", "/orders/rope", ""), ("GET", f"/orders/{UUID}", "")),
    ),
    Mistake(
        "never_reached",
        "a rule that no request reaches",
        "Two words have rules of their own, and a third handler is for one of these two words: it is never called.",
        (("GET", "/news", ""), ("GET", "/archive", "")),
    ),
    Mistake(
        "unclosed",
        "a variable that is not closed",
        "The bracket of a variable is missing at the end of the rule.",
        (("GET", "/items/rope", ""),),
    ),
    Mistake(
        "misspelt_argument",
        "an argument that is not named as the variable",
        "The rule says `short_id`, the handler `shortid`. In axum and actix-web values are taken by name where a struct "
        "has a field for each.",
        (("GET", "/items/rope", ""),),
    ),
    Mistake(
        "value_type",
        "a type that cannot come from a path",
        "The value of a variable is to be of a type that nothing says how to read.",
        (("GET", "/items/7", ""),),
    ),
    Mistake(
        "no_extractor",
        "an argument that is no extractor",
        "The handler takes a database, and nothing says how it would come from a request.",
        (("GET", "/items", ""),),
    ),
    Mistake(
        "no_responder",
        "a return value that is no response",
        "The handler returns data, and nothing says as what it is sent.",
        (("GET", "/item", ""),),
    ),
    Mistake(
        "two_bodies",
        "two arguments that read the body",
        "The handler takes the body as JSON, and once more as text. A body comes once.",
        (("POST", "/items", "7"),),
    ),
    Mistake(
        "not_send",
        "a future that is not `Send`",
        "The handler holds an `Rc` over an `.await`.",
        (("GET", "/item", ""),),
    ),
    Mistake(
        "dead_link",
        "a link to nothing",
        "The handler's name in a link is misspelt. Links are built with what each framework has for it: axum's "
        "`TypedPath` is from axum-extra.",
        (("GET", "/", ""),),
    ),
    Mistake(
        "across_mounts",
        "two rules that clash across a mount",
        "An app or router of another module is mounted where a rule stands already.",
        (("GET", "/links/rope/edit", ""),),
    ),
]

# What is no mistake in a framework, and why.
NO_MISTAKE = {("actix-web", "not_send"): "a handler stays on the thread of its worker"}
