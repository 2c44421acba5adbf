import type { Frame, Locator, Page } from "playwright";

/** What a respondent reads in one language. */
export interface PromptWords {
  region: string;
  question: string;
  scale: readonly string[];
  send: string;
  close: string;
  notNow: string;
  never: string;
  thanks: string;
  kept: string;
  /** Where nothing can be stored. */
  keptWhileOpen: string;
}

export const en: PromptWords = {
  region: "Feedback",
  question: "How did it go?",
  scale: ["Very badly", "Badly", "Neither well nor badly", "Well", "Very well"],
  send: "Send",
  close: "Close",
  notNow: "Not now",
  never: "Don't ask again",
  thanks: "Thank you for your feedback.",
  kept: "Kept here. It will be sent later.",
  keptWhileOpen: "Waiting to be sent. Please leave this page open.",
};

export const fr: PromptWords = {
  region: "Votre avis",
  question: "Comment cela s'est-il passé ?",
  scale: ["Très mal", "Mal", "Ni bien ni mal", "Bien", "Très bien"],
  send: "Envoyer",
  close: "Fermer",
  notNow: "Plus tard",
  never: "Ne plus me demander",
  thanks: "Merci de votre retour.",
  kept: "Conservé ici. Sera envoyé plus tard.",
  keptWhileOpen: "En attente d'envoi. Veuillez laisser la page ouverte.",
};

export const cs: PromptWords = {
  region: "Zpětná vazba",
  question: "Jak to proběhlo?",
  scale: ["Velmi špatně", "Špatně", "Ani dobře, ani špatně", "Dobře", "Velmi dobře"],
  send: "Odeslat",
  close: "Zavřít",
  notNow: "Teď ne",
  never: "Příště se neptat",
  thanks: "Děkujeme za zpětnou vazbu.",
  kept: "Uloženo zde. Odešle se později.",
  keptWhileOpen: "Čeká na odeslání. Nezavírejte prosím stránku.",
};

/** The prompt, as a person meets it: by roles and accessible names alone. */
export class Prompt {
  readonly region: Locator;
  readonly scale: Locator;

  readonly #page: Page | Frame;

  constructor(
    page: Page | Frame,
    readonly words: PromptWords = en,
  ) {
    this.#page = page;
    this.region = page.getByRole("region", { name: words.region, exact: true });
    this.scale = this.region.getByRole("radiogroup", { name: words.question });
  }

  answer(name: string): Locator {
    return this.region.getByRole("radio", { name, exact: true });
  }

  button(name: string): Locator {
    return this.region.getByRole("button", { name, exact: true });
  }

  /** Until what a tap needs has come, too: the card can be seen before. */
  async ready(): Promise<void> {
    const sheets = () =>
      this.region.evaluate((card) => (card.getRootNode() as ShadowRoot).adoptedStyleSheets.length > 1);
    while (!(await sheets())) await this.#page.waitForTimeout(20);
  }

  async choose(name: string): Promise<void> {
    await this.answer(name).click();
  }

  async send(): Promise<void> {
    await this.button(this.words.send).click();
  }

  says(text: string): Promise<void> {
    return this.region.getByText(text, { exact: true }).waitFor();
  }
}
