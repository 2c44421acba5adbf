import { afterEach, describe, expect, it } from "vitest";
import { SAME_ORIGIN, setScene } from "./foreign.contract.js";
import { Gateway, type Guard, type Refusal } from "./gateway.js";
import { startJsonServer } from "./json-server.js";
import type { InPage } from "./stage.js";
import { AS_KEPT, WHOLE } from "./whole-rating.js";

/** Only who brings the key of the app may post. */
const demandsKey: Guard = ({ method, headers }) =>
  method !== "POST" || headers.authorization === "Bearer intranet-app" ? undefined : { status: 401 };

/** A single sign-on: without its cookie one is led to a sign-in page; with it one can fetch a token, which wears out. */
function signOn(): { guard: Guard; wearOut(): void } {
  let token = 1;
  const guard: Guard = ({ method, url, headers }): Refusal | undefined => {
    if (method === "OPTIONS") return undefined;
    if (url === "/sign-in")
      return {
        status: 200,
        headers: { "content-type": "text/html", "set-cookie": "sign-on=ana; HttpOnly; SameSite=Lax; Path=/" },
        body: "<!doctype html><title>Sign in</title>",
      };
    if (headers.cookie !== "sign-on=ana") return { status: 302, headers: { location: "/sign-in" } };
    if (url === "/token") return { status: 200, body: `token-${token}` };
    return method !== "POST" || headers.authorization === `Bearer token-${token}` ? undefined : { status: 401 };
  };
  return { guard, wearOut: () => (token += 1) };
}

let gateway: Gateway | undefined;
afterEach(() => gateway?.stop());

describe("a gateway that demands a header, in front of json-server", () => {
  const scene = setScene(startJsonServer);

  it("lets a rating through that brings it, from a page of another origin", async () => {
    gateway = await Gateway.start(scene.server.address, demandsKey);
    const { visitor, server } = scene;
    const endpoint = gateway.address + SAME_ORIGIN;
    await visitor.connect({ endpoint, acknowledge: "status", headers: { Authorization: "Bearer intranet-app" } });
    await visitor.delivered(await visitor.submit(WHOLE));
    expect(await server.records()).toStrictEqual([AS_KEPT]);
    expect(gateway.refusals).toEqual([]);
  });

  it("turns away one that does not; it waits, and goes through when the app has learnt the header", async () => {
    gateway = await Gateway.start(scene.server.address, demandsKey);
    const { visitor, server } = scene;
    const endpoint = gateway.address + SAME_ORIGIN;
    await visitor.connect({ endpoint, acknowledge: "status" });
    await visitor.submit(WHOLE);
    await visitor.postponed("paused");
    expect(gateway.refusals).toEqual([401]);
    await visitor.page.reload();
    await visitor.connect({ endpoint, acknowledge: "status", headers: { Authorization: "Bearer intranet-app" } });
    await visitor.drain();
    expect(await server.records()).toStrictEqual([AS_KEPT]);
  });

  it("gets whole ratings from a transport that spreads the request's headers to add one", async () => {
    gateway = await Gateway.start(scene.server.address, demandsKey);
    const { visitor, server } = scene;
    const endpoint = gateway.address + SAME_ORIGIN;
    await visitor.connect({ endpoint, acknowledge: "status" }, (address, request) =>
      fetch(address, { ...request, headers: { ...request.headers, Authorization: "Bearer intranet-app" } }),
    );
    await visitor.delivered(await visitor.submit(WHOLE));
    expect(await server.records()).toStrictEqual([AS_KEPT]);
  });

  it("gets JSON, whatever Content-Type the headers name: no empty record is confirmed", async () => {
    const { visitor, server, endpoint } = scene;
    await visitor.connect({ endpoint, acknowledge: "status", headers: { "content-type": "text/plain" } });
    await visitor.delivered(await visitor.submit(WHOLE));
    expect(await server.records()).toStrictEqual([AS_KEPT]);
  });
});

describe("a single sign-on in front of json-server", () => {
  const scene = setScene(startJsonServer);

  /** As a person does it, in a tab of their own. */
  async function signIn(address: string): Promise<void> {
    const tab = await scene.visitor.page.context().newPage();
    await tab.goto(`${address}/sign-in`);
    await tab.close();
  }

  it("is passed with cookies and a fresh token by a transport that knows how, also when the token wears out", async () => {
    const { guard, wearOut } = signOn();
    gateway = await Gateway.start(scene.server.address, guard);
    const { visitor, server } = scene;
    await signIn(gateway.address);
    await visitor.connect(
      { endpoint: gateway.address + SAME_ORIGIN, acknowledge: "status" },
      async (address, request) => {
        const here = globalThis as unknown as InPage & { token?: string };
        const send = async () => {
          here.token ??= await (await fetch(new URL("/token", address), { credentials: "include" })).text();
          const headers = new Headers(request.headers);
          headers.set("Authorization", `Bearer ${here.token}`);
          return fetch(address, { ...request, headers, credentials: "include" });
        };
        const response = await send();
        if (response.status !== 401) return response;
        delete here.token;
        return send();
      },
    );
    await visitor.delivered(await visitor.submit(WHOLE));
    wearOut();
    const second = { ...WHOLE, id: crypto.randomUUID(), score: 4 };
    await visitor.delivered(await visitor.submit(second));
    expect(await server.records()).toStrictEqual([AS_KEPT, { ...AS_KEPT, id: second.id, score: 4 }]);
    expect(gateway.refusals.filter((status) => status !== 200)).toEqual([401]);
  });

  it("is not passed without: neither its redirect nor its page confirms anything, and the rating waits", async () => {
    gateway = await Gateway.start(scene.server.address, signOn().guard);
    const { visitor, server } = scene;
    await visitor.connect({ endpoint: gateway.address + SAME_ORIGIN, acknowledge: "status" });
    await visitor.submit(WHOLE);
    await visitor.postponed("unreachable");
    expect(await visitor.pending()).toBe(1);
    expect(await server.records()).toEqual([]);
  });

  it.each([
    ["does not follow the redirect", (address, request) => fetch(address, { ...request, redirect: "manual" })],
    ["fails", () => Promise.reject(new Error("no token"))],
  ] as [string, (address: string, request: RequestInit) => Promise<Response>][])(
    "is not passed by a transport that %s: that is no confirmation",
    async (_how, transport) => {
      gateway = await Gateway.start(scene.server.address, signOn().guard);
      const { visitor, server } = scene;
      await visitor.connect({ endpoint: gateway.address + SAME_ORIGIN, acknowledge: "status" }, transport);
      await visitor.submit(WHOLE);
      await visitor.postponed("unreachable");
      expect(await visitor.pending()).toBe(1);
      expect(await server.records()).toEqual([]);
    },
  );
});
