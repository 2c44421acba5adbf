import { existsSync } from "node:fs";

/** The file of a program: what a variable names, else the first place where something lies. */
export function program(setting: string, ...places: readonly string[]): string {
  const path = process.env[setting] ?? places.find((place) => existsSync(place));
  if (path === undefined) throw new Error(`No program was found: let ${setting} name one.`);
  return path;
}
