import { timingSafeEqual } from "node:crypto";
import { Refusal } from "../problem.js";
import { type AdminToken, digestOf, type Scope } from "./admin-token.js";

/** What whoever asks may read. */
export interface Grant {
  reads(project: string): boolean;
}

/** Who may read: whoever has a token for it, or, in a demonstration, everybody. */
export type AdminGuard = (authorization: string | null, scope: Scope) => Grant | Refusal;

const EVERYTHING: Grant = { reads: () => true };

/** Several tokens may be good at the same time, so that one can be replaced before it is taken away. */
export function createAdminGuard(admin: readonly AdminToken[] | "open"): AdminGuard {
  if (admin === "open") return () => EVERYTHING;
  const known = admin.map((token) => ({ ...token, digest: Buffer.from(token.sha256, "hex") }));
  return (authorization, scope) => {
    const bearer = bearerIn(authorization);
    if (bearer === undefined) return tokenRequired();
    const given = digestOf(bearer);
    // Digests have one length, and all are looked at: the time tells neither how much was right nor which came close.
    const [token] = known.filter(({ digest }) => timingSafeEqual(digest, given));
    if (!token) return tokenRequired();
    if (!token.scopes.includes(scope)) return new Refusal("scope-required", `This needs a token of scope ${scope}.`);
    return { reads: (project) => token.projects === "all" || token.projects.includes(project) };
  };
}

function bearerIn(authorization: string | null): string | undefined {
  return /^bearer +(\S+) *$/i.exec(authorization ?? "")?.[1];
}

function tokenRequired(): Refusal {
  return new Refusal("token-required", "Send an admin token in the header Authorization: Bearer …", {
    headers: { "WWW-Authenticate": "Bearer" },
  });
}
