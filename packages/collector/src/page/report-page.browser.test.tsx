import type { Report, ReportRow, ShownRow } from "@aftertask/schema/words";
import { cleanup, render, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { figuresIn } from "./figures.js";
import type { ReportQuery } from "./query.js";
import type { ReadOutcome } from "./read-report.js";
import { ReportPage, type ReportPorts } from "./report-page.js";
import { type Language, wordsIn } from "./words.js";

const EVERYTHING: ReportQuery = { key: "pk_intranet", touchpoint: null, from: null, to: null };

const shown = (more: Partial<ShownRow> = {}): ShownRow => ({
  touchpoint: "hr.benefits-paperwork",
  week: "2026-W47",
  instrument: "outcome5",
  audience: null,
  provider: null,
  shown: true,
  answered: 148,
  top2: { share: 0.831, low: 0.762, high: 0.883 },
  band: null,
  responseRate: null,
  ...more,
});

const answered = (rows: ReportRow[], more: Partial<Report> = {}): ReadOutcome => ({
  outcome: "report",
  report: {
    version: 1,
    key: "pk_intranet",
    minimumGroup: 5,
    publication: "weekly",
    publishedAt: "2026-W47",
    rows,
    ...more,
  },
});

/** A collector that notes what it is asked and answers what it is told to. */
class Collector implements ReportPorts {
  readonly asked: { query: ReportQuery; token: string | null }[] = [];
  readonly chosenQueries: ReportQuery[] = [];
  readonly savedWith: string[] = [];
  csvWorks = true;
  answer: (token: string | null) => Promise<ReadOutcome> | ReadOutcome;

  constructor(answer: ReadOutcome | ((token: string | null) => Promise<ReadOutcome> | ReadOutcome)) {
    this.answer = typeof answer === "function" ? answer : () => answer;
  }

  async read(query: ReportQuery, token: string | null) {
    this.asked.push({ query, token });
    return this.answer(token);
  }

  async saveCsv(_: ReportQuery, token: string) {
    this.savedWith.push(token);
    return this.csvWorks;
  }

  chosen(query: ReportQuery) {
    this.chosenQueries.push(query);
  }
}

function open(collector: Collector, query = EVERYTHING, language: Language = "en") {
  render(
    <ReportPage
      query={query}
      words={wordsIn(language)}
      figures={figuresIn(language)}
      ports={{
        read: (...question) => collector.read(...question),
        saveCsv: (...question) => collector.saveCsv(...question),
        chosen: (chosen) => collector.chosen(chosen),
      }}
    />,
  );
}

const violations: string[] = [];
const note = (event: SecurityPolicyViolationEvent) => violations.push(event.violatedDirective);

// The part of the page's policy that its components could break: HTML strings and styles as strings.
beforeAll(() => {
  const policy = document.head.appendChild(document.createElement("meta"));
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = "require-trusted-types-for 'script'; trusted-types 'none'; style-src-attr 'none'";
});
beforeEach(() => document.addEventListener("securitypolicyviolation", note));
afterEach(() => {
  cleanup();
  document.removeEventListener("securitypolicyviolation", note);
  expect(violations).toEqual([]);
});

test("a share is shown with its answers, its interval and a bar that says the same", async () => {
  open(new Collector(answered([shown()])));
  const card = within(await screen.findByRole("region", { name: "Benefits paperwork" }));
  expect(card.getByRole("heading", { name: "It went well or very well" })).toBeVisible();
  expect(card.getByText("83%", { selector: "b" })).toBeVisible();
  expect(card.getByText("of 148 answers; 95% interval 76% to 88%")).toBeVisible();
  expect(card.getByRole("img", { name: "83%, interval 76% to 88%" })).toBeVisible();
  expect(card.queryByText(/wide interval/)).toBeNull();
});

test("how many small groups had no room is said in one line, and only then", async () => {
  const collector = new Collector(answered([shown()], { leftOut: 1_105 }));
  open(collector);
  expect(await screen.findByText("Too small to be shown, and left out for want of room: 1,105.")).toBeVisible();
  cleanup();
  open(new Collector(answered([shown()])));
  await screen.findByRole("region", { name: "Benefits paperwork" });
  expect(screen.queryByText(/want of room/)).toBeNull();
});

test("the weeks are a table with a caption and headers, newest first", async () => {
  open(new Collector(answered([shown({ week: "2026-W46", answered: 36 }), shown()])));
  const table = within(await screen.findByRole("table", { name: "Week by week" }));
  expect(table.getAllByRole("columnheader").map((cell) => cell.textContent)).toEqual([
    "Week",
    "Share",
    "95% interval",
    "Answers",
  ]);
  const weeks = table.getAllByRole("rowheader").map((cell) => cell.textContent);
  expect(weeks[0]).toContain("Week 47");
  expect(weeks[1]).toContain("Week 46");
  expect(table.getAllByRole("row")[2]).toHaveTextContent("36");
});

test("few answers make the interval wide, and the page says so", async () => {
  open(new Collector(answered([shown({ answered: 29 })])));
  expect(await screen.findByText(/wide interval/)).toBeVisible();
});

test("five to nine answers are a band in words, and nothing gives the share away", async () => {
  open(new Collector(answered([shown({ answered: 7, top2: null, band: { low: 0.6, high: 0.8 } })])));
  expect(await screen.findByText("Between 60% and 80%", { selector: "b" })).toBeVisible();
  expect(screen.getByText("of 7 answers")).toBeVisible();
  expect(screen.getByRole("img", { name: "Somewhere between 60% and 80%" })).toBeVisible();
  expect(screen.getByRole("cell", { name: "range only" })).toBeVisible();
  const percents = [...document.body.innerText.matchAll(/\d+%/g)].map(([percent]) => percent);
  expect(new Set(percents)).toEqual(new Set(["60%", "80%", "0%", "25%", "50%", "75%", "100%", "95%"]));
});

test.each(["en", "fr", "cs"] as const)(
  "a suppressed touchpoint shows no digit but its week's in %s",
  async (language) => {
    open(
      new Collector(answered([{ touchpoint: "procurement.supplier-onboarding", week: "2026-W47", shown: false }])),
      EVERYTHING,
      language,
    );
    const card = await screen.findByRole("region", { name: "Supplier onboarding" });
    expect(card).toHaveTextContent(wordsIn(language).suppressed.sentence);
    expect((card.textContent ?? "").replace(wordsIn(language).week("2026-W47"), "")).not.toMatch(/\d/);
    expect(within(card).queryByRole("table")).toBeNull();
    expect(card.querySelectorAll("circle")).toHaveLength(5);
  },
);

test("a suppressed week in a series has one cell and no digit in it", async () => {
  open(new Collector(answered([shown(), { touchpoint: "hr.benefits-paperwork", week: "2026-W46", shown: false }])));
  const row = within(await screen.findByRole("row", { name: /Week 46/ }));
  const cells = row.getAllByRole("cell");
  expect(cells).toHaveLength(1);
  expect(cells[0]?.textContent?.trim()).toBe("Shown for groups only");
});

test("what is shown at each reading is marked as a demonstration", async () => {
  open(new Collector(answered([shown()], { publication: "immediate", minimumGroup: 8 })));
  expect(await screen.findByText("Immediate: demonstration only")).toBeVisible();
  expect(screen.getByText("Groups of 8 people or more")).toBeVisible();
  expect(screen.queryByText("Published weekly")).toBeNull();
});

test("a closed week is marked as published weekly", async () => {
  open(new Collector(answered([shown()])));
  expect(await screen.findByText("Published weekly")).toBeVisible();
});

test("loading, then what came of it, is announced politely", async () => {
  const deliveries: ((outcome: ReadOutcome) => void)[] = [];
  open(new Collector(() => new Promise((resolve) => deliveries.push(resolve))));
  const status = screen.getByRole("status");
  expect(status).toHaveTextContent("Loading the report…");
  expect(screen.getByRole("main")).toHaveAttribute("aria-busy", "true");
  deliveries[0]?.(answered([shown(), shown({ touchpoint: "it.access-request" })]));
  await waitFor(() => expect(status).toHaveTextContent("The report is here. Services: 2."));
  expect(screen.getByRole("main")).toHaveAttribute("aria-busy", "false");
});

test("a report without rows says that nothing was published", async () => {
  open(new Collector(answered([])));
  expect(await screen.findByRole("heading", { name: "Nothing has been published yet" })).toBeVisible();
  expect(screen.getByRole("status")).toHaveTextContent("Nothing has been published yet");
});

test("a failure says why, in the collector's words too, and trying again reads again", async () => {
  const collector = new Collector({ outcome: "failed", because: "query", detail: "from must be an ISO week" });
  open(collector);
  expect(await screen.findByRole("heading", { name: "The report could not be read" })).toBeVisible();
  expect(screen.getByText("from must be an ISO week")).toBeVisible();
  expect(screen.getByRole("status")).toHaveTextContent(/did not understand/);
  collector.answer = () => answered([shown()]);
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("table")).toBeVisible();
  expect(document.activeElement).toBe(screen.getByRole("main"));
});

test("the token is asked for, sent as it was typed, and kept for the next choice", async () => {
  const collector = new Collector((token) => (token === "s3cret" ? answered([shown()]) : { outcome: "token-needed" }));
  open(collector);
  const field = await screen.findByLabelText("Admin token");
  expect(field).toHaveAttribute("type", "password");
  expect(field).toHaveAccessibleDescription(/Kept in memory only/);
  expect(document.activeElement).toBe(field);

  await userEvent.keyboard("s3cret{Enter}");
  expect(await screen.findByRole("table")).toBeVisible();
  expect(document.activeElement).toBe(screen.getByRole("main"));
  await userEvent.click(screen.getByRole("button", { name: "Show" }));
  await waitFor(() => expect(collector.asked.map(({ token }) => token)).toEqual([null, "s3cret", "s3cret"]));
  expect(JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href])).not.toContain("s3cret");
});

test("a token that is not accepted is said to be so, beside the empty field", async () => {
  const collector = new Collector({ outcome: "token-needed" });
  open(collector);
  const first = await screen.findByLabelText("Admin token");
  expect(first).toHaveAttribute("aria-invalid", "false");
  await userEvent.keyboard("wrong{Enter}");
  await waitFor(() => expect(screen.getByRole("status")).toHaveTextContent("did not accept this token"));
  const field = screen.getByLabelText("Admin token");
  expect(field).toHaveValue("");
  expect(field).toHaveAttribute("aria-invalid", "true");
  expect(field).toHaveAccessibleDescription(/did not accept this token/);
  expect(document.activeElement).toBe(field);
});

test("an empty token is not sent", async () => {
  const collector = new Collector({ outcome: "token-needed" });
  open(collector);
  await screen.findByLabelText("Admin token");
  await userEvent.keyboard("   {Enter}");
  expect(collector.asked).toHaveLength(1);
});

test("the keyboard alone chooses a service and the weeks", async () => {
  const collector = new Collector(answered([shown(), shown({ touchpoint: "it.access-request" })]));
  open(collector);
  await screen.findAllByRole("table");
  await userEvent.tab();
  expect(document.activeElement).toBe(screen.getByRole("combobox", { name: "Service" }));
  await userEvent.keyboard("Acc");
  await userEvent.tab();
  expect(document.activeElement).toBe(screen.getByLabelText("From week"));
  await userEvent.keyboard("402026");
  await userEvent.keyboard("{Enter}");
  await waitFor(() => expect(collector.chosenQueries).toHaveLength(1));
  expect(collector.chosenQueries[0]).toEqual({ ...EVERYTHING, touchpoint: "it.access-request", from: "2026-W40" });
  expect(collector.asked.at(-1)?.query).toEqual(collector.chosenQueries[0]);
});

test("a narrow choice keeps the other services in the list", async () => {
  const collector = new Collector(answered([shown(), shown({ touchpoint: "it.access-request" })]));
  open(collector);
  await screen.findAllByRole("table");
  collector.answer = () => answered([shown()]);
  await userEvent.selectOptions(screen.getByRole("combobox"), "hr.benefits-paperwork");
  await userEvent.click(screen.getByRole("button", { name: "Show" }));
  await waitFor(() => expect(screen.getAllByRole("table")).toHaveLength(1));
  expect(screen.getAllByRole("option").map((option) => option.getAttribute("value"))).toEqual([
    "",
    "hr.benefits-paperwork",
    "it.access-request",
  ]);
  expect(screen.getByRole("combobox")).toHaveValue("hr.benefits-paperwork");
});

test("a slow answer does not overwrite the one to a later question", async () => {
  const deliveries: ((outcome: ReadOutcome) => void)[] = [];
  open(new Collector(() => new Promise((resolve) => deliveries.push(resolve))));
  await userEvent.click(screen.getByRole("button", { name: "Show" }));
  await waitFor(() => expect(deliveries).toHaveLength(2));
  deliveries[1]?.(answered([shown({ touchpoint: "it.second" })]));
  expect(await screen.findByRole("region", { name: "Second" })).toBeVisible();
  deliveries[0]?.(answered([shown({ touchpoint: "it.first" })]));
  await new Promise((resolve) => setTimeout(resolve));
  expect(screen.queryByRole("region", { name: "First" })).toBeNull();
});

test("without a token the CSV is a plain link to the same choice", async () => {
  const collector = new Collector(answered([shown()]));
  open(collector, { ...EVERYTHING, from: "2026-W40" });
  const link = await screen.findByRole("link", { name: "Download as CSV" });
  expect(link).toHaveAttribute("href", "/v1/report.csv?key=pk_intranet&from=2026-W40");
  expect(collector.savedWith).toEqual([]);
});

test("with a token the CSV is fetched, and a failure is told", async () => {
  const collector = new Collector((token) => (token === null ? { outcome: "token-needed" } : answered([shown()])));
  collector.csvWorks = false;
  open(collector);
  await screen.findByLabelText("Admin token");
  await userEvent.keyboard("s3cret{Enter}");
  await userEvent.click(await screen.findByRole("link", { name: "Download as CSV" }));
  await waitFor(() => expect(screen.getByRole("status")).toHaveTextContent("could not be downloaded"));
  expect(collector.savedWith).toEqual(["s3cret"]);
});

test("hostile names are text", async () => {
  const touchpoint = "<img src=x onerror=alert(1)>";
  open(new Collector(answered([shown({ touchpoint })])));
  await screen.findByRole("table");
  expect(document.querySelector("img")).toBeNull();
  expect(screen.getByText(touchpoint, { selector: "code" })).toBeVisible();
});

test.each(["en", "fr", "cs"] as const)("at 320 pixels nothing sticks out in %s", async (language) => {
  await page.viewport(320, 700);
  const styles = document.head.appendChild(document.createElement("link"));
  styles.rel = "stylesheet";
  await new Promise((resolve) => {
    styles.addEventListener("load", resolve);
    styles.href = new URL("./report.css", import.meta.url).href;
  });
  const rows: ReportRow[] = [
    shown(),
    { touchpoint: "hr.benefits-paperwork", week: "2026-W46", shown: false },
    shown({ week: "2026-W45", answered: 7, top2: null, band: { low: 0.6, high: 0.8 } }),
    { touchpoint: "procurement.supplier-onboarding", week: "2026-W46", shown: false },
  ];
  open(new Collector(answered(rows, { publication: "immediate" })), EVERYTHING, language);
  await screen.findByRole("table");
  expect(getComputedStyle(screen.getByRole("table")).borderCollapse).toBe("collapse");
  const right = screen.getByRole("main").getBoundingClientRect().right;
  const beyond = [...document.querySelectorAll(".page *:not(.heard)")].filter(
    (element) => element.getBoundingClientRect().right > right + 1,
  );
  expect(beyond.map((element) => element.outerHTML)).toEqual([]);
  styles.remove();
});
