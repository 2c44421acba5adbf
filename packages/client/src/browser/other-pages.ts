import { attempt } from "../attempt.js";
import type { OtherPages } from "../outbox/ports.js";

/** The origin's other pages, over a channel. On a server, and where channels are refused, there are none. */
export function otherPages(name: string): OtherPages {
  return (heard) => {
    const channel = attempt(() => globalThis.document && new BroadcastChannel(name));
    channel?.addEventListener("message", ({ data }) => attempt(() => heard(data)));
    return {
      // One that is closed already throws.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target
      tell: (news) => attempt(() => channel?.postMessage(news)),
      close: () => channel?.close(),
    };
  };
}
