import type { Erase } from "./erase.js";
import { type AccessPorts, forId } from "./read-rating.js";

export interface ErasingPorts extends AccessPorts {
  erase: Erase;
}

/**
 * `DELETE /v1/ratings/{id}`: afterwards nothing is kept under the id. It may be repeated: the answer tells whether the id
 * could be one, never whether there was a rating.
 */
export function eraseRating({ erase, ...ports }: ErasingPorts): (request: Request) => Promise<Response> {
  return (request) =>
    forId(request, ports, async (id) => {
      await erase(id);
      return new Response(null, { status: 204 });
    });
}
