import type { Locator, Page } from "playwright";

/** A page with cases that can be closed and a switch of persons: all three examples are one. */
export class RequestsPage {
  constructor(
    readonly page: Page,
    readonly address: string,
    readonly closeCase = "Close case",
  ) {}

  async open(): Promise<void> {
    await this.page.goto(this.address);
  }

  closing(id: string): Locator {
    return this.page.getByRole("button", { name: `${this.closeCase} ${id}` });
  }

  async be(name: string): Promise<void> {
    const select = this.page.getByRole("combobox", { name: /You are|Vous êtes|Vystupujete jako/ });
    if (await select.isVisible()) await select.selectOption({ label: name });
    else await this.page.getByRole("radiogroup").filter({ hasText: name }).getByText(name, { exact: true }).click();
  }

  /** The line that says what was decided last and why. */
  get lastDecision(): Locator {
    return this.page.getByRole("region", { name: /Last decision|Dernière décision|Poslední rozhodnutí/ });
  }
}
