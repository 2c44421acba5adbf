import { describe, expect, it } from "vitest";
import { CAPTIVE_PORTAL, type Fault } from "../journeys/faults/proxy.js";
import { SAME_ORIGIN, setScene } from "./foreign.contract.js";
import { startJsonServer } from "./json-server.js";
import { startWebPage } from "./web-page.js";
import { AS_KEPT, WHOLE } from "./whole-rating.js";

const html = (body: string, status = 200): Fault => ({
  kind: "status",
  status,
  headers: { "content-type": "text/html; charset=utf-8" },
  body,
});

describe("a server that says 200 and a web page to everything", () => {
  const scene = setScene(startWebPage);

  it("confirms nothing: the rating waits", async () => {
    const { visitor, endpoint } = scene;
    const answer = visitor.page.waitForResponse((response) => response.request().method() === "POST");
    await visitor.connect({ endpoint, acknowledge: "status" });
    await visitor.submit(WHOLE);
    expect((await answer).status()).toBe(200);
    await visitor.postponed("unreachable");
    expect(await visitor.pending()).toBe(1);
  });
});

describe("a web page that stands between the page and json-server for a while", () => {
  const scene = setScene(startJsonServer);

  it.each([
    ["a sign-in that says 200", CAPTIVE_PORTAL, "unreachable"],
    ["a portal that is a script alone", html('<script>location = "https://portal.example/"</script>'), "unreachable"],
    ["a portal that begins with a comment", html("\n<!-- v3 --><HTML><HEAD>"), "unreachable"],
    ["a firewall that says 400", html("<h1>Blocked by policy</h1>", 400), "paused"],
    ["a network that wants a login first", html("<!doctype html>", 511), "offline"],
  ] as [string, Fault, "unreachable" | "paused" | "offline"][])(
    "%s neither confirms nor refuses: the rating arrives once it is gone",
    async (_name, page, because) => {
      const { visitor, server, stage } = scene;
      stage.proxy.weather = () => page;
      await visitor.connect({ endpoint: SAME_ORIGIN, acknowledge: "status" });
      await visitor.submit(WHOLE);
      await visitor.postponed(because);
      expect(await server.records()).toEqual([]);
      stage.proxy.weather = () => ({ kind: "pass" });
      await visitor.page.reload();
      await visitor.connect({ endpoint: SAME_ORIGIN, acknowledge: "status" });
      await visitor.drain();
      expect(await server.records()).toStrictEqual([AS_KEPT]);
    },
  );
});
