import { expect, test } from "vitest";
import { clientAddress, networkOf } from "./address.js";

test.each([
  ["no proxy: the header is whatever the sender wrote", 0, "6.6.6.6", "203.0.113.7"],
  ["one proxy: the last one is whom it heard", 1, "198.51.100.1", "198.51.100.1"],
  ["one proxy, and forged ones before", 1, "6.6.6.6, 127.0.0.1,198.51.100.1", "198.51.100.1"],
  ["two proxies", 2, "6.6.6.6, 198.51.100.1, 10.0.0.2", "198.51.100.1"],
  ["two proxies, and one of them passed by", 2, "198.51.100.1", "198.51.100.1"],
  ["one proxy that says nothing", 1, null, "203.0.113.7"],
  ["one that writes the port", 1, "198.51.100.1:4711", "198.51.100.1"],
  ["one that writes the port of IPv6", 1, "[2001:db8::1]:4711", "2001:db8::1"],
])("T23: %s", (_, proxies, forwarded, address) => {
  expect(clientAddress("203.0.113.7", forwarded, proxies)).toBe(address);
});

test("T23: whatever is written at the left changes nothing", () => {
  const forged = ["", ",", "a, b", "198.51.100.2", "x".repeat(8_000), "127.0.0.1, ::1, unknown", '"quoted"'];
  const seen = forged.map((left) => clientAddress("10.0.0.1", `${left},198.51.100.1`, 1));
  expect(new Set(seen)).toEqual(new Set(["198.51.100.1"]));
});

test.each([
  ["198.51.100.1", "198.51.100.1"],
  ["::ffff:198.51.100.1", "198.51.100.1"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:0DB8:0001:0002:ffff::", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["unknown", "unknown"],
  ["_hidden", "unknown"],
  ["", "unknown"],
])("%s is counted as %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});
