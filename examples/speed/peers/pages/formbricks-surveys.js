import { renderSurveyModal } from "@formbricks/surveys";

globalThis.formbricksSurveys = { renderSurveyModal };
