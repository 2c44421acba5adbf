// @ts-check
// A collector in a process of its own, driven by messages instead of HTTP. At one named step it dies, or stands still
// until it is told to go on. The built package is used: nothing in it knows of this.
import { createCollector, openPostgres, openSqlite, parseConfig } from "../../dist/index.js";

const [place = "", wanted = "", mode = "die"] = process.argv.slice(2);
const stores = await (place.startsWith("postgres://") ? openPostgres(place) : openSqlite(place));

let now = Date.UTC(2026, 10, 21, 9, 30);
// Whatever a start does, the step is one of what comes after.
let reached = true;
/** @type {() => void} */
let goOn = () => {};

/** @param {string} step */
async function reach(step) {
  if (step !== wanted || reached) return;
  reached = true;
  if (mode !== "stand still") process.kill(process.pid, "SIGKILL");
  await /** @type {Promise<void>} */ (
    new Promise((resolve) => {
      goOn = resolve;
      process.send?.({ reached: step });
    })
  );
}

/**
 * The same store, with a step before and after some of what it does.
 * @template {object} Store
 * @param {Store} store
 * @param {Partial<Record<keyof Store, string>>} verbs  What each is called in the names of steps.
 * @param {Partial<Store>} [others]  What is done otherwise.
 * @returns {Store}
 */
function stepwise(store, verbs, others = {}) {
  return new Proxy(store, {
    get(target, name) {
      if (name in others) return Reflect.get(others, name);
      const value = Reflect.get(target, name);
      const step = /** @type {Record<string | symbol, string | undefined>} */ (verbs)[name];
      if (typeof value !== "function") return value;
      if (step === undefined) return value.bind(target);
      return async (/** @type {unknown[]} */ ...args) => {
        await reach(`before ${step}`);
        const result = await value.apply(target, args);
        await reach(`after ${step}`);
        return result;
      };
    },
  });
}

const { intake, ratings, ledger, keys } = stores;
const watched = {
  ...stores,
  intake: stepwise(
    intake,
    { close: "the week is closed", truncateLog: "the log is emptied" },
    {
      async append(rows, elsewhere) {
        await reach("before the commit");
        const met = await intake.append(rows, async (some) => {
          await reach("within the commit");
          return elsewhere(some);
        });
        await reach("after the commit");
        return met;
      },
      async lend(project, counted, limit, borrow) {
        const result = await intake.lend(project, counted, limit, (loan) =>
          borrow({ rows: loan.rows, hold: loan.hold, remove: stepwise(loan, { remove: "the removal" }).remove }),
        );
        await reach("after the loan");
        return result;
      },
    },
  ),
  ratings: stepwise(ratings, {
    add: "the ratings",
    rewriteFor: "the ratings are written anew",
    remove: "the rating is erased",
    destroy: "ratings are destroyed",
  }),
  tombstones: stepwise(stores.tombstones, { add: "the tombstone" }),
  published: stepwise(stores.published, { keep: "a week is published" }),
  ledger: stepwise(ledger, {
    add: "the ledger",
    rewriteFor: "the ledger is written anew",
    destroyBefore: "the ledger is thinned",
  }),
  keys: stepwise(keys, { destroyUpTo: "keys are destroyed", secret: "a key is made" }),
};

const TOKEN = "a-secret-that-has-thirty-two-characters";
const { projects } = parseConfig({
  projects: [{ key: "pk_intranet", origins: ["https://intranet.example"], touchpoints: "open", rate: "unlimited" }],
});
const collector = createCollector({
  serve: { projects, admin: { token: TOKEN } },
  stores: watched,
  now: () => now,
});

process.on("message", async (/** @type {any} */ { id, path, body, method, time, mix, retain, arm, resume, stop }) => {
  if (resume) return goOn();
  if (arm) return void (reached = false);
  now = time ?? now;
  if (stop) await collector.stop();
  if (stop) return process.exit();
  if (mix) {
    const moved = await collector.mix().catch(() => -1);
    return process.send?.({ id, moved });
  }
  if (retain) return process.send?.({ id, retained: await collector.retain() });
  const headers = { Authorization: `Bearer ${TOKEN}`, "Content-Type": "text/plain" };
  const request = new Request(new URL(path, "http://127.0.0.1/"), {
    method: method ?? (body ? "POST" : "GET"),
    body,
    headers,
  });
  const answer = await collector.fetch(request);
  const text = await answer.text();
  return process.send?.({ id, status: answer.status, body: text && JSON.parse(text) });
});
await collector.mix();
reached = mode === "later";
process.send?.({ ready: true });
