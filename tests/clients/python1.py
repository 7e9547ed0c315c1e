"""The first Python SDK: a session that opens with `initialize`."""

from mcp import ClientSession, StdioServerParameters, types
from mcp.client.stdio import stdio_client

import calls


async def call(server, tool, arguments, model):
    async def sample(_, question):
        text = model(question.messages[-1].content.text)
        content = types.TextContent(type="text", text=text)
        return types.CreateMessageResult(role="assistant", content=content, model="scripted-model", stopReason="endTurn")

    process = StdioServerParameters(command=server[0], args=server[1:])
    async with stdio_client(process) as (reader, writer), ClientSession(reader, writer, sampling_callback=sample) as session:
        opened = await session.initialize()
        return opened.protocolVersion, await session.call_tool(tool, arguments)


calls.make(call)
