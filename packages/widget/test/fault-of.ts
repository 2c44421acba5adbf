import { isAftertaskUsageError } from "@aftertask/schema/words";

/** The option that a call complains of. */
export function faultOf(call: () => void): string {
  try {
    call();
  } catch (error) {
    if (isAftertaskUsageError(error)) return error.option;
    throw error;
  }
  return "none";
}
