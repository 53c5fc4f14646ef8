import { isIPv6 } from 'node:net'
import type { Duplex } from 'node:stream'
import { isDeepStrictEqual } from 'node:util'
import type { Cancel, Clock } from '@brume/clock'
import {
  TerminalRefused,
  type ExecuteOptions,
  type Guest,
  type GuestMetrics,
  type GuestAccept,
  type GuestDatagram,
  type GuestReception,
  type GuestHost,
  type GuestProcess,
  type GuestSpec,
  type GuestUnreachable,
  type StopOptions,
  type Terminal,
  type TerminalOptions,
} from '../driver.ts'
import { bootLog } from './console/boot-log.ts'
import { kernelPanic } from './console/kernel-panic.ts'
import { ConsoleRecord } from './console/console-record.ts'
import type { DiskStore } from './disks/disk-store.ts'
import { distributions } from './distributions.ts'
import { GuestTerminal } from './guest-terminal.ts'
import { GuestDisks } from './guest-disks.ts'
import { UsageMeter } from './usage-meter.ts'
import type { FromWorker, OpenPort, Runtime } from './protocol.ts'
import { SerialConsole } from './serial-console.ts'
import { mayRunAtEveryBoot } from './first-boot/user-data-parts.ts'
import type { WakeQueue } from './wake-queue.ts'
import { WorkerLink } from './worker-link.ts'

/** What a guest shares with the others of its driver. */
export interface GuestSurroundings {
  readonly store: DiskStore
  readonly wall: Clock
  readonly queue: WakeQueue<SimulatedGuest>
  readonly onStart: (guest: SimulatedGuest) => void
  readonly onStop: (guest: SimulatedGuest) => void
}

/** Instance ids repeat over accounts, so a guest is known by all three. */
export function guestKey(spec: GuestSpec): string {
  return `${spec.account}/${spec.region}/${spec.instanceId}`
}

/** How long a worker may take to hand over what it has not written, in ms of wall time. */
const flushPatienceMs = 5_000
/** How long a worker may ignore Ctrl-C before it is ended and built anew, in ms of wall time. */
const interruptPatienceMs = 1_500
/** How long a worker stays after its last connection, in ms of wall time: a page seldom comes with one request. */
const lingerMs = 1_000
/** A worker that keeps crashing is not worth waking again. */
const maxCrashes = 5

/** What ten thousand idle guests share instead of having each their own; never written to. */
const noTerminals = new Map<number, GuestTerminal>()
const noConsoles = new Set<SerialConsole>()

/** A guest as the main thread sees it: a few fields while it idles, a worker while something runs in it. */
export class SimulatedGuest implements Guest {
  #spec: GuestSpec
  readonly #host: GuestHost
  readonly #around: GuestSurroundings
  readonly #console = new ConsoleRecord()
  readonly #disks: GuestDisks
  /** Made when it is first asked: until then it is as at the boot. */
  #meter: UsageMeter | undefined
  #terminals: Map<number, GuestTerminal> = noTerminals
  #serial: Set<SerialConsole> = noConsoles
  #bootedAt: number
  #firstBoot: boolean
  #state: 'running' | 'stopped' = 'running'
  #link: WorkerLink | undefined
  #runtime: Runtime | undefined
  #cancelReady: Cancel | undefined
  #cancelUserData: Cancel | undefined
  #cancelBootWork: Cancel | undefined
  #cancelAlarm: Cancel | undefined
  #userDataPending: 'first-boot' | 'later-boot' | undefined
  #nextTerminal = 1
  /** Waits for its turn to run user data. */
  #queued: PromiseWithResolvers<void> | undefined
  #interruptCheck: Cancel | undefined
  #linger: Cancel | undefined
  /** A connection came since the worker was last looked at for parking. */
  #visited = false
  #crashes = 0
  #activity = 0
  /** Why the boot did not come to its end. */
  #emergency: string | undefined

  constructor(spec: GuestSpec, host: GuestHost, around: GuestSurroundings) {
    this.#spec = spec
    this.#host = host
    this.#around = around
    this.#firstBoot = spec.firstBoot
    this.#disks = new GuestDisks(spec, around.store)
    if (spec.mode === 'resume') this.#runtime = this.#keptRuntime()
    else around.store.setRuntime(this.key, undefined)
    // It may have been rebooted since the cloud started it.
    this.#bootedAt = this.#runtime?.bootedAt ?? spec.bootedAt
    this.#begin(spec.mode)
    this.#armAlarm()
  }

  get spec(): GuestSpec {
    return this.#spec
  }

  get key(): string {
    return guestKey(this.spec)
  }

  get activity(): number {
    return this.#activity
  }

  get #usage(): UsageMeter {
    this.#meter ??= new UsageMeter(this.spec, this.#bootedAt)
    return this.#meter
  }

  /** Whether a thread runs for this guest at present. */
  get awake(): boolean {
    return this.#link !== undefined
  }

  /** Whether bytes may be under way to or from it. */
  get streaming(): boolean {
    return this.#link?.streaming ?? false
  }

  get quiet(): boolean {
    return !this.#queued && (this.#link?.quiet ?? true)
  }

  async whenQuiet(): Promise<void> {
    await this.#queued?.promise
    await this.#link?.whenQuiet()
  }

  usesVolume(volumeId: string): boolean {
    return this.#disks.has(volumeId)
  }

  async flush(): Promise<void> {
    await this.#link?.flush('flush', this.#around.wall, flushPatienceMs)
  }

  metrics(): GuestMetrics {
    return this.#usage.read(this.#host.clock.now())
  }

  attachDisk(disk: GuestSpec['disks'][number]): void {
    this.#activity++
    const attached = this.#disks.attach(disk)
    if (attached) this.#link?.send({ type: 'attach', disk: attached })
  }

  detachDisk(volumeId: string, options: { force: boolean }): void {
    if (!this.#disks.has(volumeId)) return
    if (this.holdsDisk(volumeId) && !options.force) this.#disks.leave(volumeId)
    else this.#release(volumeId)
  }

  holdsDisk(volumeId: string): boolean {
    return (
      this.#runtime?.mounts.some((mount) => mount.volumeId === volumeId && !mount.gone) === true
    )
  }

  resizeDisk(volumeId: string, sizeGiB: number): void {
    this.#activity++
    this.#disks.resize(volumeId, sizeGiB, this.#link !== undefined)
    this.#link?.send({ type: 'resize-disk', volumeId, sizeGiB })
  }

  fillDisk(volumeId: string, full: boolean): void {
    if (!this.#disks.fill(volumeId, full)) return
    this.#activity++
    this.#link?.send({ type: 'fill-disk', volumeId, full })
  }

  #release(volumeId: string): void {
    this.#activity++
    this.#disks.detach(volumeId)
    if (this.#runtime)
      this.#runtime = {
        ...this.#runtime,
        mounts: this.#runtime.mounts.map((mount) =>
          mount.volumeId === volumeId ? { ...mount, gone: true } : mount,
        ),
      }
    this.#link?.send({ type: 'detach', volumeId })
    this.#host.on({ type: 'disk-released', volumeId })
  }

  async reboot(): Promise<void> {
    if (this.#state !== 'running') return
    await this.#powerDown({ force: this.#emergency !== undefined })
    const dhcp = this.#host.dhcp?.()
    if (dhcp) this.#spec = { ...this.#spec, dhcp }
    this.#firstBoot = false
    this.#bootedAt = this.#host.clock.now()
    this.#meter = undefined
    this.#begin('boot')
    for (const console of this.#serial) this.#beginSerial(console)
  }

  async stop(options: StopOptions): Promise<void> {
    if (this.#state !== 'running') return
    if (options.hibernate) {
      await this.suspend()
      // Its disks may be looked at meanwhile.
      this.#disks.finishFirstBoot()
      this.#around.onStop(this)
      for (const volumeId of this.#disks.leaving) this.#release(volumeId)
      return
    }
    await this.#powerDown(options)
    for (const console of this.#serial) console.exit(255)
  }

  discard(): void {
    this.#state = 'stopped'
    this.#around.onStop(this)
    this.#cancelTimers()
    this.#dropTerminals()
    for (const console of this.#serial) console.exit(255)
    void this.#endLink()
    this.#runtime = undefined
    this.#around.store.setRuntime(this.key, undefined)
  }

  /** Brume ends, or the guest hibernates: it goes on with the next start, so its running system is kept. */
  async suspend(): Promise<void> {
    this.#cancelTimers()
    await this.flush()
    await this.#endLink()
    this.#dropTerminals()
    for (const console of this.#serial) console.exit(255)
    this.#state = 'stopped'
  }

  consoleOutput(untilMs = Infinity): Uint8Array {
    const atMs = Math.min(untilMs, this.#host.clock.now())
    return this.#console.read({ ...this.spec, bootedAt: this.#bootedAt }, atMs)
  }

  agentVersion(): string | undefined {
    const facts = distributions[this.spec.distribution]
    if (this.#state !== 'running' || this.#host.clock.now() < this.#readyAt()) return undefined
    if (this.#emergency !== undefined) return undefined
    if (this.#runtime) return this.#runtime.agent ? (facts.agentVersion ?? '3.3.2299.0') : undefined
    if (facts.family === 'windows') return facts.agentVersion
    return this.#agentEnabled() ? (facts.agentVersion ?? '3.3.2299.0') : undefined
  }

  async openTerminal(options: TerminalOptions): Promise<Terminal> {
    this.#demandReady()
    return this.#openTerminal(options, false)
  }

  async openSerialConsole(
    options: Omit<TerminalOptions, 'user' | 'argv' | 'term'>,
  ): Promise<Terminal> {
    if (this.#state !== 'running') throw new TerminalRefused('The instance is not running.')
    if (this.serialConsoleInUse())
      throw new TerminalRefused('Somebody else is at the serial console of the instance.')
    const console = new SerialConsole(options, {
      clock: this.#host.clock,
      openLogin: (login) => this.#openTerminal({ ...login, user: 'root' }, true),
      closed: () => this.#serial.delete(console),
    })
    if (this.#serial === noConsoles) this.#serial = new Set()
    this.#serial.add(console)
    this.#beginSerial(console)
    return console
  }

  serialConsoleInUse(): boolean {
    return this.#serial.size > 0
  }

  #beginSerial(console: SerialConsole): void {
    const windows = distributions[this.spec.distribution].family === 'windows'
    const lines = bootLog({ ...this.spec, bootedAt: this.#bootedAt }, this.#firstBoot)
    console.begin(
      lines.map(([afterMs, text]) => ({ atMs: this.#bootedAt + afterMs, text })),
      windows ? undefined : this.#readyAt(),
    )
  }

  /** What a program or the system writes to the console, kept and shown to who looks at it. */
  #say(text: string, atMs = this.#host.clock.now()): void {
    this.#console.say(atMs, text)
    for (const console of this.#serial) console.show(text)
  }

  #openTerminal(options: TerminalOptions, serial: boolean): GuestTerminal {
    const number = this.#nextTerminal++
    const terminal = new GuestTerminal(
      options,
      {
        write: (bytes) => this.#input(number, bytes),
        resize: (cols, rows) => this.#link?.send({ type: 'resize', terminal: number, cols, rows }),
        taken: (bytes) => this.#link?.send({ type: 'taken', terminal: number, bytes }),
        close: () => {
          this.#terminals.delete(number)
          this.#link?.send({ type: 'hangup', terminal: number })
        },
      },
      serial,
    )
    if (this.#terminals === noTerminals) this.#terminals = new Map()
    this.#terminals.set(number, terminal)
    this.#wake().send({ type: 'open', terminal: number, ...terminal.opening })
    return terminal
  }

  async connect(to: GuestAccept): Promise<Duplex | GuestUnreachable> {
    if (!this.#up) return { unreachable: 'timed-out' }
    const family = isIPv6(to.localAddress) ? 6 : 4
    if (!this.#link && !this.listens(to.port, { family })) return { unreachable: 'refused' }
    this.#visited = true
    return this.#wake().accept(to)
  }

  receive(datagram: GuestDatagram): void {
    if (!this.#up) return
    this.#visited = true
    this.#usage.passed('networkIn', datagram.bytes.length)
    this.#wake().send({ type: 'datagram', datagram })
  }

  changeInterfaces(interfaces: GuestSpec['interfaces']): void {
    if (isDeepStrictEqual(interfaces, this.#spec.interfaces)) return
    this.#spec = { ...this.#spec, interfaces }
    this.#activity++
    this.#link?.send({ type: 'interfaces', interfaces })
  }

  listens(port: number, { protocol = 'tcp', family = 4 }: GuestReception = {}): boolean {
    if (!this.#up) return false
    if (this.#runtime) {
      const kind = family === 6 ? (`${protocol}6` as const) : protocol
      return this.#runtime.ports.includes(`${kind}/${port}`)
    }
    // Before its first wake a guest runs what its distribution runs.
    return (
      protocol === 'tcp' &&
      port === 22 &&
      this.#enabled(distributions[this.spec.distribution].sshUnit) !== false
    )
  }

  forwards(): boolean {
    return this.#up && this.#runtime?.kernel?.['net.ipv4.ip_forward'] === '1'
  }

  async execute(options: ExecuteOptions): Promise<GuestProcess> {
    this.#demandReady()
    return this.#wake().execute(options)
  }

  /** Whether its network is there. */
  get #up(): boolean {
    if (this.#state !== 'running' || this.#crashes >= maxCrashes) return false
    if (this.#emergency !== undefined) return false
    if (distributions[this.spec.distribution].family === 'windows') return false
    return this.awake || this.#host.clock.now() >= this.#readyAt()
  }

  #demandReady(): void {
    const facts = distributions[this.spec.distribution]
    if (this.#state !== 'running') throw new TerminalRefused('The instance is not running.')
    if (facts.family === 'windows')
      throw new TerminalRefused(
        `This is a simulated guest: ${facts.prettyName} boots and shows its console log, but has no PowerShell to open a terminal on.`,
      )
    if (this.#host.clock.now() < this.#readyAt())
      throw new TerminalRefused(
        'The instance has not finished booting. Try again in a few seconds.',
      )
    if (this.#emergency !== undefined) throw new TerminalRefused(this.#emergency)
    if (this.#crashes >= maxCrashes)
      throw new TerminalRefused('The simulated guest failed again and again. Reboot the instance.')
  }

  #readyAt(): number {
    return this.#bootedAt + distributions[this.spec.distribution].bootMs
  }

  #begin(mode: GuestSpec['mode']): void {
    const { clock } = this.#host
    this.#state = 'running'
    this.#activity++
    const isBoot = mode === 'boot'
    if (isBoot) this.#disks.growRoot()
    this.#around.onStart(this)
    this.#console.begin(this.#bootedAt, this.#firstBoot)
    this.#emergency = undefined
    this.#cancelReady = clock.at(Math.max(this.#readyAt(), clock.now()), () => {
      this.#cancelReady = undefined
      this.#activity++
      this.#host.on({ type: 'console' })
      if (this.#emergency === undefined) this.#host.on({ type: 'ready' })
    })
    const { bootMs, family } = distributions[this.spec.distribution]
    const wakeAt = (share: number): Cancel =>
      clock.at(Math.max(this.#bootedAt + bootMs * share, clock.now()), () => this.#wakeInTurn())
    // What its distribution alone does not do at a boot, and programs that ran when Brume ended.
    const resumed = this.#runtime?.units.some((unit) => unit.pids && !unit.dormant)
    if (resumed ?? this.#disks.bootsByDisk) this.#cancelBootWork = wakeAt(0.5)
    this.#userDataPending = family === 'windows' ? undefined : this.#userDataDue(isBoot)
    // cloud-init's final stage comes a moment before the login prompt.
    if (this.#userDataPending) this.#cancelUserData = wakeAt(0.93)
  }

  #userDataDue(isBoot: boolean): 'first-boot' | 'later-boot' | undefined {
    const { userData = new Uint8Array(0) } = this.spec
    const { hasBootScripts, knowsInstance } = this.#disks
    // `cloud-init clean` has it begin anew.
    if (this.#firstBoot || (isBoot && !knowsInstance))
      return userData.length > 0 || hasBootScripts ? 'first-boot' : undefined
    if (!isBoot) return undefined
    return hasBootScripts || mayRunAtEveryBoot(userData) ? 'later-boot' : undefined
  }

  /** Wakes when it is its turn, so that a thousand launches at once are slow and not fatal. */
  #wakeInTurn(): void {
    if (this.#link) return
    this.#queued ??= Promise.withResolvers()
    this.#around.queue.request(this, () => {
      if (this.#queued && this.#state === 'running') this.#wake()
      this.#leaveQueue()
    })
  }

  #wake(): WorkerLink {
    if (this.#link) return this.#link
    const link = new WorkerLink(
      {
        spec: this.spec,
        nowMs: this.#host.clock.now(),
        bootedAt: this.#bootedAt,
        disks: this.#disks.withContents(),
        runtime: this.#runtime,
        cpu: this.#usage.cpu.state(this.#host.clock.now()),
        traffic: this.#usage.total,
        runUserData: this.#userDataPending,
      },
      this.#host,
      {
        onMessage: (message) => this.#receive(message),
        chunk: (hash) => this.#around.store.chunk(hash),
        onPassed: (direction, bytes) => this.#usage.passed(direction, bytes),
        onRoused: () => this.#activity++,
        onCrash: (reason) => this.#recover(reason),
        onQuiet: (parkable) => {
          this.#around.queue.next()
          if (parkable) this.#parkSoon(link)
        },
      },
    )
    // A nap changes nothing; what a wake is for is counted as it is sent. The first one brings services up.
    if (this.#userDataPending || !this.#runtime) this.#activity++
    // The mark on the disk decides from here on; a rebuilt worker must not be told again.
    this.#userDataPending = undefined
    this.#link = link
    this.#around.queue.woke(this)
    return link
  }

  /** What a parked guest has to do next wakes it. */
  #armAlarm(): void {
    this.#cancelAlarm?.()
    const atMs = this.#runtime?.wakeAtMs
    const { clock } = this.#host
    this.#cancelAlarm =
      atMs === undefined
        ? undefined
        : clock.at(Math.max(atMs, clock.now()), () => {
            this.#cancelAlarm = undefined
            if (this.#state !== 'running') return
            this.#activity++
            this.#wake()
          })
  }

  /** Nothing runs and everything is written: the thread goes, the state stays. */
  #parkSoon(link: WorkerLink): void {
    if (this.#link !== link || !link.parkable || this.#terminals.size > 0 || this.#linger) return
    // A wound clock soon wakes again who has something to do later: a thread would be started for each job.
    const staysUp =
      this.#host.clock.winding === true &&
      this.#runtime?.wakeAtMs !== undefined &&
      this.#around.queue.hasLeisure
    if (!this.#visited && !staysUp) {
      void this.#endLink()
      return
    }
    this.#visited = false
    this.#linger = this.#around.wall.after(lingerMs, () => {
      this.#linger = undefined
      this.#parkSoon(link)
    })
  }

  /** A worker that is ended between a large file's parts must not hold up the clearing away of old content. */
  async #endLink(): Promise<void> {
    const link = this.#link
    this.#link = undefined
    this.#meter?.cpu.setDemand(0, this.#host.clock.now())
    this.#linger?.()
    this.#linger = undefined
    for (const volumeId of this.#disks.volumeIds) this.#around.store.abandon(volumeId)
    this.#around.queue.parked(this)
    await link?.end()
  }

  #input(number: number, bytes: Uint8Array): void {
    const link = this.#link
    if (!link) return
    link.send({ type: 'input', terminal: number, bytes })
    if (!bytes.includes(3) || this.#interruptCheck) return
    // Ctrl-C is dealt with in the worker; one that computes without a pause never sees it and is ended from here.
    link.send({ type: 'ping' })
    this.#interruptCheck = this.#around.wall.after(interruptPatienceMs, () => {
      this.#interruptCheck = undefined
      if (this.#link !== link) return
      void this.#endLink()
      this.#rebuild('^C\r\n')
    })
  }

  #receive(message: FromWorker): void {
    switch (message.type) {
      case 'output':
        this.#terminals.get(message.terminal)?.output(message.bytes)
        return
      case 'exit': {
        const terminal = this.#terminals.get(message.terminal)
        this.#terminals.delete(message.terminal)
        terminal?.exit(message.code)
        return
      }
      case 'remains':
        this.#terminals.get(message.terminal)?.keep(message.remains)
        return
      case 'dirty':
        // A volume that was pulled may be another guest's by now.
        if (this.#disks.has(message.volumeId))
          this.#around.store.write(message.volumeId, message.changes, message.chunks, message.last)
        return
      case 'runtime':
        this.#runtime = message.runtime
        this.#around.store.setRuntime(this.key, JSON.stringify(message.runtime))
        this.#armAlarm()
        for (const volumeId of this.#disks.leaving)
          if (!this.holdsDisk(volumeId)) this.#release(volumeId)
        return
      case 'console':
        this.#say(message.text, message.atMs)
        this.#host.on({ type: 'console' })
        return
      case 'power':
        this.#host.on({ type: 'power', action: message.action })
        return
      case 'usage':
        this.#usage.note(message)
        return
      case 'emergency':
        this.#stopInEmergency(message.source, message.path)
        return
      case 'pong':
        this.#interruptCheck?.()
        this.#interruptCheck = undefined
        return
      default:
    }
  }

  crash(): void {
    if (this.#state !== 'running' || this.#emergency !== undefined) return
    this.#activity++
    this.#cancelTimers()
    void this.#endLink()
    this.#dropTerminals()
    // Nothing of what ran is left; a restart of Brume finds it as it lies.
    this.#runtime = undefined
    this.#around.store.setRuntime(this.key, undefined)
    this.#emergency =
      'The instance crashed: its kernel panicked. See its system log, and reboot it.'
    this.#say(kernelPanic(this.spec, this.#host.clock.now() - this.#bootedAt))
    this.#host.on({ type: 'console' })
    this.#host.on({ type: 'emergency' })
  }

  /** As systemd does when a file system of /etc/fstab is not to be had: nobody can log in any more. */
  #stopInEmergency(source: string, path: string): void {
    this.#activity++
    this.#emergency = `The instance stopped in emergency mode while booting: ${source} of /etc/fstab cannot be mounted on ${path}. See its system log.`
    const lines = [
      `[\u001b[0;1;31m TIME \u001b[0m] Timed out waiting for device ${source}.`,
      `[\u001b[0;1;38;5;185mDEPEND\u001b[0m] Dependency failed for ${path}.`,
      '[\u001b[0;1;38;5;185mDEPEND\u001b[0m] Dependency failed for Local File Systems.',
      'You are in emergency mode. After logging in, type "journalctl -xb" to view',
      'system logs, "systemctl reboot" to reboot, "systemctl default" or "exit"',
      'to boot into default mode.',
      '',
      'Cannot open access to console, the root account is locked.',
      'See sulogin(8) man page for more details.',
      '',
      'Press Enter to continue.',
    ]
    this.#console.say(this.#host.clock.now(), lines.map((line) => `${line}\r\n`).join(''))
    this.#host.on({ type: 'console' })
    this.#host.on({ type: 'emergency' })
  }

  #recover(reason: string): void {
    this.#activity++
    void this.#endLink()
    this.#crashes++
    this.#say(
      `brume: the simulated guest's worker ended (${reason}); programs that ran are gone, files are kept\r\n`,
    )
    if (this.#crashes >= maxCrashes) {
      this.#dropTerminals()
      this.#host.on({
        type: 'failed',
        reason: `The simulated guest failed ${maxCrashes} times: ${reason}`,
      })
      return
    }
    this.#rebuild('\r\nKilled: out of memory, or the simulated guest failed\r\n')
  }

  /** Wakes the guest anew from what it had written and gives every open terminal a fresh shell where it stood. */
  #rebuild(notice: string): void {
    if (this.#state !== 'running' || this.#terminals.size === 0) return
    const link = this.#wake()
    for (const [number, terminal] of this.#terminals) {
      terminal.output(Buffer.from(notice))
      if (terminal.isShell) link.send({ type: 'open', terminal: number, ...terminal.opening })
      else {
        this.#terminals.delete(number)
        terminal.exit(255)
      }
    }
  }

  async #powerDown({ force, disksGo = false }: StopOptions): Promise<void> {
    this.#state = 'stopped'
    this.#around.onStop(this)
    this.#cancelTimers()
    const link = this.#link
    if (link) {
      // Also a pulled plug keeps what the guest believed written: the disks are flushed either way.
      await link.flush(force ? 'flush' : 'shutdown', this.#around.wall, flushPatienceMs)
      await this.#endLink()
    } else if (!disksGo) this.#disks.finishFirstBoot()
    this.#dropTerminals()
    const lastWords = this.#console.end(this.#host.clock.now(), this.spec, !force)
    for (const console of this.#serial) console.show(lastWords)
    this.#crashes = 0
    this.#runtime = undefined
    this.#around.store.setRuntime(this.key, undefined)
    for (const volumeId of this.#disks.leaving) this.#release(volumeId)
  }

  #leaveQueue(): void {
    if (!this.#queued) return
    this.#around.queue.left(this)
    this.#queued.resolve()
    this.#queued = undefined
  }

  #cancelTimers(): void {
    this.#leaveQueue()
    this.#cancelReady?.()
    this.#cancelUserData?.()
    this.#cancelBootWork?.()
    this.#cancelAlarm?.()
    this.#cancelAlarm = undefined
    this.#cancelBootWork = undefined
    this.#interruptCheck?.()
    this.#cancelReady = undefined
    this.#cancelUserData = undefined
    this.#interruptCheck = undefined
  }

  #dropTerminals(): void {
    const open = [...this.#terminals.values()]
    this.#terminals.clear()
    for (const terminal of open) terminal.exit(255)
  }

  #agentEnabled(): boolean {
    const facts = distributions[this.spec.distribution]
    return this.#enabled(facts.agentUnit) ?? facts.agentVersion !== undefined
  }

  /** Whether a unit was enabled or disabled on the root disk; undefined when its distribution alone decides. */
  #enabled(unit: string): boolean | undefined {
    const { root } = this.#disks
    const link = `/etc/systemd/system/multi-user.target.wants/${unit}.service`
    return root === undefined ? undefined : this.#around.store.pathExists(root, link)
  }

  #keptRuntime(): Runtime | undefined {
    const text = this.#around.store.runtime(this.key)
    if (text === undefined) return undefined
    const kept = { ports: [], timers: [], background: [], ...JSON.parse(text) }
    // An older Brume knew TCP over IPv4 alone.
    const ports = kept.ports.map((port: OpenPort | number) =>
      typeof port === 'number' ? `tcp/${port}` : port,
    )
    return { ...kept, ports }
  }
}
