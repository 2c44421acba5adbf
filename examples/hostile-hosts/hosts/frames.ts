import { type HostCase, SCRIPT_TAG } from "./host-case.js";

const ISOLATED = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };
const FROM_ELSEWHERE = SCRIPT_TAG.replaceAll("=/", "=ELSEWHERE/");

/** Pages that stand in a frame of another one, as the parts of many a portal do. */
export const FRAMES: readonly HostCase[] = [
  { name: "a frame of the same origin", frame: {} },
  { name: "a frame of another origin", frame: { from: "elsewhere" } },
  {
    name: "a sandboxed frame with an origin of its own",
    frame: { attributes: 'sandbox="allow-scripts allow-same-origin"' },
  },
  {
    // Storage throws there, whatever is asked for says that it comes from nowhere, and a form could not be sent.
    name: "a sandboxed frame of no origin",
    frame: { attributes: 'sandbox="allow-scripts"' },
  },
  {
    name: "a sandboxed frame of no origin, which the collector does not know",
    frame: { attributes: 'sandbox="allow-scripts"' },
    tags: SCRIPT_TAG.replace("/v1/ratings", "COLLECTOR/v1/ratings"),
    ends: "held",
    says: /ratings wait|403/,
  },
  {
    name: "a frame of no origin under the strictest policy",
    frame: { attributes: 'sandbox="allow-scripts"' },
    // `'self'` is nobody where there is no origin.
    headers: {
      "content-security-policy": "default-src 'none'; script-src 'nonce-host' 'strict-dynamic'; connect-src HERE",
    },
    tags: SCRIPT_TAG.replace("<script", "<script nonce=host"),
  },
  {
    name: "an isolated page in a frame of an isolated page, our script from another origin",
    frame: { pageHeaders: ISOLATED },
    headers: ISOLATED,
    tags: FROM_ELSEWHERE.replace("async", "async crossorigin=anonymous"),
  },
  {
    name: "an isolated page, our script from another origin and not asked for across",
    headers: ISOLATED,
    tags: FROM_ELSEWHERE,
  },
  {
    name: "a page that is isolated without credentials",
    headers: { ...ISOLATED, "cross-origin-embedder-policy": "credentialless" },
    tags: FROM_ELSEWHERE,
  },
  {
    name: "a frame that is isolated without credentials",
    frame: { attributes: "credentialless", from: "elsewhere" },
  },
];
