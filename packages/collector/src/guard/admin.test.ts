import { expect, test } from "vitest";
import { Refusal } from "../problem.js";
import { type Grant, createAdminGuard } from "./admin.js";
import { type AdminToken, digestOf, newToken, tokenForAll } from "./admin-token.js";

const stored = (token: string, more: Partial<AdminToken> = {}): AdminToken => ({
  sha256: digestOf(token).toString("hex"),
  scopes: ["report:read"],
  projects: ["pk_intranet"],
  ...more,
});

const [old, young, other] = [newToken(), newToken(), newToken()];
const guard = createAdminGuard([
  stored(old),
  stored(young, { scopes: ["report:read", "metrics:read"], projects: "all" }),
  stored(other, { projects: ["pk_other"] }),
]);
const codeOf = (answer: Grant | Refusal) => (answer instanceof Refusal ? answer.code : "granted");

test("several tokens are good at the same time", () => {
  for (const token of [old, young, other]) expect(codeOf(guard(`Bearer ${token}`, "report:read"))).toBe("granted");
  expect(codeOf(guard(`bEARER   ${old}  `, "report:read"))).toBe("granted");
});

test("a token reads the projects that it is bound to", () => {
  const readsOf = (token: string) => {
    const grant = guard(`Bearer ${token}`, "report:read") as Grant;
    return ["pk_intranet", "pk_other", "pk_unheard_of"].map((project) => grant.reads(project));
  };
  expect([readsOf(old), readsOf(other), readsOf(young)]).toEqual([
    [true, false, false],
    [false, true, false],
    [true, true, true],
  ]);
});

test("a token is good for its scopes alone, and who has another is told so", () => {
  expect(codeOf(guard(`Bearer ${young}`, "metrics:read"))).toBe("granted");
  expect(guard(`Bearer ${old}`, "metrics:read")).toMatchObject({
    code: "scope-required",
    detail: "This needs a token of scope metrics:read.",
  });
  expect(codeOf(guard(`Bearer ${newToken()}`, "metrics:read"))).toBe("token-required");
});

test("a token that is too short to be one opens nothing, and is refused with the remedy", () => {
  for (const token of ["", "x".repeat(31)])
    expect(() => tokenForAll(token)).toThrow("admin.token must have at least 32 characters");
  const nothing = createAdminGuard([
    { sha256: digestOf("").toString("hex"), scopes: ["report:read"], projects: "all" },
  ]);
  for (const header of [null, "", "Bearer "]) expect(codeOf(nothing(header, "report:read"))).toBe("token-required");
});

test.each([
  ["nothing", null],
  ["an empty header", ""],
  ["no token", "Bearer "],
  ["another scheme", `Basic ${old}`],
  ["the token alone", old],
  ["two tokens", `Bearer ${old} ${young}`],
  ["two headers, as they arrive", `Bearer ${old}, Bearer ${old}`],
  ["its digest", `Bearer ${digestOf(old).toString("hex")}`],
  ["a part of it", `Bearer ${old.slice(0, -1)}`],
  ["more than it", `Bearer ${old}x`],
  ["ten kilobytes", `Bearer ${"x".repeat(10_240)}`],
  ["what objects inherit", "Bearer __proto__"],
])("%s is answered like every other wrong token", (_, authorization) => {
  const refusal = guard(authorization, "report:read");
  expect(refusal).toEqual(guard("Bearer wrong", "report:read"));
  expect(codeOf(refusal)).toBe("token-required");
});

test("where there is no token at all, nobody reads", () => {
  for (const header of [null, "Bearer ", "Bearer x"])
    expect(codeOf(createAdminGuard([])(header, "report:read"))).toBe("token-required");
});

test("a demonstration is open", () => {
  expect(codeOf(createAdminGuard("open")(null, "metrics:read"))).toBe("granted");
});

test("a new token has 256 random bits, and nothing of it stands in what is kept", () => {
  const tokens = Array.from({ length: 100 }, newToken);
  expect(new Set(tokens).size).toBe(100);
  for (const token of tokens) {
    const [, secret = ""] = /^aftertask_([\w-]+)$/.exec(token) ?? [];
    expect(Buffer.from(secret, "base64url")).toHaveLength(32);
    expect(JSON.stringify(tokenForAll(token))).not.toContain(secret);
  }
});
