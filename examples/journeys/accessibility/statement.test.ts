import { readdirSync, readFileSync } from "node:fs";
import { INSTRUMENTS } from "@aftertask/schema/words";
import { expect, it } from "vitest";
import { DEFECTS } from "./defects.js";
import { DIRECTIONS, LOOKS } from "./looks.js";
import { OF_EACH_INSTRUMENT, STATES } from "./states.js";

// docs/accessibility.md claims what is tested, and nothing else.
const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const statement = read("../../../docs/accessibility.md");
const rows = statement.split("\n").flatMap((line) => {
  const [, number, , file] = /^\| (A\d+)\s+\| (.+?)\s+\| `(\w+)`\s+\|$/.exec(line) ?? [];
  return number && file ? [{ number, file }] : [];
});

it("has a row for every number", () => {
  const numbers = [...Array.from({ length: 40 }, (_, index) => `A${index + 1}`), "A43"];
  expect(rows.map(({ number }) => number)).toEqual(numbers);
});

it("names for each number a file in which a test begins with it", () => {
  const untrue = rows.filter(({ number, file }) => !new RegExp(`"${number}: `).test(read(`${file}.test.ts`)));
  expect(untrue).toEqual([]);
});

it("leaves out no number that is tested", () => {
  const tested = readdirSync(new URL(".", import.meta.url))
    .filter((file) => file.endsWith(".test.ts"))
    .flatMap((file) => [...read(file).matchAll(/"(A\d+): /g)].map(([, number]) => number));
  const known = new Set(rows.map(({ number }) => number));
  expect(tested.filter((number) => !known.has(number ?? ""))).toEqual([]);
});

it("counts the runs of axe, the defects, the journeys and the languages as they are", () => {
  const counted = (what: RegExp) => {
    const row = statement.split("\n").find((line) => what.test(line)) ?? "";
    return Number(/\| +(\d+) \| +0 \|$/.exec(row)?.[1]);
  };
  const [states, looks, directions] = [STATES.length, Object.keys(LOOKS).length, Object.keys(DIRECTIONS).length];
  expect(counted(new RegExp(`${states} states × ${looks} looks × ${directions} directions`))).toBe(
    states * looks * directions,
  );
  const [instruments, ofEach] = [Object.keys(INSTRUMENTS).length, OF_EACH_INSTRUMENT.length];
  expect(counted(new RegExp(`${instruments} instruments × ${ofEach} states × ${looks} looks × ${directions}`))).toBe(
    instruments * ofEach * looks * directions,
  );
  expect(counted(/defects put into the widget/)).toBe(Object.keys(DEFECTS).length);
  expect(counted(/"incomplete"/)).toBe(read("axe.test.ts").match(/^ {2}\[\n {4}\//gm)?.length);
  const journeys = read("engines/core.test.ts").match(/^ *it\(|^ *\["(ltr|rtl)"/gm)?.length ?? 0;
  expect(counted(new RegExp(`: ${journeys} in each`))).toBe(2 * journeys);
  const [, versions] = /axe-core ([\d.]+)/.exec(statement) ?? [];
  expect(JSON.parse(read("../package.json")).devDependencies["axe-core"]).toBe(versions);
});
