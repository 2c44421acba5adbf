import { newTracker, trackStructEvent } from "@snowplow/browser-tracker";
import { expose } from "./expose.js";

newTracker("compared", location.origin, {
  appId: "compared",
  eventMethod: "post",
  bufferSize: 1,
  maxLocalStorageQueueSize: 1000,
  retryFailedRequests: true,
  keepalive: true,
});

expose((mark) => void trackStructEvent({ category: "compared", action: "compared", label: mark }));
