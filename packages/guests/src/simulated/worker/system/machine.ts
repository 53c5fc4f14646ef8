import { parse, serialize, type CommandNode, type ScriptNode, type WordNode } from 'just-bash'
import type { GuestSpec } from '../../../driver.ts'
import { distributions, interfaceName, type DistributionFacts } from '../../distributions.ts'
import { cpuOptions } from '../../cpu-model.ts'
import { hostnameOf } from '../../first-boot/first-boot-files.ts'
import { stableBytes } from '../../stable-hash.ts'
import type { AttachedDisk, Traffic, WorkerStart } from '../../protocol.ts'
import { fileOf } from '../base/proc-files.ts'
import { plantDistribution, plantRunning } from '../base/base-tree.ts'
import { plantInterfaces } from '../base/pseudo-files.ts'
import { callProgram, canRun, findProgram } from '../commands/call-program.ts'
import { Network } from '../net/network.ts'
import type { Outside } from '../outside.ts'
import type { Shell } from '../shell/shell.ts'
import { BlockDevices } from '../storage/block-devices.ts'
import { BlockDevice } from '../storage/disk.ts'
import { Mounts } from '../storage/mounts.ts'
import { fileCapacity } from '../storage/sizes.ts'
import { FsError } from '../vfs/errors.ts'
import { allowed, rootCredentials, type Credentials } from '../vfs/inode.ts'
import { loadChanges, saveChanges } from '../vfs/save.ts'
import { Vfs } from '../vfs/vfs.ts'
import { KernelSettings } from './kernel-settings.ts'
import { Logins } from './logins.ts'
import { DiskFile, NullFile, type FileOpening, type OpenFile, type TtyDevice } from './open-file.ts'
import { ProcessTable } from './process-table.ts'
import { Background } from './background.ts'
import { Gate } from './gate.ts'
import { Scheduler } from './scheduler.ts'
import { Timers } from './timers.ts'
import { Units } from './units.ts'
import { Users } from './users.ts'

export type OpenMode = 'read' | 'write' | 'append' | 'update'

const parsedKept = 200

/** The guest's system: its files, users, processes and services, on top of the outside world. */
export class Machine {
  spec: GuestSpec
  readonly facts: DistributionFacts
  readonly bootedAt: number
  readonly outside: Outside
  readonly vfs: Vfs
  readonly users: Users
  readonly processes: ProcessTable
  readonly scheduler: Scheduler
  readonly units: Units
  readonly timers: Timers
  readonly background: Background
  readonly network: Network
  readonly logins: Logins
  readonly disks: BlockDevices
  readonly mounts: Mounts
  readonly kernel: KernelSettings
  hostname: string
  /** Bytes before this wake. */
  readonly before: Traffic
  /** Routers between its programs and the instance's interface: 1 in a container. */
  readonly hops: number = 0
  /** What it has in common with the containers in it, which are machines that inherit from it. */
  private readonly common: {
    readonly parsed: Map<string, ScriptNode>
    readonly detached: Set<Promise<unknown>>
    drawn: number
    readonly wakeAtMs: Map<string, number>
  } = { parsed: new Map(), detached: new Set(), drawn: 0, wakeAtMs: new Map() }
  /** Commands in `>(…)` that may still be writing what was given to them. */
  readonly readers = new Set<Promise<unknown>>()
  /** Set by a terminal for its line discipline. */
  readonly echoes = new Map<TtyDevice, (on: boolean) => void>()
  /** Called when something that keeps the worker awake may have ended. */
  onRest: () => void = () => {}

  constructor(start: WorkerStart, outside: Outside) {
    this.spec = start.spec
    this.bootedAt = start.bootedAt
    this.outside = outside
    this.before = start.traffic
    this.facts = distributions[start.spec.distribution]
    this.vfs = new Vfs(
      () => outside.now(),
      (hash) => outside.chunk(hash),
      this.facts.rootFileSystem,
    )
    this.hostname = start.runtime?.hostname ?? hostnameOf(start.spec)
    this.vfs.console = (text) => this.say(text)
    this.vfs.random = (count) => this.randomBytes(count)
    this.processes = new ProcessTable(() => outside.now(), start.runtime?.nextPid ?? 2100)
    this.scheduler = new Scheduler(outside, cpuOptions(start.spec), start.cpu)
    this.users = new Users(this.vfs)
    this.units = new Units(this, start.runtime)
    this.background = new Background(this, start.runtime?.background ?? [])
    this.timers = new Timers(this, start.runtime?.timers)
    this.network = new Network(this)
    this.network.onChange = () => this.units.changed()
    this.logins = new Logins(this)
    this.disks = new BlockDevices(
      this.vfs.rootFileSystem,
      start.spec,
      this.bootedAt,
      this.facts.id === 'amzn',
    )
    this.mounts = new Mounts(this)
    this.kernel = new KernelSettings(this, start.runtime?.kernel)
    plantDistribution(this.vfs.rootFileSystem, start.spec.distribution, this.facts)
    plantRunning(this)
    this.#load(start)
    this.processes.onChange = () => this.onRest()
    this.vfs.rootFileSystem.onTouch = (path) => {
      if (/^\/(?:etc\/cron|var\/spool\/cron|etc\/localtime)/.test(path)) this.crontabsChanged.open()
      if (/^\/var\/spool\/(?:at|cron\/atjobs)\//.test(path)) this.atJobsChanged.open()
    }
  }

  #load(start: WorkerStart): void {
    const fs = this.vfs.rootFileSystem
    for (const from of start.disks) this.disks.add(from)
    this.disks.publish()
    const disk = this.disks.disks.find((each) => each.root)
    if (!disk) return
    const device =
      this.disks.all.find(
        (each) => each.disk === disk && each.number === this.facts.rootPartition,
      ) ?? new BlockDevice(disk)
    loadChanges(fs, 0, disk.kept)
    fs.capacity = fileCapacity(fs.type, device.label?.size ?? disk.size, true)
    fs.disk = disk
    disk.loaded.set(0, fs)
    this.mounts.begin(device, fs)
    if (start.runtime) this.mounts.restore(start.runtime.mounts, start.runtime.swaps)
  }

  /** What programs wrote to disks since this wake. */
  get bytesWritten(): number {
    return this.disks.disks
      .flatMap((disk) => [...disk.loaded.values()])
      .reduce((sum, fs) => sum + fs.bytesWritten, 0)
  }

  /** Opened when a crontab may have changed. */
  readonly crontabsChanged = new Gate()
  readonly atJobsChanged = new Gate()
  /** When something is due that a parked guest must be woken for. */
  get nextWakeMs(): number | undefined {
    const times = [...this.common.wakeAtMs.values()]
    return times.length > 0 ? Math.min(...times) : undefined
  }

  /** `who` has something to do then, or nothing any more. */
  wakeAt(who: 'crond' | 'atd' | 'timers', atMs: number | undefined): void {
    if (this.common.wakeAtMs.get(who) === atMs) return
    if (atMs === undefined) this.common.wakeAtMs.delete(who)
    else this.common.wakeAtMs.set(who, atMs)
    this.units.changed()
  }

  /** Whether something is not written yet. */
  get dirty(): boolean {
    return this.disks.disks.some(
      (disk) => disk.hasChanges || [...disk.loaded.values()].some((fs) => fs.changed.size > 0),
    )
  }

  /** Sends everything that changed to the store. */
  flush(): void {
    for (const disk of this.disks.disks) {
      const { volumeId } = disk
      for (const [tree, fs] of disk.loaded)
        saveChanges(fs, tree, (changes, chunks, last) =>
          this.outside.post({ type: 'dirty', volumeId, changes, chunks, last }),
        )
      if (disk.hasChanges)
        this.outside.post({
          type: 'dirty',
          volumeId,
          changes: disk.takeChanges(),
          chunks: [],
          last: true,
        })
    }
  }

  /** A disk was plugged in while the guest runs. */
  attachDisk(from: AttachedDisk): void {
    const disk = this.disks.add(from)
    this.disks.publish()
    if (disk.isNvme) {
      this.kernelSays(
        `nvme nvme${disk.slot}: pci function 0000:00:${(0x1f - disk.slot).toString(16)}.0`,
      )
      this.kernelSays(`nvme nvme${disk.slot}: ${this.spec.vcpus}/0/0 default/read/poll queues`)
    } else this.kernelSays(`blkfront: ${disk.name}: flush diskcache: enabled`)
    const parts = disk.layout.partitions.map(({ number }) => `p${number}`).join(' ')
    if (parts !== '') this.kernelSays(` ${disk.name}: ${parts}`)
  }

  detachDisk(volumeId: string): void {
    const disk = this.disks.byVolume(volumeId)
    if (!disk) return
    this.mounts.pull(volumeId)
    this.disks.remove(disk)
  }

  resizeDisk(volumeId: string, sizeGiB: number): void {
    const disk = this.disks.byVolume(volumeId)
    if (!disk) return
    disk.resize(sizeGiB)
    this.disks.publish()
    this.kernelSays(`${disk.name}: detected capacity change from 0 to ${disk.size / 512}`)
  }

  fillDisk(volumeId: string, full: boolean): void {
    const disk = this.disks.byVolume(volumeId)
    if (disk) disk.full = full
  }

  /** Interfaces came or went, or have other addresses. */
  changeInterfaces(interfaces: GuestSpec['interfaces']): void {
    const before = new Set(this.spec.interfaces.map(({ macAddress }) => macAddress))
    this.spec = { ...this.spec, interfaces }
    plantInterfaces(this)
    interfaces.forEach(({ macAddress }, index) => {
      if (before.delete(macAddress)) return
      const name = interfaceName(this.facts, index)
      this.kernelSays(
        `ena 0000:00:0${5 + index}.0: Elastic Network Adapter (ENA) found at mem febf${4 + index}000, mac addr ${macAddress}`,
      )
      this.kernelSays(`ena 0000:00:0${5 + index}.0 ${name}: renamed from eth0`)
    })
  }

  /** A line of the kernel's: `dmesg` and the journal have it. */
  kernelSays(text: string): void {
    this.detach(this.log('kernel', text))
  }

  /** The parsed form of commands; throws what the parser throws. */
  parse(text: string): ScriptNode {
    const known = this.common.parsed.get(text)
    if (known) return known
    const script = parse(text)
    if (this.common.parsed.size >= parsedKept) this.common.parsed.clear()
    this.common.parsed.set(text, script)
    return script
  }

  /** Lets the commands in `>(…)` finish what they were given, but not longer than `ms`. */
  async drainReaders(ms: number, signal: AbortSignal): Promise<void> {
    if (this.readers.size === 0) return
    const done = new AbortController()
    const patience = this.outside.sleep(ms, AbortSignal.any([signal, done.signal])).catch(() => {})
    await Promise.race([patience, Promise.all(this.readers)])
    done.abort(new Error('done'))
    this.readers.clear()
    signal.throwIfAborted()
  }

  /** A word as it could have been written, its plain parts as they are. */
  source(word: WordNode): string {
    return word.parts
      .map((part) => {
        if (part.type === 'Literal') return part.value
        if (part.type === 'Glob') return part.pattern
        const name: WordNode = { type: 'Word', parts: [part] }
        return this.serialize({
          type: 'SimpleCommand',
          assignments: [],
          name,
          args: [],
          redirections: [],
        }).trimEnd()
      })
      .join('')
  }

  /** A function's definition as text. */
  serialize(definition: CommandNode): string {
    return `${serialize({
      type: 'Script',
      statements: [
        {
          type: 'Statement',
          operators: [],
          background: false,
          pipelines: [{ type: 'Pipeline', commands: [definition], negated: false }],
        },
      ],
    })}\n`
  }

  /** A file that was open before a nap; what is gone meanwhile takes everything and says nothing. */
  reopen({ path, append, position }: FileOpening): OpenFile {
    const inode = this.vfs.peek(path, rootCredentials)
    if (!inode) return new NullFile()
    const file = new DiskFile(this.vfs, inode, path, append)
    file.position = position
    return file
  }

  open(
    path: string,
    mode: OpenMode,
    cred: Credentials,
    files: ReadonlyMap<number, OpenFile>,
    umask = 0o022,
  ): OpenFile {
    const descriptor =
      /^(?:\/dev\/fd\/|\/proc\/self\/fd\/)(\d+)$/.exec(path)?.[1] ??
      { '/dev/stdin': '0', '/dev/stdout': '1', '/dev/stderr': '2' }[path]
    if (descriptor !== undefined) {
      const file = files.get(Number(descriptor))
      if (!file) throw new FsError('ENOENT', path)
      return file.share()
    }
    const other = /^\/proc\/(\d+)\/fd\/(\d+)$/.exec(path)
    if (other) {
      const process = this.processes.byPid(Number(other[1]))
      const file = process && fileOf(process, Number(other[2]))
      if (!file) throw new FsError('ENOENT', path)
      if (cred.uid !== 0 && cred.uid !== process.cred.uid) throw new FsError('EACCES', path)
      return file.share()
    }
    if (path === '/dev/tty') {
      const file = [...files.values()].find((candidate) => candidate.tty)
      if (!file) throw new FsError('ENOENT', path)
      return file.share()
    }
    if (mode === 'read') {
      const inode = this.vfs.find(path, cred)
      if (!allowed(inode, cred, 4)) throw new FsError('EACCES', path)
      return new DiskFile(this.vfs, inode, path, false)
    }
    const inode = this.vfs.openForWriting(path, cred, 0o666 & ~umask)
    if (mode === 'write' && inode.content && inode.size > 0) {
      this.vfs.grow(inode, -inode.size, path)
      inode.content.replace(new Uint8Array(0))
      this.vfs.touched(inode)
    }
    return new DiskFile(this.vfs, inode, path, mode === 'append')
  }

  runProgram(shell: Shell, words: string[]): Promise<number> {
    return callProgram(shell, words)
  }

  findProgram(shell: Shell, name: string): string | undefined {
    return findProgram(shell, name)
  }

  /** Whether a command's program is one that runs in this guest, and not only a name. */
  canRun(command: string): Promise<boolean> {
    return canRun(this, command.split(' ')[0] ?? '')
  }

  /** Lets something go on that nobody waits for. */
  detach(promise: Promise<unknown>): void {
    this.common.detached.add(promise)
    void this.forget(promise)
  }

  private async forget(promise: Promise<unknown>): Promise<void> {
    await Promise.allSettled([promise])
    this.common.detached.delete(promise)
    this.readers.delete(promise)
    this.onRest()
  }

  /** The lowest `pts/N` that no terminal has. */
  takeTerminalName(): string {
    const taken = new Set([...this.echoes.keys()].map((tty) => tty.name))
    let number = 0
    while (taken.has(`pts/${number}`)) number++
    return `pts/${number}`
  }

  setEcho(tty: TtyDevice, on: boolean): void {
    this.echoes.get(tty)?.(on)
  }

  /** Bytes that look random and are the same in every run of the same guest. */
  randomBytes(count: number): Uint8Array {
    const parts: Uint8Array[] = []
    for (let length = 0; length < count; length += 32)
      parts.push(
        stableBytes(this.spec.instanceId, String(this.bootedAt), String(this.common.drawn++)),
      )
    return Buffer.concat(parts).subarray(0, count)
  }

  /** How a line of the journal is written. */
  logLine(unit: string, text: string, pid?: number, atMs = this.outside.now()): string {
    const at = new Date(atMs)
    const stamp = `${at.toUTCString().slice(8, 11)} ${String(at.getUTCDate()).padStart(2, ' ')} ${at.toISOString().slice(11, 19)}`
    const shortHost = this.hostname.split('.')[0] ?? this.hostname
    return `${stamp} ${shortHost} ${unit}${pid === undefined ? '' : `[${pid}]`}: ${text}\n`
  }

  /** A line of the journal; answers it as written. */
  async log(unit: string, text: string, pid?: number): Promise<string> {
    const line = this.logLine(unit, text, pid)
    const file = this.facts.family === 'debian' ? '/var/log/syslog' : '/var/log/messages'
    await this.vfs.appendFile(file, line, rootCredentials, 0o640)
    return line
  }

  say(text: string): void {
    this.outside.post({ type: 'console', atMs: this.outside.now(), text })
  }
}
