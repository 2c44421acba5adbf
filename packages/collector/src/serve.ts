import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Collector, createCollector } from "./collector.js";
import { type Config, readConfig } from "./config.js";
import { answerWith, createHttpServer } from "./http-server.js";
import { DEFAULT_LIMITS } from "./limits.js";
import { keepApart } from "./demo/keep-apart.js";
import { createLog } from "./log.js";
import { bracketed, LOOPBACK } from "./loopback.js";
import { type Settings, SettingsError } from "./settings.js";
import { openStores } from "./store/open.js";
import { stopperOf } from "./stop-server.js";
import type { Stores } from "./store/stores.js";

/** The address cannot be listened on. */
class ListenError extends Error {
  override readonly name = "ListenError";
}

/** A collector that is being served. */
export interface Serving {
  /** Where it answers: `http://127.0.0.1:4600/`. */
  address: string;
  /** Ends what is under way, takes nothing new, closes the stores. */
  stop(): Promise<void>;
}

/**
 * Opens the stores, listens, and answers. Everything is closed again when one of them fails.
 * @param publicFolder holds the built `script`, `report` and `examples`
 */
export async function serve(settings: Settings, publicFolder: string): Promise<Serving> {
  const config = settings.config === undefined ? undefined : readConfig(settings.config);
  if (config && config.adminTokens.length === 0 && settings.adminToken === undefined)
    throw new SettingsError(
      `Nobody could read the reports: let \`aftertask-collector token\` make a token for "adminTokens" of ${settings.config}, or set --admin-token (AFTERTASK_ADMIN_TOKEN). There is no default.`,
    );
  // A collector that can store nothing any more is of no use: whatever started it starts another one.
  const stores = await openStores(settings.database, {
    lost(cause) {
      throw cause;
    },
  });
  try {
    await keepApart(settings.database, stores, settings.demo ? "demonstration" : "configured");
    return await listen(settings, config, stores, publicFolder);
  } catch (cause) {
    await stores.close();
    throw cause;
  }
}

async function listen(
  settings: Settings,
  config: Config | undefined,
  stores: Stores,
  publicFolder: string,
): Promise<Serving> {
  const log = createLog();
  const limits = config?.limits ?? DEFAULT_LIMITS;
  const server = createHttpServer(limits);
  const stopServer = stopperOf(server);
  const port = await portOf(server, settings);

  let collector: Collector;
  try {
    collector = createCollector({
      serve: config
        ? { ...config, admin: settings.adminToken === undefined ? undefined : { token: settings.adminToken } }
        : { demoAt: port },
      stores,
      publicFolder,
      measureProcess: true,
      log,
    });
  } catch (cause) {
    // Nobody would answer at the port, and it would keep the process alive.
    server.close();
    server.closeAllConnections();
    throw cause;
  }
  server.on("request", answerWith(collector, limits));
  server.on("error", (cause) => log.error({ cause }, "the server failed"));
  if (!LOOPBACK.includes(settings.host))
    log.warn({}, "listens to other machines, and speaks HTTP without TLS: let nothing but a proxy of yours reach it");
  if (settings.unconfigured)
    log.warn(
      {},
      "nothing is configured: this is a demonstration, for this machine alone, with reports open to all of it",
    );
  log.info({ demo: settings.demo }, "started");
  return {
    address: `http://${bracketed(settings.host)}:${port}/`,
    stop: async () => {
      await stopServer();
      await collector.stop();
      log.info({}, "stopped");
    },
  };
}

/** The port that is listened on. */
function portOf(server: Server, { host, port }: Settings): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const remedy = "choose another with --port (PORT) or --host (HOST)";
      const what = cause.code === "EADDRINUSE" ? "is in use" : `cannot be listened on (${cause.code})`;
      reject(new ListenError(`Port ${port} of ${host} ${what}: ${remedy}.`, { cause }));
    });
    server.listen(port, host, () => {
      server.removeAllListeners("error");
      resolve((server.address() as AddressInfo).port);
    });
  });
}
