import { beforeEach, expect, it } from "vitest";
import { useSetting } from "./accessibility/setting.js";

const setting = useSetting();
beforeEach(() => setting().fresh());

const WORDS = {
  en: { question: "Your request: how was it?", reasons: { slow: "Too long in the post" }, send: "Post" },
};

/** Opens a page whose script tag names words, asks, and gives what the console said. */
async function ask(words: string): Promise<string[]> {
  const { host, page } = setting();
  const said: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" && /^Aftertask|own-words-/.test(message.text())) said.push(message.text());
  });
  host.page = { main: words, script: 'data-messages="words"' };
  await setting().open();
  await setting().ask();
  return said;
}
const block = (text: string) => `<script type="application/json" id="words">${text}</script>`;
const text = () => setting().card.element.innerText();

it("a script tag can bring words of its own, under the strictest policy, and the rating says that they were shown", async () => {
  const { host, card } = setting();
  expect(await ask(block(JSON.stringify(WORDS)))).toEqual([]);
  expect(await text()).toContain("Your request: how was it?");
  await card.choose(1);
  expect(await text()).toContain("Too long in the post");
  expect(await card.send.innerText()).toBe("Post");
  await setting().settled();
  await card.send.click();
  await card.ending.waitFor();
  await expect.poll(() => host.posts.length).toBe(1);
  const { ratings } = JSON.parse(host.posts[0] ?? "") as { ratings: object[] };
  expect(ratings).toMatchObject([{ wording: expect.stringMatching(/^outcome5\.en\.1\.[a-z0-9]+$/) }]);
  expect((await setting().watched()).violations).toEqual([]);
});

const WANTED = 'data-messages must be the id of a <script type="application/json"> that holds JSON.';
it.each([
  ["are not on the page", "", WANTED],
  ["are no JSON", block("{ en: 1 }"), WANTED],
  ["are of no language", block('{ "e": {} }'), "messages.e must be named by a BCP 47 tag"],
  ["name a text that there is not", block('{ "en": { "questoin": "And?" } }'), "messages.en.questoin is not known"],
])("words that %s are named once on the console, and the prompt speaks as ever", async (_what, words, fault) => {
  expect(await ask(words)).toEqual([expect.stringContaining(`Aftertask: ${fault}`)]);
  expect(await text()).toContain("How did it go?");
});

it("words whose file cannot be had keep nobody from being asked", async () => {
  setting().host.missing = /^own-words-/;
  expect(await ask(block(JSON.stringify(WORDS)))).toContainEqual(expect.stringMatching(/Failed to fetch.*own-words-/));
  expect(await text()).toContain("How did it go?");
});
