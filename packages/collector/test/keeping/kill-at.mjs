// @ts-check
// Loaded before the program: it dies before or after the n-th call that it makes to its database, or tells at the end how
// many there were.
import { register } from "node:module";
import { Worker } from "node:worker_threads";
import { Client } from "pg";
import { callsMade, reach } from "./calls.mjs";

register("./watch-sqlite.mjs", import.meta.url);

const { query } = Client.prototype;

/** @this {Client} @param {unknown[]} args */
Client.prototype.query = function (...args) {
  reach();
  const result = /** @type {any} */ (query).apply(this, args);
  return result.then((/** @type {unknown} */ answer) => {
    reach();
    return answer;
  });
};

// What a thread has been asked to do to files is done by the time that it is asked for more. Node's own threads are asked for
// something else.
const { postMessage } = Worker.prototype;

/** @this {Worker} @param {Parameters<Worker["postMessage"]>} args */
Worker.prototype.postMessage = function (...args) {
  if (Array.isArray(args[0])) reach();
  postMessage.apply(this, args);
};

process.on("exit", () => process.stderr.write(`calls: ${callsMade()}\n`));
