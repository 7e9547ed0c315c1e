"""The calls that a client is told to make: JSON objects on standard input, one a line, each answered with one line.

A call names the `server` (a command line), the `tool`, its `arguments` and the `replies` of the model: the text of the first
whose `words` stand in the last turn of a question is what the model says. Without a text the model fails."""

import asyncio
import importlib.metadata
import json
import sys


def make(call):
    """Makes each call with `await call(server, tool, arguments, model)`, which gives the protocol version and the result;
    `model` makes a reply of the last turn of a question."""
    asyncio.run(_make(call))


async def _make(call):
    for line in sys.stdin:
        told = json.loads(line)
        questions = []

        def model(question):
            questions.append(question)
            text = next(reply["text"] for reply in told["replies"] if reply["words"] in question)
            if text is None:
                raise RuntimeError("the model fails")
            return text

        made = {"client": "mcp", "version": importlib.metadata.version("mcp")}
        try:
            made["protocol"], result = await call(told["server"], told["tool"], told["arguments"], model)
            made["samples"] = len(questions)
            made["result"] = result.model_dump(mode="json", by_alias=True, exclude_unset=True)
        except Exception as error:
            made["error"] = repr(error)
        print(json.dumps(made), flush=True)
