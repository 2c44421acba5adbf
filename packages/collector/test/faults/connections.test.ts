import { connect, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { TOKEN } from "../start.js";
import { sqlitePlace } from "./fault-place.js";
import { NO_LIMITS } from "./limits.js";
import type { Program } from "./program.js";
import { sized } from "./size.js";
import { Story } from "./story.js";
import { quantile } from "./quantile.js";

/** Connections that say what they are told to, and no more. */
class Crowd {
  readonly sockets: Socket[];
  /** Milliseconds after which each was closed by the collector. */
  readonly closed: number[] = [];
  /** What each was answered before. */
  readonly answers: string[] = [];
  readonly ended: Promise<unknown>;

  constructor(program: Program, count: number, first = "") {
    const { hostname, port } = new URL(program.address);
    this.sockets = Array.from({ length: count }, () => connect(Number(port), hostname));
    this.ended = Promise.all(
      this.sockets.map((socket) => {
        const begun = performance.now();
        if (first) socket.write(first);
        socket.on("error", () => {});
        socket.on("data", (chunk) => this.answers.push(String(chunk)));
        return new Promise<void>((over) =>
          socket.once("close", () => {
            this.closed.push(performance.now() - begun);
            over();
          }),
        );
      }),
    );
    onTestFinished(() => this.leave());
  }

  async arrived(): Promise<void> {
    await Promise.all(
      this.sockets.map((socket) =>
        socket.connecting ? new Promise((done) => socket.once("connect", done).once("close", done)) : undefined,
      ),
    );
  }

  leave(): void {
    for (const socket of this.sockets) socket.destroy();
  }
}

test.skipIf(NO_LIMITS)(
  "F7: a collector that runs out of descriptors refuses connections, lives, and takes them again",
  async () => {
    const story = new Story(sqlitePlace(), 7);
    const times = sized(1, 5, 5);
    const program = await story.begin({ under: ["prlimit", "--nofile=256:256"] });
    let recovered = 0;
    for (let time = 0; time < times; time++) {
      const crowd = new Crowd(program, 400);
      await crowd.arrived();
      const { over } = story.load(program, { envelopes: 20 });
      await over;
      crowd.leave();
      const begun = performance.now();
      await expect.poll(async () => (await story.send(program, [story.next()]))?.status, { timeout: 30_000 }).toBe(200);
      recovered = Math.max(recovered, performance.now() - begun);
      expect(program.hasEnded, "it lives").toBe(false);
    }
    await program.stop();
    await story.settle(times, { "slowest recovery, ms": Math.round(recovered) });
  },
);

test("F8: connections that say nothing cost little, and those that send are served beside them", async () => {
  const story = new Story(sqlitePlace(), 8);
  const count = sized(300, 1_000, 10_000);
  const program = await story.begin();
  const crowd = new Crowd(program, count);
  await crowd.arrived();
  const times: number[] = [];
  const { over } = story.load(program, {
    connections: 50,
    perSecond: 400,
    envelopes: 1_000,
    hear: ({ status }, milliseconds) => {
      expect(status).toBe(200);
      times.push(milliseconds);
    },
  });
  await over;
  const { memory } = program;
  expect(memory, "MiB").toBeLessThan(300);
  crowd.leave();
  await program.stop();
  await story.settle(1, { connections: count, "p99, ms": quantile(times, 0.99), "memory, MiB": Math.round(memory) });
});

test("F9: whoever sends headers byte by byte is cut off, and others are served meanwhile", async () => {
  const story = new Story(sqlitePlace(), 9);
  const count = sized(100, 500, 500);
  const program = await story.begin();
  const alone = await served(story, program, 100);
  const crowd = new Crowd(program, count, "POST /v1/ratings HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ");
  await crowd.arrived();
  const dripping = setInterval(() => {
    for (const socket of crowd.sockets) if (socket.writable) socket.write("x");
  }, 1_000);
  onTestFinished(() => clearInterval(dripping));
  const beside = await served(story, program, 100);
  await crowd.ended;
  expect(crowd.closed).toHaveLength(count);
  await program.stop();
  await story.settle(1, {
    sockets: count,
    "last one closed after, s": Math.round(Math.max(...crowd.closed) / 1_000),
    "p99 alone, ms": alone,
    "p99 beside, ms": beside,
  });
});

test("F10: bodies that stop half-way are answered with 408, and whoever reads slowly holds nothing up", async () => {
  const story = new Story(sqlitePlace(), 10);
  const program = await story.begin();
  await story.load(program, { envelopes: 20, ratings: 20 }).over;
  const before = program.memory;
  const head =
    "POST /v1/ratings HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\nContent-Length: 40000\r\n\r\n{";
  const stalled = new Crowd(program, sized(60, 200, 200), head);
  const reading = `GET /v1/report.csv?key=pk_intranet HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${TOKEN}\r\n\r\n`;
  const readers = new Crowd(program, 20, reading);
  for (const socket of readers.sockets) socket.pause();
  const { end, over } = story.load(program, { perSecond: 100 });
  await stalled.ended;
  expect(stalled.answers.filter((answer) => answer.startsWith("HTTP/1.1 408"))).toHaveLength(stalled.sockets.length);
  end();
  await over;
  const growth = program.memory - before;
  expect(growth, "MiB more than before").toBeLessThan(150);
  readers.leave();
  await program.stop();
  await story.settle(1, {
    bodies: stalled.sockets.length,
    "last one closed after, s": Math.round(Math.max(...stalled.closed) / 1_000),
    "memory more, MiB": Math.round(growth),
  });
});

/** Milliseconds within which 99 of 100 ratings are answered. */
async function served(story: Story, program: Program, count: number): Promise<number> {
  const times: number[] = [];
  await story.load(program, {
    connections: 4,
    perSecond: 200,
    envelopes: count,
    hear: ({ status }, milliseconds) => {
      expect(status).toBe(200);
      times.push(milliseconds);
    },
  }).over;
  return quantile(times, 0.99);
}
