/** Whether this run takes the sizes that are too large for every day. */
export const IS_SOAK = process.env["AFTERTASK_COLLECTOR_SOAK"] !== undefined;

/** How often something is tried: the first number every day, the second in a soak run. */
export function tries(everyDay: number, soak: number): number[] {
  return Array.from({ length: IS_SOAK ? soak : everyDay }, (_, number) => number + 1);
}
