"""Asks an app in Python, without a socket.

Takes the file of the program, whose `app` is a WSGI callable, and reads JSON: requests, each a method, a target and a form
or null. Writes what was answered to each: status, text, and where it redirects to or null.
"""

import importlib.util
import json
import sys

from werkzeug.test import Client

specification = importlib.util.spec_from_file_location("program", sys.argv[1])
program = sys.modules["program"] = importlib.util.module_from_spec(specification)
specification.loader.exec_module(program)

client = Client(program.app)
answers = []
for method, target, form in json.load(sys.stdin):
    kind = "application/x-www-form-urlencoded" if form is not None else None
    answer = client.open(target, method=method, data=form, content_type=kind)
    answers.append([answer.status_code, answer.text, answer.headers.get("Location")])
json.dump(answers, sys.stdout)
