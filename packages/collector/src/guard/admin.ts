import { createHash, timingSafeEqual } from "node:crypto";
import { Refusal } from "../problem.js";

/** Who may read reports: whoever has the token, or, in a demonstration, everybody. */
export type AdminGuard = (authorization: string | null) => Refusal | undefined;

export function createAdminGuard(admin: { token: string } | "open"): AdminGuard {
  if (admin === "open") return () => undefined;
  // Digests have one length, so that the comparison takes the same time whatever was sent.
  const expected = digest(admin.token);
  return (authorization) => {
    const token = /^bearer +(\S+) *$/i.exec(authorization ?? "")?.[1];
    if (token !== undefined && timingSafeEqual(digest(token), expected)) return undefined;
    return new Refusal("token-required", "Send the admin token in the header Authorization: Bearer …", {
      headers: { "WWW-Authenticate": "Bearer" },
    });
  };
}

function digest(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
