import type { Host } from "./host.js";

const style = (css: string) => `<style>${css}</style>`;

/** Every inherited property that CSS has, at a value that shows. */
const INHERITED = `
  font: italic small-caps bold 30px/2.5 "Courier New", monospace !important; font-stretch: expanded !important;
  font-kerning: none !important; font-feature-settings: "smcp" !important; font-variant-numeric: slashed-zero !important;
  letter-spacing: .4em !important; word-spacing: 2em !important; text-indent: 4em !important; text-align: right !important;
  text-transform: uppercase !important; text-shadow: 3px 3px 2px red !important; text-align-last: center !important;
  -webkit-text-stroke: 2px red !important; -webkit-text-fill-color: red !important; text-emphasis: filled sesame red !important;
  white-space: pre !important; word-break: break-all !important; overflow-wrap: anywhere !important; hyphens: auto !important;
  tab-size: 20 !important; color: red !important; caret-color: red !important; accent-color: red !important;
  cursor: crosshair !important; visibility: hidden !important; pointer-events: none !important; direction: rtl !important;
  writing-mode: vertical-rl !important; text-orientation: upright !important; list-style: square inside !important;
  quotes: "x" "y" !important; border-collapse: collapse !important; empty-cells: hide !important; caption-side: bottom !important;
  image-rendering: pixelated !important; fill: red !important; stroke: lime !important; stroke-width: 6px !important;
  stroke-dasharray: 3 !important; fill-opacity: .3 !important; stroke-linecap: square !important; paint-order: stroke !important;
  text-rendering: geometricPrecision !important; text-wrap: balance !important; color-scheme: dark !important;
  -webkit-font-smoothing: none !important; font-synthesis: none !important; text-underline-offset: 1em !important;
  orphans: 9 !important; widows: 9 !important; user-select: none !important; forced-color-adjust: none !important;`;

/** Pages that are out to change the prompt, and old habits that do so without meaning to. */
export const ATTACKS: readonly Host[] = [
  { name: "* { all: unset }", head: style("* { all: unset }") },
  { name: "* { all: unset !important }", head: style("* { all: unset !important }") },
  { name: "* { display: none !important } in the body", head: style("body * { display: none !important }") },
  {
    name: "the box model of everything, as important",
    head: style(`* { box-sizing: content-box !important; margin: 9px !important; padding: 9px !important;
      border: 5px dashed red !important; outline: 4px solid lime !important; min-width: 300px !important;
      width: 50% !important; height: 40px !important; float: left !important; position: relative !important }`),
  },
  { name: "a root of 10 pixels", head: style("html { font-size: 62.5% } body { font-size: 1.6rem }") },
  { name: "a root of 40 pixels", head: style("html { font-size: 40px !important }") },
  {
    name: "the text of everything, as important",
    head: style(`* { font-family: "Courier New", monospace !important; letter-spacing: .3em !important;
      line-height: 3 !important; word-spacing: 1em !important; font-size: 30px !important; color: red !important }`),
  },
  { name: "every inherited property of the root", head: style(`:root, body { ${INHERITED} }`) },
  { name: "every inherited property of everything", head: style(`* { ${INHERITED} }`) },
  {
    name: "rules for our element",
    head: style(`aftertask-prompt { display: none !important; position: absolute !important; opacity: .2 !important;
      transform: scale(.5) !important; filter: blur(3px) !important; zoom: .5 !important; contain: strict !important;
      clip-path: inset(50%) !important; width: 1px !important; height: 1px !important; overflow: hidden !important;
      content-visibility: hidden !important; mix-blend-mode: difference !important; ${INHERITED} }
      aftertask-prompt, aftertask-prompt * { all: revert !important; font: 50px serif !important }`),
  },
  {
    name: "animations and transitions of everything",
    head: style(`body, body * { transition: all 5s linear !important; animation: spin 9s !important }
      @keyframes spin { to { transform: rotate(9deg); opacity: .3 } }
      @keyframes enter { to { transform: rotate(45deg) } } @keyframes reveal { to { opacity: .1 } }`),
  },
  {
    name: "a body that is moved, filtered and contained",
    head: style(`body { transform: translate(3px, 2px) scale(.9) rotate(1deg); filter: invert(1) blur(1px);
      contain: layout paint; opacity: .5; perspective: 200px; will-change: transform; overflow: hidden; height: 200px }`),
  },
  {
    name: "an application that fills the window",
    head: style("html, body { height: 100%; overflow: hidden; position: fixed; inset: 0; margin: 0; display: flex }"),
    body: '<div style="position: fixed; inset: 0; z-index: 2147483647; background: teal"></div>',
  },
  {
    name: "a grid of children",
    head: style("body { display: grid; grid: 1fr / repeat(9, 1fr) } body > * { grid-area: 1 / 5 }"),
  },
  {
    name: "multi-column newspaper",
    head: style("body { columns: 5; column-gap: 3em } body * { break-inside: avoid }"),
  },
  {
    name: "custom properties of our names",
    head: style(`* { --surface: red !important; --sunken: lime; --raised: blue; --text: red !important; --muted: cyan;
      --line: red; --control: red; --hover: red !important }`),
  },
  {
    name: "registered properties of our names",
    head: style(
      ["surface", "sunken", "raised", "text", "muted", "line", "control", "hover"]
        .map((name) => `@property --${name} { syntax: "<length>"; inherits: false; initial-value: 3px }`)
        .join(""),
    ),
  },
  {
    name: "faces of system fonts",
    head: style(
      ["Segoe UI", "Roboto", "Noto Sans", "system-ui", "sans-serif", "Arial", "DejaVu Sans"]
        .map((name) => `@font-face { font-family: "${name}"; src: local("DejaVu Serif"), local("Liberation Mono") }`)
        .join(""),
    ),
  },
  {
    name: "sheets for every form control",
    head: style(`input, button, select, textarea, fieldset, legend, label, section, p, h2, span, svg, path, circle {
      appearance: none !important; border-radius: 0 !important; background: red !important; font: 30px serif !important;
      fill: red !important; stroke: blue !important; width: 200px !important }
      ::placeholder, ::selection { color: red !important }`),
  },
  {
    name: "a dark page",
    head:
      '<meta name="color-scheme" content="dark">' +
      style(":root { color-scheme: only dark; background: #000; color: #fff }"),
  },
  {
    name: "print rules on the screen",
    head: style(
      "@media all { * { color: #000 !important; background: transparent !important; box-shadow: none !important; text-shadow: none !important } }",
    ),
  },
  {
    name: "text that is sized by the window",
    head: style("html { font-size: calc(1vw + 2vh); text-size-adjust: 200%; -webkit-text-size-adjust: 200% }"),
  },
  {
    name: "layers and scopes",
    head: style(
      "@layer a, b; @layer b { * { font-size: 3rem !important } } @scope (body) { :scope * { line-height: 4 !important; text-align: center !important } }",
    ),
  },
];
