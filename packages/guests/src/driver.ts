import type { Duplex, Readable, Writable } from 'node:stream'
import type { Chance, Clock } from '@brume/clock'

/**
 * What runs inside an instance. The cloud decides EC2 state, metadata, addresses and who reaches whom; a driver owns disk content
 * and the running guest, and reports events. Drivers never take the server down: a failure is an event.
 */
export interface GuestDriver {
  readonly kind: 'simulated' | 'qemu'
  readonly capabilities: DriverCapabilities
  readonly disks: Disks
  /** Starts (or, after a restart of Brume, takes up again) a guest on its disks. Resolves when the guest's kernel runs; progress comes as events. */
  start(spec: GuestSpec, host: GuestHost): Promise<Guest>
  /** Resolves when nothing runnable is left in any guest of the account at its present time. */
  settle(account: string): Promise<void>
  /** Whether `settle` would have nothing to wait for; costs next to nothing. */
  rests(account: string): boolean
  /** Flushes disks and stops every guest without touching their disks' state (Brume ends). */
  close(): Promise<void>
}

export interface DriverCapabilities {
  readonly realKernel: boolean
  readonly architectures: readonly ('x86_64' | 'arm64' | 'i386')[]
}

/**
 * Contents by volume and snapshot key; copy-on-write, content-addressed. Sizes in GiB. All calls are durable when they return.
 * Keys are opaque and must be unique over all accounts and Regions (seeded accounts repeat ids): the cloud passes, say,
 * `123456789012/us-east-1/vol-0abc…`; what follows the last slash is what a guest is shown.
 */
export interface Disks {
  hasVolume(volumeId: string): boolean
  /** A key that exists already is replaced, so that a call can be repeated after a crash. */
  createVolume(volumeId: string, sizeGiB: number, from: DiskSource): void
  resizeVolume(volumeId: string, sizeGiB: number): void
  /** Unknown keys are ignored, here and in `deleteSnapshot`. */
  deleteVolume(volumeId: string): void
  /** A point-in-time copy; the volume may be in use (its guest's writes are flushed first). */
  createSnapshot(snapshotId: string, volumeId: string): Promise<{ usedBytes: number }>
  copySnapshot(snapshotId: string, fromSnapshotId: string): void
  deleteSnapshot(snapshotId: string): void
  /** Groups many of the calls above in one durable write; all of them hold, or none if `fn` throws. */
  batch<T>(fn: () => T): T
  /** Drops every volume and snapshot that the cloud does not know (a crash between the driver's write and the cloud's leaves such). */
  keepOnly(known: {
    readonly volumes: ReadonlySet<string>
    readonly snapshots: ReadonlySet<string>
  }): void
}

export type DiskSource =
  | { readonly kind: 'blank' }
  | { readonly kind: 'snapshot'; readonly snapshotId: string }
  /** The distribution's own root disk, for catalogue images. */
  | {
      readonly kind: 'distribution'
      readonly distribution: Distribution
      readonly architecture: 'x86_64' | 'arm64'
    }

/** What the catalogue's images hold. */
export type ImageDistribution =
  | 'al2023'
  | 'al2'
  | 'ubuntu-24.04'
  | 'ubuntu-22.04'
  | 'debian-12'
  | 'rhel-9'
  | 'sles-15'
  | 'windows-2022'
  | 'windows-2025'

/** `laptop` is a person's own computer, outside every VPC. */
export type Distribution = ImageDistribution | 'laptop'

export interface GuestInterface {
  readonly macAddress: string
  /** Absent in a subnet of IPv6 alone, as is the subnet's block. */
  readonly privateIp?: string
  /** Further IPv4 addresses. */
  readonly secondaryIps?: readonly string[]
  readonly subnetCidr?: string
  /** As RFC 5952 writes them. */
  readonly ipv6Addresses?: readonly string[]
}

export interface GuestDhcp {
  readonly domainName?: string
  readonly nameServers: readonly string[]
  readonly ntpServers: readonly string[]
}

export interface GuestSpec {
  readonly account: string
  readonly region: string
  readonly instanceId: string
  readonly distribution: Distribution
  readonly architecture: 'x86_64' | 'arm64' | 'i386'
  readonly instanceType: string
  readonly vcpus: number
  readonly memoryMiB: number
  /** Of types that burst; what the type has by default if it is not said. */
  readonly cpuCredits?: 'standard' | 'unlimited' | undefined
  /** `ip-172-31-5-6.ap-northeast-2.compute.internal` */
  readonly hostname: string
  /** The primary one first. */
  readonly interfaces: readonly GuestInterface[]
  /** What DHCP says beside addresses. Absent: Amazon's name server and the Region's own domain. */
  readonly dhcp?: GuestDhcp
  readonly disks: readonly {
    readonly volumeId: string
    readonly deviceName: string
    readonly root: boolean
    readonly sizeGiB: number
    /** Of the host itself, not of EBS. */
    readonly local?: boolean
  }[]
  /** Decoded bytes of the user data. */
  readonly userData?: Uint8Array
  /**
   * cloud-init's once-per-instance rule: true on the first boot of this instance id, and still true when that boot is resumed.
   * The driver keeps its own mark on the root disk, so user data never runs twice for one instance.
   */
  readonly firstBoot: boolean
  /** `boot`: a start from off. `resume`: it was running when Brume ended, or it hibernated; nothing of the boot is shown again, services are up. */
  readonly mode: 'boot' | 'resume'
  /** Account time of the boot, ms since the epoch. */
  readonly bootedAt: number
  /** Public keys for the default user, OpenSSH format, as instance metadata gives them. */
  readonly sshKeys: readonly string[]
}

/** What the cloud gives to one guest. */
export interface GuestHost {
  readonly clock: Clock
  readonly chance: Chance
  /** What DHCP says by now, asked for at a reboot. Absent: what the spec says. */
  dhcp?(): GuestDhcp | undefined
  /** The guest's HTTP towards 169.254.169.254, instance metadata. */
  fetch(request: GuestHttpRequest): Promise<GuestHttpResponse | GuestUnreachable>
  /**
   * TCP through the account's network. The stream can be half-closed, honours back-pressure, and its `destroy()` is a reset.
   * This and the calls below resolve within the account's present moment: for a packet that is dropped the host answers
   * `unreachable` at once and the guest itself waits, on its clock, as long as its program would.
   */
  connect(request: GuestConnect): Promise<Duplex | GuestUnreachable>
  /** A UDP packet into the account's network. Nothing is said of one that is lost; `refused`: the other end says that nobody takes it. */
  send(datagram: GuestDatagram): Promise<GuestUnreachable | undefined>
  /** A name's IPv4 addresses and then its IPv6 ones, as a name server gives them: Amazon's in the VPC, or the one at an address. */
  resolve(name: string, server?: string): Promise<readonly string[] | GuestUnreachable>
  /** `from`: which of the guest's addresses is used. */
  ping(address: string, from?: string): Promise<GuestPing | GuestUnreachable>
  /** The hops to an address, those that do not answer without theirs. */
  trace(address: string, from?: string): Promise<readonly GuestHop[]>
  on(event: GuestEvent): void
}

export interface GuestConnect {
  readonly address: string
  readonly port: number
  /** Which of the guest's addresses is used; its first of the family if it is not said. */
  readonly localAddress?: string
  readonly sourcePort?: number
  readonly tls?: GuestTls
}

/** A UDP packet as a guest sends or receives it. */
export interface GuestDatagram {
  readonly localAddress: string
  readonly localPort: number
  readonly remoteAddress: string
  readonly remotePort: number
  readonly bytes: Uint8Array
}

/**
 * The program would speak TLS: an end that Brume itself answers (the virtual internet, a guest's TLS listener) takes the plain text as
 * if it had come through TLS for this name; any other end resets.
 */
export interface GuestTls {
  readonly serverName: string
}

export interface GuestPing {
  readonly roundTripMs: number
  readonly ttl: number
}

export interface GuestHop {
  readonly address: string | undefined
  readonly roundTripMs: number
}

export interface GuestHttpRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  /** Routers between the program and the instance's interface: 1 for a container behind a bridge. Default 0. */
  readonly hops?: number
}
export interface GuestHttpResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** Why there is no response: nobody answers, a reset, no way there, or no such name. */
export interface GuestUnreachable {
  readonly unreachable: 'timed-out' | 'refused' | 'no-route' | 'unknown-host'
}

export type GuestEvent =
  /** Login prompt reached, agent registered, status checks may pass. */
  | { readonly type: 'ready' }
  /** It stopped while booting, or crashed, and nobody can reach it until it is booted anew. */
  | { readonly type: 'emergency' }
  /** `shutdown`, `poweroff`, `reboot` typed inside. */
  | { readonly type: 'power'; readonly action: 'poweroff' | 'reboot' }
  /** New console text; the whole is read with `consoleOutput`. */
  | { readonly type: 'console' }
  /** A volume that `detachDisk` asked for is let go of. */
  | { readonly type: 'disk-released'; readonly volumeId: string }
  | { readonly type: 'failed'; readonly reason: string }

/** What a guest used between two calls of `metrics`. */
export interface GuestMetrics {
  readonly sinceMs: number
  readonly untilMs: number
  /** Of all its processors together. */
  readonly cpuPercent: number
  /** For types that burst: credits that are left, those used beyond that, and those used in this time. */
  readonly cpuCredits?: {
    readonly balance: number
    readonly surplus: number
    readonly used: number
  }
  readonly networkInBytes: number
  readonly networkOutBytes: number
  readonly diskReadBytes: number
  readonly diskWriteBytes: number
}

export interface StopOptions {
  readonly force: boolean
  readonly hibernate?: boolean
  readonly disksGo?: boolean
}

export interface Guest {
  /**
   * Grows with whatever may make programs run in it or changes what they find: a start, a connection and its bytes, input, a timer
   * of a program, a disk, an interface. While it stays, whatever the guest has answered it would answer again.
   */
  readonly activity: number
  reboot(): Promise<void>
  /**
   * An orderly shutdown (or, forced, none); the disks are flushed either way. Hibernating, what runs is kept instead, for a start in
   * mode `resume` with the same `bootedAt`. `disksGo`: nobody will read the disks again, so what only they would show need not be
   * written.
   */
  stop(options: StopOptions): Promise<void>
  /** Stop without flushing: its disks are about to be deleted. */
  discard(): void
  /** Its kernel panics: nothing in it answers until it is booted anew. Told as `emergency`. */
  crash(): void
  /** Serial console text so far, or up to a time of the account, newest 64 KiB, as bytes; also of a guest that was stopped. */
  consoleOutput(untilMs?: number): Uint8Array
  /** Agent version when it answers (`amazon-ssm-agent` running in the guest), else undefined. */
  agentVersion(): string | undefined
  /** Plugs a volume into the running guest: it sees it at once. */
  attachDisk(disk: GuestSpec['disks'][number]): void
  /** What it used since the last call, or since it started. */
  metrics(): GuestMetrics
  /**
   * Asks for a volume back. One that is not mounted goes at once; one that is goes when it is unmounted, or, forced, at once with
   * I/O errors for whoever uses it. `disk-released` tells when.
   */
  detachDisk(volumeId: string, options: { force: boolean }): void
  /** Whether the volume is mounted, so that it does not go unless forced. */
  holdsDisk(volumeId: string): boolean
  /** A volume takes nothing more, as if it were full, or has room again. */
  fillDisk(volumeId: string, full: boolean): void
  /** The volume has grown; partitions and file systems on it stay as they are. */
  resizeDisk(volumeId: string, sizeGiB: number): void
  /** Rejects with a `TerminalRefused` where the guest cannot serve one (not booted, Windows). */
  openTerminal(options: TerminalOptions): Promise<Terminal>
  /**
   * The serial port ttyS0: what the console says from now on, through reboots, and a login prompt. Rejects as `openTerminal`, but not
   * while the guest boots; and while somebody else is there.
   */
  openSerialConsole(options: Omit<TerminalOptions, 'user' | 'argv' | 'term'>): Promise<Terminal>
  /** Whether somebody is at the serial port: it serves one at a time. */
  serialConsoleInUse(): boolean
  /** A connection that the network let through: `refused` when nobody listens, `timed-out` when the guest is not up. */
  connect(to: GuestAccept): Promise<Duplex | GuestUnreachable>
  /** Whether a program takes what comes from outside to this port: TCP over IPv4 unless it is said. */
  listens(port: number, how?: GuestReception): boolean
  /** A UDP packet that the network let through. */
  receive(datagram: GuestDatagram): void
  /** The instance's interfaces and their addresses, when they have changed. */
  changeInterfaces(interfaces: GuestSpec['interfaces']): void
  /** Whether its system passes on packets that are not for itself (`net.ipv4.ip_forward`). */
  forwards(): boolean
  /** Runs a program without a terminal. Rejects with a `TerminalRefused` where the guest cannot. */
  execute(options: ExecuteOptions): Promise<GuestProcess>
}

export interface GuestReception {
  readonly protocol?: 'tcp' | 'udp'
  readonly family?: 4 | 6
}

/** A connection as it arrives at a guest. */
export interface GuestAccept {
  readonly port: number
  readonly localAddress: string
  readonly remoteAddress: string
  readonly remotePort: number
  readonly tls?: GuestTls
}

export interface ExecuteOptions {
  readonly user: string
  readonly argv: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
}

/** A program that `execute` started. It goes on until it ends or is killed, also when nobody reads what it writes. */
export interface GuestProcess {
  readonly stdin: Writable
  readonly stdout: Readable
  readonly stderr: Readable
  /** After the last output. 255 when the guest went away under it. */
  readonly exit: Promise<{ readonly code: number; readonly signal?: string }>
  kill(signal: 'HUP' | 'INT' | 'QUIT' | 'TERM' | 'KILL'): void
}

/** A terminal that the guest cannot give; the message is fit for a person. */
export class TerminalRefused extends Error {
  override readonly name = 'TerminalRefused'
}

export interface TerminalOptions {
  /** `ssm-user`, `ec2-user`, `root`… created if it is `ssm-user`. */
  readonly user: string
  /** What runs on it; default: the user's login shell. */
  readonly argv?: readonly string[]
  /** Default `xterm-256color`. */
  readonly term?: string
  readonly cols: number
  readonly rows: number
  /** Output in order, at most 64 KiB at a time; the bytes are the receiver's to keep. */
  readonly onData: (bytes: Uint8Array) => void
  /** Exit code of the shell; called once, after the last output. 255 when the guest went away under it. */
  readonly onExit: (code: number) => void
}

export interface Terminal {
  write(bytes: Uint8Array): void
  resize(cols: number, rows: number): void
  /** Flow control: while paused nothing is handed to `onData`; the guest's programs block on their output. Nothing is lost. */
  pause(): void
  resume(): void
  close(): void
}
