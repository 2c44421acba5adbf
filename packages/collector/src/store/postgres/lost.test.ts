import { expect, inject, test } from "vitest";
import { asAdministrator, freshDatabase } from "../../../test/postgres-place.js";
import { PARTS } from "../lost.js";

const server = inject("postgres");
if (!server) throw new Error("These tests belong to the project that brings a server.");

/** A database that was opened once, and a way to drop some of its schemas. */
async function opened() {
  const place = await freshDatabase(server as NonNullable<typeof server>, { untouched: true });
  const stores = await place.open();
  return {
    place,
    stores,
    drop: (...schemas: string[]) =>
      asAdministrator(place.address, (client) => client.query(`drop schema ${schemas.join(", ")} cascade`)),
  };
}

test.each(PARTS)(
  "F23: a database that has lost its schema %s is refused, and none is made in its place",
  async (part) => {
    const { place, stores, drop } = await opened();
    await stores.keys.secret("pk_intranet", "ledger");
    await stores.close();
    await drop(part);
    for (let time = 0; time < 2; time++)
      await expect(place.open()).rejects.toThrow(
        new RegExp(`has lost its schema ${part}.*restore a backup.*--database`),
      );
    await drop(...PARTS.filter((other) => other !== part));
  },
);

test.each([["ledger"], ["ratings", "ledger"]])(
  "a first start that was killed before it had made %s is ended by the next one",
  async (...schemas) => {
    const { place, stores, drop } = await opened();
    await stores.close();
    await drop(...schemas);
    const again = await place.open();
    await again.check();
    await again.close();
  },
);
