import { createHash, randomBytes } from "node:crypto";

/** What an admin token may be good for. Nothing of this version is read with `named:read`: it is for named mode. */
export const SCOPES = ["report:read", "metrics:read", "named:read"] as const;

/** One of `SCOPES`. */
export type Scope = (typeof SCOPES)[number];

/** What the collector knows of an admin token: never the token itself. */
export interface AdminToken {
  /** SHA-256 of the token, in 64 hexadecimal digits. */
  sha256: string;
  /** What it is good for. */
  scopes: readonly Scope[];
  /** Keys of the projects that it may read. */
  projects: readonly string[] | "all";
}

const TOKEN_BYTES = 32;

/** Characters; with fewer a token could be guessed. */
export const SHORTEST_TOKEN = 32;

/** A new token of 256 random bits. What it begins with lets those who search for lost secrets know it. */
export function newToken(): string {
  return `aftertask_${randomBytes(TOKEN_BYTES).toString("base64url")}`;
}

/**
 * What a token that the host has chosen is good for: everything, of every project.
 * @throws RangeError where it has fewer than `SHORTEST_TOKEN` characters
 */
export function tokenForAll(token: string): AdminToken {
  if (token.length < SHORTEST_TOKEN)
    throw new RangeError(
      `admin.token must have at least ${SHORTEST_TOKEN} characters: \`aftertask-collector token\` makes one.`,
    );
  return { sha256: digestOf(token).toString("hex"), scopes: SCOPES, projects: "all" };
}

/** SHA-256, which is enough: a token is too long to be guessed from its digest. */
export function digestOf(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
