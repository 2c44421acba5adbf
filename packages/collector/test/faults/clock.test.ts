import { once } from "node:events";
import { describe, expect, test } from "vitest";
import { DATABASES } from "./fault-place.js";
import type { Program } from "./program.js";
import { sized } from "./size.js";
import { Story } from "./story.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Where the collector's clock jumps to, in milliseconds from the true time. */
const JUMPS: readonly (readonly [name: string, ahead: () => number])[] = [
  ["a day ahead", () => DAY],
  ["a day behind", () => -DAY],
  ["right again", () => 0],
  ["an hour ahead, as in spring", () => HOUR],
  ["an hour behind, as in autumn", () => -HOUR],
  ["ten years ahead", () => 3_653 * DAY],
  ["right again after that", () => 0],
  ["back to 1970", () => -Date.now()],
  ["right again after that, too", () => 0],
  ["a month ahead", () => 31 * DAY],
  ["a week behind", () => -7 * DAY],
  ["right in the end", () => 0],
];

describe.each(DATABASES)("%s", (_, fresh) => {
  test("F19: a clock that jumps costs no rating, and no request fails", async () => {
    const story = new Story(await fresh(), 19);
    const times = sized(1, 1, 3);
    const program = await story.begin({ preload: ["clock.mjs"] });
    for (let time = 0; time < times; time++)
      for (const [name, ahead] of JUMPS) {
        await jump(program, ahead());
        const some = Array.from({ length: 12 }, () => story.next());
        const answer = await story.send(program, some);
        expect(answer?.status, name).toBe(200);
        // Whose clock says 1970 cannot tell whether it, or the week that is open, is wrong: an hour later it would.
        const first = name === "back to 1970" ? "retry" : "stored";
        expect(new Set(answer?.results.map(({ status }) => status)), name).toEqual(new Set([first]));
        const again = await story.again(program, some);
        const second = first === "stored" ? "duplicate" : first;
        expect(new Set(again?.results.map(({ status }) => status)), name).toEqual(new Set([second]));
        // Reading a report mixes what is due by this clock.
        expect((await program.get("/v1/report?key=pk_intranet")).status, name).toBe(200);
      }
    // What was sent by any clock is known by the right one.
    await story.repeat(program);
    await program.stop();
    // A week that was published by a wrong clock stays as it was published, whatever is counted in it after.
    await story.settle(times * JUMPS.length, {}, 0);
  });
});

async function jump(program: Program, ahead: number): Promise<void> {
  program.child.send({ ahead });
  await once(program.child, "message");
}
