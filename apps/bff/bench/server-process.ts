import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/** The bundle that `npm start` runs. */
const main = fileURLToPath(new URL('../dist/main.mjs', import.meta.url))

/** The server that `npm start` runs, as a process of its own with its data in `<folder>/<data>`. */
export function spawnServer(
  folder: string,
  data: string,
  consolePort: number,
  awsPort: number,
  more: Readonly<Record<string, string>> = {},
): ChildProcess {
  // `pnpm bench` runs under the flags that `npm start` gives the server.
  return spawn(process.execPath, [...process.execArgv, main], {
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: folder,
      BRUME_PORT: String(consolePort),
      BRUME_AWS_PORT: String(awsPort),
      BRUME_DATA_DIR: join(folder, data),
      // As `npm start` sets it.
      NODE_COMPILE_CACHE: join(folder, 'compile-cache'),
      ...more,
    },
    stdio: 'ignore',
  })
}

/** Resolves when the URL answers with success. */
export async function answer(url: string): Promise<void> {
  for (;;) {
    const reply = await fetch(url).catch(() => undefined)
    if (reply) {
      await reply.text()
      if (reply.ok) return
    }
    await sleep(5)
  }
}

export async function stopServer(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM')
  await once(child, 'exit')
}

/** Linux only; elsewhere 0. */
export function residentMB({ pid }: ChildProcess): number {
  try {
    const kB = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return Number(kB ?? 0) / 1000
  } catch {
    return 0
  }
}

/** Processor time of all threads so far, in clock ticks of 10 ms. Linux only; elsewhere 0. */
export function cpuMs({ pid }: ChildProcess): number {
  try {
    const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
    const [user, system] = fields.split(' ').slice(11, 13)
    return (Number(user) + Number(system)) * 10
  } catch {
    return 0
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address: AddressInfo | string | null = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}
