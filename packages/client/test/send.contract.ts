import { expect, test } from "vitest";
import type { Send } from "../src/outbox/ports.js";

export interface Endpoint {
  send: Send;
  /** How the next requests are answered; `undefined` breaks the connection. */
  answer(how: { status: number; text: string; headers?: Record<string, string> } | undefined): void;
  /** Bodies that have arrived. */
  bodies(): readonly string[];
}

const BODY = '{"version":1,"ratings":[{"id":"a","comment":"č 😀"}]}';
const never = new Promise<void>(() => {});

/** What delivery relies on, whatever carries a request. */
export function sendContract(open: () => Promise<Endpoint>): void {
  test("the body arrives as it is, and the answer comes back with status, headers and text", async () => {
    const { send, answer, bodies } = await open();
    answer({ status: 429, text: '{"retryAfterMs":7}', headers: { "Retry-After": "7" } });
    const [{ status, headers }, text] = await send(BODY, never, true);
    expect(bodies()).toEqual([BODY]);
    expect([status, headers.get("Retry-After"), headers.get("X-Other"), text]).toEqual([
      429,
      "7",
      null,
      '{"retryAfterMs":7}',
    ]);
  });

  test("a connection that breaks is no reply", async () => {
    const { send, answer } = await open();
    answer(undefined);
    await expect(send(BODY, never, false)).rejects.toBeDefined();
  });
}
