import type { Locator, Page } from "playwright";

/** The prompt by its parts, so that the same test reads it in every language. */
export class Card {
  readonly element: Locator;
  readonly scale: Locator;
  /** The answers from negative to positive. */
  readonly answers: Locator;
  /** *Doesn't apply.* */
  readonly outside: Locator;
  readonly reasons: Locator;
  readonly lostTime: Locator;
  readonly comment: Locator;
  readonly send: Locator;
  readonly buttons: Locator;
  /** What is revealed after the first choice. */
  readonly more: Locator;
  readonly ending: Locator;
  readonly status: Locator;

  constructor(readonly page: Page) {
    this.element = page.locator("aftertask-prompt .card");
    this.scale = this.element.locator(".scale");
    this.answers = this.scale.locator("input");
    this.outside = this.element.locator(".outside input");
    this.more = this.element.locator(".more");
    this.reasons = this.more.locator("input[type=checkbox]");
    this.lostTime = this.more.locator("select");
    this.comment = this.more.locator("textarea");
    this.send = this.element.locator(".send");
    this.buttons = this.element.locator("button");
    this.ending = this.element.locator(".over");
    this.status = page.locator("aftertask-prompt [role=status]");
  }

  async choose(score: number): Promise<void> {
    await this.answers.nth(score - 1).click();
    await this.more.waitFor();
  }
}
