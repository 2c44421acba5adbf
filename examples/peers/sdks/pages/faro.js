import { FetchTransport, initializeFaro } from "@grafana/faro-web-sdk";
import { expose } from "./expose.js";

const faro = initializeFaro({
  app: { name: "compared" },
  instrumentations: [],
  dedupe: false,
  batching: { enabled: false },
  transports: [
    new FetchTransport({
      url: `${location.origin}/collect`,
      bufferSize: 1000,
      retry: { maxAttempts: 100, maxBackoffMs: 10_000 },
    }),
  ],
});

expose((mark) => void faro.api.pushEvent("compared", { mark }, undefined, { skipDedupe: true }));
