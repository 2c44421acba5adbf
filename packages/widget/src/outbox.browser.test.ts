import { afterEach, expect, it, vi } from "vitest";
import { soon } from "../test/soon.js";
import { inPrompts } from "./keeper.js";
import { openOutbox } from "./outbox.js";

const RATING = { touchpoint: "it.access-request", instrument: "outcome5", score: 4 } as const;

let close = () => {};
afterEach(() => {
  close();
  vi.restoreAllMocks();
});

/** An outbox whose endpoint answers so. */
function open(answer: (ids: string[]) => Response) {
  const told: unknown[][] = [];
  vi.spyOn(globalThis, "fetch").mockImplementation(async (_address, request) => {
    const { ratings } = JSON.parse(String(request?.body)) as { ratings: { id: string }[] };
    return answer(ratings.map(({ id }) => id));
  });
  const options = { endpoint: "/v1/ratings", key: `pk_${crypto.randomUUID()}` };
  const { client } = openOutbox(options, { tell: (...news) => told.push(news) });
  close = client.close;
  return { client, told };
}

const results = (ids: string[], result: object) => Response.json({ results: ids.map((id) => ({ id, ...result })) });

it("tells the page of a rating that no prompt waits for, and not of one that has a prompt", async () => {
  const { client, told } = open((ids) => results(ids, { status: "stored" }));
  const ours = crypto.randomUUID();
  inPrompts.add(ours);
  await (
    await client.submit({ ...RATING, id: ours })
  ).delivered;
  const { id, delivered } = await client.submit(RATING);
  await delivered;
  expect(told).toEqual([["delivered", { id }, undefined]]);
});

it("tells of one that the endpoint will never take, with the problem", async () => {
  const problem = { type: "https://aftertask.dev/problems/already-rated", title: "Already rated" };
  const { client, told } = open((ids) => results(ids, { status: "refused", problem }));
  const { id, delivered } = await client.submit(RATING);
  await expect(delivered).rejects.toThrow("Already rated");
  expect(told).toEqual([["refused", { id, problem }, undefined]]);
});

it("a wrong key, address or origin is said in the console, once, in the endpoint's own words", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  const problem = { type: "https://aftertask.dev/problems/origin", title: "This origin may not post ratings" };
  const { client } = open(() => Response.json(problem, { status: 403 }));
  await client.submit(RATING);
  await client.flush();
  await client.flush();
  await soon(() => expect(warn).toHaveBeenCalled());
  expect(warn.mock.calls).toEqual([["Aftertask: ratings wait.", problem]]);
});

it("a server that is away for a while is nothing to complain of", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  const { client } = open(() => new Response("", { status: 503 }));
  await client.submit(RATING);
  await client.flush();
  expect(warn).not.toHaveBeenCalled();
});
