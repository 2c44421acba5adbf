// @ts-check
import { DatabaseSync as Plain } from "@photostructure/sqlite";
import { reach } from "./calls.mjs";

export class DatabaseSync extends Plain {
  /** @param {string} sql */
  exec(sql) {
    reach();
    super.exec(sql);
    reach();
  }
}
