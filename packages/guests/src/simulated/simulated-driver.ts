import { systemClock, type Clock } from '@brume/clock'
import type {
  Disks,
  DriverCapabilities,
  Guest,
  GuestDriver,
  GuestHost,
  GuestSpec,
} from '../driver.ts'
import { DiskStore } from './disks/disk-store.ts'
import { WakeQueue } from './wake-queue.ts'
import { guestKey, SimulatedGuest, type GuestSurroundings } from './simulated-guest.ts'

export interface SimulatedDriverOptions {
  /** Where the disks are kept; without it everything lives in memory. */
  readonly dataDir?: string
  /** Wall time, for patience with workers only; the system's by default. */
  readonly wall?: Clock
}

/** A program that computes for ever never settles; after so long, in ms of wall time, time goes on without it. */
const settlePatienceMs = 15_000

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Guests that are simulated in this process: nothing but Node is needed. */
export function createSimulatedDriver(options: SimulatedDriverOptions = {}): SimulatedDriver {
  return new SimulatedDriver(options)
}

export class SimulatedDriver implements GuestDriver {
  readonly kind = 'simulated'
  readonly capabilities: DriverCapabilities = {
    realKernel: false,
    architectures: ['x86_64', 'arm64', 'i386'],
  }
  readonly #store: DiskStore
  readonly #wall: Clock
  readonly #queue = new WakeQueue<SimulatedGuest>()
  readonly #guests = new Map<string, SimulatedGuest>()
  readonly #around: GuestSurroundings

  constructor(options: SimulatedDriverOptions) {
    this.#wall = options.wall ?? systemClock
    this.#store = new DiskStore(options.dataDir)
    this.#store.flushVolume = async (volumeId) => {
      for (const guest of [...this.#queue.active()])
        if (guest.awake && guest.usesVolume(volumeId)) await guest.flush()
    }
    this.#around = {
      store: this.#store,
      wall: this.#wall,
      queue: this.#queue,
      onStart: (guest) => this.#guests.set(guest.key, guest),
      onStop: (guest) => {
        if (this.#guests.get(guest.key) === guest) this.#guests.delete(guest.key)
      },
    }
  }

  get disks(): Disks {
    return this.#store
  }

  async start(spec: GuestSpec, host: GuestHost): Promise<Guest> {
    const root = spec.disks.find((disk) => disk.root)
    if (!root || !this.#store.hasVolume(root.volumeId))
      throw new Error(`The root disk of ${spec.instanceId} does not exist`)
    this.#guests.get(guestKey(spec))?.discard()
    return new SimulatedGuest(spec, host, this.#around)
  }

  async settle(account: string): Promise<void> {
    for (;;) {
      const guests = this.#activeOf(account)
      const busy = this.#busyAmong(guests)
      if (busy.length === 0) {
        if (!guests.some((guest) => guest.streaming)) return
        // Bytes that one guest has sent may be on their way through this thread to another.
        await turn()
        if (this.#busyAmong(this.#activeOf(account)).length === 0) return
        continue
      }
      // One that comes to rest is progress, and gives the others their full patience again.
      const patience = Promise.withResolvers<'over'>()
      const cancel = this.#wall.after(settlePatienceMs, () => patience.resolve('over'))
      const ended = await Promise.race([
        patience.promise,
        ...busy.map((guest) => guest.whenQuiet()),
      ])
      cancel()
      if (ended === 'over') return
    }
  }

  rests(account: string): boolean {
    for (const guest of this.#queue.active())
      if (guest.spec.account === account && !guest.quiet) return false
    return true
  }

  /** Those that something is still to come of at this moment. */
  #busyAmong(guests: readonly SimulatedGuest[]): SimulatedGuest[] {
    const { standsStill } = this.#queue
    return guests.filter((guest) => !guest.quiet && (guest.awake || !standsStill))
  }

  #activeOf(account: string): SimulatedGuest[] {
    return [...this.#queue.active()].filter(({ spec }) => spec.account === account)
  }

  async close(): Promise<void> {
    await Promise.all([...this.#guests.values()].map((guest) => guest.suspend()))
    this.#guests.clear()
    this.#store.close()
  }
}
