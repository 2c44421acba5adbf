/** An answer before it is anybody's object: what a server of `node:http` writes, and what becomes a `Response`. */
export interface Answer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** Every answer to a rating can be read by the page that sent it, refusals too. Credentials are never asked for. */
export const READABLE = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers": "Retry-After, Date",
  "Cross-Origin-Resource-Policy": "cross-origin",
};

export function responseOf({ status, headers, body }: Answer): Response {
  return new Response(body, { status, headers });
}
