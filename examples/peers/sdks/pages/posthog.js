import { posthog } from "posthog-js";
import { expose } from "./expose.js";

expose(
  new Promise((ready) => {
    posthog.init("phc_compared", {
      api_host: location.origin,
      persistence: "localStorage",
      request_batching: false,
      advanced_disable_flags: true,
      autocapture: false,
      capture_pageview: false,
      capture_pageleave: false,
      capture_performance: false,
      capture_dead_clicks: false,
      capture_exceptions: false,
      disable_external_dependency_loading: true,
      disable_session_recording: true,
      disable_surveys: true,
      rageclick: false,
      opt_out_useragent_filter: true,
      loaded: (client) => ready((mark) => void client.capture("compared", { mark })),
    });
  }),
);
