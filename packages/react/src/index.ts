"use client";

export { AftertaskProvider, type AftertaskProviderProps } from "./provider.js";
export { TaskFeedback, type TaskFeedbackProps } from "./task-feedback.js";
export { useAftertask } from "./use-aftertask.js";
