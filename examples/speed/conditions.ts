/** A machine and a network, as Chromium's own tools imitate them. */
export interface Condition {
  name: string;
  /** How many times slower the page's main thread runs. */
  cpu: number;
  /** Milliseconds before each answer, and bytes a second; none for the loopback as it is. */
  network?: { latency: number; download: number; upload: number };
}

/** What Chromium's developer tools call fast 4G. */
const NETWORK_4G = { latency: 165, download: 1_012_500, upload: 168_750 };

export const CONDITIONS: readonly Condition[] = [
  { name: "1×", cpu: 1 },
  { name: "4×", cpu: 4 },
  { name: "1×, 4G", cpu: 1, network: NETWORK_4G },
  { name: "4×, 4G", cpu: 4, network: NETWORK_4G },
];
