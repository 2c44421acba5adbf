import type { Aftertask } from "@aftertask/widget";
import { createContext, useContext } from "react";

export const AftertaskContext = createContext<Aftertask | undefined>(undefined);

/**
 * The instance of the nearest `<AftertaskProvider>`: `ask`, `explain`, `submit`, `on` and the rest. It stays the same
 * from render to render, so it may stand in a list of dependencies. Call it in handlers and effects, not while rendering.
 * @throws Error when there is no provider above
 */
export function useAftertask(): Aftertask {
  const aftertask = useContext(AftertaskContext);
  if (!aftertask)
    throw new Error("Aftertask: there is no <AftertaskProvider> above this component; put one around your app.");
  return aftertask;
}
