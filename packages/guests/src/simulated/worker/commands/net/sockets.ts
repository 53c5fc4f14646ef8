import type { Process } from '../../system/process.ts'
import type { Call, Program } from '../call.ts'
import { programName } from '../../system/process-rows.ts'
import { serviceName } from './netcat.ts'

interface Row {
  readonly state: 'LISTEN' | 'ESTAB'
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
  return [
    ...network.listeners.map((one): Row => ({
      state: 'LISTEN',
      local: `${one.address}:${port(one.port)}`,
      remote: '0.0.0.0:*',
      ...holder(one),
    })),
    ...network.connections.map((one): Row => ({
      state: 'ESTAB',
      local: `${one.local.address}:${port(one.local.port)}`,
      remote: `${one.remote.address}:${port(one.remote.port)}`,
      ...holder(one),
    })),
  ]
}

const has = (call: Call, letter: string): boolean =>
  call.args.some((arg) => new RegExp(`^-[a-zA-Z0-9]*${letter}`).test(arg))

function chosen(call: Call): Row[] {
  if (has(call, 'u') && !has(call, 't')) return []
  const listening = has(call, 'l')
  const all = has(call, 'a')
  const filter = call.args.filter((arg) => !arg.startsWith('-')).join(' ')
  const port = /(?:sport|dport) *(?:=|==|eq)? *:?(\d+)/.exec(filter)?.[1]
  return rows(call, has(call, 'n')).filter(
    (row) =>
      (all || (row.state === 'LISTEN') === listening) &&
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
  const width = Math.max(18, ...wide.map(({ local }) => local.length))
  const remote = Math.max(17, ...wide.map((row) => row.remote.length))
  await call.out(
    `${'State'.padEnd(8)}${'Recv-Q'.padEnd(7)}${'Send-Q'.padEnd(7)}${'Local Address:Port'.padStart(width)} ${'Peer Address:Port'.padStart(remote)} ${processes ? 'Process' : ''}\n`,
  )
  for (const row of wide) {
    const user =
      processes && maySee(call, row)
        ? ` users:(("${row.program}",pid=${row.pid},fd=${row.fd}))`
        : ''
    await call.out(
      `${row.state.padEnd(8)}${'0'.padEnd(7)}${row.queue.padEnd(7)}${row.local.padStart(width)} ${row.remote.padStart(remote)}${user}\n`,
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
    const state = row.state === 'ESTAB' ? 'ESTABLISHED' : row.state
    const user = processes ? (maySee(call, row) ? `${row.pid}/${row.program}` : '-') : ''
    await call.out(
      `tcp        0      0 ${row.local.padEnd(23)} ${row.remote.padEnd(23)} ${state.padEnd(11)} ${user}\n`,
    )
  }
  return 0
}

export const socketPrograms = { ss, netstat } satisfies Readonly<Record<string, Program>>
