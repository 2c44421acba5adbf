import { feedbackModalIntegration } from "@sentry/feedback";

window.Sentry.feedbackModalIntegration = feedbackModalIntegration;
