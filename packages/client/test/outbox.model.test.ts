import * as fc from "fast-check";
import { expect, test } from "vitest";
import { due } from "../src/outbox/due.js";
import { type Entry, isOpen } from "../src/outbox/entry.js";
import { answer, claim, settle, type Verdict } from "../src/outbox/outbox.js";
import { entry, NOON, SENDER } from "./entries.js";

const RUNS = Number(process.env["AFTERTASK_MODEL_RUNS"] ?? 500);
/** Repeats a run; fast-check prints one of its own when there is none. */
const SEED = process.env["AFTERTASK_SEED"];
const PAGES = ["one", "two", "three"];

/** What really happened, kept beside the outbox and compared with it after every command. */
class World {
  now = NOON;
  readonly outbox = new Map<string, Entry>();
  /** Bytes of each rating as they were when it was sealed. */
  readonly sealed = new Map<string, string>();
  /** Why a rating may be gone. */
  readonly excused = new Map<string, string>();
  readonly issued = new Set<string>();
  /** Requests under way: who sends what. */
  readonly requests: { by: string; batch: Entry[] }[] = [];

  write(before: Entry, after: Entry | undefined): void {
    if (after) this.outbox.set(before.id, after);
    else this.outbox.delete(before.id);
  }
}

function check(world: World): void {
  for (const id of world.issued)
    expect(world.outbox.has(id) || world.excused.has(id), `${id} left without a reason`).toBe(true);
  for (const [id, { body, state }] of world.outbox) {
    const sealed = world.sealed.get(id);
    if (sealed === undefined) {
      if (state !== "open") world.sealed.set(id, body);
    } else {
      expect(state, `${id} was opened again`).not.toBe("open");
      expect(body, `${id} changed after it was sealed`).toBe(sealed);
    }
  }
}

type Command = fc.Command<World, World>;

const command = (name: string, run: (world: World) => void): Command => ({
  check: () => true,
  run(world) {
    run(world);
    check(world);
  },
  toString: () => name,
});

const someId = fc.nat({ max: 7 }).map((number) => `r${number}`);
const somePage = fc.constantFrom(...PAGES);

const opens = fc.tuple(someId, somePage, fc.boolean()).map(([id, page, sealed]) =>
  command(`${page} opens ${id}, ${sealed ? "sealed" : "to be edited"}`, ({ now, issued, outbox }) => {
    if (issued.has(id)) return;
    issued.add(id);
    const open = entry({ id, addedAt: now, since: now, delay: 600_000, firm: true, by: page, state: "open" });
    outbox.set(id, sealed ? claim(open, page, now) : open);
  }),
);

const edits = fc.tuple(someId, fc.string({ minLength: 1, maxLength: 3 })).map(([id, body]) =>
  command(`edit ${id} ${body}`, (world) => {
    const held = world.outbox.get(id);
    if (held && isOpen(held)) world.write(held, { ...held, body, bytes: body.length, since: world.now });
  }),
);

const rounds = fc.tuple(somePage, fc.integer({ min: 0, max: 4 }), fc.boolean()).map(([by, limit, eager]) =>
  command(`round by ${by}, at most ${limit}`, (world) => {
    const { now: at, outbox, requests } = world;
    const eagerBefore = eager ? at + 1 : 0;
    // One round at a time: the request of an earlier one was given up, and its answer will not be heard.
    requests.splice(0, Infinity, ...requests.filter((one) => one.by !== by));
    const [kept, batch] = due([...outbox.values()], { ...SENDER, by }, at, limit, eagerBefore);
    // What someone edits here stays open here, however late it is.
    for (const { state } of batch) expect(state, "sent without being sealed").toBe("sealed");
    for (const { id } of batch) expect(isOpen(outbox.get(id) as Entry) && outbox.get(id)?.by === by).toBe(false);
    for (const held of outbox.values()) {
      if (kept.some(({ id }) => id === held.id)) continue;
      if (held.state === "dead" && at - held.since > 30 * 86_400_000) world.excused.set(held.id, "forgotten");
      outbox.delete(held.id);
    }
    for (const each of kept) outbox.set(each.id, each);
    if (batch.length) world.requests.push({ by, batch });
  }),
);

const verdict: fc.Arbitrary<Verdict> = fc.oneof(
  fc.constantFrom<Verdict>({ status: "stored" }, { status: "duplicate" }, { status: "conflict" }),
  fc.constantFrom<Verdict>({ problem: { type: "x", title: "No" } }),
  fc.record({
    because: fc.constantFrom("offline" as const, "unreachable" as const, "busy" as const, "paused" as const),
    retryInMs: fc.option(fc.integer({ min: 1000, max: 3_600_000 }), { nil: undefined }),
  }),
);

const answers = fc
  .tuple(fc.nat(), fc.array(verdict, { minLength: 4, maxLength: 4 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([pick, verdicts, random]) =>
    command(`answer ${JSON.stringify(verdicts)}`, (world) => {
      const [request] = world.requests.splice(pick % Math.max(1, world.requests.length), 1);
      request?.batch.forEach(({ id, body }, index) => {
        const said = verdicts[index];
        const held = world.outbox.get(id);
        if (!said) return;
        if ("status" in said) world.excused.set(id, said.status);
        if (!held) return;
        expect(body, "other bytes were sent than are held").toBe(held.body);
        const { by } = request;
        const [next, news] = answer(held, said, SENDER.under, world.now, random);
        if (news[0] === "dropped") {
          expect(world.now - held.addedAt).toBeGreaterThan(30 * 86_400_000);
          world.excused.set(id, "expired");
        }
        world.write(held, settle(held, next, by));
      });
    }),
  );

const pageDies = somePage.map((by) =>
  command(`${by} dies`, (world) => {
    const alive = world.requests.filter((request) => request.by !== by);
    world.requests.splice(0, Infinity, ...alive);
    // Nobody comes back under its mark.
    for (const held of world.outbox.values()) if (held.by === by) world.write(held, { ...held, by: "" });
  }),
);

const timePasses = fc
  .oneof(fc.integer({ min: 0, max: 700_000 }), fc.integer({ min: -90_000_000, max: 3_000_000_000 }))
  .map((ms) =>
    command(`${ms} ms pass`, (world) => {
      world.now += ms;
    }),
  );

test(
  `over ${RUNS} histories no rating leaves without a reason, and no sealed byte changes`,
  () => {
    fc.assert(
      fc.property(
        fc.commands([opens, edits, rounds, answers, pageDies, timePasses], { maxCommands: 60, size: "max" }),
        (commands) => {
          const world = new World();
          fc.modelRun(() => ({ model: world, real: world }), commands);
          // Whatever happened: with a working endpoint everything that can be delivered is delivered in the end.
          world.requests.length = 0;
          for (let turn = 0; turn < 5; turn++) {
            world.now += 3_600_000;
            const [, batch] = due([...world.outbox.values()], { ...SENDER, by: "last" }, world.now, 20, 0);
            for (const { id } of batch) world.outbox.delete(id);
          }
          for (const { state } of world.outbox.values()) expect(state).toBe("dead");
        },
      ),
      { numRuns: RUNS, ...(SEED && { seed: Number(SEED) }) },
    );
  },
  30_000 + 10 * RUNS,
);
