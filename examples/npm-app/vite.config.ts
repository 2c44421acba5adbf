import { defineConfig } from "vite";

const collector = "http://127.0.0.1:4600";

export default defineConfig({
  base: "/examples/npm-app/",
  build: {
    target: "es2022",
    // The page is served with a policy that allows no inline scripts, no data: addresses and no HTML strings.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: { fileName: "THIRD-PARTY.md" },
  },
  // For `npm run dev` beside the demonstration, which takes ratings from its own pages only. A collector with a configuration
  // names this page's origin instead: `proxy: { "/v1": collector }` is enough then.
  server: { proxy: { "/v1": { target: collector, changeOrigin: true, headers: { origin: collector } } } },
});
