import { endpointText, familyOf, type Family } from '../../net/addresses.ts'
import type { Endpoint } from '../../net/bound.ts'
import type { Process } from '../../system/process.ts'
import type { Call, Program } from '../call.ts'
import { programName } from '../../system/process-rows.ts'
import { serviceName } from './netcat-common.ts'

interface Row {
  readonly protocol: 'tcp' | 'udp'
  readonly family: Family
  readonly state: 'LISTEN' | 'ESTAB' | 'UNCONN'
  readonly local: string
  readonly remote: string
  readonly pid: number
  readonly program: string
  /** Who may see the process behind it, besides root. */
  readonly uid: number
  readonly fd: number
}

/** Everything that listens or is connected, each with the process that holds it. */
function rows(call: Call, numeric: boolean): Row[] {
  const { network } = call.machine
  const port = (value: number): string => {
    const name = serviceName(value)
    return numeric || name === '*' ? String(value) : name
  }
  const holder = ({ process, fd }: { readonly process: Process; readonly fd: number }) => ({
    pid: process.pid,
    program: programName(process.argv),
    uid: process.cred.uid,
    fd,
  })
  const end = ({ address, port: number }: Endpoint): string => endpointText(address, port(number))
  const nobody = (address: string): string => `${familyOf(address) === 6 ? '[::]' : '0.0.0.0'}:*`
  return [
    ...network.listeners.map((one): Row => ({
      protocol: 'tcp',
      family: familyOf(one.address),
      state: 'LISTEN',
      // What takes both families has a sign of its own.
      local: one.address === '::' && !one.onlyIpv6 ? `*:${port(one.port)}` : end(one),
      remote: one.address === '::' && !one.onlyIpv6 ? '*:*' : nobody(one.address),
      ...holder(one),
    })),
    ...network.datagrams.bound.map((one): Row => ({
      protocol: 'udp',
      family: familyOf(one.address),
      state: one.remote ? 'ESTAB' : 'UNCONN',
      local: one.address === '::' && !one.onlyIpv6 ? `*:${port(one.port)}` : end(one),
      remote: one.remote ? end(one.remote) : nobody(one.address),
      ...holder(one),
    })),
    ...network.connections.map((one): Row => ({
      protocol: 'tcp',
      family: familyOf(one.local.address),
      state: 'ESTAB',
      local: end(one.local),
      remote: end(one.remote),
      ...holder(one),
    })),
  ]
}

const has = (call: Call, letter: string): boolean =>
  call.args.some((arg) => new RegExp(`^-[a-zA-Z0-9]*${letter}`).test(arg))

function chosen(call: Call): Row[] {
  const both = has(call, 'u') === has(call, 't')
  const listening = has(call, 'l')
  const all = has(call, 'a')
  const family = has(call, '6') ? 6 : has(call, '4') ? 4 : undefined
  const filter = call.args.filter((arg) => !arg.startsWith('-')).join(' ')
  const port = /(?:sport|dport) *(?:=|==|eq)? *:?(\d+)/.exec(filter)?.[1]
  return rows(call, has(call, 'n')).filter(
    (row) =>
      (both || (row.protocol === 'udp') === has(call, 'u')) &&
      (all || (row.state !== 'ESTAB') === listening) &&
      (family === undefined || row.family === family) &&
      (port === undefined || row.local.endsWith(`:${port}`) || row.remote.endsWith(`:${port}`)),
  )
}

/** One's own processes' sockets, and for root everybody's. */
function maySee(call: Call, row: Row): boolean {
  return call.cred.uid === 0 || call.cred.uid === row.uid
}

const ss: Program = async (call) => {
  const processes = has(call, 'p')
  const wide = chosen(call).map((row) => ({ ...row, queue: row.state === 'LISTEN' ? '511' : '0' }))
  // Only where both were asked for does it say which is which.
  const kind = has(call, 't') !== has(call, 'u') ? undefined : 6
  const width = Math.max(18, ...wide.map(({ local }) => local.length))
  const remote = Math.max(17, ...wide.map((row) => row.remote.length))
  await call.out(
    `${kind ? 'Netid'.padEnd(kind) : ''}${'State'.padEnd(8)}${'Recv-Q'.padEnd(7)}${'Send-Q'.padEnd(7)}${'Local Address:Port'.padStart(width)} ${'Peer Address:Port'.padStart(remote)} ${processes ? 'Process' : ''}\n`,
  )
  for (const row of wide) {
    const user =
      processes && maySee(call, row)
        ? ` users:(("${row.program}",pid=${row.pid},fd=${row.fd}))`
        : ''
    await call.out(
      `${kind ? row.protocol.padEnd(kind) : ''}${row.state.padEnd(8)}${'0'.padEnd(7)}${row.queue.padEnd(7)}${row.local.padStart(width)} ${row.remote.padStart(remote)}${user}\n`,
    )
  }
  return 0
}

const netstat: Program = async (call) => {
  if (has(call, 'r')) return call.run(['ip', 'route'])
  const processes = has(call, 'p')
  const which = has(call, 'a')
    ? 'servers and established'
    : has(call, 'l')
      ? 'only servers'
      : 'w/o servers'
  await call.out(
    `Active Internet connections (${which})\nProto Recv-Q Send-Q Local Address           Foreign Address         State      ${processes ? ' PID/Program name    ' : ''}\n`,
  )
  for (const row of chosen(call)) {
    const state = { ESTAB: 'ESTABLISHED', LISTEN: 'LISTEN', UNCONN: '' }[row.state]
    const six = row.family === 6 ? '6' : ''
    const plain = (text: string): string =>
      text.replace(/^\[(.*)\](?=:)|^\*(?=:)/, (_, inner) => inner ?? '::')
    const user = processes ? (maySee(call, row) ? `${row.pid}/${row.program}` : '-') : ''
    await call.out(
      `${`${row.protocol}${six}`.padEnd(5)}      0      0 ${plain(row.local).padEnd(23)} ${plain(row.remote).padEnd(23)} ${state.padEnd(11)} ${user}\n`,
    )
  }
  return 0
}

export const socketPrograms = { ss, netstat } satisfies Readonly<Record<string, Program>>
