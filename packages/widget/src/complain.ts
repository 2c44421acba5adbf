import type { AftertaskEvents, AskOptions } from "./types.js";

const complained = new Set<string>();

/** Says a mistake in markup once, where there is nobody who could catch it, and shows the element that it is about. */
export function complain(error: unknown, ...about: Element[]): void {
  const { message = String(error) }: { message?: string } = Object(error);
  if (!complained.has(message)) console.error(message, ...about);
  complained.add(message);
}

/** The same for an ask; and tells the page that nobody was asked. */
export function notAskedFor(
  error: unknown,
  origin: Element,
  touchpoint: string,
  { task, round = 1 }: AskOptions,
): void {
  complain(error, origin);
  const detail: AftertaskEvents["not-asked"] = { touchpoint, task, round, because: "disabled" };
  origin.dispatchEvent(new CustomEvent("aftertask-not-asked", { detail, bubbles: true, composed: true }));
}
