import * as Sentry from "@sentry/browser";
import { whenReady } from "./when-ready.js";

const feedback = Sentry.feedbackIntegration({ autoInject: false, colorScheme: "light", enableScreenshot: false });
Sentry.init({ dsn: `http://key@${location.host}/1`, integrations: [feedback] });
whenReady((button) => feedback.attachTo(button));
