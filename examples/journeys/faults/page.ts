// What the harness's page runs: the client and nothing beside it.
import { type Client, type ClientEvents, createClient } from "@aftertask/client";

/** The globals of a page of the harness. */
export interface HarnessPage {
  /** Missing on `page.html?bare`, where the test makes its own. */
  client: Client;
  createClient: typeof createClient;
  /** What the client gave up, from its first attempt on. */
  gaveUp: ClientEvents["dropped"][];
  /** Tells the harness that a submission has settled: what is settled as stored or delivered must arrive. */
  settled(id: string, delivery: string): void;
  /** What nobody could be told at once, for the harness to fetch. */
  noted: { settled: [id: string, delivery: string][]; uncaught: string[] };
}

const here = globalThis as unknown as HarnessPage;
const noted: HarnessPage["noted"] = { settled: [], uncaught: [] };

here.noted = noted;
// An engine that can be told at once has put its own here.
here.settled ??= (id, delivery) => {
  noted.settled.push([id, delivery]);
};
addEventListener("error", ({ message }) => noted.uncaught.push(message));
addEventListener("unhandledrejection", ({ reason }) => noted.uncaught.push(String(reason)));

here.createClient = createClient;
here.gaveUp = [];
if (location.search !== "?bare") {
  here.client = createClient({ endpoint: "/v1/ratings", key: "pk_intranet" });
  here.client.on("dropped", (news) => here.gaveUp.push(news));
}
