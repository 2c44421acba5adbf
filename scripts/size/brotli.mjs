// @ts-check
import { brotliCompressSync, constants } from "node:zlib";

/**
 * Bytes on the wire, as a server sends them that compresses once and for all.
 * @param {Uint8Array} content
 * @returns {number}
 */
export function brotliBytes(content) {
  return brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}
