"""The second Python SDK, whose client speaks both eras. The argument says how it opens: auto, legacy, or a version."""

import sys

from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp_types import CreateMessageResult, TextContent

import calls


async def call(server, tool, arguments, model):
    async def sample(_, question):
        content = TextContent(type="text", text=model(question.messages[-1].content.text))
        return CreateMessageResult(role="assistant", content=content, model="scripted-model", stop_reason="endTurn")

    process = stdio_client(StdioServerParameters(command=server[0], args=server[1:]))
    async with Client(process, sampling_callback=sample, mode=sys.argv[1]) as client:
        return client.protocol_version, await client.call_tool(tool, arguments)


calls.make(call)
