import { expect, test } from "vitest";
import { readSettings, SettingsError } from "./settings.js";

const TOKEN = "a-secret-that-has-thirty-two-characters";

test("a demonstration needs nothing else", () => {
  expect(readSettings([], { AFTERTASK_DEMO: "1" })).toEqual({
    port: 4600,
    host: "127.0.0.1",
    database: "./aftertask-data",
    adminToken: undefined,
    config: undefined,
    demo: true,
    unconfigured: false,
  });
});

test("where nothing but a port is said it is a demonstration", () => {
  expect(readSettings([], {})).toMatchObject({ demo: true, unconfigured: true, host: "127.0.0.1" });
  expect(readSettings(["--port", "0"], { AFTERTASK_DEMO: "" })).toMatchObject({ demo: true, unconfigured: true });
});

test("a flag goes before the variable of the same name", () => {
  const env = {
    PORT: "1",
    HOST: "a",
    AFTERTASK_DATABASE: "b",
    AFTERTASK_CONFIG: "c",
    AFTERTASK_ADMIN_TOKEN: `${TOKEN}-env`,
  };
  const flags = ["--port", "2", "--host", "::1", "--database", "x", "--config", "y", "--admin-token", TOKEN];
  expect(readSettings(flags, env)).toEqual({
    port: 2,
    host: "::1",
    database: "x",
    config: "y",
    adminToken: TOKEN,
    demo: false,
    unconfigured: false,
  });
  expect(readSettings([], env)).toMatchObject({
    port: 1,
    host: "a",
    database: "b",
    config: "c",
    adminToken: `${TOKEN}-env`,
  });
});

test.each([
  [[], { AFTERTASK_DEMO: "0" }, "--config"],
  [["--database", "d"], {}, "--config"],
  [["--host", "127.0.0.1"], {}, "--config"],
  [["--admin-token", TOKEN], {}, "--config"],
  [[], { AFTERTASK_DATABASE: "postgres://db/x" }, "--config"],
  [["--config", "c", "--admin-token", "short"], {}, "--admin-token"],
  [["--config", "c", "--admin-token", `${TOKEN} blank`], {}, "--admin-token"],
  [["--config", "c", "--admin-token", "changeme".repeat(8)], {}, "different characters"],
  [["--demo", "--config", "c"], {}, "--config"],
  [["--demo", "--host", "0.0.0.0"], {}, "--host"],
  [["--demo", "--host", "192.168.0.7"], {}, "--host"],
  [["--demo", "--port", "65536"], {}, "--port"],
  [["--demo", "--port", "abc"], {}, "--port"],
  [["--demo", "--database", "mysql://db/x"], {}, "--database"],
  [["--demo", "--database", "https://db/x"], {}, "--database"],
  [["--demo", "--unheard-of"], {}, "--unheard-of"],
  [["surplus"], {}, "surplus"],
  [[], { AFTERTASK_DEMO: "yes" }, "AFTERTASK_DEMO"],
])("%j with %j is refused and %s is named", (args, env, named) => {
  expect(() => readSettings(args, env)).toThrow(SettingsError);
  expect(() => readSettings(args, env)).toThrow(named);
});

test.each(["postgres://db/x", "postgresql://user:s3cr3t@db:5432/x?sslmode=require", "folder", "C:\\data"])(
  "%s may be a database",
  (database) => {
    expect(readSettings(["--demo", "--database", database], {}).database).toBe(database);
  },
);

test("a secret is never repeated", () => {
  expect(() => readSettings(["--config", "c", "--admin-token", "s3cr3t"], {})).toThrow(/^(?!.*s3cr3t)/s);
  expect(() => readSettings(["--demo", "--database", "mysql://u:s3cr3t@db/x"], {})).toThrow(/^(?!.*s3cr3t)/s);
});
