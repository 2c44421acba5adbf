/** An answer before it is anybody's object: what a server of `node:http` writes, and what becomes a `Response`. */
export interface Answer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}

export function responseOf({ status, headers, body }: Answer): Response {
  return new Response(body, { status, headers });
}
