import { type Aftertask, type AftertaskOptions, createAftertask } from "@aftertask/widget";
import { type ReactNode, useEffect, useInsertionEffect, useMemo } from "react";
import { createLazyAftertask } from "./lazy-aftertask.js";
import { AftertaskContext } from "./use-aftertask.js";

/** Either an instance that the app made and will close, or the options for one that the provider makes and closes. */
export type AftertaskProviderProps = { children?: ReactNode } & (
  | {
      /** An instance from `createAftertask`. */
      aftertask: Aftertask;
      options?: never;
    }
  | {
      /** May be written in place. A changed value reaches the instance; another endpoint or key makes another one. */
      options: AftertaskOptions;
      aftertask?: never;
    }
);

/**
 * Hands an instance of Aftertask down to `useAftertask()` and `<TaskFeedback>`. One that it makes itself comes into being
 * at the first use, never on a server or while rendering, and is closed when the provider is removed.
 */
export function AftertaskProvider(props: AftertaskProviderProps) {
  if (props.aftertask)
    return <AftertaskContext.Provider value={props.aftertask}>{props.children}</AftertaskContext.Provider>;
  return <OwnInstance options={props.options}>{props.children}</OwnInstance>;
}

function OwnInstance({ options, children }: { options: AftertaskOptions; children: ReactNode }) {
  const { endpoint, key } = options;
  // The other options are handed over below, whenever they change.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  const lazy = useMemo(() => createLazyAftertask(createAftertask, options), [endpoint, key]);

  // The children's effects run before ours, and one that asks must go by the options of this very commit.
  // Insertion effects all come first.
  useInsertionEffect(() => lazy.want(options));
  useEffect(() => lazy.apply());
  useEffect(() => () => lazy.aftertask.close(), [lazy]);

  return <AftertaskContext.Provider value={lazy.aftertask}>{children}</AftertaskContext.Provider>;
}
