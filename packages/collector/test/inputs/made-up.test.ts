import { afterAll, inject } from "vitest";
import { madeUp } from "./classes/made-up.js";
import { record } from "./cases.js";
import { keptAlike } from "./kept-alike.js";
import { Pair } from "./pair.js";
import { type Steadiness, steady } from "./steady.js";

const server = inject("postgres");
if (!server) throw new Error("These tests need the server that their configuration brings.");
const pair = await Pair.start(server.url);
let facts: Partial<Steadiness> = {};
afterAll(async () => {
  record({ stored: pair.stored.size, ...facts });
  await pair.end();
});

const { before, after } = steady(pair, (found) => (facts = found));
before();
madeUp(pair);
after();
keptAlike(pair);
