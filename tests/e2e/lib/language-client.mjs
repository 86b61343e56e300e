// A language client reduced to what a test of the packed server needs: requests, notifications, answers.
import { spawn } from "node:child_process";
import { once } from "node:events";

const ANSWER_TIMEOUT_MS = 60_000;

export function startServer(command, args, options) {
  const child = spawn(command, args, { ...options, stdio: ["pipe", "pipe", "pipe"] });
  const waiting = new Map();
  let lastId = 0;
  let buffer = Buffer.alloc(0);
  let errors = "";
  child.stderr.on("data", (data) => (errors += data));
  child.stdin.on("error", () => undefined); // the server's end is told by `exit`
  child.stdout.on("data", (data) => {
    buffer = Buffer.concat([buffer, data]);
    for (let message = takeMessage(); message !== null; message = takeMessage()) {
      receive(message);
    }
  });

  function takeMessage() {
    const head = buffer.indexOf("\r\n\r\n");
    const length = head < 0 ? null : Number(/Content-Length: (\d+)/i.exec(buffer.subarray(0, head).toString())?.[1]);
    if (length === null || buffer.length < head + 4 + length) {
      return null;
    }
    const message = JSON.parse(buffer.subarray(head + 4, head + 4 + length).toString());
    buffer = buffer.subarray(head + 4 + length);
    return message;
  }

  function receive(message) {
    if (message.method === undefined) {
      waiting.get(message.id)?.(message);
    } else if (message.id !== undefined) {
      send({ id: message.id, result: null }); // the server asks: this client has nothing to say
    }
  }

  function send(message) {
    const content = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    child.stdin.write(`Content-Length: ${content.length}\r\n\r\n`);
    child.stdin.write(content);
  }

  async function request(method, params) {
    const id = ++lastId;
    const { promise, resolve, reject } = withResolvers();
    const fail = (what) => reject(new Error(`${method}: ${what}\n${errors}`));
    const timer = setTimeout(() => fail("no answer"), ANSWER_TIMEOUT_MS);
    const ended = () => fail("the server ended");
    waiting.set(id, resolve);
    child.once("close", ended);
    send({ id, method, params });
    try {
      const { result, error } = await promise;
      if (error !== undefined) {
        throw new Error(`${method}: ${error.message}\n${errors}`);
      }
      return result;
    } finally {
      clearTimeout(timer);
      child.removeListener("close", ended);
    }
  }

  /** Says goodbye as the protocol wants it; returns the exit code. */
  async function stop() {
    const closed = once(child, "close");
    await request("shutdown", null);
    send({ method: "exit" });
    const [code] = await closed;
    return code;
  }

  return { request, notify: (method, params) => send({ method, params }), stop, kill: () => child.kill("SIGKILL") };
}

function withResolvers() {
  const result = {};
  result.promise = new Promise((resolve, reject) => Object.assign(result, { resolve, reject }));
  return result;
}
