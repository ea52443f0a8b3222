/** What a driver did, one line a step; the test reads the lines. */
import assert from "node:assert/strict";

export async function step(name, work) {
  const before = Date.now();
  const said = await work();
  console.log(`ok ${name}${said === undefined ? "" : ` (${said})`} ${Date.now() - before} ms`);
}

export async function until(what, check) {
  for (let i = 0; i < 400; i++) {
    const found = await check();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  assert.fail(`waited 10 s for ${what}`);
}

/** Text frames of a socket, as JSON. */
export function listen(socket, frames) {
  socket.on("message", (data) => {
    const text = data.toString();
    if (text.trim().startsWith("{") || text.trim().startsWith("[")) frames.push(...[JSON.parse(text)].flat());
  });
  return new Promise((resolve, reject) => {
    socket.on("open", resolve);
    socket.on("error", reject);
  });
}
