import type { AftertaskUsageError } from "./usage-error.js";

/** A guard by name, not by `instanceof`: a page may hold two copies of a package, or several frames. */
export function errorGuard<E extends Error>(name: E["name"]): (error: unknown) => error is E {
  return (error): error is E => Object(error).name === name;
}

/** Whether somebody has called Aftertask in a wrong way. */
export const isAftertaskUsageError = /* @__PURE__ */ errorGuard<AftertaskUsageError>("AftertaskUsageError");
