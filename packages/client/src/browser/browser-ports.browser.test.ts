import { afterEach, describe, expect, test } from "vitest";
import { clockContract } from "../../test/clock.contract.js";
import { readOptions } from "../options.js";
import { browserPorts } from "./browser-ports.js";

const open = () =>
  browserPorts(readOptions({ endpoint: "/v1/ratings", key: `ports-${crypto.randomUUID()}` }, location.href));
let close = () => {};
afterEach(() => close());

describe("the browser's clock", () => {
  clockContract(() => {
    const ports = open();
    close = ports.storage.close;
    return { ...ports, pass: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) };
  });
});

test("ids are random UUIDs in lower case, and chance is a share", () => {
  const { storage, newId, random } = open();
  close = storage.close;
  const ids = Array.from({ length: 100 }, newId);
  expect(new Set(ids).size).toBe(100);
  for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  expect(random()).toBeGreaterThanOrEqual(0);
  expect(random()).toBeLessThan(1);
});
