import { setTimeout as pause } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { asAdministrator } from "../postgres-place.js";
import { PostgresServer } from "../postgres-server.js";
import { readPostgres } from "./fault-place.js";
import { sized } from "./size.js";
import { Story } from "./story.js";
import { Switch } from "./switch.js";

const TIMES = sized(0, 1, 3);

// Two servers of its own, and a copy of one: more than every day has time for.
test.runIf(TIMES > 0)(
  "F13: what was acknowledged is on the synchronous standby, and stays when that takes over",
  async () => {
    for (let time = 0; time < TIMES; time++) {
      const primary = await PostgresServer.start();
      onTestFinished(() => primary.stop());
      await asAdministrator(primary.url(), (client) => client.query("create database aftertask"));
      const standby = await primary.standby();
      onTestFinished(() => standby.stop());
      const cluster = await Switch.start(primary.port);
      const address = cluster.through(primary.url("aftertask"));
      const story = new Story({ database: "PostgreSQL", address, read: () => readPostgres(address) }, 13 + time);
      const program = await story.begin();
      const { end, over } = story.load(program);
      await pause(1_000 + story.random() * 2_000);
      await primary.kill();
      await standby.promote();
      cluster.turn(standby.port);
      const options = { timeout: 60_000 };
      await expect.poll(async () => (await story.send(program, [story.next()]))?.status, options).toBe(200);
      await pause(500);
      end();
      await over;
      await program.stop();
      await story.settle(1);
    }
  },
);
