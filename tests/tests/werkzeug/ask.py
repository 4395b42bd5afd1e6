"""Asks Werkzeug whether requests fit rules, each in a map of its own.

Reads JSON: `rules`, and `cases` that name two of them by number, with a request as a client would send it. Writes its
version, and for each case what came of both: "match", "slash" for the redirect to the same path with a slash behind it, or
what else it said.
"""

import json
import re
import sys
from importlib.metadata import version
from urllib.parse import unquote_to_bytes, urlsplit

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, RequestRedirect, Rule, UnicodeConverter

SERVER_NAME = "example.org"


def table(rule):
    options = {name: value for name, value in rule.items() if name != "rule"}
    # A type of Rust that stands as a converter takes what `string` takes.
    types = re.findall(r"<([A-Z]\w*):", rule["rule"])
    return Map(
        [Rule(rule["rule"], endpoint="it", **options)],
        host_matching="host" in rule,
        converters=dict.fromkeys(types, UnicodeConverter),
    )


def ask(rules, case):
    path = unquote_to_bytes(case["target"])
    environ = {
        "REQUEST_METHOD": case["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": path.decode("latin-1"),
        "HTTP_HOST": case["host"],
        "wsgi.url_scheme": "http",
    }
    if case["websocket"]:
        environ |= {"HTTP_UPGRADE": "websocket", "HTTP_CONNECTION": "Upgrade"}
    try:
        rules.bind_to_environ(environ, None if rules.host_matching else SERVER_NAME).match()
        return "match"
    except RequestRedirect as redirect:
        to = urlsplit(redirect.new_url)
        slash = to.netloc == case["host"] and unquote_to_bytes(to.path) == path + b"/"
        return "slash" if slash else f"redirect to {redirect.new_url}"
    except HTTPException as error:
        return str(error)


asked = json.load(sys.stdin)
tables = [table(rule) for rule in asked["rules"]]
answers = [[ask(tables[rule], case) for rule in case["rules"]] for case in asked["cases"]]
json.dump({"werkzeug": version("werkzeug"), "answers": answers}, sys.stdout)
