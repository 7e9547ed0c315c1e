// The first TypeScript SDK: a session that opens with `initialize`.

import { callOver, load, make } from "./calls.mjs";

const { Client } = load("@modelcontextprotocol/sdk/client/index.js");
const { StdioClientTransport } = load("@modelcontextprotocol/sdk/client/stdio.js");
const { CreateMessageRequestSchema } = load("@modelcontextprotocol/sdk/types.js");

await make("@modelcontextprotocol/sdk", async (told, sample) => {
  const [command, ...args] = told.server;
  const client = new Client({ name: "typescript1", version: "1" }, { capabilities: { sampling: {} } });
  client.setRequestHandler(CreateMessageRequestSchema, ({ params }) => sample(params));
  const transport = new StdioClientTransport({ command, args });
  let protocol;
  transport.setProtocolVersion = (version) => (protocol = version);
  return callOver(client, transport, () => protocol, told);
});
