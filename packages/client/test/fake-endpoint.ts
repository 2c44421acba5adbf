import type { Reply, Send } from "../src/outbox/ports.js";

interface SentRating {
  id: string;
  [member: string]: unknown;
}

export interface Request {
  body: string;
  ids: string[];
  envelope: { key: string; sdk: string; sentAt: string; lost: Record<string, number>; ratings: SentRating[] };
  aborted: boolean;
  outlive: boolean;
}

export interface FakeEndpoint {
  send: Send;
  readonly requests: Request[];
  /** How the next requests are answered. A thrown error is a network error. Default: everything is stored. */
  answer: (request: Request) => Reply | Promise<Reply>;
  /** What is stored: one set of bytes for each id, the first that came. */
  readonly stored: Map<string, string>;
}

export function fakeEndpoint(): FakeEndpoint {
  const stored = new Map<string, string>();
  const requests: Request[] = [];
  const endpoint: FakeEndpoint = {
    requests,
    stored,
    answer: (request) => storeAll(endpoint, request),
    async send(body, givenUp, outlive) {
      const envelope = JSON.parse(body) as Request["envelope"];
      const request: Request = { body, ids: envelope.ratings.map(({ id }) => id), envelope, aborted: false, outlive };
      requests.push(request);
      void givenUp.then(() => (request.aborted = true));
      return endpoint.answer(request);
    },
  };
  return endpoint;
}

export function storeAll({ stored }: FakeEndpoint, { envelope }: Request): Reply {
  const results = envelope.ratings.map((rating) => {
    const bytes = JSON.stringify(rating);
    const known = stored.get(rating.id);
    if (known === undefined) stored.set(rating.id, bytes);
    return { id: rating.id, status: known === undefined ? "stored" : known === bytes ? "duplicate" : "conflict" };
  });
  return replyOf(200, { results });
}

export function replyOf(status: number, body: unknown = {}, headers: Record<string, string> = {}): Reply {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return [{ status, headers: { get: (name) => headers[name] ?? null } }, text];
}
