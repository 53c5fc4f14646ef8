import { fileOf, openFiles, pathOf } from '../../base/proc-files.ts'
import { endpointText, familyOf, isAny } from '../../net/addresses.ts'
import type { Machine } from '../../system/machine.ts'
import { programName } from '../../system/process-rows.ts'
import { signalNumbers, type Process } from '../../system/process.ts'
import type { Call, Program } from '../call.ts'
import { serviceName } from './netcat-common.ts'

interface OpenRow {
  readonly process: Process
  readonly fd: string
  readonly type: string
  readonly device: string
  readonly size: string
  readonly node: string
  readonly name: string
  /** Ports of a socket. */
  readonly ports: readonly number[]
  readonly state?: 'LISTEN' | 'ESTABLISHED'
}

/** Everything that a process has open: where it stands, its program, files, sockets. */
function rowsOf(machine: Machine, process: Process, numeric: boolean): OpenRow[] {
  const rows: OpenRow[] = []
  const plain = (fd: string, type: string, name: string, size = '', node = ''): number =>
    rows.push({ process, fd, type, device: '259,1', size, node, name, ports: [] })
  const [holder] = process.holders
  if (holder) plain('cwd', 'DIR', holder.cwd, '4096')
  plain('rtd', 'DIR', '/', '4096')
  const [program = ''] = process.argv
  if (program.startsWith('/')) plain('txt', 'REG', program.split(' ')[0] ?? program)
  const port = (value: number): string => {
    const name = numeric ? '*' : serviceName(value)
    return name === '*' ? String(value) : name
  }
  const end = ({
    address,
    port: at,
  }: {
    readonly address: string
    readonly port: number
  }): string => (isAny(address) ? `*:${port(at)}` : endpointText(address, port(at)))
  const { listeners, connections, datagrams } = machine.network
  const sockets = new Map<number, OpenRow>()
  for (const one of listeners.filter((each) => each.process === process))
    sockets.set(one.fd, socketRow(process, one, one.address, end(one), [one.port], 'LISTEN'))
  for (const one of datagrams.bound.filter((each) => each.process === process))
    sockets.set(
      one.fd,
      socketRow(
        process,
        one,
        one.address,
        one.remote ? `${end(one)}->${end(one.remote)}` : end(one),
        [one.port],
        undefined,
      ),
    )
  for (const one of connections.filter((each) => each.process === process))
    sockets.set(
      one.fd,
      socketRow(
        process,
        one,
        one.local.address,
        `${end(one.local)}->${end(one.remote)}`,
        [one.local.port, one.remote.port],
        'ESTABLISHED',
      ),
    )
  for (const [fd, target] of openFiles(machine, process.pid)) {
    const socket = sockets.get(fd)
    if (socket) rows.push(socket)
    else if (target.startsWith('/dev/')) plain(`${fd}u`, 'CHR', target, '0t0')
    else if (target.startsWith('pipe:')) plain(`${fd}w`, 'FIFO', 'pipe', '0t0')
    else {
      const inode = fileOf(process, fd)?.inode
      plain(
        `${fd}u`,
        inode?.kind === 'directory' ? 'DIR' : 'REG',
        target,
        String(inode?.size ?? ''),
        String(inode?.ino ?? ''),
      )
    }
  }
  return rows
}

function socketRow(
  process: Process,
  { fd, inode }: { readonly fd: number; readonly inode: number },
  address: string,
  name: string,
  ports: readonly number[],
  state: OpenRow['state'],
): OpenRow {
  return {
    process,
    fd: `${fd}u`,
    type: `IPv${familyOf(address)}`,
    device: String(inode),
    size: '0t0',
    node: state ? 'TCP' : 'UDP',
    name: state ? `${name} (${state})` : name,
    ports,
    ...(state && { state }),
  }
}

function visible(call: Call): readonly Process[] {
  const { uid } = call.cred
  return call.machine.processes.living
    .filter((process) => process !== call.process && !process.hidden)
    .filter((process) => uid === 0 || process.cred.uid === uid)
    .toSorted((a, b) => a.pid - b.pid)
}

/** `lsof`: everything, or what processes (`-p`, `-c`, `-u`), sockets (`-i`) and files are asked for. */
const lsof: Program = async (call) => {
  const wanted = readOptions(call.args)
  if ('refused' in wanted)
    return call.fail(`unsupported option: ${wanted.refused} (not in a simulated guest)`)
  const { machine } = call
  await machine.users.refresh()
  const files = new Set(
    wanted.files.map((path) => {
      const inode = call.vfs.peek(call.absolute(path), call.cred)
      return inode ? pathOf(machine, inode) : path
    }),
  )
  const rows = visible(call)
    .filter(
      (process) =>
        (wanted.pids.length === 0 || wanted.pids.includes(process.pid)) &&
        (wanted.user === undefined || machine.users.userName(process.cred.uid) === wanted.user) &&
        (wanted.command === undefined || programName(process.argv).startsWith(wanted.command)),
    )
    .flatMap((process) => rowsOf(machine, process, wanted.numericPorts))
    .filter(
      (row) =>
        (wanted.sockets === undefined || isAsked(row, wanted.sockets)) &&
        (wanted.state === undefined || row.state === wanted.state) &&
        (files.size === 0 || files.has(row.name)),
    )
  if (rows.length === 0) return 1
  if (wanted.terse) {
    const pids = new Set(rows.map(({ process }) => process.pid))
    await call.out([...pids].map((pid) => `${pid}\n`).join(''))
    return 0
  }
  const cells = rows.map((row) => [
    programName(row.process.argv).slice(0, 9),
    String(row.process.pid),
    machine.users.userName(row.process.cred.uid).slice(0, 8),
    row.fd,
    row.type,
    row.device,
    row.size,
    row.node,
    row.name,
  ])
  const head = ['COMMAND', 'PID', 'USER', 'FD', 'TYPE', 'DEVICE', 'SIZE/OFF', 'NODE', 'NAME']
  const widths = head.map((title, at) =>
    Math.max(title.length, ...cells.map((row) => row[at]?.length ?? 0)),
  )
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => {
        if (at === row.length - 1) return cell
        const left = at === 0 || at === 3
        return left ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)
      })
      .join(' ')
  await call.out(`${[head, ...cells].map(line).join('\n')}\n`)
  return 0
}

interface Wanted {
  readonly pids: readonly number[]
  readonly files: readonly string[]
  readonly user: string | undefined
  readonly command: string | undefined
  /** After `-i`: `tcp:80`, `:443`, or nothing. */
  readonly sockets: string | undefined
  readonly state: string | undefined
  readonly terse: boolean
  readonly numericPorts: boolean
}

function readOptions(args: readonly string[]): Wanted | { readonly refused: string } {
  const found = {
    pids: [] as number[],
    files: [] as string[],
    user: undefined as string | undefined,
    command: undefined as string | undefined,
    sockets: undefined as string | undefined,
    state: undefined as string | undefined,
    terse: false,
    numericPorts: false,
  }
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? ''
    if (!arg.startsWith('-')) {
      found.files.push(arg)
      continue
    }
    for (let letter = 1; letter < arg.length; letter++) {
      const rest = arg.slice(letter + 1)
      const value = (): string => (rest === '' ? (args[++at] ?? '') : rest)
      const name = arg.charAt(letter)
      if ('natPRbw'.includes(name)) {
        if (name === 't') found.terse = true
        if (name === 'P') found.numericPorts = true
        continue
      }
      if (name === 'p') found.pids.push(...value().split(',').map(Number))
      else if (name === 'u') found.user = value()
      else if (name === 'c') found.command = value()
      else if (name === 's') found.state = /LISTEN/i.test(value()) ? 'LISTEN' : 'ESTABLISHED'
      else if (name === 'i') {
        // Its address is optional, so letters that follow may be options of their own.
        const next = args[at + 1]
        const attached = /^[46]?(?:tcp|udp)?(?:@|:|$)/i.test(rest)
        if (!attached) {
          found.sockets = ''
          continue
        }
        if (rest === '' && next !== undefined && /^(?:[46]|tcp|udp|:|@)/i.test(next)) at++
        found.sockets = rest === '' && next !== undefined && args[at] === next ? next : rest
      } else return { refused: `-${name}` }
      break
    }
  }
  return found
}

function isAsked(row: OpenRow, sockets: string): boolean {
  if (row.ports.length === 0) return false
  const [, family, protocol] = /^([46]?)(tcp|udp|)/i.exec(sockets) ?? []
  if (family && row.type !== `IPv${family}`) return false
  if (protocol && row.node !== protocol.toUpperCase()) return false
  const ports = /:([\w,-]+)$/.exec(sockets)?.[1]
  if (ports === undefined) return true
  return ports.split(',').some((text) => {
    const [from = NaN, to = from] = text
      .split('-')
      .map((each) => (/^\d+$/.test(each) ? Number(each) : portNamed(each)))
    return row.ports.some((port) => port >= from && port <= to)
  })
}

function portNamed(name: string): number {
  for (let port = 1; port < 10_000; port++) if (serviceName(port) === name) return port
  return NaN
}

/** `fuser 80/tcp`, `fuser /path`, `fuser -m /mnt`; `-k` ends them, `-v` tells more. */
const fuser: Program = async (call) => {
  const letters = new Set<string>()
  const names: string[] = []
  let space: string | undefined
  let signal = 9
  for (let at = 0; at < call.args.length; at++) {
    const arg = call.args[at] ?? ''
    const number = /^-(?:SIG)?([A-Z]+|\d+)$/.exec(arg)?.[1]
    if (number !== undefined) signal = Number(number) || (signalNumbers[number] ?? 9)
    else if (arg === '-n') space = call.args[++at]
    else if (arg.startsWith('-')) for (const letter of arg.slice(1)) letters.add(letter)
    else names.push(arg)
  }
  if (names.length === 0) return call.err('No process specification given\n').then(() => 1)
  let found = false
  await call.machine.users.refresh()
  for (const name of names) {
    const users = usersOf(call, name, space, letters.has('m'))
    if (users.length === 0) continue
    found = true
    if (letters.has('v')) {
      await call.err(`${''.padEnd(21)}USER        PID ACCESS COMMAND\n`)
      const rows = users.map(
        ({ process, access }) =>
          `${call.machine.users.userName(process.cred.uid).padEnd(10)} ${String(process.pid).padStart(4)} ${access} ${programName(process.argv)}`,
      )
      await call.err(
        rows.map((row, at) => `${(at === 0 ? `${name}:` : '').padEnd(21)}${row}\n`).join(''),
      )
    } else if (!letters.has('s')) {
      await call.err(`${name}:`.padEnd(21))
      await call.out(users.map(({ process }) => String(process.pid).padStart(6)).join(''))
      await call.err('\n')
    }
    if (letters.has('k'))
      for (const { process } of users) call.machine.processes.kill(process.pid, signal, call.cred)
  }
  return found ? 0 : 1
}

function usersOf(
  call: Call,
  name: string,
  space: string | undefined,
  wholeMount: boolean,
): readonly { readonly process: Process; readonly access: string }[] {
  const { machine } = call
  const socket = /^(\w+)\/(tcp|udp)$/.exec(name)?.[1] ?? (space === undefined ? undefined : name)
  if (socket !== undefined) {
    const port = /^\d+$/.test(socket) ? Number(socket) : portNamed(socket)
    const udp = name.endsWith('/udp') || space === 'udp'
    const sockets = udp
      ? machine.network.datagrams.bound
      : [
          ...machine.network.listeners,
          ...machine.network.connections.map((one) => ({ ...one, port: one.local.port })),
        ]
    const users = sockets.filter((one) => one.port === port).map(({ process }) => process)
    return visible(call)
      .filter((process) => users.includes(process))
      .map((process) => ({ process, access: 'F....' }))
  }
  const inode = call.vfs.peek(call.absolute(name), call.cred)
  if (!inode) return []
  return visible(call).flatMap((process) => {
    const holders = [...process.holders]
    const files = holders.flatMap((holder) => [...holder.files.values()]).map((file) => file.inode)
    const stands = holders.some((holder) => {
      const at = machine.vfs.peek(holder.cwd, process.cred)
      return wholeMount ? at?.fs === inode.fs : at === inode
    })
    const opened = files.some((file) => (wholeMount ? file?.fs === inode.fs : file === inode))
    return stands || opened ? [{ process, access: stands ? '..c..' : 'F....' }] : []
  })
}

export const openFilePrograms = { lsof, fuser } satisfies Readonly<Record<string, Program>>
