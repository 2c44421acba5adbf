/** A prompt as the measurement knows it. */
export interface Contestant {
  /** The word for it on the command line, in `docs/speed.json`, and in its page's address. */
  name: string;
  /** As the tables call it. */
  title: string;
  /** Whose version is stated. */
  package?: string;
  /** What its page does, beyond what its makers say everybody should. */
  setup: string;
  /** What its page has in the head; `base` is the origin of the scripts. */
  head(base: string): string;
  /** Selectors of the card, each within the shadow root of what the one before has found; none where no card comes. */
  card?: readonly string[];
  /** The same for the button that closes it. */
  wayOut?: readonly string[];
}

const script =
  (path: string, attributes = "") =>
  (base: string) =>
    `<script async src="${base}${path}"${attributes}></script>`;
const OURS = ' data-key="pk_intranet" data-fatigue="off"';

/** Ours; what it is held against without anybody's code; and the other projects', which `peers/package.json` pins. */
export const CONTESTANTS: readonly Contestant[] = [
  {
    name: "empty",
    title: "An empty script",
    setup: "one script of 0 bytes",
    head: script("/empty.js"),
  },
  {
    name: "empty-again",
    title: "An empty script, again",
    setup: "the same once more in each round: how far two equal pages differ is the noise",
    head: script("/empty.js"),
  },
  {
    name: "aftertask",
    title: "Aftertask",
    package: "@aftertask/widget",
    setup: "the script tag with `data-fatigue=off`, so that the same task may be asked about twice",
    head: script("/ours/aftertask.js", OURS),
    card: ["aftertask-prompt", ".card"],
    wayOut: ["aftertask-prompt", ".foot button"],
  },
  {
    name: "aftertask-cold",
    title: "Aftertask, prefetch off",
    package: "@aftertask/widget",
    setup: "the same with `data-prefetch=off`: everything but the loader is fetched after the click",
    head: script("/ours/aftertask.js", `${OURS} data-prefetch="off"`),
    card: ["aftertask-prompt", ".card"],
    wayOut: ["aftertask-prompt", ".foot button"],
  },
  {
    name: "floor",
    title: "Written by hand",
    setup:
      "the same content from `floor/`: no framework, nothing is decided, kept or sent; fetched when the page is idle",
    head: script("/floor/loader.js"),
    card: ["floor-prompt", ".card"],
    wayOut: ["floor-prompt", ".foot button"],
  },
  {
    name: "sentry",
    title: "Sentry feedback, bundled",
    package: "@sentry/browser",
    setup: "`feedbackIntegration` without screenshots, attached to the button; a text form",
    head: script("/peers/sentry.js"),
    card: ["#sentry-feedback", ".dialog__content"],
    wayOut: ["#sentry-feedback", ".btn-group .btn--default"],
  },
  {
    name: "sentry-lazy",
    title: "Sentry feedback, lazy",
    package: "@sentry/browser",
    setup:
      "`feedbackAsyncIntegration`, otherwise the same: fetches the form after the click; a bundle of the form made here stands for the one on its CDN",
    head: script("/peers/sentry-lazy.js"),
    card: ["#sentry-feedback", ".dialog__content"],
    wayOut: ["#sentry-feedback", ".btn-group .btn--default"],
  },
  {
    name: "posthog",
    title: "PostHog surveys",
    package: "posthog-js",
    setup:
      "one survey with one rating question, shown by `displaySurvey` at the click; automatic capture, replay, page views and flags off",
    head: script("/peers/posthog.js"),
    card: ['[class^="PostHogSurvey"]', ".survey-form"],
    wayOut: ['[class^="PostHogSurvey"]', ".form-cancel"],
  },
  {
    name: "formbricks",
    title: "Formbricks",
    package: "@formbricks/js",
    setup:
      "one survey with one rating question, shown by `track` at the click; its core is not on npm: some lines of ours stand for it, which fetch the survey bundle (`@formbricks/surveys`) ahead as it does and run it at the click",
    head: script("/peers/formbricks.js"),
    card: ["#fbjs .pointer-events-auto"],
    wayOut: ["#fbjs .pointer-events-auto button"],
  },
  {
    name: "feedback-js",
    title: "feedback-js",
    package: "@betahuhn/feedback-js",
    setup: "its menu of three kinds of feedback, opened at the click, without its own button",
    head: script("/peers/feedback-js.js"),
    card: [".feedback-main"],
    wayOut: ["#feedback-close"],
  },
];
