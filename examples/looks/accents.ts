/** Numbers from 0 up to 1, the same ones for the same seed. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Those that are hardest to see, on a light card, on a dark one or with words on them, and some that no screen shows. */
const EXTREMES = [
  "#000",
  "#fff",
  "#f00",
  "#0f0",
  "#00f",
  "#ff0",
  "#0ff",
  "#f0f",
  "#767676",
  "#777",
  "rgb(118 118 119)",
  "rgb(255 0 0 / 0.01)",
  "color(display-p3 0 1 0)",
  "color(display-p3 1 0 0.5)",
  "color(rec2020 0 0.4 0)",
  "oklch(0.5 0.4 140)",
  "oklch(0.9 0.4 320)",
  "lab(50 120 -120)",
  "hsl(none none 50%)",
  "color(xyz 2 2 2)",
  "color(srgb -1 -1 -1)",
];

/** So many colours of every lightness and hue, and the extremes. */
export function manyAccents(count: number, seed: number): string[] {
  const next = numbersFrom(seed);
  const byte = () => Math.floor(next() * 256);
  return [...EXTREMES, ...Array.from({ length: count }, () => `rgb(${byte()}, ${byte()}, ${byte()})`)];
}
