#!/usr/bin/env node
import { isTooOld, OLDEST_NODE } from "./node-version.js";

/** Ends with one line that says why. */
function refuse(reason: string): void {
  process.stderr.write(`aftertask-collector: ${reason}\n`);
  process.exitCode = 1;
}

if (isTooOld(process.versions.node))
  refuse(`Node.js ${OLDEST_NODE} or newer is needed; this is ${process.versions.node}.`);
else await run();

async function run(): Promise<void> {
  // Loaded only now: an older Node.js would fail on what these files import, with a message that helps nobody.
  const [{ readSettings, USAGE }, { serve }] = await Promise.all([import("./settings.js"), import("./serve.js")]);
  const args = process.argv.slice(2);
  if (args.includes("--help")) {
    process.stdout.write(USAGE);
    return;
  }
  try {
    const serving = await serve(readSettings(args, process.env));
    let stopped: Promise<void> | undefined;
    // A terminal and a runner may both pass the same signal on: the second one changes nothing.
    const stop = () => void (stopped ??= serving.stop().then(() => process.exit(0)));
    process.on("SIGTERM", stop);
    process.on("SIGINT", stop);
    process.stdout.write(`Aftertask is ready at ${serving.address}\n`);
  } catch (cause) {
    refuse(cause instanceof Error ? cause.message : String(cause));
  }
}
