import type { Frame, Page } from "playwright";
import { type HostCase, SCRIPT_TAG } from "./host-case.js";

const remove = (page: Page | Frame) => page.evaluate(() => document.querySelector("aftertask-prompt")?.remove());
const send = (page: Page | Frame) => page.getByRole("button", { name: "Send", exact: true }).click();

const OLD_TAG = SCRIPT_TAG.replace("/script/", "/old/");
const NPM = `<script type=module src=/npm.js></script>`;

const STRICT =
  "default-src 'none'; script-src 'self' 'nonce-host'; style-src 'none'; connect-src 'self'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'";

/** Documents of many kinds, and what happens to their elements. */
export const DOCUMENTS: readonly HostCase[] = [
  { name: "every element unset", headAfter: "<style>* { all: unset }</style>" },
  { name: "every element hidden", headAfter: "<style>body * { display: none !important }</style>" },
  { name: "our script twice", tags: SCRIPT_TAG + SCRIPT_TAG },
  { name: "our script, and an older version of it after", tags: SCRIPT_TAG + OLD_TAG },
  { name: "an older version of our script, and this one after", tags: OLD_TAG + SCRIPT_TAG },
  { name: "our script beside an npm import of ours", tags: SCRIPT_TAG + NPM, brings: /^window\.fromNpm$/ },
  {
    name: "a script tag that is written by document.write",
    tags: `<script>document.write(${JSON.stringify(SCRIPT_TAG.replace("async ", "")).replace("</", "<\\/")})</script>`,
  },
  {
    name: "a page that is written anew over the open prompt",
    ending: (page) =>
      page.evaluate(() => {
        document.open();
        document.write("<!doctype html><title>Anew</title><p>Another page.");
        document.close();
      }),
  },
  {
    name: "XHTML",
    doctype: '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>',
    html: 'xmlns="http://www.w3.org/1999/xhtml"',
    headers: { "content-type": "application/xhtml+xml" },
    tags: `<script async="async" src="/script/aftertask.js" data-key="pk_intranet" data-endpoint="/v1/ratings" data-fatigue="off"></script>`,
  },
  { name: "quirks mode", doctype: "" },
  { name: "a right-to-left page", html: "dir=rtl" },
  {
    name: "an isolated page (COOP and COEP), our script from another origin",
    headers: { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" },
    tags: SCRIPT_TAG.replaceAll("=/", "=ELSEWHERE/").replace("async", "async crossorigin=anonymous"),
  },
  {
    name: "a strict policy with Trusted Types",
    headers: { "content-security-policy": STRICT },
  },
  {
    name: "a policy that lets nothing be sent",
    headers: { "content-security-policy": STRICT.replace("connect-src 'self'", "connect-src 'none'") },
    ends: "kept",
    says: /Content Security Policy|connect-src/,
  },
  {
    name: "a prompt that is moved within the page",
    afterTap: (page) =>
      page.evaluate(() => {
        const prompt = document.querySelector("aftertask-prompt") as Element;
        document.body.prepend(prompt);
        document.body.append(document.createElement("main"), prompt);
      }),
  },
  {
    name: "a prompt that is taken out and put back in one task",
    afterTap: (page) =>
      page.evaluate(() => {
        const prompt = document.querySelector("aftertask-prompt") as Element;
        prompt.remove();
        document.body.append(prompt);
      }),
  },
  { name: "a prompt that is removed after the tap", ending: remove },
  {
    name: "a prompt that is removed while it sends",
    ending: async (page) => {
      await send(page);
      await remove(page);
    },
  },
  { name: "a body that is emptied", ending: (page) => page.evaluate(() => document.body.replaceChildren()) },
  {
    name: "a body that is replaced by another",
    ending: (page) => page.evaluate(() => document.body.replaceWith(document.createElement("body"))),
  },
  {
    name: "a page that is left after the tap",
    ending: (page, server) => page.goto(server.add("/next", "<title>Next</title>")),
  },
  {
    name: "a page in which somebody clones whatever there is",
    afterTap: (page) =>
      page.evaluate(() => {
        document.body.append(...Array.from(document.body.children, (element) => element.cloneNode(true)));
      }),
  },
];
