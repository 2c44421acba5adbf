import { init, track } from "@amplitude/analytics-browser";
import { expose } from "./expose.js";

const initialised = init("compared0compared0compared0compar", undefined, {
  serverUrl: `${location.origin}/2/httpapi`,
  flushMaxRetries: 100,
  flushIntervalMillis: 100,
  autocapture: false,
  enableDiagnostics: false,
  remoteConfig: { fetchRemoteConfig: false },
  logLevel: 0,
});

expose(initialised.promise.then(() => (mark) => void track("compared", { mark })));
