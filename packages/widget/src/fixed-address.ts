import type { Address } from "./types.js";

let warned = false;

/**
 * Says once that an instance keeps the address it was created with: what is answered in a prompt that stands must arrive
 * where the respondent was told, and what waits is kept under its key. Without a word, ratings would go on to the old one.
 */
export function warnOfAddress(given: object, { endpoint, key }: Address): void {
  const fixed: Address = { endpoint, key };
  const changed: Address = { ...fixed, ...given };
  const names = (["endpoint", "key"] as const).filter((name) => !Object.is(changed[name], fixed[name]));
  if (warned || names.length === 0) return;
  warned = true;
  console.warn(
    `Aftertask: configure changes no ${names.join(" and no ")}; close() this instance and create another one with it.`,
  );
}
