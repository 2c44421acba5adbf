import { AnalyticsBrowser } from "@segment/analytics-next";
import { expose } from "./expose.js";

const buffered = AnalyticsBrowser.load(
  {
    writeKey: "compared",
    cdnSettings: { integrations: { "Segment.io": { apiKey: "compared", retryQueue: true } } },
  },
  {
    retryQueue: true,
    integrations: {
      "Segment.io": {
        apiHost: `${location.host}/v1`,
        protocol: "http",
        httpConfig: { backoffConfig: { maxRetryCount: 100, maxBackoffInterval: 10 } },
      },
    },
  },
);

expose(
  buffered.then(([analytics]) => (mark) => {
    void analytics.track("compared", { mark });
  }),
);
