/** One way in which the prompt is looked at. */
export interface Look {
  layout: "corner" | "inline" | "anchored";
  state: "asking" | "rated";
  scheme: "light" | "dark";
  direction: "ltr" | "rtl";
}

const each =
  <Name extends keyof Look>(name: Name, ...values: Look[Name][]) =>
  (looks: Partial<Look>[]) =>
    looks.flatMap((look) => values.map((value) => ({ ...look, [name]: value })));

/** Every way. */
export const LOOKS = [
  each("layout", "corner", "inline", "anchored"),
  each("state", "asking", "rated"),
  each("scheme", "light", "dark"),
  each("direction", "ltr", "rtl"),
].reduce((looks, multiply) => multiply(looks), [{}] as Partial<Look>[]) as Look[];

export const nameOf = ({ layout, state, scheme, direction }: Look) => `${layout}, ${state}, ${scheme}, ${direction}`;
