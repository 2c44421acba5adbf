import { type InstrumentId, INSTRUMENTS } from "@aftertask/schema/words";
import type { Setting } from "../setting.js";
import { spoken, spokenInPrompt } from "./tree.js";

const CONTROLS = ["radio", "checkbox", "button", "combobox", "textbox"];

/** A4: one region with a name, and no dialog. */
export async function badRegion(setting: Setting): Promise<string[]> {
  const nodes = await spoken(setting);
  const regions = nodes.filter(({ role }) => role === "region").map(({ name }) => name);
  const dialogs = nodes.filter(({ role }) => /dialog/.test(role));
  return [
    ...(regions.length === 1 && regions[0] ? [] : [`regions named ${JSON.stringify(regions)}`]),
    ...dialogs.map(({ role, name }) => `a ${role} named "${name}"`),
  ];
}

/** A9: the answers are one group, named by the question, each of them named by its words, or where they are numbers by these. */
export async function badlyNamedScale(setting: Setting, instrument: InstrumentId = "outcome5"): Promise<string[]> {
  const nodes = await spokenInPrompt(setting);
  const faults: string[] = [];
  const question = nodes.find(({ role }) => role === "heading")?.name;
  const group = nodes.find(({ role }) => role === "radiogroup");
  if (!group) faults.push("there is no group of answers");
  else if (!group.name || group.name !== question) faults.push(`the group is named "${group.name}"`);
  const answers = nodes.filter(({ role }) => role === "radio").map(({ name }) => name);
  const { min, max } = INSTRUMENTS[instrument];
  const numbered = instrument === "nps11";
  if (answers.length !== max - min + 2) faults.push(`${answers.length} answers`);
  for (const [at, name] of answers.entries()) {
    const outside = at === answers.length - 1;
    const number = /^\d+(?=$|\s)/.exec(name)?.[0];
    const end = at === 0 || at === max - min;
    const told = /\p{L}/u.test(name) && !/\d/.test(name);
    const right = numbered && !outside ? number === String(min + at) && (!end || /\p{L}/u.test(name)) : told;
    if (!right) faults.push(`an answer is named "${name}"`);
  }
  if (new Set(answers).size !== answers.length) faults.push("two answers have one name");
  return faults;
}

/** A12, A28: each control has words that are seen, all of them in its name; none has a placeholder for them. */
export async function unseenNames(setting: Setting): Promise<string[]> {
  const { cdp } = setting;
  const faults: string[] = [];
  const named = (await spokenInPrompt(setting)).filter(({ role }) => CONTROLS.includes(role));
  if (named.length === 0) faults.push("there is no control");
  for (const { role, name, node } of named) {
    const { object } = await cdp.send("DOM.resolveNode", { backendNodeId: node });
    const { result } = await cdp.send("Runtime.callFunctionOn", {
      objectId: object.objectId ?? "",
      returnByValue: true,
      functionDeclaration: `function () {
        const label = this.closest("label") ?? this;
        const parts = [...label.querySelectorAll("span, b")].filter((part) => !part.querySelector("span"));
        const seen = parts.filter((part) => part.checkVisibility({ opacityProperty: true, visibilityProperty: true }));
        return { text: seen.map((part) => part.textContent).join(" "), placeholder: this.placeholder ?? "" };
      }`,
    });
    const { text, placeholder } = result.value as { text: string; placeholder: string };
    const plain = (words: string) => words.replaceAll(/\s+/g, " ").trim().toLowerCase();
    if (!name) faults.push(`a ${role} without a name`);
    if (!plain(text)) faults.push(`${role} "${name}" has no words that are seen`);
    else if (!plain(name).includes(plain(text))) faults.push(`${role} "${name}" is seen as "${text}"`);
    if (placeholder) faults.push(`${role} "${name}" has a placeholder`);
  }
  return faults;
}

/** A31: headings of ours, none of them the page's own. */
export async function badHeadings(setting: Setting): Promise<string[]> {
  const headings = (await spokenInPrompt(setting)).filter(({ role }) => role === "heading");
  return headings.length === 1 && headings[0]?.level === 2
    ? []
    : [`headings of level ${headings.map(({ level }) => level).join(", ") || "none"}`];
}

/** A36: pictures say nothing, since words beside them do. */
export async function speakingPictures(setting: Setting): Promise<string[]> {
  const pictures = (await spokenInPrompt(setting)).filter(({ role }) => /image|img|graphics|svg|figure/i.test(role));
  const silent = await setting.card.element.evaluate(
    (card) => [...card.querySelectorAll("svg")].filter((svg) => svg.getAttribute("aria-hidden") !== "true").length,
  );
  return [
    ...pictures.map(({ role, name }) => `a ${role} named "${name}" is told of`),
    ...(silent > 0 ? [`${silent} pictures are not hidden`] : []),
  ];
}

/** A37: every reference leads somewhere in the same root, and no id stands twice. */
export function brokenReferences({ page }: Setting): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector("aftertask-prompt")?.shadowRoot;
    if (!root) return ["there is no prompt"];
    const faults: string[] = [];
    const ids = [...root.querySelectorAll("[id]")].map(({ id }) => id);
    for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) faults.push(`two elements are #${id}`);
    const references = [
      "for",
      "aria-labelledby",
      "aria-describedby",
      "aria-controls",
      "aria-details",
      "aria-errormessage",
    ];
    for (const name of references)
      for (const element of root.querySelectorAll(`[${name}]`))
        for (const id of (element.getAttribute(name) ?? "").split(/\s+/))
          if (!root.getElementById(id)) faults.push(`${name}="${id}" leads nowhere`);
    return [...new Set(faults)];
  });
}

/** A30: the card says which language it speaks, and turns with it. */
export function wrongTongue({ page }: Setting, lang: string, dir: "ltr" | "rtl"): Promise<string[]> {
  return page.evaluate(
    ([wanted, turned]) => {
      const card = document.querySelector("aftertask-prompt")?.shadowRoot?.querySelector(".card");
      if (!card) return ["there is no prompt"];
      const faults: string[] = [];
      if (card.getAttribute("lang") !== wanted) faults.push(`lang is ${card.getAttribute("lang")}`);
      if (card.getAttribute("dir") !== turned) faults.push(`dir is ${card.getAttribute("dir")}`);
      if (getComputedStyle(card).direction !== turned) faults.push("it does not read in that direction");
      return faults;
    },
    [lang, dir] as const,
  );
}

/**
 * A40: what is read one after the other stands one after the other.
 * @param beneath words that are read with what they stand beneath, before its neighbours: those at the ends of a row of numbers
 */
export async function readsOtherwise(
  setting: Setting,
  dir: "ltr" | "rtl" = "ltr",
  beneath: readonly string[] = [],
): Promise<string[]> {
  const { cdp } = setting;
  const faults: string[] = [];
  const all = (await spokenInPrompt(setting)).filter(({ role }) => role === "StaticText" || CONTROLS.includes(role));
  // The status comes first, and stands nowhere.
  const said = (await setting.card.status.textContent())?.trim();
  const told = all[0]?.name && all[0].name === said ? all.slice(1) : all;
  let before: { name: string; left: number; right: number; top: number; bottom: number } | undefined;
  let read = 0;
  for (const { name, node, role } of told) {
    const quads = await cdp.send("DOM.getContentQuads", { backendNodeId: node }).catch(() => undefined);
    const quad = quads?.quads[0];
    // A field's own text stands in the field.
    if (!quad || (role === "StaticText" && !name)) continue;
    const [xs, ys] = [quad.filter((_, at) => at % 2 === 0), quad.filter((_, at) => at % 2 === 1)];
    const box = { name, left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
    if (box.right - box.left <= 1 || (role === "StaticText" && beneath.includes(name))) continue;
    read++;
    if (before) {
      const above = box.bottom <= before.top + 1;
      const sameLine = box.top < before.bottom - 2 && before.top < box.bottom - 2;
      const backwards = dir === "ltr" ? box.right <= before.left + 1 : box.left >= before.right - 1;
      if (above || (sameLine && backwards))
        faults.push(`"${name}" is read after "${before.name}" and stands before it`);
    }
    before = box;
  }
  return read > 3 ? faults : [`only ${read} things are read`];
}
