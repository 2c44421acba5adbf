// @ts-check
// Loaded before the collector: fails in it, where nobody catches, when a message says so.
process.on("message", (/** @type {{ fail?: string }} */ { fail }) => {
  const error = new TypeError("a comment of somebody");
  if (fail === "throw")
    setImmediate(() => {
      throw error;
    });
  if (fail === "reject") void Promise.reject(error);
});
process.channel?.unref();
