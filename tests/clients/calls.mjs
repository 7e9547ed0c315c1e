// The calls that a client is told to make: JSON objects on standard input, one a line, each answered with one line.
//
// A call names the `server` (a command line), the `tool`, its `arguments` and the `replies` of the model: the text of the first
// whose `words` stand in the last turn of a question is what the model says. Without a text the model fails.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

/** The folder of the installed packages. */
export const packages = `${process.env.CLIENT_PACKAGES}/`;
/** Loads one of the installed packages. */
export const load = createRequire(packages);

/**
 * Makes each call with `await call(told, sample)`, which gives the protocol version and the result; `sample` makes a result of the
 * parameters of `sampling/createMessage`. `client` is the name of the package.
 */
export async function make(client, call) {
  const { version } = JSON.parse(readFileSync(`${packages}${client}/package.json`, "utf8"));
  for await (const line of createInterface({ input: process.stdin })) {
    const told = JSON.parse(line);
    let samples = 0;
    const sample = ({ messages }) => {
      samples += 1;
      const question = messages.at(-1).content.text;
      const { text } = told.replies.find(({ words }) => question.includes(words));
      if (text === null) throw new Error("the model fails");
      return { role: "assistant", model: "scripted-model", stopReason: "endTurn", content: { type: "text", text } };
    };
    let made;
    try {
      made = await call(told, sample);
      made.samples = samples;
    } catch (error) {
      made = { error: String(error) };
    }
    console.log(JSON.stringify({ client, version, ...made }));
  }
}

/** Calls the tool with `client`, of whichever SDK, over `transport`; `protocol` gives the version once it is connected. */
export async function callOver(client, transport, protocol, { tool, arguments: given }) {
  await client.connect(transport);
  try {
    return { protocol: protocol(), result: await client.callTool({ name: tool, arguments: given }) };
  } finally {
    await client.close();
  }
}
