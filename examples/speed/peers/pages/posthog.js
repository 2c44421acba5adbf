import { posthog } from "posthog-js";
import { whenReady } from "./when-ready.js";

posthog.init("phc_speed", {
  api_host: location.origin,
  advanced_disable_feature_flags: true,
  autocapture: false,
  capture_pageview: false,
  capture_pageleave: false,
  capture_performance: false,
  capture_dead_clicks: false,
  capture_exceptions: false,
  disable_session_recording: true,
  rageclick: false,
  opt_out_useragent_filter: true,
});
whenReady((button) =>
  button.addEventListener("click", () =>
    posthog.displaySurvey("survey", { displayType: "popover", ignoreConditions: true, ignoreDelay: true }),
  ),
);
