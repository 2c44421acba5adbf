export { type Collector, type CollectorOptions, createCollector } from "./collector.js";
export { ConfigError, parseConfig } from "./config.js";
export type { Log } from "./log.js";
export type { Project } from "./project.js";
export { NewerDatabaseError } from "./store/migrate.js";
export { DatabaseInUseError } from "./store/sqlite/lock.js";
export { DatabaseUnusableError, openSqlite } from "./store/sqlite/open.js";
export type { Stores } from "./store/stores.js";
