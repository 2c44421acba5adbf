// @ts-check
// Loaded before the program: it dies before or after the n-th call that it makes to its database, or tells at the end how
// many there were.
import { register } from "node:module";
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

process.on("exit", () => process.stderr.write(`calls: ${callsMade()}\n`));
