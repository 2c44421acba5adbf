import { afterAll, inject } from "vitest";
import { madeUp } from "./classes/made-up.js";
import { type PairFacts, record } from "./cases.js";
import { keptAlike } from "./kept-alike.js";
import { Pair } from "./pair.js";
import { steady } from "./steady.js";

const server = inject("postgres");
if (!server) throw new Error("These tests need the server that their configuration brings.");
const pair = await Pair.start(server.url);
const facts: Partial<PairFacts> = { pair: "made up" };
afterAll(async () => {
  record(facts);
  await pair.end();
});

const { before, after } = steady(pair, facts);
before();
madeUp(pair);
after();
keptAlike(pair, facts);
