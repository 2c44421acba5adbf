import { describe, expect, it } from "vitest";
import { foreignContract, SAME_ORIGIN, setScene } from "./foreign.contract.js";
import { startJsonServer } from "./json-server.js";
import { AS_KEPT, WHOLE } from "./whole-rating.js";

foreignContract("json-server", startJsonServer);

describe("json-server", () => {
  const scene = setScene(startJsonServer);

  it("has the rating once after a lost answer, because it refuses an id twice; with 500, so that the rating waits", async () => {
    const { visitor, server, stage } = scene;
    stage.once({ kind: "reset-after" });
    await visitor.connect({ endpoint: SAME_ORIGIN, acknowledge: "status" });
    await visitor.submit(WHOLE);
    await visitor.postponed("busy");
    expect(await server.records()).toStrictEqual([AS_KEPT]);
    expect(await visitor.pending()).toBe(1);
  });

  it("has it once and confirms it, with a transport that knows what json-server says to an id twice", async () => {
    const { visitor, server, stage } = scene;
    stage.once({ kind: "reset-after" });
    await visitor.connect({ endpoint: SAME_ORIGIN, acknowledge: "status" }, async (address, request) => {
      const response = await fetch(address, request);
      if (response.status !== 500) return response;
      return (await response.text()).includes("duplicate id") ? new Response() : Response.error();
    });
    const id = await visitor.submit(WHOLE);
    await visitor.drain();
    expect(await visitor.delivered(id)).toEqual({ id, status: "stored" });
    expect(await server.records()).toStrictEqual([AS_KEPT]);
  });

  it("loses nothing to a wrong address: the next page, with the right one, delivers it", async () => {
    const { visitor, server } = scene;
    await visitor.connect({ endpoint: `${server.address}/raitings`, acknowledge: "status" });
    await visitor.submit(WHOLE);
    await visitor.postponed("paused");
    await visitor.page.reload();
    await visitor.connect({ endpoint: scene.endpoint, acknowledge: "status" });
    await visitor.drain();
    expect(await server.records()).toStrictEqual([AS_KEPT]);
  });

  it("confirms nothing by answering the GET that a redirect makes of a POST", async () => {
    const { visitor, server, stage } = scene;
    stage.once({ kind: "status", status: 302, headers: { location: SAME_ORIGIN } });
    await visitor.connect({ endpoint: SAME_ORIGIN, acknowledge: "status" });
    const id = await visitor.submit(WHOLE);
    await visitor.postponed("unreachable");
    expect(await server.records()).toEqual([]);
    await visitor.drain();
    await visitor.delivered(id);
    expect(await server.records()).toStrictEqual([AS_KEPT]);
  });

  it("confirms nothing to a transport that may not read the answer, which is as well: it has an empty record", async () => {
    const { visitor, server, endpoint } = scene;
    await visitor.connect({ endpoint, acknowledge: "status" }, (address, request) =>
      fetch(address, { ...request, mode: "no-cors", redirect: "follow" }),
    );
    await visitor.submit(WHOLE);
    await visitor.postponed("unreachable");
    expect(await visitor.pending()).toBe(1);
    const [kept] = await server.records();
    expect(Object.keys(kept ?? {})).toEqual(["id"]);
  });
});
