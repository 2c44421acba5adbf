import { Client } from "pg";

/** Does something on a connection of its own. */
export async function asAdministrator<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client(url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
