/** A script tag that says something it should not. */
export interface TagCase {
  name: string;
  /** Attributes of the script tag, without `data-`. */
  tag?: Readonly<Record<string, string>>;
  /** Attributes of the control that asks, without `data-aftertask-`. */
  trigger?: Readonly<Record<string, string>>;
  /** Attributes of an `<aftertask-prompt>`, which asks in the place of the control. */
  element?: Readonly<Record<string, string>>;
  /** The option that the one complaint names. Left out: it is no mistake, and the prompt is shown. */
  refused?: string;
  /** What the card then shows, as text. */
  shows?: string;
}

const HTML = '<img src=x onerror="hacked()"><script>hacked()</script>';

/** Refused with one message on the console, or taken as plain text. */
export const TAG_CASES: readonly TagCase[] = [
  { name: "an endpoint that is a script", tag: { endpoint: "javascript:hacked()" }, refused: "endpoint" },
  { name: "an endpoint that is data", tag: { endpoint: "data:text/plain,hello" }, refused: "endpoint" },
  { name: "an endpoint that is a blob", tag: { endpoint: "blob:https://intranet.example/1" }, refused: "endpoint" },
  { name: "an endpoint that is a file", tag: { endpoint: "file:///etc/passwd" }, refused: "endpoint" },
  { name: "an endpoint of another protocol", tag: { endpoint: "ftp://feedback.example/v1" }, refused: "endpoint" },
  {
    name: "an endpoint with a password",
    tag: { endpoint: "https://ana:secret@feedback.example/v1" },
    refused: "endpoint",
  },
  { name: "an endpoint with a name in it", tag: { endpoint: "//ana@feedback.example/v1" }, refused: "endpoint" },
  { name: "an endpoint without a scheme", tag: { endpoint: "feedback.example/v1/ratings" }, refused: "endpoint" },
  { name: "an endpoint that is a word", tag: { endpoint: "ratings" }, refused: "endpoint" },
  { name: "an endpoint that is HTML", tag: { endpoint: HTML }, refused: "endpoint" },
  { name: "an empty endpoint", tag: { endpoint: "" }, refused: "endpoint" },
  { name: "an endpoint that is a path", tag: { endpoint: "/v1/ratings" } },
  { name: "an endpoint beside the page", tag: { endpoint: "./v1/ratings" } },
  { name: "no key", tag: { key: "" }, refused: "key" },
  { name: "a theme that does not exist", tag: { theme: "neon" }, refused: "theme" },
  { name: "a theme that is CSS", tag: { theme: "dark; } * { display: none" }, refused: "theme" },
  { name: "a placement that does not exist", tag: { placement: "middle" }, refused: "placement" },
  { name: "an audience that does not exist", tag: { audience: "customer" }, refused: "audience" },
  { name: "a fatigue that does not exist", tag: { fatigue: "none" }, refused: "fatigue" },
  { name: "a mode that does not exist", tag: { mode: "loud" }, refused: "mode" },
  { name: "a privacy that does not exist", tag: { privacy: "public" }, refused: "privacy" },
  { name: "a person as long as a page", tag: { person: "a".repeat(10_000) }, refused: "person" },
  { name: "a language that does not exist", tag: { locale: "xx-invalid-tag" }, shows: "How did it go?" },
  { name: "a language that is a path", tag: { locale: "../../../etc/passwd" }, shows: "How did it go?" },
  { name: "a language that is a name of every object", tag: { locale: "constructor" }, shows: "How did it go?" },
  { name: "a language that is __proto__", tag: { locale: "__proto__" }, shows: "How did it go?" },
  { name: "a language that is HTML", tag: { locale: HTML }, shows: "How did it go?" },
  { name: "a language as long as a book", tag: { locale: "en-".repeat(30_000) }, shows: "How did it go?" },
  { name: "a touchpoint that is no slug", trigger: { ask: "HR Benefits!" }, refused: "touchpoint" },
  { name: "a touchpoint that is HTML", trigger: { ask: HTML }, refused: "touchpoint" },
  { name: "a touchpoint that is empty", trigger: { ask: "" }, refused: "touchpoint" },
  { name: "a touchpoint that is __proto__", trigger: { ask: "__proto__" }, refused: "touchpoint" },
  { name: "no task", trigger: { task: "" }, refused: "task" },
  { name: "a task as long as a page", trigger: { task: "T".repeat(10_000) }, refused: "task" },
  { name: "a task that is HTML", trigger: { task: HTML }, shows: HTML },
  { name: "a round that is a word", trigger: { round: "second" }, refused: "round" },
  { name: "a round below one", trigger: { round: "0" }, refused: "round" },
  { name: "a round and a half", trigger: { round: "1.5" }, refused: "round" },
  { name: "a round beyond measure", trigger: { round: "1e400" }, refused: "round" },
  { name: "a time that is none", trigger: { finished: "yesterday" }, refused: "finishedAt" },
  { name: "a provider that is a person's address", trigger: { provider: "ana@intranet.example" }, refused: "provider" },
  { name: "an audience of the control that does not exist", trigger: { audience: "everybody" }, refused: "audience" },
  { name: "a label that is HTML", trigger: { label: HTML }, shows: HTML },
  { name: "a label that turns the text around", trigger: { label: "BEN \u202e 1042" }, shows: "BEN \u202e 1042" },
  { name: "a label as long as a book", trigger: { label: "Claim ".repeat(5_000).trim() }, shows: "Claim Claim" },
  { name: "an element with a layout that does not exist", element: { layout: "modal" }, refused: "layout" },
  { name: "an element without a task", element: { task: "" }, refused: "task" },
  {
    name: "an element with an endpoint that is a script",
    element: { endpoint: "javascript:hacked()", key: "k" },
    refused: "endpoint",
  },
  {
    name: "an element with an instrument that does not exist",
    element: { instrument: "stars10" },
    refused: "instrument",
  },
  { name: "an element with a label that is HTML", element: { label: HTML }, shows: HTML },
];

/** A call that is not as it should be: rejected, with an error that names the option. Given as text: it is run in the page. */
export const CALL_CASES: readonly [name: string, call: string, option: string][] = [
  ["options that are no object", "create(null)", "endpoint"],
  ["an endpoint that is a number", "create({ endpoint: 7, key: 'k' })", "endpoint"],
  [
    "an endpoint that is an object with a toString",
    "create({ endpoint: { toString: () => '/v1' }, key: 'k' })",
    "endpoint",
  ],
  ["an endpoint that is a script", "create({ endpoint: 'javascript:1', key: 'k' })", "endpoint"],
  ["a key that is an array", "create({ endpoint: '/v1', key: ['k'] })", "key"],
  ["a theme that is an object", "create({ endpoint: '/v1', key: 'k', theme: {} })", "theme"],
  ["a sampling of none", "create({ endpoint: '/v1', key: 'k', sampling: 0 })", "sampling"],
  ["a sampling that is no number", "create({ endpoint: '/v1', key: 'k', sampling: NaN })", "sampling"],
  ["a group of one", "create({ endpoint: '/v1', key: 'k', minimumGroup: 1 })", "minimumGroup"],
  [
    "a catalogue with a touchpoint that is no slug",
    "create({ endpoint: '/v1', key: 'k', touchpoints: { 'A B': {} } })",
    "touchpoint",
  ],
  [
    "a catalogue with a reason that does not exist",
    "create({ endpoint: '/v1', key: 'k', touchpoints: { 'hr.payroll': { reasons: ['nope'] } } })",
    "reasons",
  ],
  ["an ask about nothing", "ask()", "touchpoint"],
  ["an ask without options", "ask('hr.payroll')", "task"],
  ["an ask with options that are null", "ask('hr.payroll', null)", "task"],
  ["a task that is a number", "ask('hr.payroll', { task: 7 })", "task"],
  ["a task that is an object", "ask('hr.payroll', { task: { id: 1 } })", "task"],
  ["an anchor that is a selector", "ask('hr.payroll', { task: 't', anchor: '#button' })", "anchor"],
  [
    "a container that is a text node",
    "ask('hr.payroll', { task: 't', container: document.createTextNode('') })",
    "container",
  ],
  ["an anchored layout without an anchor", "ask('hr.payroll', { task: 't', layout: 'anchored' })", "anchor"],
  ["a signal that is none", "ask('hr.payroll', { task: 't', signal: {} })", "signal"],
  ["a time that is none", "ask('hr.payroll', { task: 't', finishedAt: 'soon' })", "finishedAt"],
];
