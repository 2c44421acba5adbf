import type { Frame, Page } from "playwright";
import type { HostServer } from "../host-server.js";

/** One hostile page, and what becomes of a rating that is given in it. */
export interface HostCase {
  name: string;
  /** Runs in the page before our script. It knows the page's globals, nothing else. */
  breaks?: () => void;
  /** Markup in the head before our script: libraries, for the most part. */
  head?: string;
  /** Markup in the head after our script. */
  headAfter?: string;
  body?: string;
  /** Default: `<!doctype html>`. */
  doctype?: string;
  html?: string;
  headers?: Readonly<Record<string, string>>;
  /** The tags that bring us; default: one script tag. */
  tags?: string;
  /** It all happens in a frame of a page: where that comes from, and the attributes of its element. */
  frame?: { from?: "elsewhere"; attributes?: string; pageHeaders?: Readonly<Record<string, string>> };
  /** Between the tap and Send. */
  afterTap?: (page: Page | Frame, server: HostServer) => Promise<unknown>;
  /** In the place of Send. */
  ending?: (page: Page | Frame, server: HostServer) => Promise<unknown>;
  /** `sent`: the collector has it, once. `kept`: it waits in the browser, and the prompt says so; `held`: in the page alone. */
  ends?: "sent" | "kept" | "held";
  /** What the page or the browser itself says on the console in such a page. */
  says?: RegExp;
  /** Names that we may bring to such a page, beside `aftertask`. */
  brings?: RegExp;
}

export const SCRIPT_TAG =
  "<script async src=/script/aftertask.js data-key=pk_intranet data-endpoint=/v1/ratings data-fatigue=off></script>";

export const library = (path: string) => `<script src="/systems/${path}"></script>`;
