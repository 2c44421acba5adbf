import type { AskOutcome } from "@aftertask/widget";
import { aftertask } from "./aftertask.js";
import { say, translatePage, type Word } from "./language.js";

interface Job {
  id: string;
  title: Word;
  place: Word;
  /** Closes the case here, and asks beside the button or in the corner. */
  ask(button: HTMLElement): Promise<AskOutcome>;
}

const jobs: Job[] = [
  {
    id: "FAC-0318",
    title: "radiator",
    place: "north",
    ask: () =>
      aftertask.ask("facilities.repair", {
        task: "FAC-0318",
        provider: "facilities",
        label: `${say.radiator}, FAC-0318`,
        context: { building: "north" },
      }),
  },
  {
    id: "FAC-0322",
    title: "lock",
    place: "south",
    ask: (button) =>
      aftertask.ask("facilities.repair", {
        task: "FAC-0322",
        provider: "facilities",
        label: `${say.lock}, FAC-0322`,
        context: { building: "south" },
        layout: "anchored",
        anchor: button,
      }),
  },
  {
    id: "ROOM-0057",
    title: "room",
    place: "boardroom",
    ask: () =>
      aftertask.ask("facilities.room-setup", {
        task: "ROOM-0057",
        provider: "facilities",
        label: `${say.room}, ROOM-0057`,
      }),
  },
];

/** What the page was told, in words and as the code that a program would look at. */
function show(outcome: AskOutcome, place: HTMLElement): void {
  const code = element("code");
  if (outcome.outcome === "rated") code.textContent = outcome.problem?.title ?? outcome.delivery;
  else code.textContent = outcome.outcome === "dismissed" ? outcome.how : outcome.because;
  place.replaceChildren(say[outcome.outcome], " ", code);
}

function card(job: Job): HTMLElement {
  const button = element("button", say.close);
  button.type = "button";
  button.setAttribute("aria-label", `${say.close} ${job.id}`);
  const id = element("p", job.id, "id");
  const told = element("p", "", "told");

  button.addEventListener("click", async () => {
    id.textContent = `${job.id} · ${say.closed}`;
    item.dataset["closed"] = "";
    told.textContent = say.waiting;
    show(await job.ask(button), told);
  });

  const item = element("li");
  item.append(id, element("h2", say[job.title]), element("p", say[job.place], "place"), button, told);
  return item;
}

function element<Name extends keyof HTMLElementTagNameMap>(name: Name, text = "", className = "") {
  const created = document.createElement(name);
  created.textContent = text;
  if (className) created.className = className;
  return created;
}

function showJobs(): void {
  document.querySelector("#jobs")?.replaceChildren(...jobs.map(card));
}

translatePage();
showJobs();

document.querySelector<HTMLSelectElement>("#person")?.addEventListener("change", ({ currentTarget }) => {
  if (!(currentTarget instanceof HTMLSelectElement)) return;
  aftertask.configure({ person: currentTarget.value });
  showJobs();
});
