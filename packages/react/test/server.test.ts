import { createAftertask } from "@aftertask/widget";
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { AftertaskProvider, TaskFeedback } from "../src/index.js";

const options = { endpoint: "/v1/ratings", key: "pk_test" };

test("a server renders the place of an inline prompt, and asks nothing", () => {
  expect(typeof document).toBe("undefined");
  const feedback = createElement(TaskFeedback, {
    touchpoint: "hr.benefits-paperwork",
    task: "BEN-1042",
    layout: "inline",
    className: "feedback",
  });
  expect(renderToString(createElement(AftertaskProvider, { options }, feedback))).toBe('<div class="feedback"></div>');
});

test("a server renders nothing for the other layouts", () => {
  const feedback = createElement(TaskFeedback, { touchpoint: "hr.benefits-paperwork", task: "BEN-1042" });
  expect(renderToString(createElement(AftertaskProvider, { options }, feedback))).toBe("");
});

test("an instance of one's own is refused there, with the reason", () => {
  expect(() => createAftertask(options)).toThrow("createAftertask must be called where there is a page");
});
