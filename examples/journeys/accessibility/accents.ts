/** Colours that have been trouble before: none, all, and the greys on which neither black nor white stands out well. */
const HARD = ["#fff", "#000", "#777", "#767676", "#ff0", "#00f", "#f0f0f0", "#111", "color(display-p3 0 1 0)"];

/** So many colours of any kind, the same in each run. */
export function accents(count: number): string[] {
  let seed = 20_261_122;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const whole = (most: number) => Math.floor(random() * most);
  const kinds = [
    () => `rgb(${whole(256)} ${whole(256)} ${whole(256)})`,
    () => `hsl(${whole(360)} ${whole(101)}% ${whole(101)}%)`,
    () => `oklch(${random().toFixed(3)} ${(random() * 0.4).toFixed(3)} ${whole(360)})`,
    () => `color(display-p3 ${random().toFixed(3)} ${random().toFixed(3)} ${random().toFixed(3)})`,
  ];
  const drawn = Array.from({ length: count }, (_, index) => kinds[index % kinds.length]?.() ?? "#000");
  return [...HARD, ...drawn].slice(0, count);
}
