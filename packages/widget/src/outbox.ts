/** All that makes a tap durable; fetched first once the prompt is shown, so that the outbox is open before it can be tapped. */
export { createClient } from "@aftertask/client";
export { createKeeper } from "./keeper.js";
