import { describe } from "vitest";
import { clockContract } from "./clock.contract.js";
import { fakeClock } from "./fake-clock.js";
import { fakeEndpoint, replyOf } from "./fake-endpoint.js";
import { memoryNotes } from "./memory-notes.js";
import { memoryStorage } from "./memory-storage.js";
import { notesContract } from "./notes.contract.js";
import { outboxStorageContract } from "./outbox-storage.contract.js";
import { sendContract } from "./send.contract.js";

// What the other tests take for a disk, a clock or a network has to keep the contracts too.
describe("storage in memory", () => outboxStorageContract(memoryStorage));
describe("notes in memory", () => notesContract(memoryNotes));
describe("a clock that the test moves", () => clockContract(fakeClock));
describe("an endpoint in memory", () =>
  sendContract(async () => {
    const endpoint = fakeEndpoint();
    return {
      send: endpoint.send,
      answer(how) {
        endpoint.answer = () => {
          if (!how) throw new TypeError("Failed to fetch");
          return replyOf(how.status, how.text, how.headers);
        };
      },
      bodies: () => endpoint.requests.map(({ body }) => body),
    };
  }));
