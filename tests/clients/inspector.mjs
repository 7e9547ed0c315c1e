// The Inspector's command line, which calls tools and offers no sampling. The argument names the era: legacy or modern.

import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { make, packages } from "./calls.mjs";

const name = "@modelcontextprotocol/inspector";
const inspector = `${packages}${name}/clients/launcher/build/index.js`;

// Without a home of its own it would write into the user's.
const env = { ...process.env, HOME: packages };

async function run(server, ...options) {
  const line = [inspector, "--cli", "--quiet", "--format", "json", "--protocol-era", process.argv[2], ...options, "--", ...server];
  const { stdout } = await promisify(execFile)(process.execPath, line, { env, maxBuffer: 1 << 26 });
  return JSON.parse(stdout).result;
}

await make(name, async ({ server, tool, arguments: given }) => {
  const { protocolVersion } = await run(server, "--method", "initialize");
  const call = ["--method", "tools/call", "--tool-name", tool, "--tool-args-json", JSON.stringify(given)];
  return { protocol: protocolVersion, result: await run(server, ...call) };
});
