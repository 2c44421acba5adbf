import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { RunningCollector } from "../../journeys/collector.js";
import { CHROMIUM } from "../../journeys/faults/chromium.js";
import { FIREFOX } from "../../journeys/faults/engines/firefox.js";
import { WEBKIT } from "../../journeys/faults/engines/webkit.js";
import { HostServer } from "../host-server.js";
import { record } from "../record.js";
import { callJourney, type JourneyPage } from "./journey.js";

// `img-src` is for the page's own icon, which Firefox and WebKit fetch by themselves.
const POLICY =
  "default-src 'none'; img-src 'self'; script-src 'nonce-host' 'strict-dynamic'; style-src 'none'; connect-src 'self'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'; report-uri /policy-reports";

const pageOf = (task: string, extra = "") => `<!doctype html><html lang=en><meta charset=utf-8><title>Cases</title>
  <script nonce=host>
    violations = [], said = [];
    addEventListener("securitypolicyviolation", ({ violatedDirective }) => violations.push(violatedDirective));
    addEventListener("error", ({ message }) => said.push(message));
    addEventListener("unhandledrejection", ({ reason }) => said.push(String(reason)));
    for (const level of ["error", "warn"]) console[level] = (...words) => said.push(words.join(" "));
  </script>
  <script nonce=host async src=/script/aftertask.js data-key=pk_intranet data-endpoint=/v1/ratings data-fatigue=off></script>
  <script nonce=host>${extra}</script>
  <button id=close data-aftertask-ask=hr.payroll data-aftertask-task="${task}" data-aftertask-layout=anchored>Close case</button>
  <script nonce=host>${callJourney}</script>`;

it.each([CHROMIUM, FIREFOX, WEBKIT])(
  "$name: the whole journey violates nothing of a policy without styles, with Trusted Types required",
  async (engine) => {
    const profile = await mkdtemp(join(tmpdir(), "aftertask-profile-"));
    const collector = await RunningCollector.start();
    const server = await HostServer.start(collector.address);
    const running = await engine.launch(profile);
    try {
      const uncaught: string[] = [];
      const tab = await running.openTab({ settled: () => {}, uncaught: (message) => void uncaught.push(message) });
      const told = async (path: string, html: string) => {
        await tab.goto(server.add(path, { html, headers: { "content-security-policy": POLICY } }));
        const look = () => tab.run(() => (globalThis as unknown as JourneyPage).ended ?? "");
        await expect.poll(look, { timeout: 30_000 }).not.toBe("");
        return tab.run(() => {
          const { ended, violations, said } = globalThis as unknown as JourneyPage;
          return { ended, violations, said };
        });
      };
      const strict = await told("/strict", pageOf("POLICY-1"));
      expect(strict).toEqual({ ended: "thanked", violations: [], said: [] });
      expect(Object.values(server.endsOf("POLICY-1"))).toEqual([["stored"]]);
      expect(server.reports).toEqual([]);
      expect(uncaught).toEqual([]);

      // The same page with one attribute of its own that the policy forbids is told apart: else this proves nothing.
      const broken = pageOf("POLICY-2", "document.documentElement.setAttribute('style', 'color: red')");
      const { violations } = await told("/broken", broken);
      const counts = { violations: strict.violations.length, noticed: violations.length };
      record({ kind: "policy", browser: running.version, ...counts });
      expect(violations).toEqual([expect.stringMatching(/style-src/)]);
      await expect.poll(() => server.reports.length).toBe(1);
      console.log(`${running.version}: 0 violations, and 1 in the page that was broken on purpose`);
      await tab.close();
    } finally {
      await running.close();
      await Promise.all([server.stop(), collector.end()]);
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    }
  },
);
