import type { DatabaseSync, DatabaseSyncInstance } from "@photostructure/sqlite";
import type { MessagePort } from "node:worker_threads";

/** What a statement may be given, and what a column may hold. */
export type Value = string | number | null | Uint8Array;

/** A statement, and the values for each time that it is to be run. */
export interface Step {
  sql: string;
  rows: readonly (readonly Value[])[];
}

/** A reading statement with its values. */
export interface Question {
  sql: string;
  values: readonly Value[];
}

/** What a thread may be asked to do with a file; the answer is that of the verb. */
export type Task =
  /** Runs steps in one transaction. Answers how many rows each has changed. */
  | { file: string; verb: "write"; steps: readonly Step[] }
  /** Answers the rows of each question. */
  | { file: string; verb: "read"; questions: readonly Question[] }
  /** Runs a statement through a connection of its own, which is closed again. */
  | { file: string; verb: "keep house"; statement: string };

/** What became of a task: what it was to answer, or what an error was made of. */
export type Outcome = { answer: unknown } | { fault: { message: string; name: string } & Record<string, unknown> };

/**
 * The whole program of a thread. It is handed over as text, so that sources and built files need no other file for it: it
 * must name nothing that it is not given.
 * @param port brings all tasks of one turn together, and takes their outcomes in the same order
 * @param Connection opens a file that has been migrated
 */
export function serveFiles(port: MessagePort, Connection: typeof DatabaseSync): void {
  // With the third a Mac waits for the disk, too; elsewhere it changes nothing.
  const HABITS = `PRAGMA busy_timeout = 50; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA secure_delete = ON;
    PRAGMA trusted_schema = OFF`;
  type Statement = ReturnType<DatabaseSyncInstance["prepare"]>;
  // A connection that only its statements refer to is collected, and they fail from then on.
  const open = new Map<string, { connection: DatabaseSyncInstance; statements: Map<string, Statement> }>();

  function opened(file: string) {
    const known = open.get(file);
    if (known) return known;
    const connection = new Connection(file);
    // The log is moved into the file after each mix; only where that does not happen for long is it done by a commit,
    // which then takes long.
    connection.exec(`${HABITS}; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 16384`);
    const made = { connection, statements: new Map<string, Statement>() };
    open.set(file, made);
    return made;
  }

  function prepared(file: string, sql: string): Statement {
    const { connection, statements } = opened(file);
    const statement = statements.get(sql) ?? connection.prepare(sql);
    statements.set(sql, statement);
    return statement;
  }

  function write(file: string, steps: readonly Step[]): number[] {
    const { connection } = opened(file);
    connection.exec("BEGIN IMMEDIATE");
    try {
      const changes = steps.map(({ sql, rows }) => {
        const statement = prepared(file, sql);
        return rows.reduce((sum, values) => sum + Number(statement.run(...values).changes), 0);
      });
      connection.exec("COMMIT");
      return changes;
    } catch (cause) {
      if (connection.isTransaction) connection.exec("ROLLBACK");
      throw cause;
    }
  }

  function keepHouse(file: string, statement: string): void {
    const connection = new Connection(file);
    try {
      connection.exec(`${HABITS}; PRAGMA cache_size = -16384`);
      connection.exec(statement);
    } finally {
      connection.close();
    }
  }

  function done(task: Task): unknown {
    if (task.verb === "write") return write(task.file, task.steps);
    if (task.verb === "keep house") return keepHouse(task.file, task.statement);
    return task.questions.map(({ sql, values }) => prepared(task.file, sql).all(...values));
  }

  function outcomeOf(task: Task): Outcome {
    try {
      return { answer: done(task) };
    } catch (cause) {
      // What makes an error an error does not survive the way to another thread.
      const { name, message } = cause instanceof Error ? cause : new Error(String(cause));
      return { fault: { ...(cause as object), name, message } };
    }
  }

  port.postMessage("begun");
  port.on("message", (tasks: readonly Task[] | "end") => {
    if (tasks === "end") {
      for (const { connection } of open.values()) connection.close();
      open.clear();
      return port.close();
    }
    const outcomes: Outcome[] = [];
    for (const task of tasks) {
      outcomes.push(outcomeOf(task));
      // Whoever asked for this does not wait for what the next one wants to write.
      if (task.verb !== "read") port.postMessage(outcomes.splice(0));
    }
    if (outcomes.length > 0) port.postMessage(outcomes);
  });
}
