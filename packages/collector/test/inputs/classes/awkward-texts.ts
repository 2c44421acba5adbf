import { LIMITS, SLUG } from "@aftertask/schema/words";
import { expect, test } from "vitest";
import { rating } from "../../start.js";
import { AWKWARD } from "../awkward.js";
import { playAll } from "../cases.js";
import type { Pair } from "../pair.js";

/** A place for text: how a rating holds it, where a problem finds it, and how long it may be. */
interface Place {
  name: string;
  field: string;
  longest: number;
  hold(text: string): object;
  mayBeEmpty: boolean;
}

const FREE: readonly Place[] = [
  { ...place("comment", LIMITS.commentLength) },
  { ...place("wording", LIMITS.slugLength) },
  { ...place("locale", 35) },
  {
    name: "context",
    field: "context.caseType",
    longest: LIMITS.slugLength,
    hold: (text) => ({ context: { caseType: text } }),
    mayBeEmpty: true,
  },
  // These are not kept, but what is made of them must differ with every byte.
  { ...place("task", LIMITS.opaqueIdLength), mayBeEmpty: false },
  { ...place("person", LIMITS.opaqueIdLength), mayBeEmpty: false },
];

const SLUGS: readonly Place[] = [
  place("touchpoint", LIMITS.slugLength),
  place("provider", LIMITS.slugLength),
  {
    name: "reasons",
    field: "reasons[0]",
    longest: LIMITS.slugLength,
    hold: (text) => ({ reasons: [text] }),
    mayBeEmpty: false,
  },
];

/** The most that an envelope takes. */
const TOGETHER = LIMITS.envelopeRatings;

/** B3: texts that programs have stumbled over. What was kept is held against what was sent when all is over. */
export function awkwardTexts(pair: Pair): void {
  test("B3: an awkward text is kept byte by byte, or refused by the name of its place", async () => {
    await playPlaces(
      pair,
      FREE,
      ({ longest, mayBeEmpty }, text) => isText(text, longest) && (mayBeEmpty || text !== ""),
    );
  });

  test("B3: an awkward text in the place of a slug is refused by the name of its place", async () => {
    await playPlaces(pair, SLUGS, ({ longest }, text) => text.length <= longest && SLUG.test(text));
  });
}

async function playPlaces(
  pair: Pair,
  places: readonly Place[],
  isKept: (place: Place, text: string) => boolean,
): Promise<void> {
  const cases = places.flatMap((one) => AWKWARD.map((text) => ({ one, text })));
  const envelopes = Array.from({ length: Math.ceil(cases.length / TOGETHER) }, (_, at) => {
    const part = cases.slice(at * TOGETHER, (at + 1) * TOGETHER);
    return [`from ${part[0]?.one.name} ${JSON.stringify(part[0]?.text)}`, part] as const;
  });
  await playAll(
    "B3",
    envelopes,
    async (part) => {
      const results = await pair.send(part.map(({ one, text }) => rating(one.hold(text))));
      const verdicts = part.map(({ one, text }, index) =>
        isKept(one, text)
          ? { status: "stored" }
          : { status: "invalid", problem: { field: `ratings[${index}].${one.field}` } },
      );
      expect(results).toMatchObject(verdicts);
    },
    { casesEach: ({ length }) => length },
  );
}

/** Text that every database keeps alike. */
function isText(text: string, longest: number): boolean {
  return [...text].length <= longest && !text.includes("\0") && text.isWellFormed();
}

function place(name: string, longest: number): Place {
  return { name, field: name, longest, hold: (text) => ({ [name]: text }), mayBeEmpty: true };
}
