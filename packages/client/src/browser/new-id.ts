import { uuidFrom } from "@aftertask/schema/words";

export function newId(): string {
  return uuidFrom(() => crypto.getRandomValues(new Uint8Array(1))[0] as number);
}
