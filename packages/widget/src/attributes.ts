import type { Audience, InstrumentId } from "@aftertask/schema/words";
import type { AftertaskSettings, AskOptions } from "./types.js";

type Read = (name: string) => string | null;

/** An attribute that is there says yes, unless it says `false`. */
const says = (value: string | null) => value !== null && value !== "false";

/** What an element says of its task, in attributes without their prefix: `task`, `round`, `provider`, … */
export function askFromAttributes(read: Read): AskOptions {
  const round = read("round");
  return {
    task: read("task") ?? "",
    round: round === null ? undefined : Number(round),
    instrument: (read("instrument") ?? undefined) as InstrumentId | undefined,
    provider: read("provider") ?? undefined,
    audience: (read("audience") ?? undefined) as Audience | undefined,
    label: read("label") ?? undefined,
    finishedAt: read("finished") ?? undefined,
    own: says(read("own")),
  };
}

/** What the script tag says of the page, in attributes without their prefix. The address is read apart: it cannot change. */
export function settingsFromAttributes(read: Read): AftertaskSettings {
  const given = (name: string) => read(name) || undefined;
  return {
    person: given("person"),
    audience: given("audience") as AftertaskSettings["audience"],
    locale: given("locale"),
    theme: given("theme") as AftertaskSettings["theme"],
    placement: given("placement") as AftertaskSettings["placement"],
    fatigue: given("fatigue") as AftertaskSettings["fatigue"],
    mode: given("mode") as AftertaskSettings["mode"],
    privacy: given("privacy") as AftertaskSettings["privacy"],
    busy: says(read("busy")),
    shortcut: given("shortcut"),
  };
}
