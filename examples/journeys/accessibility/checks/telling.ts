import type { Setting } from "../setting.js";

/** Until a sentence has been announced; what never is, is missed by whoever asks for it next. */
export async function announced(setting: Setting, sentence: string): Promise<void> {
  const said = async () => (await setting.watched()).told.some(({ text }) => text === sentence);
  for (let look = 0; look < 50 && !(await said()); look++) await setting.page.waitForTimeout(100);
}

/** A26: a sentence that should have been announced once by now, and be seen. */
export async function silentOrTwice(setting: Setting, sentence: string): Promise<string[]> {
  const { page, card } = setting;
  const faults: string[] = [];
  const said = async () => (await setting.watched()).told.map(({ text }) => text);
  await announced(setting, sentence);
  await page.waitForTimeout(200);
  const times = (await said()).filter((text) => text === sentence).length;
  if (times !== 1) faults.push(`"${sentence}" was announced ${times} times: ${(await said()).join(" | ")}`);
  if ((await said()).at(-1) !== sentence) faults.push(`the last word was "${(await said()).at(-1)}"`);
  for (const part of sentence.split(": "))
    if (!(await card.element.innerText()).includes(part)) faults.push(`"${part}" is not seen`);
  return faults;
}
