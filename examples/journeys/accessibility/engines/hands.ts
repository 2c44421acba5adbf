import type { Tab } from "../../faults/engine.js";

/** A keyboard and a mouse, whoever made the browser. */
export interface Hands {
  /** Names of keys as the DOM has them; `Control+Enter` for two at once. */
  press(key: string): Promise<void>;
  /** In pixels of the window. */
  click(x: number, y: number): Promise<void>;
}

export async function handsOn(tab: Tab): Promise<Hands> {
  const { FirefoxTab } = await import("../../faults/engines/firefox.js");
  if (tab instanceof FirefoxTab) {
    const { keyboard, mouse } = tab.driven;
    return {
      async press(key) {
        const keys = key.split("+") as Parameters<typeof keyboard.down>[0][];
        for (const each of keys) await keyboard.down(each);
        for (const each of keys.toReversed()) await keyboard.up(each);
      },
      click: (x, y) => mouse.click(x, y),
    };
  }
  const { WebKitTab } = await import("../../faults/engines/webkit-tab.js");
  if (tab instanceof WebKitTab) {
    const { Key } = await import("selenium-webdriver");
    const named: Readonly<Record<string, string>> = {
      ArrowLeft: Key.ARROW_LEFT,
      ArrowRight: Key.ARROW_RIGHT,
      Space: " ",
      Control: Key.CONTROL,
      Enter: Key.ENTER,
      Escape: Key.ESCAPE,
      Shift: Key.SHIFT,
      F6: Key.F6,
    };
    return {
      press: (key) =>
        tab.session.in(tab.handle, async (driver) => {
          const keys = key.split("+").map((each) => named[each] ?? each);
          const acted = driver.actions();
          for (const each of keys) acted.keyDown(each);
          for (const each of keys.toReversed()) acted.keyUp(each);
          await acted.perform();
        }),
      click: (x, y) =>
        tab.session.in(tab.handle, (driver) =>
          driver
            .actions()
            .move({ x: Math.round(x), y: Math.round(y) })
            .click()
            .perform(),
        ),
    };
  }
  return { press: (key) => tab.page.keyboard.press(key), click: (x, y) => tab.page.mouse.click(x, y) };
}
