"""Parses command lines as the AWS CLI does, in one process: one JSON list of words a line in, what would be sent out."""
import base64
import contextlib
import datetime
import io
import json
import sys

from awscli.clidriver import create_clidriver


def plain(value):
    if isinstance(value, (bytes, bytearray)):
        return base64.b64encode(value).decode()
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: plain(member) for name, member in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


class Answer:
    status_code = 200
    headers = {}


sent = []


def driver():
    made = create_clidriver()
    made.session.register(
        'before-parameter-build',
        lambda params, model, **_: sent.append((model.name, plain(params))),
    )
    made.session.register('before-call', lambda **_: (Answer(), {}))
    return made


def run(cli, words):
    sent.clear()
    errors = io.StringIO()
    with contextlib.redirect_stderr(errors), contextlib.redirect_stdout(io.StringIO()):
        try:
            cli.main(words)
        except SystemExit:
            pass
    return errors.getvalue()


cli = driver()
for line in sys.stdin:
    words = json.loads(line)
    error = run(cli, words)
    if not sent:
        # some commands register what is in the way of the next
        cli = driver()
        error = run(cli, words)
    operation, params = sent[0] if sent else (None, None)
    print(json.dumps({'operation': operation, 'input': params, 'error': error}))
