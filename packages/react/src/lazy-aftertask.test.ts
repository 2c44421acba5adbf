import type { Aftertask, AftertaskOptions } from "@aftertask/widget";
import { expect, test } from "vitest";
import { createLazyAftertask } from "./lazy-aftertask.js";
import { fakeAftertask } from "../test/fake-aftertask.js";

const intranet: AftertaskOptions = { endpoint: "/v1/ratings", key: "pk_test", person: "ana" };

function lazy() {
  const made: AftertaskOptions[] = [];
  const fake = fakeAftertask();
  const create = (options: AftertaskOptions): Aftertask => {
    made.push(options);
    return fake.aftertask;
  };
  return { ...createLazyAftertask(create, intranet), made, told: fake.told };
}

test("nothing is made until it is used, and then once", async () => {
  const { aftertask, apply, made } = lazy();
  apply();
  aftertask.close();
  expect(made).toEqual([]);
  await aftertask.flush();
  await aftertask.pending();
  expect(made).toEqual([intranet]);
});

test("options that changed before the first use are those it is made with", async () => {
  const { aftertask, want, made, told } = lazy();
  want({ ...intranet, person: "ben" });
  await aftertask.flush();
  expect(made).toEqual([{ ...intranet, person: "ben" }]);
  expect(told).toEqual([]);
});

test("a changed option is there before the next ask, without waiting to be applied", async () => {
  const { aftertask, want, told } = lazy();
  await aftertask.flush();
  want({ ...intranet, person: "ben" });
  await aftertask.flush();
  expect(told).toEqual([`configured ${JSON.stringify({ ...intranet, person: "ben" })}`]);
});

test("a new object with the same values changes nothing", async () => {
  const { aftertask, want, apply, told } = lazy();
  await aftertask.flush();
  want({ ...intranet });
  apply();
  expect(told).toEqual([]);
});

test("an option that is no longer given is unset: after a sign-out there is no person", async () => {
  const configured: object[] = [];
  const { aftertask } = fakeAftertask();
  const { want, apply, ...shell } = createLazyAftertask(
    () => ({ ...aftertask, configure: (settings) => void configured.push(settings) }),
    intranet,
  );
  await shell.aftertask.flush();
  want({ endpoint: "/v1/ratings", key: "pk_test" });
  apply();
  expect(configured).toEqual([{ endpoint: "/v1/ratings", key: "pk_test", person: undefined }]);
  expect(configured[0]).toHaveProperty("person");
});

test("after it was closed, the next use makes another one", async () => {
  const { aftertask, made, told } = lazy();
  await aftertask.flush();
  aftertask.close();
  await aftertask.flush();
  expect(told).toEqual(["closed"]);
  expect(made).toHaveLength(2);
});
