import { type Client, createCollectorClient } from "@aftertask/client";
import type { createEvents } from "./events.js";
import { createKeeper, inPrompts, type Keeper, type KeeperPorts } from "./keeper.js";

/** Where answers go: what an instance hands them to, whether it is real or only behaves so. */
export interface Outbox {
  client: Pick<Client, "submit" | "flush" | "pending" | "close">;
  createKeeper: (ports: KeeperPorts) => Keeper;
}

export type OpenOutbox = (
  options: Parameters<typeof createCollectorClient>[0],
  events: Pick<ReturnType<typeof createEvents>, "tell">,
) => Outbox;

/**
 * All that makes a tap durable; fetched first once the prompt is shown, so that it is open before it can be tapped. Tells
 * the page what becomes of ratings that no prompt of it waits for: those of earlier pages.
 */
export const openOutbox: OpenOutbox = (options, { tell }) => {
  const client = createCollectorClient(options);
  client.on("delivered", ({ id }) => inPrompts.has(id) || tell("delivered", { id }, undefined));
  client.on("refused", (detail) => inPrompts.has(detail.id) || tell("refused", detail, undefined));
  const off = client.on("postponed", ({ because, problem }) => {
    if (because !== "paused") return;
    // Nothing is lost, and nothing arrives: somebody has to hear of it, and it is not the respondent.
    console.warn("Aftertask: ratings wait.", problem);
    off();
  });
  return { client, createKeeper: (ports) => createKeeper(client, ports) };
};
