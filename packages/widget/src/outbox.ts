import { type Client, createCollectorClient } from "@aftertask/client";
import type { createEvents } from "./events.js";
import { inPrompts } from "./keeper.js";

/** All that makes a tap durable; fetched first once the prompt is shown, so that the outbox is open before it can be tapped. */
export { createKeeper } from "./keeper.js";

/** Opens the outbox, and tells the page what becomes of ratings that no prompt of it waits for: those of earlier pages. */
export function openOutbox(
  options: Parameters<typeof createCollectorClient>[0],
  { tell }: Pick<ReturnType<typeof createEvents>, "tell">,
): Client {
  const client = createCollectorClient(options);
  client.on("delivered", ({ id }) => inPrompts.has(id) || tell("delivered", { id }, undefined));
  client.on("refused", (detail) => inPrompts.has(detail.id) || tell("refused", detail, undefined));
  const off = client.on("postponed", ({ because, problem }) => {
    if (because !== "paused") return;
    // Nothing is lost, and nothing arrives: somebody has to hear of it, and it is not the respondent.
    console.warn("Aftertask: ratings wait.", problem);
    off();
  });
  return client;
}
