import { expect, test } from "vitest";
import { figuresIn, nameOfTouchpoint, partsOfWeek } from "./figures.js";

const english = figuresIn("en");
const french = figuresIn("fr");
/** Which space stands before a sign or around a dash differs between editions of the language data. */
const plain = (text: string) => text.replaceAll(/\s/g, " ").replaceAll(/ ?– ?/g, "–");

test("shares are whole percents, written as the language writes them", () => {
  expect(english.percent(0.747)).toBe("75%");
  expect(plain(french.percent(0.747))).toBe("75 %");
  expect(plain(figuresIn("cs").percent(0.747))).toBe("75 %");
});

test("only exactly none and exactly all are 0 and 100 percent", () => {
  expect(english.percent(0)).toBe("0%");
  expect(english.percent(1)).toBe("100%");
  expect(english.percent(0.999)).toBe("99%");
  expect(english.percent(0.001)).toBe("1%");
  expect(plain(english.range(0.001, 0.999))).toBe("1%–99%");
});

test("a week has its days, also across months", () => {
  expect(plain(figuresIn("en-GB").days("2026-W47"))).toBe("16–22 Nov 2026");
  expect(plain(figuresIn("en-GB").days("2026-W44"))).toBe("26 Oct–1 Nov 2026");
});

test("week numbers are written without a leading zero", () => {
  expect(partsOfWeek("2027-W03")).toEqual({ year: "2027", number: "3" });
});

test.each([
  ["hr.benefits-paperwork", "Benefits paperwork"],
  ["it.access_request", "Access request"],
  ["move", "Move"],
])("%s reads %s", (slug, name) => {
  expect(nameOfTouchpoint(slug)).toBe(name);
});
