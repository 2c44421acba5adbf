/** What is needed after the first tap only: fetched beside the client while the respondent reads the question. */
export { FollowUp } from "./follow-up.js";
export { Ending, endSentence } from "./ending.js";
