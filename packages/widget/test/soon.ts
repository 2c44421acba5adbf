import { vi } from "vitest";

/** Waits until the check passes. Patient: machines are slow at times, and the first test of all fetches what the others find. */
export const soon = <T>(check: () => T | Promise<T>) => vi.waitFor(check, 20_000);
