import { interfaceName } from '../../distributions.ts'
import type { Machine } from '../system/machine.ts'
import type { OpenFile } from '../system/open-file.ts'
import type { Process } from '../system/process.ts'
import { processRows, programName, type ProcessRow } from '../system/process-rows.ts'
import { Inode } from '../vfs/inode.ts'

/** Clock ticks of a second, as the kernel counts processor time for programs. */
const ticksPerSecond = 100

/** /proc: a directory for each process, and what passed through interfaces, sockets and disks since the boot. */
export function plantProcesses(machine: Machine): void {
  const fs = machine.vfs.rootFileSystem
  const made = (path: string, generate: () => string): void => {
    const inode = new Inode('file', 0o444, 0, 0, machine.bootedAt)
    inode.generate = generate
    fs.plant(path, inode)
  }
  made('/proc/net/dev', () => interfaceTable(machine))
  made('/proc/net/tcp', () => socketTable(machine))
  made('/proc/diskstats', () => diskTable(machine))
  const proc = fs.at('/proc')
  if (!proc) return
  const known = new Map<number, Inode>()
  proc.makeChildren = (planted) => {
    const rows = processRows(machine)
    const all = new Map(planted)
    const living = new Set<number>()
    for (const row of rows) {
      living.add(row.pid)
      const directory = known.get(row.pid) ?? processDirectory(machine, row.pid)
      known.set(row.pid, directory)
      directory.fs = fs
      all.set(String(row.pid), directory)
    }
    // A shell's copy is not shown by `ps`, but it may look itself up.
    for (const { pid, hidden } of machine.processes.living) {
      if (!hidden) continue
      living.add(pid)
      const directory = known.get(pid) ?? processDirectory(machine, pid)
      known.set(pid, directory)
      all.set(String(pid), directory)
    }
    for (const pid of known.keys()) if (!living.has(pid)) known.delete(pid)
    return all
  }
}

function rowOf(machine: Machine, pid: number): ProcessRow | undefined {
  return processRows(machine).find((row) => row.pid === pid)
}

function processDirectory(machine: Machine, pid: number): Inode {
  const process = machine.processes.byPid(pid)
  const { uid, gid } = process?.cred ?? { uid: 0, gid: 0 }
  const startMs = process?.startMs ?? machine.bootedAt
  const directory = new Inode('directory', 0o555, uid, gid, startMs)
  // By its path it is known for one that nobody writes to.
  directory.paths.add(`/proc/${pid}`)
  const file = (name: string, generate: (row: ProcessRow) => string): void => {
    const inode = new Inode('file', 0o444, uid, gid, startMs)
    inode.generate = () => {
      const row = rowOf(machine, pid)
      return row ? generate(row) : ''
    }
    directory.children?.set(name, inode)
  }
  const link = (name: string, target: string): void => {
    const inode = new Inode('link', 0o777, uid, gid, startMs)
    inode.target = target
    directory.children?.set(name, inode)
  }
  file('cmdline', (row) =>
    row.command.startsWith('[') ? '' : `${argvOf(machine, row).join('\0')}\0`,
  )
  file('comm', (row) => `${programName(argvOf(machine, row)).replace(/^\[|\]$/g, '')}\n`)
  file('stat', (row) => statLine(machine, row))
  file('status', (row) => statusText(machine, row))
  file('limits', () => limitsText)
  file('mounts', () => machine.vfs.rootFileSystem.at('/proc/mounts')?.generate?.() ?? '')
  const [holder] = process?.holders ?? []
  if (holder) link('cwd', holder.cwd)
  link('root', '/')
  const exe = process && executableOf(process)
  if (exe !== undefined) link('exe', exe)
  const fds = new Inode('directory', 0o500, uid, gid, startMs)
  fds.paths.add(`/proc/${pid}/fd`)
  fds.makeChildren = () =>
    new Map(
      [...openFiles(machine, pid)].map(([fd, target]) => {
        const inode = new Inode('link', 0o700, uid, gid, startMs)
        inode.target = target
        return [String(fd), inode]
      }),
    )
  directory.children?.set('fd', fds)
  return directory
}

/** The file of the program; a shell that somebody logged in to has none of its own in its name. */
function executableOf({ program, argv }: Process): string | undefined {
  const [first = ''] = argv
  if (program) return program.path
  if (first.startsWith('/')) return first
  return programName(argv) === 'bash' ? '/usr/bin/bash' : undefined
}

function argvOf(machine: Machine, row: ProcessRow): readonly string[] {
  return machine.processes.byPid(row.pid)?.argv ?? row.command.split(' ')
}

/** The file behind a descriptor of a process, of the last of the programs that it became. */
export function fileOf(process: Process, fd: number): OpenFile | undefined {
  return [...process.holders].map(({ files }) => files.get(fd)).findLast((file) => file)
}

/** What each descriptor of a process leads to: a path, a terminal, `socket:[…]`, `pipe:[…]`. */
export function openFiles(machine: Machine, pid: number): ReadonlyMap<number, string> {
  const found = new Map<number, string>()
  const process = machine.processes.byPid(pid)
  if (!process) return found
  for (const { files } of process.holders)
    for (const [fd, file] of files) found.set(fd, targetOf(machine, file))
  for (const socket of [...machine.network.listeners, ...machine.network.connections])
    if (socket.process === process) found.set(socket.fd, `socket:[${socket.inode}]`)
  return new Map([...found].sort(([a], [b]) => a - b))
}

const pipes = new WeakMap<OpenFile, number>()
let nextPipe = 30_001

function targetOf(machine: Machine, file: OpenFile): string {
  if (file.tty) return `/dev/${file.tty.name}`
  if (file.inode) return pathOf(machine, file.inode)
  const number = pipes.get(file) ?? nextPipe++
  pipes.set(file, number)
  return `pipe:[${number}]`
}

/** Where an inode is seen, below the place its file system is mounted at. */
export function pathOf(machine: Machine, inode: Inode): string {
  const [path] = inode.paths
  if (path === undefined) return inode.device ? `/dev/${inode.device}` : '/ (deleted)'
  const mount = machine.mounts.list.find(({ fs }) => fs === inode.fs)
  return mount && mount.path !== '/' ? `${mount.path}${path === '/' ? '' : path}` : path
}

function ticks(ms: number): number {
  return Math.floor((ms * ticksPerSecond) / 1000)
}

function statLine(machine: Machine, row: ProcessRow): string {
  const name = programName(argvOf(machine, row)).replace(/^\[|\]$/g, '')
  const used = ticks(row.cpuMs)
  const start = ticks(Math.max(0, row.startMs - machine.bootedAt))
  return `${row.pid} (${name}) ${row.state.charAt(0)} ${row.ppid} ${row.pid} ${row.pid} 0 -1 4194304 0 0 0 0 ${used} 0 0 0 20 0 1 0 ${start} ${row.memoryKiB * 12 * 1024} ${Math.floor(row.memoryKiB / 4)} 18446744073709551615 0 0 0 0 0 0 0 0 0 0 0 0 17 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n`
}

const stateNames: Readonly<Record<string, string>> = {
  R: 'R (running)',
  S: 'S (sleeping)',
  I: 'I (idle)',
  T: 'T (stopped)',
  Z: 'Z (zombie)',
}

function statusText(machine: Machine, row: ProcessRow): string {
  const { uid, gid, groups } = machine.processes.byPid(row.pid)?.cred ?? {
    uid: 0,
    gid: 0,
    groups: [0],
  }
  const name = programName(argvOf(machine, row)).replace(/^\[|\]$/g, '')
  const size = (kib: number): string => `${String(kib).padStart(8)} kB`
  const memory = row.command.startsWith('[')
    ? ''
    : `VmPeak:\t${size(row.memoryKiB * 12)}\nVmSize:\t${size(row.memoryKiB * 12)}\nVmRSS:\t${size(row.memoryKiB)}\n`
  const fds = Math.max(64, openFiles(machine, row.pid).size)
  return `Name:\t${name}\nUmask:\t0022\nState:\t${stateNames[row.state.charAt(0)] ?? row.state}\nTgid:\t${row.pid}\nNgid:\t0\nPid:\t${row.pid}\nPPid:\t${row.ppid}\nTracerPid:\t0\nUid:\t${uid}\t${uid}\t${uid}\t${uid}\nGid:\t${gid}\t${gid}\t${gid}\t${gid}\nFDSize:\t${fds}\nGroups:\t${groups.join(' ')} \n${memory}Threads:\t1\n`
}

const limitsText = `Limit                     Soft Limit           Hard Limit           Units     
Max cpu time              unlimited            unlimited            seconds   
Max file size             unlimited            unlimited            bytes     
Max processes             3752                 3752                 processes 
Max open files            1024                 524288               files     
`

/** Bytes of a frame on the wire, to tell packets from. */
const packetBytes = 1400

function interfaceTable(machine: Machine): string {
  const { networkIn, networkOut } = machine.outside.traffic
  const row = (name: string, received: number, sent: number): string => {
    const column = (value: number, width: number): string => String(value).padStart(width)
    const packets = (bytes: number): number => Math.ceil(bytes / packetBytes)
    return `${name.padStart(6)}: ${column(received, 7)} ${column(packets(received), 7)}    0    0    0     0          0         0 ${column(sent, 8)} ${column(packets(sent), 7)}    0    0    0     0       0          0\n`
  }
  const names = machine.spec.interfaces.map((_, index) => interfaceName(machine.facts, index))
  return `Inter-|   Receive                                                |  Transmit\n face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n${row('lo', 0, 0)}${names.map((name, index) => (index === 0 ? row(name, networkIn, networkOut) : row(name, 0, 0))).join('')}`
}

/** `0100007F:0050`: the address by its bytes backwards, as a little-endian kernel prints it. */
function hexEndpoint({
  address,
  port,
}: {
  readonly address: string
  readonly port: number
}): string {
  const bytes = address.split('.').map(Number).toReversed()
  const hex = (value: number, digits: number): string =>
    value.toString(16).toUpperCase().padStart(digits, '0')
  return `${bytes.map((byte) => hex(byte, 2)).join('')}:${hex(port, 4)}`
}

function socketTable(machine: Machine): string {
  const { listeners, connections } = machine.network
  const anyone = { address: '0.0.0.0', port: 0 }
  // Those of IPv6 stand in tables of their own.
  const rows = [
    ...listeners.map((one) => ({ ...one, local: one, remote: anyone, state: '0A' })),
    ...connections.map((one) => ({ ...one, state: '01' })),
  ]
    .filter(({ local }) => !local.address.includes(':'))
    .map(
      ({ local, remote, state, process, inode }, index) =>
        `${`${String(index).padStart(4)}: ${hexEndpoint(local)} ${hexEndpoint(remote)} ${state} 00000000:00000000 00:00000000 00000000 ${String(process.cred.uid).padStart(5)}        0 ${inode} 1 0000000000000000 100 0 0 10 0`.padEnd(149)}\n`,
    )
  const head =
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode'
  return `${head.padEnd(149)}\n${rows.join('')}`
}

const sectorBytes = 512
/** Bytes of one request to a disk. */
const requestBytes = 16_384

function diskTable(machine: Machine): string {
  const { before } = machine
  return machine.disks.all
    .map((device) => {
      const { major, minor } = device.numbers
      const { disk } = device
      const isRoot =
        disk.root && (device.number ?? machine.facts.rootPartition) === machine.facts.rootPartition
      const written = [...disk.loaded]
        .filter(([tree]) => device.number === undefined || disk.root || tree === device.number)
        .reduce((sum, [, fs]) => sum + fs.bytesWritten, 0)
      const bytes = {
        read: isRoot ? before.diskRead + machine.outside.bytesRead : 0,
        written: disk.root ? (isRoot ? before.diskWrite + written : 0) : written,
      }
      const count = (value: number): string =>
        `${Math.ceil(value / requestBytes)} 0 ${Math.ceil(value / sectorBytes)} ${Math.ceil(value / 200_000)}`
      const busy = Math.ceil((bytes.read + bytes.written) / 200_000)
      return `${String(major).padStart(4)} ${String(minor).padStart(7)} ${device.name} ${count(bytes.read)} ${count(bytes.written)} 0 ${busy} ${busy} 0 0 0 0 0 0\n`
    })
    .join('')
}
