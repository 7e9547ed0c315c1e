// The second TypeScript SDK, whose client speaks both eras. The argument says how it opens: auto or legacy.

import { callOver, load, make } from "./calls.mjs";

const { Client } = load("@modelcontextprotocol/client");
const { StdioClientTransport } = load("@modelcontextprotocol/client/stdio");

await make("@modelcontextprotocol/client", async (told, sample) => {
  const [command, ...args] = told.server;
  const options = { capabilities: { sampling: {} }, versionNegotiation: { mode: process.argv[2] } };
  const client = new Client({ name: "typescript2", version: "1" }, options);
  client.setRequestHandler("sampling/createMessage", ({ params }) => sample(params));
  const transport = new StdioClientTransport({ command, args });
  return callOver(client, transport, () => client.getNegotiatedProtocolVersion(), told);
});
