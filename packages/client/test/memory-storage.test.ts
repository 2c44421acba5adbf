import { memoryStorage } from "./memory-storage.js";
import { outboxStorageContract } from "./outbox-storage.contract.js";

// What the other tests take for a disk has to keep the contract too.
outboxStorageContract(memoryStorage);
