import type {
  ExecuteOptions,
  GuestAccept,
  GuestConnect,
  GuestDatagram,
  GuestHop,
  GuestHttpRequest,
  GuestHttpResponse,
  GuestPing,
  GuestSpec,
  GuestUnreachable,
} from '../driver.ts'
import type { CpuState } from './cpu-model.ts'
import type { DiskImage } from './disks/disk-store.ts'
import type { Chunk, DiskChange } from './disks/entry.ts'
import type { Frame } from './frame-stream.ts'

/** What a woken worker is told: the guest as it was when it was last parked. */
export interface WorkerStart {
  readonly spec: GuestSpec
  readonly nowMs: number
  /** Start of the current boot, account time. */
  readonly bootedAt: number
  readonly disks: readonly AttachedDisk[]
  /** State of the running system that is not on a disk; undefined for the first wake after a boot. */
  readonly runtime: Runtime | undefined
  readonly cpu: CpuState
  readonly traffic: Traffic
  /** Run user data in this wake, if its mark is not on the disk yet. */
  readonly runUserData: 'first-boot' | 'later-boot' | undefined
}

/** Bytes since the boot. */
export interface Traffic {
  readonly networkIn: number
  readonly networkOut: number
  readonly diskRead: number
  readonly diskWrite: number
}

/** A volume as the guest has it. */
export interface AttachedDisk {
  readonly volumeId: string
  /** `/dev/sdf`, as the cloud was asked. */
  readonly deviceName: string
  readonly root: boolean
  /** `nvme<slot>n1` on Nitro. */
  readonly slot: number
  readonly sizeGiB: number
  readonly local?: boolean
  /** It takes nothing more, whatever room it has. */
  readonly full?: boolean
  readonly image: DiskImage
}

/** A file system of a disk that is mounted; partition 0 is the whole disk. */
export interface MountRecord {
  readonly volumeId: string
  readonly partition: number
  readonly path: string
  readonly options: readonly string[]
  /** For what is left of the mount when the volume was pulled. */
  readonly deviceName: string
  readonly slot: number
  readonly gone: boolean
}

export interface SwapRecord {
  /** A device or a file. */
  readonly path: string
  readonly kind: 'partition' | 'file'
  readonly sizeKiB: number
  readonly priority: number
}

/** `tcp/80`, over IPv6 `tcp6/80`. */
export type OpenPort = `${'tcp' | 'tcp6' | 'udp' | 'udp6'}/${number}`

/** What runs, beyond the disks: kept while no worker does, gone with a power cycle. */
export interface Runtime {
  readonly bootedAt: number
  readonly units: readonly RunningUnit[]
  /** Whether the Session Manager agent answers. */
  readonly agent: boolean
  readonly nextPid: number
  readonly hostname: string
  /** Ports that take what comes from outside; whoever listens there does so again in the next wake. */
  readonly ports: readonly OpenPort[]
  /** A parked guest is to be woken then. */
  readonly wakeAtMs: number | undefined
  /** Besides the root. */
  readonly mounts: readonly MountRecord[]
  readonly swaps: readonly SwapRecord[]
  readonly timers: readonly TimerRecord[]
  /** Kernel parameters that were changed. */
  readonly kernel?: Readonly<Record<string, string>>
  /** Servers that nobody's unit started, and that only wait for connections. */
  readonly background: readonly BackgroundRecord[]
}

/** A program as it was called, to be called so again. */
export interface BackgroundRecord {
  /** Its own number, and those of the processes that it made. */
  readonly pids: readonly number[]
  readonly words: readonly string[]
  readonly path: string
  readonly uid: number
  readonly gid: number
  readonly groups: readonly number[]
  readonly cwd: string
  readonly umask: number
  readonly env: readonly (readonly [string, string])[]
  /** By descriptor; null leads nowhere. */
  readonly files: readonly (readonly [
    fd: number,
    file: { readonly path: string; readonly append: boolean; readonly position: number } | null,
  ])[]
  readonly ignored: readonly number[]
  readonly forked: boolean
  readonly kept?: string
}

/** A systemd timer that is active. */
export interface TimerRecord {
  readonly name: string
  readonly sinceMs: number
  /** When it last elapsed. */
  readonly lastMs?: number
}

export interface RunningUnit {
  readonly name: string
  readonly pid: number
  readonly sinceMs: number
  readonly state: 'active' | 'activating' | 'failed'
  /** Of a service whose program really runs here: its processes, the main one first. */
  readonly pids?: readonly number[]
  /** Its processes only wait for connections, so that a guest can be parked. */
  readonly dormant?: boolean
  /** What its program wants to know when it is taken up again. */
  readonly kept?: string
  /** A one-shot that stays active. */
  readonly exited?: boolean
  /** `exit-code`, `signal` */
  readonly result?: string
  /** `code=exited, status=1/FAILURE` */
  readonly end?: string
  readonly restarts?: number
}

/** Restores a terminal whose worker had to be ended. */
export interface ShellRemains {
  readonly cwd: string
  readonly env: readonly (readonly [string, string])[]
  readonly history: readonly string[]
}

export type ToWorker =
  | {
      readonly type: 'open'
      readonly terminal: number
      readonly user: string
      readonly argv?: readonly string[]
      readonly term?: string
      /** It is ttyS0, where a login prompt waits; `user` says nothing then. */
      readonly serial?: true
      readonly cols: number
      readonly rows: number
      readonly remains?: ShellRemains
    }
  | { readonly type: 'input'; readonly terminal: number; readonly bytes: Uint8Array }
  | {
      readonly type: 'resize'
      readonly terminal: number
      readonly cols: number
      readonly rows: number
    }
  | { readonly type: 'hangup'; readonly terminal: number }
  /** So many bytes of output were taken. */
  | { readonly type: 'taken'; readonly terminal: number; readonly bytes: number }
  /** A connection from outside, to be answered with `accepted`. */
  | { readonly type: 'accept'; readonly stream: number; readonly to: GuestAccept }
  | {
      readonly type: 'execute'
      readonly process: number
      readonly options: ExecuteOptions
      readonly streams: {
        readonly stdin: number
        readonly stdout: number
        readonly stderr: number
      }
    }
  | { readonly type: 'kill'; readonly process: number; readonly signal: string }
  | { readonly type: 'frame'; readonly stream: number; readonly frame: Frame }
  | {
      readonly type: 'fire'
      readonly timer: number
      readonly nowMs: number
      readonly housekeeping?: true
    }
  | {
      readonly type: 'answer'
      readonly ask: number
      readonly nowMs: number
      readonly answer: Answer
    }
  /** Write out everything dirty, then answer `flushed`. */
  | { readonly type: 'flush'; readonly flush: number }
  /** Orderly end: programs get their signal, services stop, everything is written out; answered with `flushed`. */
  | { readonly type: 'shutdown'; readonly flush: number }
  | { readonly type: 'attach'; readonly disk: AttachedDisk }
  /** The volume is gone; what was mounted of it fails from now on. */
  | { readonly type: 'detach'; readonly volumeId: string }
  | { readonly type: 'interfaces'; readonly interfaces: GuestSpec['interfaces'] }
  /** A UDP packet from outside. */
  | { readonly type: 'datagram'; readonly datagram: GuestDatagram }
  | { readonly type: 'resize-disk'; readonly volumeId: string; readonly sizeGiB: number }
  | { readonly type: 'fill-disk'; readonly volumeId: string; readonly full: boolean }
  | { readonly type: 'ping' }

/** What main has to say in one turn: to wake a thread costs more than what it is told. */
export interface Batch {
  readonly messages: readonly ToWorker[]
  /** How many messages the worker has been sent with these, so that main knows which it has dealt with. */
  readonly upTo: number
  /** Account time. */
  readonly nowMs: number
}

export type Ask =
  | { readonly kind: 'now' }
  | { readonly kind: 'fetch'; readonly request: GuestHttpRequest }
  | { readonly kind: 'connect'; readonly request: GuestConnect }
  | { readonly kind: 'send'; readonly datagram: GuestDatagram }
  | { readonly kind: 'resolve'; readonly name: string; readonly server?: string }
  | { readonly kind: 'ping'; readonly address: string; readonly from?: string }
  | { readonly kind: 'trace'; readonly address: string; readonly from?: string }
  | { readonly kind: 'chunk'; readonly hash: string }

export type Answer =
  | { readonly kind: 'now' }
  | { readonly kind: 'fetch'; readonly response: GuestHttpResponse | GuestUnreachable }
  | { readonly kind: 'connect'; readonly stream: number | GuestUnreachable }
  | { readonly kind: 'send'; readonly failure: GuestUnreachable | undefined }
  | { readonly kind: 'resolve'; readonly addresses: readonly string[] | GuestUnreachable }
  | { readonly kind: 'ping'; readonly echo: GuestPing | GuestUnreachable }
  | { readonly kind: 'trace'; readonly hops: readonly GuestHop[] }
  | { readonly kind: 'chunk'; readonly bytes: Uint8Array | undefined }

export type FromWorker =
  | { readonly type: 'output'; readonly terminal: number; readonly bytes: Uint8Array }
  | { readonly type: 'exit'; readonly terminal: number; readonly code: number }
  | { readonly type: 'remains'; readonly terminal: number; readonly remains: ShellRemains }
  | { readonly type: 'accepted'; readonly stream: number; readonly open: boolean }
  | { readonly type: 'frame'; readonly stream: number; readonly frame: Frame }
  | {
      readonly type: 'ended'
      readonly process: number
      readonly code: number
      readonly signal?: string
    }
  /** `housekeeping`: no program waits for it. */
  | {
      readonly type: 'timer'
      readonly timer: number
      readonly atMs: number
      readonly housekeeping?: true
    }
  | { readonly type: 'cancel'; readonly timer: number }
  | { readonly type: 'ask'; readonly ask: number; readonly question: Ask }
  | {
      readonly type: 'dirty'
      readonly volumeId: string
      readonly changes: readonly DiskChange[]
      readonly chunks: readonly Chunk[]
      /** Nothing more belongs to this write. */
      readonly last: boolean
    }
  | { readonly type: 'runtime'; readonly runtime: Runtime }
  | { readonly type: 'flushed'; readonly flush: number }
  | { readonly type: 'console'; readonly atMs: number; readonly text: string }
  | { readonly type: 'power'; readonly action: 'poweroff' | 'reboot' }
  /** What it uses: how many processes want a processor from `atMs` on; since the last such message, work done and bytes moved. */
  | {
      readonly type: 'usage'
      readonly atMs: number
      readonly demand: number
      readonly cpuMs: number
      readonly bytesRead: number
      readonly bytesWritten: number
    }
  /** The boot stopped: /etc/fstab wants what is not there. */
  | { readonly type: 'emergency'; readonly source: string; readonly path: string }
  | { readonly type: 'pong' }
  /** All messages up to `number` are dealt with; nothing can run until another comes. `parkable`: nothing runs at all. */
  | { readonly type: 'quiet'; readonly number: number; readonly parkable: boolean }
