import { inflateSync } from "node:zlib";

/** A picture as colours, row by row. */
export interface Picture {
  width: number;
  height: number;
  /** Bytes for each pixel: 3, or 4 with opacity. */
  channels: 3 | 4;
  pixels: Uint8Array;
}

const CHANNELS: Readonly<Record<number, 3 | 4>> = { 2: 3, 6: 4 };

/** Reads a PNG as browsers write it: 8 bits a channel, in colour, not interlaced. */
export function decodePng(file: Buffer): Picture {
  const width = file.readUInt32BE(16);
  const height = file.readUInt32BE(20);
  const channels = CHANNELS[file[25] ?? 0];
  if (file[24] !== 8 || !channels || file[28] !== 0) throw new Error("A PNG of a kind that browsers do not write.");
  const parts: Buffer[] = [];
  for (let at = 8; at < file.length;) {
    const length = file.readUInt32BE(at);
    if (file.toString("latin1", at + 4, at + 8) === "IDAT") parts.push(file.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const pixels = unfilter(inflateSync(Buffer.concat(parts)), width * channels, height, channels);
  return { width, height, channels, pixels };
}

/** Each row is written as the difference to its neighbours, in one of five ways that its first byte names. */
function unfilter(raw: Buffer, stride: number, height: number, channels: number): Uint8Array {
  const pixels = new Uint8Array(stride * height);
  for (let row = 0; row < height; row++) {
    const from = row * (stride + 1) + 1;
    const to = row * stride;
    const filter = raw[from - 1];
    for (let at = 0; at < stride; at++) {
      const left = at >= channels ? (pixels[to + at - channels] ?? 0) : 0;
      const above = row ? (pixels[to + at - stride] ?? 0) : 0;
      const corner = row && at >= channels ? (pixels[to + at - stride - channels] ?? 0) : 0;
      pixels[to + at] = (raw[from + at] ?? 0) + guess(filter, left, above, corner);
    }
  }
  return pixels;
}

function guess(filter: number | undefined, left: number, above: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return (left + above) >> 1;
    case 4:
      return nearest(left, above, corner);
    default:
      return 0;
  }
}

function nearest(left: number, above: number, corner: number): number {
  const [toLeft, toAbove, toCorner] = [above - corner, left - corner, left + above - 2 * corner].map(Math.abs);
  if (toLeft === undefined || toAbove === undefined || toCorner === undefined) return 0;
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

/** How many pixels of two pictures differ; all of them when their sizes do. */
export function differingPixels(one: Picture, other: Picture): number {
  const { width, height, channels } = one;
  if (width !== other.width || height !== other.height || channels !== other.channels) return width * height;
  let count = 0;
  for (let at = 0; at < one.pixels.length; at += channels)
    for (let channel = 0; channel < channels; channel++)
      if (one.pixels[at + channel] !== other.pixels[at + channel]) {
        count++;
        break;
      }
  return count;
}
