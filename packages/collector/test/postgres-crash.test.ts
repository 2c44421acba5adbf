import { afterAll, describe, expect, inject, test } from "vitest";
import { CollectorProcess } from "./crash/process.js";
import { AGAIN, diesAt, STEPS, Story } from "./crash/crash.contract.js";
import { freshDatabase } from "./postgres-place.js";
import { PostgresServer } from "./postgres-server.js";

const shared = inject("postgres");
if (!shared) throw new Error("These tests belong to the project that brings a server.");

describe("a collector on PostgreSQL that dies loses nothing, and nothing is counted twice", () => {
  test.each(STEPS)("%s", AGAIN, async (step) => diesAt(step, await freshDatabase(shared)));
});

/** What the server's death could tell apart; a soak run takes every step. */
const SERVER_STEPS = STEPS.filter(
  (step) =>
    AGAIN.repeats > 0 || /within|after the (commit|week|ratings|ledger|removal)$|before .* anew|emptied/.test(step),
);

// A server that was killed looks through its whole folder before it answers again.
describe("a PostgreSQL that dies loses nothing, and nothing is counted twice", { timeout: 120_000 }, () => {
  test.each(SERVER_STEPS)("%s", AGAIN, async (step) => {
    const server = await ownServer();
    const place = await freshDatabase({ url: server.url() });
    const story = new Story();
    const collector = await CollectorProcess.start(place.address, step, "stand still");
    const told = story.tell(collector);
    await Promise.race([collector.reached, told]);
    expect(collector.standsStill, "the step was reached").toBe(true);
    await server.kill();
    await server.launch();
    collector.goOn();
    await told;
    // The same process goes on: it must have got over it.
    await story.verify(collector, place);
  });
});

let own: Promise<PostgresServer> | undefined;

/** A server that no other file's tests need. */
function ownServer(): Promise<PostgresServer> {
  return (own ??= PostgresServer.start());
}

afterAll(async () => (await own)?.stop());
