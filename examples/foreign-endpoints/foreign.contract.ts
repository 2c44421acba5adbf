import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CLEAR } from "../journeys/faults/proxy.js";
import type { StoredRecord } from "./foreign-server.js";
import { Stage, type Visitor } from "./stage.js";
import { AS_KEPT, TRACES, WHOLE } from "./whole-rating.js";

export interface Foreign {
  address: string;
  /** Everything that it has kept. */
  records(): Promise<StoredRecord[]>;
  /** Makes it empty again. */
  forget(): Promise<void>;
  stop(): Promise<void>;
}

/** What a test of one foreign server has at hand: each finds the server empty and a visitor nobody has seen before. */
export interface Scene {
  stage: Stage;
  server: Foreign;
  visitor: Visitor;
  /** The server itself, of another origin than the page. */
  endpoint: string;
}

/** The address of the same server below the page's own origin, behind a network that can be bad. */
export const SAME_ORIGIN = "/v1/ratings";

const MONDAY = 1;

/** Sets the scene for the tests of a suite and strikes it afterwards. */
export function setScene(start: () => Promise<Foreign>): Scene {
  const scene = {} as Scene;
  const strikes: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    scene.server = await start();
    strikes.unshift(() => scene.server.stop());
    scene.endpoint = scene.server.address + SAME_ORIGIN;
    scene.stage = await Stage.set(scene.server.address);
    strikes.unshift(() => scene.stage.end());
  });
  beforeEach(async () => {
    scene.visitor = await scene.stage.visit();
  });
  afterEach(async () => {
    await scene.visitor.leave();
    scene.stage.proxy.weather = CLEAR;
    scene.stage.proxy.posts.length = 0;
    await scene.server.forget();
  });
  afterAll(async () => {
    for (const strike of strikes) await strike();
  });
  return scene;
}

/** What every foreign server must do with the client's default settings for them. */
export function foreignContract(name: string, start: () => Promise<Foreign>): void {
  describe(`${name}, as it comes`, () => {
    const scene = setScene(start);

    it("keeps every field of a rating as it was given, from a page of another origin", async () => {
      const { visitor, endpoint, server } = scene;
      await visitor.connect({ endpoint, acknowledge: "status" });
      const id = await visitor.submit(WHOLE);
      expect(await visitor.delivered(id)).toEqual({ id, status: "stored" });
      expect(await server.records()).toStrictEqual([AS_KEPT]);
      expect(await visitor.pending()).toBe(0);
    });

    it("keeps every field from a page of its own origin", async () => {
      const { visitor, server } = scene;
      await visitor.connect({ endpoint: SAME_ORIGIN, acknowledge: "status" });
      await visitor.delivered(await visitor.submit(WHOLE));
      expect(await server.records()).toStrictEqual([AS_KEPT]);
    });

    it("never hears of task, round, person or ticket, nor of a time finer than the week", async () => {
      const { visitor, server, stage } = scene;
      await visitor.connect({ endpoint: SAME_ORIGIN, acknowledge: "status" });
      await visitor.delivered(await visitor.submit({ ...WHOLE, ...TRACES }));
      expect(await server.records()).toStrictEqual([AS_KEPT]);
      const sent = stage.proxy.posts.map(({ body }) => body).join();
      for (const trace of ["BEN-1042", "e7c1", "eyJ", "round", "14:35", "2026-11-19"])
        expect(sent).not.toContain(trace);
    });

    it("is told the Monday of a rating's week, over the ends of weeks and years", async () => {
      const { visitor, endpoint, server } = scene;
      await visitor.connect({ endpoint, acknowledge: "status" });
      const mondays = [
        ["2026-11-22T23:59:59.999Z", "2026-11-16T00:00:00.000Z"],
        ["2026-11-16T00:00:00.000Z", "2026-11-16T00:00:00.000Z"],
        ["2026-01-01T12:00:00.000Z", "2025-12-29T00:00:00.000Z"],
      ] as const;
      for (const [ratedAt] of mondays)
        await visitor.delivered(await visitor.submit({ ...WHOLE, id: crypto.randomUUID(), ratedAt }));
      expect((await server.records()).map(({ ratedAt }) => ratedAt)).toEqual(mondays.map(([, monday]) => monday));
    });

    it("gets each of several ratings by itself, as JSON", async () => {
      const { visitor, endpoint, server } = scene;
      const types: (string | undefined)[] = [];
      visitor.page.on("request", (request) => {
        if (request.method() === "POST") types.push(request.headers()["content-type"]);
      });
      await visitor.connect({ endpoint, acknowledge: "status" });
      const ids = await Promise.all(
        [0, 1, 2, 3, 4].map((score) => visitor.submit({ ...WHOLE, id: crypto.randomUUID(), score })),
      );
      await visitor.drain();
      expect((await server.records()).map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
      expect(types).toEqual(ids.map(() => "application/json"));
    });

    it("can have them in an envelope, which tells no time finer than the week either", async () => {
      const { visitor, endpoint, server } = scene;
      await visitor.connect({ endpoint, acknowledge: "status", body: "envelope" });
      await visitor.delivered(await visitor.submit({ ...WHOLE, ...TRACES }));
      const kept = await server.records();
      expect(kept).toMatchObject([{ version: 1, key: "pk_intranet", ratings: [AS_KEPT] }]);
      const times = JSON.stringify(kept).match(/\d{4}-\d\d-\d\dT[^"]*/g) ?? [];
      expect(times.map((time) => new Date(time).getUTCDay())).toEqual(times.map(() => MONDAY));
      expect(times.filter((time) => !time.includes("T00:00:00"))).toEqual([]);
    });

    it("would say 2xx to what the collector gets, and keep no rating: such a 2xx confirms nothing", async () => {
      const { visitor, endpoint, server } = scene;
      const answer = visitor.page.waitForResponse(endpoint);
      await visitor.connect({ endpoint });
      await visitor.submit(WHOLE);
      expect((await answer).request().headers()["content-type"]).toMatch(/^text\/plain/);
      expect((await answer).ok()).toBe(true);
      await visitor.postponed("unreachable");
      expect(await visitor.pending()).toBe(1);
      const [kept] = await server.records();
      expect(kept).toBeDefined();
      for (const field of ["touchpoint", "score", "comment"]) expect(kept).not.toHaveProperty(field);
    });
  });
}
