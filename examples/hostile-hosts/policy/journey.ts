/** The globals of a page that goes through a journey by itself. */
export interface JourneyPage {
  violations: string[];
  said: string[];
  /** Set when it is over: how it ended. */
  ended?: string;
}

/** Runs in the page: asks, chooses, gives a reason and a comment, sends, and waits for the thanks. */
async function journey(): Promise<void> {
  const here = globalThis as unknown as JourneyPage;
  const find = <Found extends HTMLElement>(selector: string, text = ""): Promise<Found> =>
    new Promise((resolve, reject) => {
      let tries = 0;
      const look = () => {
        const root = document.querySelector("aftertask-prompt")?.shadowRoot;
        const found = [...(root?.querySelectorAll<Found>(selector) ?? [])].find((each) =>
          each.textContent?.includes(text),
        );
        if (found) resolve(found);
        else if (++tries > 400) reject(new Error(`There is no ${selector} ${text}.`));
        else setTimeout(look, 50);
      };
      look();
    });
  try {
    const ready = () => typeof (globalThis as { aftertask?: { version?: unknown } }).aftertask?.version === "string";
    while (!ready()) await new Promise((go) => setTimeout(go, 20));
    document.querySelector<HTMLElement>("#close")?.click();
    await find(".card[data-side]");
    (await find<HTMLElement>(".answer", "Badly")).querySelector("input")?.click();
    (await find<HTMLElement>(".chip input")).click();
    const comment = await find<HTMLTextAreaElement>("textarea");
    comment.value = "Twice the same form.";
    comment.dispatchEvent(new Event("input", { bubbles: true }));
    await find(".under p", "Saved");
    (await find<HTMLElement>("button", "Send")).click();
    await find(".over", "Thank you");
    here.ended = "thanked";
  } catch (error) {
    here.ended = String(error);
  }
}

/** As a script. */
export const callJourney = `(${journey})()`;
