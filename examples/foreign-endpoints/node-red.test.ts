import { describe, expect, it } from "vitest";
import { foreignContract, SAME_ORIGIN, setScene } from "./foreign.contract.js";
import { startNodeRed } from "./node-red.js";
import { AS_KEPT, WHOLE } from "./whole-rating.js";

foreignContract("Node-RED", startNodeRed);

describe("Node-RED without its editor, as on a server in production", () => {
  const scene = setScene(() => startNodeRed({ editor: false }));

  it("takes nothing from pages of another origin; the rating waits, and arrives over the page's own", async () => {
    const { visitor, endpoint, server } = scene;
    await visitor.connect({ endpoint, acknowledge: "status" });
    await visitor.submit(WHOLE);
    await visitor.postponed("unreachable");
    expect(await server.records()).toEqual([]);
    await visitor.page.reload();
    await visitor.connect({ endpoint: SAME_ORIGIN, acknowledge: "status" });
    await visitor.drain();
    expect(await server.records()).toStrictEqual([AS_KEPT]);
  });

  it("has a rating twice after a lost answer, under one id: at least once is the promise", async () => {
    const { visitor, server, stage } = scene;
    stage.once({ kind: "reset-after" });
    await visitor.connect({ endpoint: SAME_ORIGIN, acknowledge: "status" });
    const id = await visitor.submit(WHOLE);
    await visitor.drain();
    await visitor.delivered(id);
    expect(await server.records()).toStrictEqual([AS_KEPT, AS_KEPT]);
  });
});

describe("Node-RED where the flow's file cannot be written", () => {
  const scene = setScene(() => startNodeRed({ broken: true }));

  it("does not confirm, because the flow answers after it has written; the rating waits", async () => {
    const { visitor, endpoint } = scene;
    await visitor.connect({ endpoint, acknowledge: "status" });
    await visitor.submit(WHOLE);
    await visitor.postponed("busy");
    expect(await visitor.pending()).toBe(1);
  });
});
