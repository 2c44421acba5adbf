import type { TestProject } from "vitest/node";
import { PostgresServer } from "../../../packages/collector/test/postgres-server.js";

/** Brings a PostgreSQL server for the collectors of this run, and takes it away after them. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = await PostgresServer.start();
  project.provide("faultsServer", server.url());
  return () => server.stop();
}
