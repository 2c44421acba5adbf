import { demand } from "@aftertask/schema/words";
// What the checks know of reasons and lost time stands in its file: one for what both share would cost every visitor.
import "../view/after-tap.js";
import type { Messages } from "../words/messages.js";
import { checkMessages, replaceAfterTap, replaceQuestion } from "../words/replace.js";
import { say } from "./said.js";

/**
 * Lets the prompt speak the host's words: those in the page's `<script type="application/json">` with that id.
 * Rejects with `AftertaskUsageError` that names what is missing or wrong; then Aftertask's own words are said
 */
export async function sayOwnWords(id: string): Promise<void> {
  // The code may be here before the rest of the page, and the words stand further down.
  if (document.readyState === "loading")
    await new Promise((parsed) => document.addEventListener("DOMContentLoaded", parsed, { once: true }));
  const messages = read(id);
  checkMessages(messages);
  say(
    (asked, tag) => replaceQuestion(asked, tag, messages),
    (words, tag) => replaceAfterTap(words, tag, messages),
  );
}

function read(id: string): Messages {
  const { textContent = "" } = document.getElementById(id) ?? {};
  try {
    return JSON.parse(textContent ?? "") as Messages;
  } catch {
    return demand(false, "data-messages", 'the id of a <script type="application/json"> that holds JSON') as never;
  }
}
