import { busySeconds, memory, uptimeSeconds } from '../base/pseudo-files.ts'
import { strftime } from '../shell/printf.ts'
import type { Process } from '../system/process.ts'
import { byteCount } from './storage/dd.ts'
import { options, type Call, type Program } from './call.ts'

function duration(text: string | undefined): number | undefined {
  const match = /^(\d+)([smhd]?)$/.exec(text ?? '')
  if (!match) return undefined
  return Number(match[1]) * ({ m: 60, h: 3600, d: 86_400 }[match[2] ?? ''] ?? 1)
}

interface Hogs {
  readonly cpu: number
  readonly io: number
  readonly vm: number
  readonly hdd: number
  readonly vmBytes: number
}

/** Children that keep processors busy, and memory taken, until the time is over or somebody ends them. */
async function burn(call: Call, hogs: Hogs, seconds: number): Promise<void> {
  const { machine } = call
  const spawn = (memoryKiB: number): Process => {
    const child = machine.processes.spawn(call.process, call.process.argv)
    child.memoryKiB = memoryKiB
    machine.scheduler.setBusy(child, true)
    return child
  }
  const children: Process[] = []
  try {
    for (let at = 0; at < hogs.cpu + hogs.io + hogs.hdd; at++) children.push(spawn(1_200))
    for (let at = 0; at < hogs.vm; at++) children.push(spawn(Math.floor(hogs.vmBytes / 1024)))
    await machine.outside.sleep(seconds * 1000, call.signal)
  } finally {
    for (const child of children) {
      machine.scheduler.setBusy(child, false)
      machine.processes.end(child, 0)
    }
  }
}

const most = 64
const forEver = 1e9
const count = (text: string | undefined): number =>
  text === undefined ? 0 : Math.min(most, Number(text) || 0)

const stress: Program = async (call) => {
  const long = ['cpu', 'vm', 'io', 'hdd', 'timeout', 'vm-bytes', 'hdd-bytes', 'backoff', 'vm-keep']
  const { flags } = options(call.args, 'cmidtb', long)
  const pick = (letter: string, name: string): string | undefined =>
    flags.get(letter) ?? flags.get(name)
  const hogs: Hogs = {
    cpu: count(pick('c', 'cpu')),
    io: count(pick('i', 'io')),
    vm: count(pick('m', 'vm')),
    hdd: count(pick('d', 'hdd')),
    vmBytes: byteCount(flags.get('vm-bytes') ?? '256M') ?? 256 * 2 ** 20,
  }
  if (hogs.cpu + hogs.io + hogs.vm + hogs.hdd === 0) {
    await call.out(
      "`stress' imposes certain types of compute stress on your system\n\nUsage: stress [OPTION [ARG]] ...\n -c, --cpu N        spawn N workers spinning on sqrt()\n -i, --io N         spawn N workers spinning on sync()\n -m, --vm N         spawn N workers spinning on malloc()/free()\n -t, --timeout N    timeout after N seconds\n\nExample: stress --cpu 8 --io 4 --vm 2 --vm-bytes 128M --timeout 10s\n",
    )
    return flags.size === 0 ? 0 : 1
  }
  const limit = duration(pick('t', 'timeout'))
  const name = `stress: info: [${call.process.pid}]`
  await call.out(
    `${name} dispatching hogs: ${hogs.cpu} cpu, ${hogs.io} io, ${hogs.vm} vm, ${hogs.hdd} hdd\n`,
  )
  await burn(call, hogs, limit ?? forEver)
  await call.out(`${name} successful run completed in ${limit ?? 0}s\n`)
  return 0
}

const stressNg: Program = async (call) => {
  const long = ['cpu', 'vm', 'io', 'hdd', 'matrix', 'timeout', 'vm-bytes', 'cpu-load', 'cpu-method']
  const { flags } = options(call.args, 'cmidtM', long)
  const cpus = (text: string | undefined): number =>
    text === '0' || text === '-1' ? call.machine.spec.vcpus : count(text)
  const hogs: Hogs = {
    cpu: cpus(flags.get('c') ?? flags.get('cpu')) + cpus(flags.get('matrix')),
    io: cpus(flags.get('i') ?? flags.get('io')),
    vm: cpus(flags.get('m') ?? flags.get('vm')),
    hdd: cpus(flags.get('d') ?? flags.get('hdd')),
    vmBytes: byteCount(flags.get('vm-bytes') ?? '256M') ?? 256 * 2 ** 20,
  }
  const kinds = (['cpu', 'io', 'vm', 'hdd'] as const).filter((kind) => hogs[kind] > 0)
  const say = (text: string): Promise<void> =>
    call.err(`stress-ng: info:  [${call.process.pid}] ${text}\n`)
  if (kinds.length === 0) return call.fail('No stress workers invoked')
  const seconds = duration(flags.get('t') ?? flags.get('timeout')) ?? 86_400
  await say(
    `setting to a ${seconds} second run per stressor`.replace('86400 second', '1 day, 0.00 second'),
  )
  await say(`dispatching hogs: ${kinds.map((kind) => `${hogs[kind]} ${kind}`).join(', ')}`)
  await burn(call, hogs, seconds)
  await say(`successful run completed in ${seconds.toFixed(2)}s`)
  return 0
}

/** Shares of the processors over the time since the boot, or between two looks. */
interface Look {
  readonly atMs: number
  readonly busySeconds: number
}

async function look(call: Call): Promise<Look> {
  const atMs = await call.machine.outside.freshNow()
  return { atMs, busySeconds: busySeconds(call.machine) }
}

function busyPercent(call: Call, before: Look | undefined, now: Look): number {
  const { spec, bootedAt } = call.machine
  const seconds = (now.atMs - (before?.atMs ?? bootedAt)) / 1000
  const busy = now.busySeconds - (before?.busySeconds ?? 0)
  return seconds <= 0 ? 0 : Math.min(100, (busy / (seconds * spec.vcpus)) * 100)
}

/** `vmstat [interval [count]]`, `iostat` likewise: the first report is since the boot. */
async function report(
  call: Call,
  each: (before: Look | undefined, now: Look) => Promise<void>,
): Promise<number> {
  const [interval, times] = call.args.filter((arg) => /^\d+$/.test(arg)).map(Number)
  let before: Look | undefined
  for (let left = interval === undefined ? 1 : (times ?? Infinity); left > 0; left--) {
    const now = await look(call)
    await each(before, now)
    before = now
    if (left > 1) await call.machine.outside.sleep((interval ?? 1) * 1000, call.signal)
  }
  return 0
}

const vmstat: Program = async (call) => {
  const { machine } = call
  await call.out(
    'procs -----------memory---------- ---swap-- -----io---- -system-- ------cpu-----\n r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st\n',
  )
  return report(call, async (before, now) => {
    const m = memory(machine)
    const busy = Math.round(busyPercent(call, before, now))
    const cells: [number, number][] = [
      [machine.scheduler.busy, 2],
      [0, 2],
      [0, 6],
      [m.free, 6],
      [2088, 6],
      [m.cache, 6],
      [0, 4],
      [0, 4],
      [Math.floor(machine.outside.bytesRead / 1024 / Math.max(1, uptimeSeconds(machine))), 5],
      [Math.floor(machine.bytesWritten / 1024 / Math.max(1, uptimeSeconds(machine))), 5],
      [60 + busy * 9, 4],
      [110 + busy * 2, 4],
      [busy, 2],
      [0, 2],
      [100 - busy, 2],
      [0, 2],
      [0, 2],
    ]
    await call.out(`${cells.map(([value, width]) => String(value).padStart(width)).join(' ')}\n`)
  })
}

const iostat: Program = async (call) => {
  const { machine } = call
  const host = machine.hostname.split('.')[0] ?? ''
  await call.out(
    `Linux ${machine.facts.kernel} (${host}) \t${strftime('%m/%d/%y', await machine.outside.freshNow())} \t_${machine.spec.architecture === 'arm64' ? 'aarch64' : 'x86_64'}_\t(${machine.spec.vcpus} CPU)\n\n`,
  )
  return report(call, async (before, now) => {
    const busy = busyPercent(call, before, now)
    const seconds = Math.max(1, uptimeSeconds(machine))
    let text = `avg-cpu:  %user   %nice %system %iowait  %steal   %idle\n         ${busy.toFixed(2).padStart(6)}    0.00    0.00    0.00    0.00  ${(100 - busy).toFixed(2).padStart(6)}\n\n${'Device'.padEnd(14)}     tps    kB_read/s    kB_wrtn/s    kB_dscd/s    kB_read    kB_wrtn    kB_dscd\n`
    for (const disk of machine.disks.disks) {
      const written = [...disk.loaded.values()].reduce((sum, fs) => sum + fs.bytesWritten, 0) / 1024
      const read = disk.root ? machine.outside.bytesRead / 1024 : 0
      text += `${disk.name.padEnd(14)} ${((written + read) / 16 / seconds).toFixed(2).padStart(7)} ${(read / seconds).toFixed(2).padStart(12)} ${(written / seconds).toFixed(2).padStart(12)} ${'0.00'.padStart(12)} ${String(Math.floor(read)).padStart(10)} ${String(Math.floor(written)).padStart(10)} ${'0'.padStart(10)}\n`
    }
    await call.out(`${text}\n`)
  })
}

export const loadPrograms = {
  stress,
  'stress-ng': stressNg,
  vmstat,
  iostat,
} satisfies Readonly<Record<string, Program>>
