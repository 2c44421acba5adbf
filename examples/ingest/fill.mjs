// @ts-check
// Fills a folder with ratings and their tasks as a year of them would lie there: in 52 weeks, the last of which is the
// open one, written in the order of their keys. `node fill.mjs FOLDER ROWS`
import { openSqlite } from "@aftertask/collector";
import { randomBytes } from "node:crypto";

import { KEY, TOUCHPOINTS } from "./ratings.mjs";

const WEEKS = 52;
const DAY = 86_400_000;
const AT_ONCE = 5_000;
const DETAILS = JSON.stringify({
  wording: "outcome5.en.1",
  reasons: ["kind", "waiting"],
  lostTime: "15m-1h",
  comment: "It took two calls to find out which form was missing, then it was settled within the day.",
  locale: "en",
  layout: "corner",
  sampling: 1,
  context: { caseType: "dental" },
});

const [folder = "", count = ""] = process.argv.slice(2);
const rows = Number(count);
const stores = openSqlite(folder);

const share = Math.ceil(rows / WEEKS);
for (let week = WEEKS - 1; week >= 0; week -= 1) {
  const name = weekOf(Date.now() - week * 7 * DAY);
  for (let at = 0; at < share; at += AT_ONCE) {
    const size = Math.min(AT_ONCE, share - at);
    await stores.ratings.add(Array.from({ length: size }, (_, number) => rating(name, at + number, share)));
  }
}
for (let at = 0; at < rows; at += AT_ONCE) {
  const size = Math.min(AT_ONCE, rows - at);
  const day = new Date().toISOString().slice(0, 10);
  await stores.ledger.add(
    Array.from({ length: size }, (_, number) => ({ project: KEY, pseudonym: sixteen(at + number, rows), day })),
  );
}
await stores.close();

/** @param {string} week @param {number} number @param {number} of */
function rating(week, number, of) {
  return {
    project: KEY,
    week,
    id: sixteen(number, of),
    counted: week,
    touchpoint: TOUCHPOINTS[number % TOUCHPOINTS.length] ?? "",
    instrument: /** @type {const} */ ("outcome5"),
    score: 1 + (number % 5),
    channel: /** @type {const} */ ("prompt"),
    audience: /** @type {const} */ ("employee"),
    provider: "hr-payroll",
    minimumGroup: 5,
    rater: new Uint8Array(randomBytes(16)),
    digest: new Uint8Array(randomBytes(16)),
    details: DETAILS,
  };
}

/**
 * 16 bytes of chance but for their order: those of a number below another's come before.
 * @param {number} number
 * @param {number} of
 */
function sixteen(number, of) {
  const bytes = new Uint8Array(randomBytes(16));
  new DataView(bytes.buffer).setUint32(0, Math.floor((number / of) * 2 ** 32));
  return bytes;
}

/** @param {number} time  Milliseconds since 1970. */
function weekOf(time) {
  const thursday = new Date(time);
  thursday.setUTCDate(thursday.getUTCDate() - ((thursday.getUTCDay() + 6) % 7) + 3);
  const days =
    (Date.UTC(thursday.getUTCFullYear(), thursday.getUTCMonth(), thursday.getUTCDate()) -
      Date.UTC(thursday.getUTCFullYear(), 0, 1)) /
    DAY;
  return `${thursday.getUTCFullYear()}-W${String(Math.floor(days / 7) + 1).padStart(2, "0")}`;
}
