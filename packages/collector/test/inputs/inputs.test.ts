import { afterAll, inject } from "vitest";
import { again } from "./classes/again.js";
import { awkwardTexts } from "./classes/awkward-texts.js";
import { clocks } from "./classes/clocks.js";
import { encodings } from "./classes/encodings.js";
import { jsonBodies } from "./classes/json-bodies.js";
import { jsonValues } from "./classes/json-values.js";
import { keys } from "./classes/keys.js";
import { logged } from "./classes/logged.js";
import { methods } from "./classes/methods.js";
import { origins } from "./classes/origins.js";
import { queries } from "./classes/queries.js";
import { sizes } from "./classes/sizes.js";
import { structure } from "./classes/structure.js";
import { types } from "./classes/types.js";
import { type PairFacts, record } from "./cases.js";
import { keptAlike } from "./kept-alike.js";
import { Pair } from "./pair.js";
import { steady } from "./steady.js";

const server = inject("postgres");
if (!server) throw new Error("These tests need the server that their configuration brings.");
const pair = await Pair.start(server.url);
const facts: Partial<PairFacts> = { pair: "all classes" };
afterAll(async () => {
  record(facts);
  await pair.end();
});

const { before, after } = steady(pair, facts);
jsonBodies(pair);
before();
jsonValues(pair);
awkwardTexts(pair);
sizes(pair);
structure(pair);
types(pair);
encodings(pair);
methods(pair);
origins(pair);
keys(pair);
queries(pair);
logged(pair);
clocks(pair);
after();
// Last: it starts the collectors anew.
again(pair);
keptAlike(pair, facts);
