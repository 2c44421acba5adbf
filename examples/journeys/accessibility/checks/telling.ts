import type { Setting } from "../setting.js";

/** A26: a sentence that should have been announced once by now, and be seen. */
export async function silentOrTwice(setting: Setting, sentence: string): Promise<string[]> {
  const { page, card } = setting;
  const faults: string[] = [];
  const said = async () => (await setting.watched()).told.map(({ text }) => text);
  for (let look = 0; look < 20 && !(await said()).includes(sentence); look++) await page.waitForTimeout(100);
  await page.waitForTimeout(200);
  const times = (await said()).filter((text) => text === sentence).length;
  if (times !== 1) faults.push(`"${sentence}" was announced ${times} times: ${(await said()).join(" | ")}`);
  if ((await said()).at(-1) !== sentence) faults.push(`the last word was "${(await said()).at(-1)}"`);
  for (const part of sentence.split(": "))
    if (!(await card.element.innerText()).includes(part)) faults.push(`"${part}" is not seen`);
  return faults;
}
