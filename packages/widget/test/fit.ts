/** What a pixel's fraction may do without anybody seeing it. */
const HAIR = 1;
/** A word of these scripts may break anywhere. */
const BREAKS_ANYWHERE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

interface Placed {
  text: string;
  node: Text;
  lines: DOMRect[];
}

/** What does not fit in a card: clipped, running out of its box or over its neighbour, or broken within a word. */
export function misfitsIn(card: HTMLElement): string[] {
  const body = card.querySelector(".body") as HTMLElement;
  const texts = textsIn(card).filter(({ lines }) => lines.length > 0);
  return [
    ...(body.scrollWidth > body.clientWidth
      ? [`the card scrolls sideways: ${body.scrollWidth} in ${body.clientWidth}`]
      : []),
    ...texts.flatMap((placed) => [...outside(placed, body), ...broken(placed)]),
    ...texts.flatMap((one, at) => texts.slice(at + 1).flatMap((other) => overlap(one, other))),
    ...[...card.querySelectorAll("button,select,textarea,.box,.scale,.tray,fieldset")].flatMap((box) =>
      sticksOut(box, body),
    ),
  ];
}

function textsIn(card: HTMLElement): Placed[] {
  const walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
  const placed: Placed[] = [];
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    if (!node.data.trim() || node.parentElement?.closest("option,textarea")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    placed.push({ text: node.data, node, lines: [...range.getClientRects()].filter(({ width }) => width > 0) });
  }
  return placed;
}

/** Every box that a text stands in, up to the card's own, holds it. */
function outside({ text, node, lines }: Placed, body: HTMLElement): string[] {
  const faults: string[] = [];
  // The words at the ends of nps11 are as wide as five of its numbers.
  const wide = node.parentElement?.closest(".nps11 span");
  for (let box = node.parentElement; box && body.contains(box); box = box.parentElement) {
    const { left, right, top, bottom } = box.getBoundingClientRect();
    if (getComputedStyle(box).display === "inline" || (wide && box.matches(".answer"))) continue;
    if (lines.some((line) => line.left < left - HAIR || line.right > right + HAIR))
      faults.push(`"${text}" runs out of ${nameOf(box)} sideways`);
    // A line may stand a little above its box where the line height is small; a body that scrolls cuts nothing.
    if (box !== body && lines.some((line) => line.top < top - 4 || line.bottom > bottom + 4))
      faults.push(`"${text}" runs out of ${nameOf(box)} above or below`);
  }
  return faults;
}

function broken({ text, node }: Placed): string[] {
  return [...text.matchAll(/[^\s\u200b]+/g)].flatMap(({ 0: word, index }) => {
    if (BREAKS_ANYWHERE.test(word)) return [];
    // A hyphen or a stroke lets a word go on in the next line.
    return [...word.matchAll(/[^-/–]+[-/–]?/g)].flatMap(({ 0: part, index: at }) => {
      const range = document.createRange();
      range.setStart(node, index + at);
      range.setEnd(node, index + at + part.length);
      const lines = new Set(
        [...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top / 4)),
      );
      return lines.size > 1 ? [`"${word}" is broken in "${text}"`] : [];
    });
  });
}

function overlap(one: Placed, other: Placed): string[] {
  const over = one.lines.some((a) =>
    other.lines.some(
      (b) =>
        Math.min(a.right, b.right) - Math.max(a.left, b.left) > HAIR &&
        // Lines are set close; letters touch only beyond a third of their height.
        Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > Math.min(a.height, b.height) / 3,
    ),
  );
  return over ? [`"${one.text}" and "${other.text}" lie over each other`] : [];
}

function sticksOut(box: Element, body: HTMLElement): string[] {
  const [inner, outer] = [box.getBoundingClientRect(), body.getBoundingClientRect()];
  const out = inner.left < outer.left - HAIR || inner.right > outer.right + HAIR;
  return out ? [`${nameOf(box)} sticks out of the card`] : [];
}

function nameOf(box: Element): string {
  return `${box.localName}${box.className ? `.${String(box.className).trim().replaceAll(/\s+/g, ".")}` : ""}`;
}
