import { render, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { AftertaskProvider, TaskFeedback } from "../src/index.js";
import { fakeAftertask } from "./fake-aftertask.js";

test("a page that came from a server is taken over without complaint, and asks once", async () => {
  const complaints = vi.spyOn(console, "error");
  const { aftertask, asked } = fakeAftertask();
  const page = (
    <AftertaskProvider aftertask={aftertask}>
      <TaskFeedback touchpoint="hr.benefits-paperwork" task="BEN-1042" layout="inline" className="feedback" />
    </AftertaskProvider>
  );
  const container = document.body.appendChild(document.createElement("main"));
  // What the server renders, as server.test.ts has it.
  const place = container.appendChild(document.createElement("div"));
  place.className = "feedback";
  render(page, { container, hydrate: true });
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(asked[0]?.options.container).toBe(place);
  expect(complaints).not.toHaveBeenCalled();
});
