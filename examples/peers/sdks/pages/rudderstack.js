import { RudderAnalytics } from "@rudderstack/analytics-js/bundled";
import { expose } from "./expose.js";

const analytics = new RudderAnalytics();

expose(
  new Promise((ready) => {
    analytics.load("compared", location.origin, {
      queueOptions: { maxItems: 1000, maxAttempts: 100, maxRetryDelay: 10_000, backoffJitter: 0.5 },
      sessions: { autoTrack: false },
      sendAdblockPage: false,
      polyfillIfRequired: false,
      getSourceConfig: () => ({
        source: {
          id: "compared",
          name: "compared",
          writeKey: "compared",
          workspaceId: "compared",
          enabled: true,
          updatedAt: "2026-01-01T00:00:00.000Z",
          connections: [],
          destinations: [],
          dataplanes: {},
          config: { statsCollection: { errors: { enabled: false }, metrics: { enabled: false } } },
        },
      }),
      onLoaded: () => ready((mark) => void analytics.track("compared", { mark })),
    });
  }),
);
