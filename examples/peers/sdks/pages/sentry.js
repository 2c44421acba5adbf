import { captureEvent, init, makeBrowserOfflineTransport, makeFetchTransport } from "@sentry/browser";
import { expose } from "./expose.js";

init({
  dsn: `http://compared@${location.host}/1`,
  transport: makeBrowserOfflineTransport(makeFetchTransport),
  transportOptions: { maxQueueSize: 1000, flushAtStartup: true },
  defaultIntegrations: false,
  sendClientReports: false,
});

expose((mark) => void captureEvent({ message: `compared ${mark}`, level: "info", tags: { mark } }));
