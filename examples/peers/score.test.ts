import { expect, it } from "vitest";
import { byRows, score } from "./score.js";

const TRAFFIC = { requests: 4, bytes: 400 };
const TAKEN = new Set(["a", "b", "c"]);

it("counts what was taken and never arrived as lost", () => {
  const { events, lost, doubled } = score(TAKEN, [{ mark: "a", id: "1" }], TRAFFIC);
  expect({ events, lost, doubled }).toEqual({ events: 3, lost: 2, doubled: 0 });
});

it("counts an event that arrived twice as doubled, and again if its ids differ", () => {
  const arrivals = [
    { mark: "a", id: "1" },
    { mark: "a", id: "1" },
    { mark: "b", id: "2" },
    { mark: "b", id: "3" },
  ];
  expect(score(TAKEN, arrivals, TRAFFIC)).toEqual({ events: 3, lost: 1, doubled: 2, doubledByOtherIds: 1, ...TRAFFIC });
});

it("says nothing about ids where events have none", () => {
  expect(score(TAKEN, [{ mark: "a", id: null }], TRAFFIC).doubledByOtherIds).toBeNull();
});

it("leaves out events that the client never took", () => {
  expect(score(TAKEN, [{ mark: "d", id: "4" }], TRAFFIC).lost).toBe(3);
});

it("takes the word of the receiver's database where there is one", () => {
  const arrivals = [...TAKEN].map((mark) => ({ mark, id: mark }));
  const given = score(TAKEN, arrivals, TRAFFIC);
  expect(byRows(given, TAKEN, ["a", "a", "b", "d"])).toMatchObject({ lost: 1, doubledByOtherIds: 1 });
});
