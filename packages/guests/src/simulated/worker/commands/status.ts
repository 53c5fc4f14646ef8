import { isXen, machineName } from '../../distributions.ts'
import { cpuModel, loadAverages, memory, swapKiB, uptimeSeconds } from '../base/pseudo-files.ts'
import { strftime } from '../shell/printf.ts'
import { processRows, type ProcessRow } from '../system/process-rows.ts'
import { signalNumbers } from '../system/process.ts'
import type { Call, Program } from './call.ts'
import { options } from './call.ts'
import { dmesg } from './dmesg.ts'
import { humanSize } from './ls.ts'

/** `0:07` as `ps aux` has it, `00:00:07` as `ps -f` has it, `0:07.21` as `top` has it. */
function clockTime(ms: number, form: 'aux' | 'full' | 'top'): string {
  const seconds = Math.floor(ms / 1000)
  const two = (value: number): string => String(value).padStart(2, '0')
  if (form === 'full')
    return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  const minutes = `${Math.floor(seconds / 60)}:${two(seconds % 60)}`
  return form === 'aux' ? minutes : `${minutes}.${two(Math.floor(ms / 10) % 100)}`
}

const ps: Program = async (call) => {
  const args = call.args.join(' ')
  const { flags } = options(call.args, 'oupC')
  const rows = processRows(call.machine)
  const now = await call.machine.outside.freshNow()
  const own = call.files.get(0)?.tty?.name ?? call.process.tty?.name
  const bsd = /^-?[a-z]*[aux]/.test(args) && !args.startsWith('-e')
  const everything = /^-?[a-z]*(?:ax|aux|A|e)/.test(args) || flags.has('A') || flags.has('e')
  const users = flags.get('u')
  const shown = rows.filter(
    (row) =>
      everything ||
      (users !== undefined && users !== ''
        ? row.user === users
        : row.tty === own && own !== undefined),
  )
  const total = memory(call.machine).total
  const format = flags.get('o')
  if (format !== undefined) {
    const columns = format
      .split(/[, ]+/)
      .filter(Boolean)
      .map((column) => column.split('=')[0] ?? '')
    const cell = (row: ProcessRow, column: string): string =>
      ({
        pid: String(row.pid),
        ppid: String(row.ppid),
        user: row.user,
        cmd: row.command,
        args: row.command,
        comm: row.command.split(' ')[0]?.split('/').at(-1) ?? '',
        stat: row.state,
        tty: row.tty,
        '%cpu': row.average.toFixed(1),
        pcpu: row.average.toFixed(1),
        time: clockTime(row.cpuMs, 'full'),
        etime: clockTime(now - row.startMs, 'full'),
        vsz: String(row.memoryKiB * 12),
        pmem: ((row.memoryKiB / total) * 100).toFixed(1),
        ni: '0',
        '%mem': ((row.memoryKiB / total) * 100).toFixed(1),
        rss: String(row.memoryKiB),
      })[column] ?? ''
    if (!format.includes('='))
      await call.out(
        `${columns
          .map((column) => column.toUpperCase().padEnd(8))
          .join(' ')
          .trimEnd()}\n`,
      )
    for (const row of shown)
      await call.out(
        `${columns
          .map((column) => cell(row, column).padEnd(8))
          .join(' ')
          .trimEnd()}\n`,
      )
    return 0
  }
  const date = (at: number): string => strftime(now - at > 86_400_000 ? '%b%d' : '%H:%M', at)
  let text: string
  if (bsd && args !== '')
    text = `USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\n${shown.map((row) => `${row.user.slice(0, 8).padEnd(8)} ${String(row.pid).padStart(7)} ${row.average.toFixed(1).padStart(4)} ${((row.memoryKiB / total) * 100).toFixed(1).padStart(4)} ${String(row.memoryKiB * 12).padStart(6)} ${String(row.memoryKiB).padStart(5)} ${row.tty.padEnd(8)} ${row.state.padEnd(4)} ${date(row.startMs)} ${clockTime(row.cpuMs, 'aux').padStart(6)} ${row.command}`).join('\n')}\n`
  else if (flags.has('f'))
    text = `UID          PID    PPID  C STIME TTY          TIME CMD\n${shown.map((row) => `${row.user.slice(0, 8).padEnd(8)} ${String(row.pid).padStart(7)} ${String(row.ppid).padStart(7)} ${String(Math.floor(row.average)).padStart(2)} ${date(row.startMs)} ${row.tty.padEnd(8)} ${clockTime(row.cpuMs, 'full')} ${row.command}`).join('\n')}\n`
  else
    text = `    PID TTY          TIME CMD\n${shown.map((row) => `${String(row.pid).padStart(7)} ${row.tty.padEnd(8)} ${clockTime(row.cpuMs, 'full')} ${row.command.split(' ')[0]?.split('/').at(-1)}`).join('\n')}\n`
  await call.out(text)
  return 0
}

/** What a name means for `pgrep` and its family: a pattern, or with `-x` and for `pidof` and `killall` the name itself. */
function named(row: ProcessRow, pattern: string, full: boolean, exact: boolean): boolean {
  const name = row.command.split(' ')[0]?.split('/').at(-1)?.replace(/:$/, '') ?? ''
  const text = full ? row.command : name
  if (exact) return text === pattern
  try {
    return new RegExp(pattern).test(text)
  } catch {
    return text.includes(pattern)
  }
}

const pgrep: Program = async (call) => {
  const signal = call.args.find((arg) => /^-(?:\d+|(?:SIG)?[A-Z]{3,})$/.test(arg))
  const rest = call.args.filter((arg) => arg !== signal)
  const { flags, operands } = options(rest, 'uUtsP', ['signal', 'user', 'euid'])
  const exact = flags.has('x') || call.name === 'pidof' || call.name === 'killall'
  const user = flags.get('u') ?? flags.get('U') ?? flags.get('user') ?? flags.get('euid')
  const patterns = operands.length > 0 ? operands : ['']
  if (operands.length === 0 && user === undefined)
    return call.fail(
      call.name === 'killall' ? 'no process name given' : 'no matching criteria specified',
      2,
    )
  const found = processRows(call.machine).filter(
    (row) =>
      row.pid !== call.process.pid &&
      (user === undefined || row.user === user) &&
      patterns.some((pattern) => named(row, pattern, flags.has('f'), exact && pattern !== '')),
  )
  const kills = call.name === 'pkill' || call.name === 'killall'
  if (kills) {
    const typed = (signal?.slice(1) ?? flags.get('s') ?? flags.get('signal') ?? '15').replace(
      /^SIG/,
      '',
    )
    const number = /^\d+$/.test(typed) ? Number(typed) : (signalNumbers[typed] ?? 15)
    let done = 0
    for (const row of found) {
      const problem = call.machine.processes.kill(row.pid, number, call.cred)
      if (problem === undefined) done++
      else
        await call.fail(
          `${call.name === 'killall' ? `${patterns[0]}(${row.pid})` : `killing pid ${row.pid} failed`}: ${problem}`,
        )
    }
    if (found.length === 0 && call.name === 'killall')
      await call.err(`${patterns[0]}: no process found\n`)
    return done > 0 ? 0 : 1
  }
  if (call.name === 'pidof')
    await call.out(
      found.length > 0
        ? `${found
            .map((row) => row.pid)
            .toReversed()
            .join(' ')}\n`
        : '',
    )
  else if (flags.has('c')) await call.out(`${found.length}\n`)
  else
    for (const row of found)
      await call.out(
        flags.has('a')
          ? `${row.pid} ${row.command}\n`
          : flags.has('l')
            ? `${row.pid} ${row.command.split(' ')[0]?.split('/').at(-1)}\n`
            : `${row.pid}\n`,
      )
  return found.length > 0 ? 0 : 1
}

export async function topPage(call: Call): Promise<string> {
  const { machine } = call
  const now = await machine.outside.freshNow()
  const rows = processRows(machine).sort((a, b) => b.cpu - a.cpu || b.memoryKiB - a.memoryKiB)
  const m = memory(machine)
  const swap = swapKiB(machine)
  const busy = Math.min(100, rows.reduce((sum, row) => sum + row.cpu, 0) / machine.spec.vcpus)
  const mib = (kib: number): string => (kib / 1024).toFixed(1).padStart(8)
  const minutes = Math.floor(uptimeSeconds(machine) / 60)
  return `top - ${strftime('%H:%M:%S', now)} up ${minutes} min,  1 user,  load average: ${loadAverages(
    machine,
  )
    .map((load) => load.toFixed(2))
    .join(', ')}
Tasks: ${rows.length} total,   1 running, ${rows.length - 1} sleeping,   0 stopped,   0 zombie
%Cpu(s): ${busy.toFixed(1).padStart(4)} us,  0.0 sy,  0.0 ni, ${(100 - busy).toFixed(1).padStart(5)} id,  0.0 wa,  0.0 hi,  0.0 si,  0.0 st
MiB Mem : ${mib(m.total)} total, ${mib(m.free)} free, ${mib(m.used)} used, ${mib(m.cache)} buff/cache
MiB Swap: ${mib(swap)} total, ${mib(swap)} free, ${mib(0)} used. ${mib(m.available)} avail Mem

    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND
${rows
  .map(
    (row) =>
      `${String(row.pid).padStart(7)} ${row.user.slice(0, 8).padEnd(8)}  20   0 ${String(row.memoryKiB * 12).padStart(7)} ${String(row.memoryKiB).padStart(6)} ${String(Math.floor(row.memoryKiB * 0.7)).padStart(6)} ${row.state.charAt(0)} ${row.cpu.toFixed(1).padStart(5)} ${((row.memoryKiB / m.total) * 100).toFixed(1).padStart(5)}${clockTime(row.cpuMs, 'top').padStart(10)} ${row.command.split(' ')[0]?.split('/').at(-1)}`,
  )
  .slice(0, Math.max(5, (call.tty?.rows ?? 60) - 8))
  .join('\n')}\n`
}

const free: Program = async (call) => {
  const { flags } = options(call.args)
  const m = memory(call.machine)
  const swap = swapKiB(call.machine)
  const unit = (kib: number): string =>
    (flags.has('h')
      ? `${humanSize(kib * 1024)}i`
      : flags.has('m')
        ? String(Math.floor(kib / 1024))
        : flags.has('g')
          ? String(Math.floor(kib / 1024 / 1024))
          : String(kib)
    ).padStart(12)
  await call.out(
    `               total        used        free      shared  buff/cache   available\nMem:    ${[m.total, m.used, m.free, 444, m.cache, m.available].map(unit).join('')}\nSwap:   ${[swap, 0, swap].map((kib) => unit(kib)).join('')}\n`,
  )
  return 0
}

const lscpu: Program = async (call) => {
  const { spec } = call.machine
  const arm = spec.architecture === 'arm64'
  const cpu = cpuModel(spec.instanceType, spec.architecture)
  const threads = arm || spec.vcpus === 1 || spec.instanceType.startsWith('t2.') ? 1 : 2
  const cores = Math.max(1, spec.vcpus / threads)
  const all = spec.vcpus === 1 ? '0' : `0-${spec.vcpus - 1}`
  const rows: (readonly [string, string])[] = [
    ['Architecture', machineName(spec.architecture)],
    ['  CPU op-mode(s)', '32-bit, 64-bit'],
    ['  Byte Order', 'Little Endian'],
    ['CPU(s)', String(spec.vcpus)],
    ['  On-line CPU(s) list', all],
    ['Vendor ID', cpu.vendor],
    ['  Model name', cpu.model],
    ['    Thread(s) per core', String(threads)],
    ['    Core(s) per socket', String(cores)],
    ['    Socket(s)', '1'],
    ['    BogoMIPS', arm ? '243.75' : (Number(cpu.mhz) * 2).toFixed(2)],
    ['Virtualization features', ''],
    ['  Hypervisor vendor', isXen(spec.instanceType) ? 'Xen' : 'KVM'],
    ['  Virtualization type', 'full'],
    ['NUMA', ''],
    ['  NUMA node(s)', '1'],
    ['  NUMA node0 CPU(s)', all],
  ]
  await call.out(rows.map(([name, value]) => `${`${name}:`.padEnd(25)}${value}\n`).join(''))
  return 0
}

export const statusPrograms = {
  ps,
  pgrep,
  pkill: pgrep,
  pidof: pgrep,
  killall: pgrep,
  free,
  lscpu,
  'systemd-detect-virt': async (call: Call) => {
    // Honest: what would be `amazon` in life says here what it is.
    await call.out('brume-simulated\n')
    return 0
  },
  dmesg,
  dmidecode: async (call: Call) => {
    if (call.cred.uid !== 0)
      return call
        .err(
          "/sys/firmware/dmi/tables/smbios_entry_point: Permission denied\nCan't read memory from /dev/mem\n",
        )
        .then(() => 1)
    const read = async (name: string): Promise<string> =>
      (await call.vfs.readText(`/sys/devices/virtual/dmi/id/${name}`, call.cred)).trim()
    const at = call.args.indexOf('-s')
    if (at >= 0) {
      const names: Readonly<Record<string, string>> = {
        'system-manufacturer': 'sys_vendor',
        'system-product-name': 'product_name',
        'system-uuid': 'product_uuid',
        'system-serial-number': 'product_serial',
        'bios-version': 'bios_version',
        'bios-vendor': 'bios_vendor',
        'baseboard-asset-tag': 'board_asset_tag',
      }
      const name = names[call.args[at + 1] ?? '']
      if (name === undefined) return call.fail(`Invalid argument '${call.args[at + 1] ?? ''}'`, 2)
      await call.out(`${await read(name)}\n`)
      return 0
    }
    await call.out(
      `# dmidecode 3.3\nGetting SMBIOS data from sysfs.\nSMBIOS 2.7 present.\n\nHandle 0x0001, DMI type 1, 27 bytes\nSystem Information\n\tManufacturer: ${await read('sys_vendor')}\n\tProduct Name: ${await read('product_name')}\n\tVersion: Not Specified\n\tSerial Number: ${await read('product_serial')}\n\tUUID: ${await read('product_uuid')}\n\tWake-up Type: Power Switch\n\tSKU Number: Not Specified\n\tFamily: Not Specified\n\n`,
    )
    return 0
  },
} satisfies Readonly<Record<string, Program>>
