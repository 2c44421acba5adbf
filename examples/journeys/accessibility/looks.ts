import type { Setting } from "./setting.js";

type Media = NonNullable<Parameters<Setting["page"]["emulateMedia"]>[0]>;

/** What a person may have set in their system. */
export const LOOKS = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  "forced colours": { colorScheme: "dark", forcedColors: "active" },
  "more contrast": { colorScheme: "light", contrast: "more" },
} as const satisfies Record<string, Media>;
export type Look = keyof typeof LOOKS;

/** A language for each direction; the page and the prompt speak it. */
export const DIRECTIONS = { ltr: "en", rtl: "ar" } as const;
export type Direction = keyof typeof DIRECTIONS;

/** Motion is off, so that nothing is measured half-way through its entrance. */
export async function wear({ page, host }: Setting, look: Look, dir: Direction = "ltr"): Promise<void> {
  await page.emulateMedia({ ...LOOKS[look], reducedMotion: "reduce" });
  host.page = { ...host.page, dir, lang: DIRECTIONS[dir] };
}
