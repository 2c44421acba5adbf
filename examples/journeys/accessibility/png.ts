import { inflateSync } from "node:zlib";

export interface Picture {
  width: number;
  height: number;
  /** Red, green, blue of each pixel, row by row. */
  rgb: Uint8Array;
}

/** Reads what the browser writes: eight bits a channel, with or without alpha, not interlaced. */
export function readPng(file: Buffer): Picture {
  const [width, height, colours] = [file.readUInt32BE(16), file.readUInt32BE(20), file[25]];
  if (file[24] !== 8 || (colours !== 2 && colours !== 6) || file[28] !== 0) throw new Error("Not such a picture.");
  const parts: Buffer[] = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at))
    if (file.toString("latin1", at + 4, at + 8) === "IDAT")
      parts.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
  const channels = colours === 6 ? 4 : 3;
  const rows = unfilter(inflateSync(Buffer.concat(parts)), width * channels, height, channels);
  const rgb = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++)
    rgb.set(rows.subarray(pixel * channels, pixel * channels + 3), pixel * 3);
  return { width, height, rgb };
}

/** Each row says how it leans on its neighbours: left, above, both. */
function unfilter(raw: Buffer, stride: number, height: number, back: number): Uint8Array {
  const out = new Uint8Array(stride * height);
  for (let row = 0; row < height; row++) {
    const filter = raw[row * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const here = row * stride + x;
      const left = x < back ? 0 : (out[here - back] ?? 0);
      const up = row === 0 ? 0 : (out[here - stride] ?? 0);
      const corner = x < back || row === 0 ? 0 : (out[here - stride - back] ?? 0);
      const lean = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0;
      out[here] = (raw[row * (stride + 1) + 1 + x] ?? 0) + lean;
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

/** The contrast of two colours, 1 to 21, as WCAG defines it. */
function contrast(one: ArrayLike<number>, other: ArrayLike<number>): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(rgb: ArrayLike<number>): number {
  const linear = (value: number) => (value <= 10.31475 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(rgb[0] ?? 0) + 0.7152 * linear(rgb[1] ?? 0) + 0.0722 * linear(rgb[2] ?? 0);
}

/** How many pixels differ between two pictures of the same size by at least this contrast. */
export function changedPixels(before: Picture, after: Picture, least: number): number {
  if (before.width !== after.width || before.height !== after.height) throw new Error("Two sizes.");
  let changed = 0;
  for (let at = 0; at < before.rgb.length; at += 3) {
    const [one, other] = [before.rgb.subarray(at, at + 3), after.rgb.subarray(at, at + 3)];
    if (one.every((value, channel) => value === other[channel])) continue;
    if (contrast(one, other) >= least) changed++;
  }
  return changed;
}
