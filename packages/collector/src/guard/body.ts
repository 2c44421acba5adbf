import { Refusal } from "../problem.js";

const MEDIA_TYPES = ["text/plain", "application/json"];

/** A byte order mark is kept, so that it is refused with whatever else is no JSON: nothing is left out in silence. */
const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** As much of a request's headers as is looked at. */
type Lines = Pick<Headers, "get" | "has">;

/** A request whose body has arrived: of a stated length, and no longer. */
export interface Arrived {
  headers: Lines;
  content: Uint8Array;
}

/** What a body says, and in how many bytes. */
export interface Body {
  text: string;
  bytes: number;
}

/** Takes a body of up to so many bytes of UTF-8, sent as `text/plain` or `application/json`, uncompressed. */
export function takeBody({ headers, content }: Arrived, most: number): Body | Refusal {
  return checkHeaders(headers, most) ?? decoded(content);
}

/** The same of a body that is still to come. */
export async function readBody(request: Request, most: number): Promise<Body | Refusal> {
  const refusal = checkHeaders(request.headers, most);
  if (refusal) return refusal;
  let bytes: Uint8Array | undefined;
  try {
    bytes = await readUpTo(request, most);
  } catch {
    return new Refusal("invalid-envelope", "The request ended before its body did.");
  }
  return bytes ? decoded(bytes) : tooLarge(most);
}

function decoded(bytes: Uint8Array): Body | Refusal {
  try {
    return { text: UTF8.decode(bytes), bytes: bytes.byteLength };
  } catch {
    return new Refusal("invalid-envelope", "The body is not valid UTF-8.");
  }
}

function checkHeaders(headers: Lines, most: number): Refusal | undefined {
  const [type = "", ...parameters] = (headers.get("content-type") ?? "").toLowerCase().split(";");
  if (!MEDIA_TYPES.includes(type.trim()))
    return new Refusal("unsupported-media-type", "Send the envelope as text/plain or application/json.");
  const charsets = parameters.map((parameter) => parameter.trim()).filter((parameter) => /^charset *=/.test(parameter));
  if (!charsets.every((charset) => /^charset="?utf-?8"?$/.test(charset)))
    return new Refusal("unsupported-media-type", "Send the envelope in UTF-8.");
  const encoding = headers.get("content-encoding");
  if (encoding !== null && encoding.trim().toLowerCase() !== "identity")
    return new Refusal("unsupported-media-type", "Send the envelope without a content encoding.");
  if (Number(headers.get("content-length") ?? 0) > most) return tooLarge(most);
  return undefined;
}

/** Nothing when there is more. What comes after the limit is not kept in memory. */
async function readUpTo(request: Request, limit: number): Promise<Uint8Array | undefined> {
  // The HTTP parser ends the body where the stated length does, and that was checked.
  if (request.headers.has("content-length")) return new Uint8Array(await request.arrayBuffer());
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    size += read.value.byteLength;
    if (size > limit) {
      await reader?.cancel();
      return undefined;
    }
    chunks.push(read.value);
  }
  return Buffer.concat(chunks);
}

function tooLarge(most: number): Refusal {
  return new Refusal("too-large", `The body must have at most ${most} bytes; send fewer ratings at once.`);
}
