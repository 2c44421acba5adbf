import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { Builder, Capabilities, type WebDriver } from "selenium-webdriver";
import { freePort } from "../../../../packages/collector/test/free-port.js";
import type { Engine, Heard, Running, Tab } from "../engine.js";
import { program } from "./programs.js";
import { WebKitSession, WebKitTab } from "./webkit-tab.js";

const MINIBROWSER = ["x86_64", "aarch64"].map((machine) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-4.1/MiniBrowser`);

/** WebKitGTK's MiniBrowser, over WebDriver, on a screen that nobody sees. Driven, it keeps its data in memory alone. */
export const WEBKIT: Engine = {
  name: "webkit",
  async launch(profile) {
    const children: ChildProcess[] = [];
    try {
      const display = await startScreen(children);
      const address = await startDriver(children, { DISPLAY: display, HOME: profile });
      const capabilities = new Capabilities({
        browserName: "MiniBrowser",
        // A page that waits for its script could not be asked anything: see `WebKitTab`.
        pageLoadStrategy: "none",
        "webkitgtk:browserOptions": { binary: program("MINIBROWSER_PATH", ...MINIBROWSER), args: ["--automation"] },
      });
      const driver = await new Builder().usingServer(address).withCapabilities(capabilities).build();
      const told = await driver.getCapabilities();
      return new RunningWebKit(children, driver, `WebKitGTK ${told.get("browserVersion")}`);
    } catch (error) {
      await killAll(children);
      throw error;
    }
  },
};

async function startScreen(children: ChildProcess[]): Promise<string> {
  const args = ["-displayfd", "3", "-screen", "0", "1280x900x24", "-nolisten", "tcp"];
  const child = spawn(program("XVFB_PATH", "/usr/bin/Xvfb"), args, { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  children.push(child);
  const [number] = await firstOf(child, "Xvfb", once(child.stdio[3] as Readable, "data"));
  return `:${String(number).trim()}`;
}

async function startDriver(children: ChildProcess[], env: NodeJS.ProcessEnv): Promise<string> {
  const port = await freePort();
  const path = program("WEBKIT_DRIVER_PATH", "/usr/bin/WebKitWebDriver");
  const child = spawn(path, [`--port=${port}`, "--host=127.0.0.1"], {
    env: { ...process.env, ...env },
    stdio: "ignore",
  });
  children.push(child);
  const address = `http://127.0.0.1:${port}`;
  await firstOf(child, "WebKitWebDriver", answering(`${address}/status`));
  return address;
}

async function answering(address: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (
      await fetch(address).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await new Promise((go) => setTimeout(go, 50));
  }
  throw new Error(`Nothing answers at ${address}.`);
}

function firstOf<Result>(child: ChildProcess, name: string, ready: Promise<Result>): Promise<Result> {
  const failed = once(child, "exit").then(() => {
    throw new Error(`${name} ended before it could be used.`);
  });
  failed.catch(() => {});
  return Promise.race([ready, failed]);
}

/** Without its driver and its screen, the browser ends as well. */
async function killAll(children: readonly ChildProcess[]): Promise<void> {
  await Promise.all(
    children.map(async (child) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    }),
  );
}

class RunningWebKit implements Running {
  readonly #session: WebKitSession;

  constructor(
    readonly children: readonly ChildProcess[],
    driver: WebDriver,
    readonly version: string,
  ) {
    this.#session = new WebKitSession(driver);
  }

  async openTab(heard: Heard): Promise<Tab> {
    return new WebKitTab(this.#session, await this.#session.openWindow(), heard);
  }

  async kill(): Promise<void> {
    await killAll(this.children);
  }

  async close(): Promise<void> {
    await this.#session.quit().catch(() => {});
    await this.kill();
  }
}
