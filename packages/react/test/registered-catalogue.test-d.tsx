import { defineTouchpoints } from "@aftertask/widget";
import { TaskFeedback, useAftertask } from "../src/index.js";

// Compiled by tsconfig.types.json only: what is registered here holds for everything that is compiled with it.
const touchpoints = defineTouchpoints({
  "hr.benefits-paperwork": { context: { caseType: ["dental", "vision"] } },
  "team.file-request": {},
});

declare module "@aftertask/widget" {
  interface Register {
    touchpoints: typeof touchpoints;
  }
}

export const known = <TaskFeedback touchpoint="team.file-request" task="FIL-0094" />;

// @ts-expect-error a touchpoint that the catalogue does not have
export const unknown = <TaskFeedback touchpoint="hr.benefit-paperwork" task="BEN-1042" />;

// @ts-expect-error a task is what it is all about
export const taskless = <TaskFeedback touchpoint="team.file-request" />;

export const fitting = (
  <TaskFeedback touchpoint="hr.benefits-paperwork" task="BEN-1042" context={{ caseType: "dental" }} />
);

export const unfitting = (
  // @ts-expect-error a value that the catalogue does not list
  <TaskFeedback touchpoint="hr.benefits-paperwork" task="BEN-1042" context={{ caseType: "knee" }} />
);

export const foreign = (
  // @ts-expect-error a context that belongs to another touchpoint
  <TaskFeedback touchpoint="team.file-request" task="FIL-0094" context={{ caseType: "dental" }} />
);

export function Closing() {
  const aftertask = useAftertask();
  void aftertask.ask("hr.benefits-paperwork", { task: "BEN-1042", context: { caseType: "vision" } });
  // @ts-expect-error the hook knows the catalogue too
  void aftertask.ask("hr.unknown", { task: "BEN-1042" });
  return null;
}
