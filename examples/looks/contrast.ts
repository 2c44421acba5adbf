/** A pair of colours as it is on the screen, in a prompt that is rated, with a reason ticked. */
export interface Pair {
  /** The accent that it was measured with. */
  accent: string;
  what: string;
  ratio: number;
}

/** Runs in the page: puts one accent after the other on the card and measures every pair that it takes part in. */
export function measure(accents: string[]): Pair[] {
  const root = document.querySelector("aftertask-prompt")?.shadowRoot;
  const find = (selector: string) => {
    const element = root?.querySelector<HTMLElement>(selector);
    if (!element) throw new Error(`There is no ${selector}.`);
    return element;
  };
  const body = find(".body");
  const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("There is no canvas.");

  /** Paints one colour over the other, as the screen does, and reads what comes of it. */
  const luminance = (...layers: string[]) => {
    for (const layer of layers) {
      context.fillStyle = layer;
      context.fillRect(0, 0, 1, 1);
    }
    const [red = 0, green = 0, blue = 0] = [...context.getImageData(0, 0, 1, 1).data].map((byte) => {
      const share = byte / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one: number, other: number) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  const style = (selector: string, part?: string) => getComputedStyle(find(selector), part);

  return accents.flatMap((accent) => {
    body.style.setProperty("--at-accent", accent);
    const surface = style(".card").backgroundColor;
    const chip = style(":checked + .box").backgroundColor;
    const [send, ring, box] = [style(".send"), style(":checked ~ .face .ring"), style(":checked + .box rect")];
    const [edge = ""] = /^.*\)(?= 0px)/.exec(send.boxShadow) ?? [];
    const pairs: [what: string, ink: number, ground: number][] = [
      ["words on Send", luminance(send.color), luminance(send.backgroundColor)],
      ["Send on the card", luminance(edge), luminance(surface)],
      ["eyes in the ring", luminance(style(":checked ~ .face .eye").fill), luminance(ring.fill)],
      ["the mouth in the ring", luminance(style(":checked ~ .face .line").stroke), luminance(ring.fill)],
      ["the ring on its cell", luminance(ring.stroke), luminance(style(".answer :checked").backgroundColor)],
      ["the tick in its box", luminance(style(":checked + .box path").stroke), luminance(box.fill)],
      ["the box on its ground", luminance(box.stroke), luminance(surface, chip)],
    ];
    return pairs.map(([what, ink, ground]) => ({ accent, what, ratio: contrast(ink, ground) }));
  });
}
