import { UUID } from "@aftertask/schema/words";
import { expect, test } from "vitest";
import { newId } from "./new-id.js";

test("ids are random UUIDs of version 4", () => {
  const ids = Array.from({ length: 200 }, newId);
  for (const id of ids) expect(id).toMatch(UUID);
  expect(ids.every((id) => id[14] === "4" && id[19] === "a")).toBe(true);
  expect(new Set(ids).size).toBe(200);
});
