"""Runs the AWS CLI's commands in one process: one JSON list of words a line in, what the CLI would have printed out."""
import contextlib
import functools
import io
import json
import sys

from awscli.clidriver import create_clidriver


def driver():
    made = create_clidriver()
    # A client costs more than the call it makes; all of a service's calls go to one.
    made.session.create_client = functools.cache(made.session.create_client)
    return made


def run(cli, words):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = cli.main(words)
        except SystemExit as exit:
            code = exit.code
    return {'code': code, 'stdout': out.getvalue(), 'stderr': err.getvalue()}


cli = driver()
for line in sys.stdin:
    words = json.loads(line)
    answer = run(cli, words)
    if "'Namespace' object has no attribute" in answer['stderr']:
        # An earlier command's check of its own switches is in the way; it fails before anything is sent.
        cli = driver()
        answer = run(cli, words)
    print(json.dumps(answer), flush=True)
