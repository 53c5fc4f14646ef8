import { createServer } from 'node:net'
import { ConfigError } from '../config-error.ts'
import type { PortWish } from './config.ts'

/** How many neighbours of a taken default port are tried before any free one is taken. */
const neighbours = 20

/**
 * The port to listen on. A default that is taken gives way to the next free one; one that was asked for is an error
 * that names cause and remedy. `spoken` are ports already given away in this start.
 */
export async function choosePort(
  wish: PortWish,
  host: string,
  spoken: readonly number[] = [],
): Promise<number> {
  if (wish.asked) {
    const refusal = await tryPort(wish.port, host)
    if (refusal === undefined) return wish.port
    throw new ConfigError(explain(wish, host, refusal))
  }
  for (let port = wish.port; port <= wish.port + neighbours; port += 1) {
    if (!spoken.includes(port) && (await tryPort(port, host)) === undefined) return port
  }
  return 0
}

function explain(wish: PortWish, host: string, code: string): string {
  const asked = `${wish.variable}=${wish.port}`
  if (code === 'EADDRINUSE') {
    return `${asked}: another program listens on port ${wish.port} of ${host}. Stop it, or give another port.`
  }
  if (code === 'EACCES') {
    return `${asked}: ports below 1024 are kept for the superuser. Give a higher one.`
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `BRUME_HOST=${host} is no address of this computer. Use 127.0.0.1, or 0.0.0.0 for all of them.`
  }
  return `${asked}: cannot listen on ${host} (${code}).`
}

/** Undefined when one can listen there, else the system's code. */
function tryPort(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)))
  })
}
