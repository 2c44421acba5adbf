/** The name of the element that carries a prompt. */
export const TAG = "aftertask-prompt";
