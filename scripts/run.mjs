#!/usr/bin/env node
// @ts-check
// What `npm start`, `npm test`, `npm run test:soak`, `npm run test:faults`, `npm run compare`, `npm run speed`, `npm run ingest` and `npm run looks` call. Nothing newer than plain modules
// stands in this file and everything else is imported after the version check, so that an old Node says a sentence and not a syntax error.

const TASKS = ["start", "test", "soak", "faults", "compare", "speed", "ingest", "looks", "prepare"];
const [task = "", ...words] = process.argv.slice(2);
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

/**
 * @param {string} sentence
 * @returns {never}
 */
function refuse(sentence) {
  console.error(sentence);
  process.exit(1);
}

if (major < 20 || (major === 20 && minor < 20)) {
  refuse(`Aftertask needs Node.js 20.20 or newer and this is ${process.version}: install a newer one and try again.`);
}
if (!TASKS.includes(task)) refuse(`There is no task "${task}": use one of ${TASKS.join(", ")}.`);

const { run } = await import(`./run/${task}.mjs`);
process.exitCode = await run(words);
