import { FsError, reasonOf } from '../../vfs/errors.ts'
import type { Call } from '../call.ts'
import { askedFamily, lookUp, lookUpText } from './dial.ts'

/** The addresses of the other end; an exit code where its name has none. */
export async function destination(
  call: Call,
  flags: ReadonlyMap<string, string>,
  host: string,
  port: number,
  ncat: boolean,
): Promise<readonly string[] | number> {
  const found = await lookUp(call, host, askedFamily(flags))
  if (typeof found !== 'string') return found
  const text = lookUpText(found)
  await call.err(
    ncat
      ? `Ncat: Could not resolve hostname "${host}": ${text}. QUITTING.\n`
      : `nc: getaddrinfo for host "${host}" port ${port}: ${text}\n`,
  )
  return ncat ? 2 : 1
}

/** Where it listens: Ncat on both families unless it is told otherwise. */
export function boundAddresses(
  flags: ReadonlyMap<string, string>,
  operands: readonly string[],
  ncat: boolean,
): readonly string[] {
  const given = flags.get('s') ?? (operands.length > 1 ? operands[0] : undefined)
  if (given !== undefined) return [given]
  const family = askedFamily(flags)
  if (family === 6) return ['::']
  return ncat && family === undefined ? ['::', '0.0.0.0'] : ['0.0.0.0']
}

/** What it says when it cannot listen. */
export async function bindFailed(
  call: Call,
  endpoint: string,
  error: unknown,
  ncat: boolean,
): Promise<number> {
  if (!(error instanceof FsError)) throw error
  const reason = reasonOf(error)
  await call.err(ncat ? `Ncat: bind to ${endpoint}: ${reason}. QUITTING.\n` : `nc: ${reason}\n`)
  return ncat ? 2 : 1
}

const services: Readonly<Record<number, string>> = {
  22: 'ssh',
  25: 'smtp',
  53: 'domain',
  80: 'http',
  443: 'https',
  3306: 'mysql',
  5432: 'postgresql',
  8080: 'http-alt',
}

export function serviceName(port: number): string {
  return services[port] ?? '*'
}
