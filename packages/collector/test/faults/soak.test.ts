import { readdirSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { DATABASES } from "./fault-place.js";
import type { Program } from "./program.js";
import { Story } from "./story.js";

/** How long it takes. None: this is only done where somebody asks for it. */
const MINUTES = Number(process.env["AFTERTASK_SOAK_MINUTES"] ?? "0");

describe.runIf(MINUTES > 0).each(DATABASES)("%s", (_, fresh) => {
  test("F29: a load that goes on and on takes no more memory and no more descriptors with time", async () => {
    const story = new Story(await fresh(), 29);
    const program = await story.begin();
    const { end, over } = story.load(program, { perSecond: 200, hear: ({ status }) => expect(status).toBe(200) });
    const memory: number[] = [];
    const descriptors: number[] = [];
    for (let minute = 0; minute < MINUTES; minute++) {
      await pause(60_000);
      memory.push(program.memory);
      descriptors.push(descriptorsOf(program));
    }
    end();
    await over;
    await program.stop();
    const growth = slopeOf(memory.slice(Math.floor(MINUTES / 3)));
    await story.settle(1, {
      minutes: MINUTES,
      "memory more a minute, MiB": growth,
      descriptors: Math.max(...descriptors),
    });
    expect(growth, "MiB a minute, in the last two thirds").toBeLessThan(1);
    expect(Math.max(...descriptors) - Math.min(...descriptors), "descriptors").toBeLessThan(20);
  });
});

function descriptorsOf({ child }: Program): number {
  return readdirSync(`/proc/${child.pid}/fd`).length;
}

/** Of the line through the values that has the least squares. */
function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const over = values.reduce((sum, value, at) => sum + (at - middle) * (value - mean), 0);
  const under = values.reduce((sum, _, at) => sum + (at - middle) ** 2, 0);
  return Math.round((100 * over) / (under || 1)) / 100;
}
