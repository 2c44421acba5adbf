import { expect, test } from "vitest";
import { envelope, ORIGIN, rating } from "../../start.js";
import { playAll } from "../cases.js";
import type { Pair } from "../pair.js";

const HOST = ORIGIN.slice("https://".length);

/** Everything that is not the origin, but looks like it to something that does not compare it as it stands. */
const OTHERS: readonly (string | string[])[] = [
  "null",
  "",
  "*",
  "undefined",
  HOST,
  `//${HOST}`,
  `http://${HOST}`,
  `HTTPS://${HOST}`,
  ORIGIN.toUpperCase(),
  ORIGIN.replace("intranet", "Intranet"),
  `${ORIGIN}/`,
  `${ORIGIN}:443`,
  `${ORIGIN}:8443`,
  `${ORIGIN}.`,
  `${ORIGIN}.evil.example`,
  `${ORIGIN}evil`,
  `${ORIGIN}@evil.example`,
  `https://${HOST}@evil.example`,
  `https://evil.example/${HOST}`,
  `https://evil.example?${ORIGIN}`,
  `https://evil.example#${ORIGIN}`,
  `https://evil${HOST}`,
  `https://evil.${HOST}`,
  `https://user@${HOST}`,
  `https://user:password@${HOST}`,
  "https://intranet\u3002example",
  "https://xn--ntranet-x9a.example",
  "https://\u0456ntranet.example",
  `https:/${HOST}`,
  `https:\\\\${HOST}`,
  `${ORIGIN}, ${ORIGIN}`,
  `${ORIGIN} ${ORIGIN}`,
  [ORIGIN, "https://evil.example"],
  [ORIGIN, ORIGIN],
  `${ORIGIN}%00`,
  `${ORIGIN}/../evil`,
  `file://${HOST}`,
  "chrome-extension://intranet.example",
  `https://${"a".repeat(2_000)}.example`,
  "__proto__",
];

/** B11: pages of the listed origins alone may send. */
export function origins(pair: Pair): void {
  test("B11: an origin that is not listed, as it stands, is refused", async () => {
    const cases = OTHERS.map((origin) => [JSON.stringify(origin).slice(0, 80), origin] as const);
    await playAll("B11", cases, async (origin) =>
      expect(await statusFrom(pair, { Origin: asBytes(origin) })).toBe(403),
    );
  });

  test("B11: the listed origin is let through, and so is a server, which has none", async () => {
    const rightOnes: [string, Record<string, string>][] = [
      ["the listed one", { Origin: ORIGIN }],
      ["the listed one between blanks", { Origin: `  ${ORIGIN} ` }],
      ["none", {}],
      ["none, from a page by its own words", { Referer: "https://evil.example/", "Sec-Fetch-Site": "cross-site" }],
    ];
    await playAll("B11", rightOnes, async (headers) => expect(await statusFrom(pair, headers)).toBe(200));
  });
}

async function statusFrom(pair: Pair, headers: Record<string, string | string[]>): Promise<number> {
  const answer = await pair.ask({ body: envelope([rating()]), headers: { "Content-Type": "text/plain", ...headers } });
  // Whoever asks may read the refusal, and nobody is named.
  expect(answer.headers["access-control-allow-origin"]).toBe("*");
  expect(answer.headers).not.toHaveProperty("access-control-allow-credentials");
  return answer.status;
}

/** Bytes of UTF-8 in the place of characters, as a header carries them. */
function asBytes(value: string | string[]): string | string[] {
  return typeof value === "string" ? Buffer.from(value).toString("latin1") : value;
}
