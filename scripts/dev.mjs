// `pnpm dev`: the server restarting on change, and the web app rebuilt on change.
import { spawn } from 'node:child_process'
import { buildWeb } from './web-build.mjs'

buildWeb()
const children = [
  spawn(process.execPath, ['--watch', 'apps/bff/src/main.ts', ...process.argv.slice(2)], {
    stdio: 'inherit',
  }),
  spawn('pnpm', ['--filter', '@brume/web', 'exec', 'vite', 'build', '--watch'], {
    stdio: 'inherit',
  }),
]
const stop = () => {
  for (const child of children) child.kill('SIGTERM')
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)
for (const child of children) child.once('exit', stop)
