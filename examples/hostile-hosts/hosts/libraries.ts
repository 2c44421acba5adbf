import { type HostCase, library, SCRIPT_TAG } from "./host-case.js";
import { prototypeJs } from "./prototype-js.js";

/** Pages with libraries that change what JavaScript and the page are made of. */
export const LIBRARIES: readonly HostCase[] = [
  { name: "Prototype.js 1.6, as it changes the built-in types", breaks: prototypeJs },
  { name: "MooTools, which extends the built-in types", head: library("mootools/lib/mootools-core-1.5.2-server.js") },
  { name: "jQuery", head: library("jquery/dist/jquery.min.js") },
  { name: "RequireJS, which takes scripts for modules", head: library("requirejs/require.js") },
  {
    name: "RequireJS, which brings our script, too",
    head: library("requirejs/require.js"),
    tags: `<script nonce=host>
      require.config({ onNodeCreated: (node) => Object.assign(node.dataset, ${JSON.stringify(settingsOf(SCRIPT_TAG))}) });
      require(["/script/aftertask.js"]);</script>`,
  },
  {
    name: "zone.js, which replaces promises, timers and events",
    head: library("zone.js/bundles/zone.umd.min.js"),
    brings: /__zone_symbol__/,
  },
  { name: "Turbo", head: library("@hotwired/turbo/dist/turbo.es2017-umd.js") },
  { name: "htmx", head: library("htmx.org/dist/htmx.min.js") },
  { name: "Material's own script", head: library("material-components-web/dist/material-components-web.min.js") },
];

/** What a script tag says in `data-` attributes. */
function settingsOf(tag: string): Record<string, string> {
  return Object.fromEntries(
    [...tag.matchAll(/data-(\w+)=([^\s>]+)/g)].map(([, name = "", value = ""]) => [name, value]),
  );
}
