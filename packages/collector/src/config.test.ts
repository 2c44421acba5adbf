import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../test/temporary-folder.js";
import { ConfigError, parseConfig, readConfig } from "./config.js";
import { DEFAULT_LIMITS } from "./limits.js";

const PROJECT = { key: "pk_intranet", origins: ["https://intranet.example"], touchpoints: "open" };

const AT = "projects[0].touchpoints.hr.benefits-paperwork";
const OWN = { id: "own", when: "low", label: { en: "Its own" } };
const touchpoint = (entry: object) => ({ touchpoints: { "hr.benefits-paperwork": entry } });

test("a project needs a key, origins and touchpoints; the rest has defaults", () => {
  expect(parseConfig({ projects: [PROJECT] })).toEqual({
    projects: [
      {
        ...PROJECT,
        rate: { perSecond: 50, burst: 200 },
        privacy: "confidential",
        minimumGroup: 5,
        tickets: "off",
        publication: "weekly",
        retentionWeeks: 53,
      },
    ],
    adminTokens: [],
    addressRate: { perSecond: 100, burst: 500 },
    limits: DEFAULT_LIMITS,
  });
});

test("a catalogue may stand where open would", () => {
  const touchpoints = { "hr.benefits-paperwork": { reasons: ["kind"], context: { caseType: ["dental"] } } };
  expect(parseConfig({ projects: [{ ...PROJECT, touchpoints }] }).projects).toMatchObject([{ touchpoints }]);
});

test("a list of teams that names none asks for nothing that this version has not", () => {
  expect(parseConfig({ projects: [{ ...PROJECT, providers: {} }] }).projects).toHaveLength(1);
});

test.each([
  [{ origins: [] }, "projects[0].origins must name at least one origin"],
  [{ origins: ["*"] }, "projects[0].origins[0] must be an origin"],
  [{ origins: ["null"] }, "projects[0].origins[0] must be an origin"],
  [{ origins: ["https://intranet.example/"] }, "projects[0].origins[0] must be an origin"],
  [{ origins: ["https://user@intranet.example"] }, "projects[0].origins[0] must be an origin"],
  [{ origins: ["file:///x"] }, "projects[0].origins[0] must be an origin"],
  [{ privacy: "named" }, 'projects[0].privacy must be "confidential"'],
  [{ tickets: "require" }, 'projects[0].tickets must be "off"'],
  [{ minimumGroup: 4 }, "projects[0].minimumGroup must be at least 5"],
  [{ minimumGroup: 1_001 }, "projects[0].minimumGroup must be at most 1000"],
  [{ key: "pk\0intranet" }, "projects[0].key must be Unicode text without the NUL character"],
  [{ key: "pk\ud800" }, "projects[0].key must be Unicode text without the NUL character"],
  [{ publication: "immediate" }, '"immediate" is for demonstrations only'],
  [{ touchpoints: { "Not a slug": {} } }, "projects[0].touchpoints.Not a slug must be named by lower-case words"],
  [{ touchpoints: [] }, "projects[0].touchpoints must be a catalogue"],
  [
    { touchpoints: {} },
    'touchpoints must be a catalogue as defineTouchpoints takes it, with at least one touchpoint, or "open"',
  ],
  [{ touchpoints: "opened" }, "projects[0].touchpoints must be a catalogue"],
  [touchpoint({ reasons: ["nope"] }), `${AT}.reasons[0] must be built in (waiting, `],
  [touchpoint({ reasons: ["kind", { id: "a b", when: "low", label: { en: "A" } }] }), `${AT}.reasons[1].id must be`],
  [touchpoint({ reasons: [{ id: "own", when: "low", label: {} }] }), `${AT}.reasons[0] must be built in`],
  [touchpoint({ reasons: ["kind", "clear", "kind"] }), `${AT}.reasons[2] must not be there twice: "kind" is`],
  [touchpoint({ reasons: [OWN, OWN] }), `${AT}.reasons[1] must not be there twice: "own" is`],
  [
    touchpoint({ reasons: [{ ...OWN, id: "kind" }] }),
    `${AT}.reasons[0].id must be an id of its own: "kind" is built in`,
  ],
  [touchpoint({ instrument: "outcome6" }), `${AT}.instrument is not valid`],
  [touchpoint({ instrumnt: "nps11" }), `${AT} must not have "instrumnt": no member is called that`],
  [touchpoint({ reasons: [{ ...OWN, labl: {} }] }), `${AT}.reasons[0] must not have "labl": no member is called that`],
  [touchpoint({ context: ["dental"] }), `${AT}.context must be an object, in { }`],
  [{ touchpoints: { "hr.benefits-paperwork": "outcome5" } }, `${AT} must be an object, in { }`],
  [touchpoint({ context: { caseType: [] } }), `${AT}.context.caseType is not valid`],
  [{ touchpoints: undefined }, "projects[0].touchpoints must be a catalogue"],
  [{ providers: { "hr-payroll": { members: 12 } } }, "projects[0].providers must be empty, or left out"],
  [{ surprise: 1 }, 'projects[0] must not have "surprise": no member is called that'],
  [{ key: undefined }, 'projects[0].key is missing: it must be text, in " "'],
  // What was meant for the missing one is told before it.
  [{ origins: undefined, origin: [] }, 'projects[0] must not have "origin": no member is called that'],
  [{ origins: undefined }, "projects[0].origins is missing: it must be a list, in [ ]"],
  [{ origins: "https://intranet.example" }, "projects[0].origins must be a list, in [ ]"],
  [{ minimumGroup: "8" }, "projects[0].minimumGroup must be a number"],
])("%j is refused: %s", (change, message) => {
  const config = { projects: [{ ...PROJECT, ...change }] };
  expect(() => parseConfig(config, "aftertask.json")).toThrow(ConfigError);
  expect(() => parseConfig(config, "aftertask.json")).toThrow(message);
  expect(() => parseConfig(config, "aftertask.json")).toThrow(/^aftertask.json cannot be used: [^\n]+$/);
});

test.each([
  [{}, 'projects must be a list of projects, each with its "key", "origins" and "touchpoints"'],
  [[], "it must be an object, in { }"],
  [null, "it must be an object, in { }"],
  ["text", "it must be an object, in { }"],
  [{ projects: [] }, "projects must name at least one project"],
  [{ projects: [PROJECT, PROJECT] }, "projects must not repeat a key"],
])("%j is no configuration: %s", (config, message) => {
  expect(() => parseConfig(config)).toThrow(ConfigError);
  expect(() => parseConfig(config)).toThrow(message);
});

function written(text: string): string {
  const file = join(temporaryFolder(), "aftertask.json");
  writeFileSync(file, text);
  return file;
}

test("a file may begin with a byte order mark, as some editors write it", () => {
  expect(readConfig(written(`\uFEFF${JSON.stringify({ projects: [PROJECT] })}`)).projects).toHaveLength(1);
});

test("a file that is not JSON is refused with line and column, and none of its words", () => {
  const file = written('{\n  "projects": [],\n  secret\n}');
  expect(() => readConfig(file)).toThrow(ConfigError);
  expect(() => readConfig(file)).toThrow(`${file} is not JSON in line 3, column 3: --config (AFTERTASK_CONFIG) must`);
});

test("whoever has left a comma behind, or a comment, is told that JSON has none", () => {
  for (const text of ['{ "projects": [ ], }', '{ "projects": [ ] // mine\n }'])
    expect(() => readConfig(written(text))).toThrow(/is not JSON in line 1, .* no comments, and no comma before/);
});

test("a file that is not there is refused with the flag that names it", () => {
  expect(() => readConfig("/nowhere")).toThrow("/nowhere cannot be read: --config (AFTERTASK_CONFIG) must name");
});
