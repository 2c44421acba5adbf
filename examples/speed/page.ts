import type { Contestant } from "./contestants.js";

const ROWS = [
  ["BEN-1042", "Dental benefits claim", "HR Payroll", "Finished"],
  ["FIL-0094", "Drawings for the east wing", "Survey team", "Finished"],
  ["ACC-2210", "Access to the archive", "IT service desk", "In progress"],
  ["SUP-0310", "Onboarding of a supplier", "Procurement", "In progress"],
  ["FAC-0177", "A desk by the window", "Facilities", "Closed"],
  ["TRV-0552", "Travel to the yard", "Finance", "Closed"],
  ["PAY-0811", "Overtime in October", "HR Payroll", "Closed"],
  ["DOC-0140", "Copy of a contract", "Legal", "Closed"],
];

/** The button whose click asks. It bears our attributes in every page; the others listen to its click. */
export const TRIGGER = "#close";

/** The same page of an internal tool for all, with what one contestant asks its users to add. */
export function pageOf({ head }: Pick<Contestant, "head">, base = ""): string {
  const rows = ROWS.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>My requests</title>
<link rel="icon" href="data:,">
<style>
body { margin: 0 auto; max-width: 60rem; padding: 2rem; font: 16px/1.5 system-ui, sans-serif; color: #1a1d21 }
table { width: 100%; border-collapse: collapse }
td { padding: 0.5rem; border-bottom: 1px solid #dde0e4 }
button { font: inherit; padding: 0.5rem 1rem }
</style>
${head(base)}
</head>
<body>
<h1>My requests</h1>
<p>What colleagues in other teams have done for you.</p>
<p><button type="button" id="close" data-aftertask-ask="hr.benefits-paperwork" data-aftertask-task="BEN-1042" data-aftertask-label="Dental benefits claim, BEN-1042">Close case</button></p>
<table>${rows.join("")}</table>
</body>
</html>
`;
}
