import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";

/** Above every port that browsers refuse, and below those that systems give to whoever asks for any. */
const [FIRST, END] = [12_000, 32_768];

const TRIES = 100;

/**
 * A port of this machine that nobody listens at. Between being found and being used, or while its program is started again,
 * it could be taken by somebody who asks for just this one, and by nobody who asks for any.
 * @param draw chooses a port
 */
export async function freePort(draw = () => randomInt(FIRST, END)): Promise<number> {
  for (let tries = 1; ; tries++) {
    const port = draw();
    const server = createServer().listen(port, "127.0.0.1");
    try {
      await once(server, "listening");
    } catch (cause) {
      if (tries === TRIES) throw cause;
      continue;
    }
    server.close();
    await once(server, "close");
    return port;
  }
}
