import "@betahuhn/feedback-js";
import { whenReady } from "./when-ready.js";

whenReady((button) => {
  const feedback = new globalThis.Feedback({ endpoint: `${location.origin}/feedback` });
  button.addEventListener("click", () => feedback.renderModal());
});
