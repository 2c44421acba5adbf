import { inject } from "vitest";
import { freshDatabase } from "./postgres-place.js";
import { storesContract } from "./stores.contract.js";

const server = inject("postgres");
if (!server) throw new Error("These tests belong to the project that brings a server.");

storesContract("PostgreSQL", () => freshDatabase(server));
