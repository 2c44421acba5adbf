import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import {
  fromAftertask,
  fromAmplitude,
  fromFaro,
  fromOpenTelemetry,
  fromPostHog,
  fromSegment,
  fromSentry,
  fromSnowplow,
} from "./decode.js";

const json = (value: unknown) => Buffer.from(JSON.stringify(value));
const ARRIVED = [{ mark: "m", id: "i" }];

it("reads a single event and a batch with message ids", () => {
  const event = { messageId: "i", properties: { mark: "m" } };
  expect(fromSegment(json(event))).toEqual(ARRIVED);
  expect(fromSegment(json({ batch: [event, event] }))).toEqual([...ARRIVED, ...ARRIVED]);
});

it("unpacks gzip, and base64 in a form field", () => {
  const event = { uuid: "i", properties: { mark: "m" } };
  const packed = gzipSync(json([event]));
  expect(fromPostHog(json(event))).toEqual(ARRIVED);
  expect(fromPostHog(packed)).toEqual(ARRIVED);
  expect(fromPostHog(Buffer.from(`data=${encodeURIComponent(json(event).toString("base64"))}`))).toEqual(ARRIVED);
  expect(fromPostHog(Buffer.from(`data=${encodeURIComponent(packed.toString("base64"))}&compression=gzip-js`))).toEqual(
    ARRIVED,
  );
});

it("reads an event from the lines of an envelope, once", () => {
  const lines = [{ event_id: "i", sent_at: "2026" }, { type: "event" }, { event_id: "i", tags: { mark: "m" } }];
  expect(fromSentry(Buffer.from(lines.map((line) => JSON.stringify(line)).join("\n")))).toEqual(ARRIVED);
});

it("reads structured events with their eid", () => {
  expect(fromSnowplow(json({ schema: "s", data: [{ eid: "i", se_la: "m" }] }))).toEqual(ARRIVED);
});

it("reads events with their insert id", () => {
  expect(fromAmplitude(json({ events: [{ insert_id: "i", event_properties: { mark: "m" } }] }))).toEqual(ARRIVED);
});

it("gives events without an id the key of their request, if there is one", () => {
  const body = json({ events: [{ attributes: { mark: "m" } }] });
  expect(fromFaro(body, "i")).toEqual(ARRIVED);
  expect(fromFaro(body, undefined)).toEqual([{ mark: "m", id: null }]);
});

it("reads log records with their attribute", () => {
  const record = { attributes: [{ key: "other" }, { key: "mark", value: { stringValue: "m" } }] };
  const body = json({ resourceLogs: [{ scopeLogs: [{ logRecords: [record] }] }] });
  expect(fromOpenTelemetry(body)).toEqual([{ mark: "m", id: null }]);
});

it("reads ratings by their id", () => {
  expect(fromAftertask(json({ key: "k", ratings: [{ id: "m" }] }))).toEqual([{ mark: "m", id: "m" }]);
});

it("takes events of the client's own, and what cannot be read, for nothing", () => {
  expect(fromSegment(json({ messageId: "i", properties: {} }))).toEqual([]);
  expect(fromAmplitude(Buffer.from("not json"))).toEqual([]);
});
