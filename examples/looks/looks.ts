import type { Page } from "playwright";

/** What a person's system says about how it wants pages to look. */
export interface Look {
  name: string;
  media: NonNullable<Parameters<Page["emulateMedia"]>[0]>;
}

const plain = { contrast: null, forcedColors: null, reducedMotion: "reduce" } as const;

/** Nothing moves in any of them: a drawing shows where things end. */
export const LOOKS = [
  { name: "light", media: { ...plain, colorScheme: "light" } },
  { name: "dark", media: { ...plain, colorScheme: "dark" } },
  { name: "more contrast, light", media: { ...plain, colorScheme: "light", contrast: "more" } },
  { name: "more contrast, dark", media: { ...plain, colorScheme: "dark", contrast: "more" } },
  { name: "forced colours", media: { ...plain, colorScheme: "dark", forcedColors: "active" } },
] as const satisfies readonly Look[];

/** A language for each direction of reading. */
export const DIRECTIONS = { ltr: "en", rtl: "ar" } as const;
