import { expect, test } from "vitest";
import { around } from "../../test/around.js";
import { freshPlace } from "../../test/fresh-place.js";
import { rating, type Running, start } from "../../test/start.js";
import type { Stores } from "../store/stores.js";

/** Something that waits until it is let through, once. */
function gate() {
  let open: () => void = () => {};
  let reach: () => void = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  const reached = new Promise<void>((resolve) => (reach = resolve));
  let used = false;
  return {
    reached,
    open: () => open(),
    async pass() {
      if (used) return;
      used = true;
      reach();
      await opened;
    },
  };
}

/** Whether something that should wait has not ended after others had their turn. */
async function stillWaits(promise: Promise<unknown>): Promise<boolean> {
  const later = new Promise<string>((resolve) => setTimeout(resolve, 100, "waits"));
  return (await Promise.race([promise, later])) === "waits";
}

async function startWith(watch: (stores: Stores) => Stores): Promise<Running> {
  const place = await freshPlace();
  return start({ stores: watch(await place.open()) }, place);
}

const erase = ({ request }: Running, id: string) => request(`/v1/ratings/${id}`, { method: "DELETE" });

async function expectGone(running: Running, one: ReturnType<typeof rating>): Promise<void> {
  expect((await running.request(`/v1/ratings/${one.id}`)).status).toBe(404);
  expect(await running.send([one])).toMatchObject([{ status: "duplicate" }]);
  await running.collector.mix();
  expect((await running.request(`/v1/ratings/${one.id}`)).status).toBe(404);
}

test.each(["before", "after"])(
  "a rating that the mix has in its hands is erased, too: %s it is copied",
  async (side) => {
    const held = gate();
    const running = await startWith((stores) => ({
      ...stores,
      ratings:
        side === "before"
          ? around(stores.ratings, "add", () => held.pass())
          : around(
              stores.ratings,
              "add",
              () => {},
              () => held.pass(),
            ),
    }));
    const all = Array.from({ length: 20 }, () => rating());
    const [one = rating()] = all;
    await running.send(all);
    const mixed = running.collector.mix();
    await held.reached;
    const erased = erase(running, one.id);
    expect(await stillWaits(erased)).toBe(true);
    held.open();
    expect(await mixed).toBe(20);
    expect((await erased).status).toBe(204);
    await expectGone(running, one);
  },
);

test.each(["tombstones", "ledger", "ratings"] as const)(
  "the mix waits for an erasure that is under way: at the %s",
  async (store) => {
    const held = gate();
    const running = await startWith((stores) => ({
      ...stores,
      tombstones: store === "tombstones" ? around(stores.tombstones, "add", () => held.pass()) : stores.tombstones,
      ledger: store === "ledger" ? around(stores.ledger, "add", () => held.pass()) : stores.ledger,
      ratings: store === "ratings" ? around(stores.ratings, "remove", () => held.pass()) : stores.ratings,
    }));
    const all = Array.from({ length: 20 }, () => rating());
    const [one = rating()] = all;
    await running.send(all);
    const erased = erase(running, one.id);
    await held.reached;
    const mixed = running.collector.mix();
    // Before it has taken hold of the project there is nothing to wait for, and what the mix moves is found where it is then.
    if (store === "tombstones") expect(await mixed).toBe(20);
    else expect(await stillWaits(mixed)).toBe(true);
    held.open();
    expect((await erased).status).toBe(204);
    await mixed;
    await expectGone(running, one);
  },
);

test.each(["before", "after"])("a retry that is under way does not bring it back: %s it looks", async (side) => {
  for (const place of ["waits", "was mixed"]) {
    const held = gate();
    let armed = false;
    const pass = () => (armed ? held.pass() : undefined);
    const running = await startWith((stores) => ({
      ...stores,
      ratings:
        side === "before" ? around(stores.ratings, "find", pass) : around(stores.ratings, "find", () => {}, pass),
    }));
    const all = Array.from({ length: place === "waits" ? 3 : 20 }, () => rating());
    const [one = rating()] = all;
    await running.send(all);
    await running.collector.mix();
    armed = true;
    const sent = running.send([one]);
    await held.reached;
    const erased = erase(running, one.id);
    // On PostgreSQL one of the two may have to wait for the other's transaction.
    await stillWaits(erased);
    held.open();
    expect(await sent).toMatchObject([{ status: "duplicate" }]);
    expect((await erased).status).toBe(204);
    await expectGone(running, one);
  }
});

test("erasing many at once erases each", async () => {
  const running = await start();
  const all = Array.from({ length: 20 }, () => rating());
  await running.send(all);
  const answers = await Promise.all([...all, ...all].map(({ id }) => erase(running, id)));
  expect(answers.every(({ status }) => status === 204)).toBe(true);
  expect(await running.collector.mix()).toBe(0);
  for (const { id } of all) expect((await running.request(`/v1/ratings/${id}`)).status).toBe(404);
});
