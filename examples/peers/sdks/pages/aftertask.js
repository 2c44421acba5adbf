import { createClient } from "@aftertask/client";
import { expose } from "./expose.js";

const client = createClient({ endpoint: "/v1/ratings", key: "pk_intranet" });

expose(async (mark) => {
  const rating = { id: mark, touchpoint: "it.access-request", instrument: "outcome5", score: 4, person: mark };
  const { delivery } = await client.submit(rating);
  if (delivery === "volatile") throw new Error("Only this page remembers it.");
});
