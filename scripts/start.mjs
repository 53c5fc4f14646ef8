// `npm start`: builds the web app and the server when needed, then runs the server until a signal. Leaves nothing behind, even when npm is killed.
import { spawn } from 'node:child_process'
import { buildServer } from './server-build.mjs'
import { buildWeb } from './web-build.mjs'

// The heap of a guest's thread that ended would otherwise wait in a pool of V8's for some other thread, some 25 MB for each guest
// that was awake. V8 reads this at its own start alone.
const serverFlags = ['--no-memory-pool-share-memory-on-teardown']

buildWeb()
const entry = await buildServer()
const server = spawn(process.execPath, [...serverFlags, entry, ...process.argv.slice(2)], {
  stdio: 'inherit',
  // from the environment, so that it covers the entry too
  env: { NODE_COMPILE_CACHE: 'node_modules/.cache/node-compile', ...process.env },
})

let closing = false
const stop = (code) => {
  if (closing) return
  closing = true
  server.kill('SIGTERM')
  setTimeout(() => {
    server.kill('SIGKILL')
    process.exit(code)
  }, 5000).unref()
  if (server.exitCode !== null || server.signalCode !== null) process.exit(code)
  server.once('exit', () => process.exit(code))
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(0))
server.once('exit', (code) => {
  closing = true
  process.exit(code ?? 1)
})
const parent = process.ppid
setInterval(() => {
  if (process.ppid !== parent) stop(0) // npm was killed
}, 1000).unref()
