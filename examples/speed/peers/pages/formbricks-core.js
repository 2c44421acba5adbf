// Stands for the core, which is not on npm: what it does between setup and prompt, with nothing decided, kept or sent.
const surveys = `${location.origin}/js/surveys.umd.cjs`;
let loading;

const load = () =>
  (loading ??= new Promise((settle) => {
    const script = document.createElement("script");
    script.src = surveys;
    script.addEventListener("load", () => settle(globalThis.formbricksSurveys));
    document.head.append(script);
  }));

const SURVEY = {
  id: "survey",
  name: "How did it go?",
  type: "app",
  status: "inProgress",
  welcomeCard: { enabled: false },
  questions: [
    {
      id: "rating",
      type: "rating",
      headline: "How did it go?",
      required: true,
      scale: "smiley",
      range: 5,
      lowerLabel: "Very badly",
      upperLabel: "Very well",
      buttonLabel: "Send",
    },
  ],
  endings: [],
  thankYouCard: { enabled: false },
  hiddenFields: { enabled: false },
  languages: [],
  triggers: [],
  styling: null,
};

globalThis.formbricks = {
  async setup() {
    const link = document.createElement("link");
    link.rel = "prefetch";
    link.href = surveys;
    document.head.append(link);
  },
  async track() {
    const { renderSurveyModal } = await load();
    setTimeout(() =>
      renderSurveyModal({
        survey: SURVEY,
        isBrandingEnabled: false,
        brandColor: "#1a1d21",
        styling: {},
        languageCode: "default",
        placement: "bottomRight",
        clickOutside: true,
        darkOverlay: false,
        onDisplay() {},
        onResponse() {},
        onFinished() {},
        onClose: () => document.querySelector("#formbricks-modal-container")?.remove(),
        getSetIsError() {},
        getSetIsResponseSendingFinished() {},
      }),
    );
  },
};
