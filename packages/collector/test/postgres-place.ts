import type { Place } from "./place.js";
export async function freshDatabase(server: string): Promise<Place> {
  throw new Error(server);
}
