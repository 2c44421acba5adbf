import { afterAll, describe, expect, inject, test } from "vitest";
import { CollectorProcess } from "./crash/process.js";
import { AGAIN, diesAt, STEPS, Story } from "./crash/crash.contract.js";
import { diesErasing, diesRetaining, ERASING, RETAINING } from "./crash/erasure.contract.js";
import { freshDatabase } from "./postgres-place.js";
import { rating } from "./start.js";
import { PostgresServer } from "./postgres-server.js";

const shared = inject("postgres");
if (!shared) throw new Error("These tests belong to the project that brings a server.");

describe("a collector on PostgreSQL that dies loses nothing, and nothing is counted twice", () => {
  test.each(STEPS)("%s", AGAIN, async (step) => diesAt(step, await freshDatabase(shared)));
});

describe("what a collector on PostgreSQL was erasing when it died is gone when it is erased again, and stays so", () => {
  test.each(ERASING)("%s", AGAIN, async (step) => diesErasing(step, await freshDatabase(shared)));
});

describe("what a collector on PostgreSQL was destroying when it died is gone in the end, and was published before", () => {
  test.each(RETAINING)("%s", AGAIN, async (step) => diesRetaining(step, await freshDatabase(shared)));
});

describe("a rating that the mix of another collector has in its hands is erased when that has ended", () => {
  test.each(["before the ratings", "after the ratings", "before the removal"])("%s", async (step) => {
    const place = await freshDatabase(shared);
    const mixing = await CollectorProcess.start(place.address, step, "stand still");
    // Before the other has anything in its hands: each mixes at its start.
    const other = await CollectorProcess.start(place.address, "before the rating is erased", "stand still");
    const all = Array.from({ length: 20 }, () => rating());
    const [one = rating()] = all;
    await mixing.send(all);
    const mixed = mixing.mix();
    await mixing.reached;
    const erased = other.erase(one.id);
    // The other has no more than asked for the loan: it has not got it before the mix ends.
    expect(await other.kept(one.id)).toBe(1);
    expect(other.standsStill).toBe(false);
    mixing.goOn();
    expect(await mixed).toBe(20);
    await other.reached;
    other.goOn();
    expect(await erased).toBe(true);
    for (const collector of [mixing, other]) {
      expect(await collector.kept(one.id)).toBe(0);
      expect(await collector.send([one])).toMatchObject([{ status: "duplicate" }]);
    }
  });
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
