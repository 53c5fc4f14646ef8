import type {
  Guest,
  GuestDriver,
  GuestEvent,
  GuestHost,
  GuestSpec,
  StopOptions,
} from '@brume/guests'
import type { Change } from '../engine/collection.ts'
import type { Engine } from '../engine/engine.ts'
import type { GuestTarget } from '../host.ts'
import { instanceStoreDisks } from '../services/ec2/instances/instance-store.ts'
import { diskKey, instanceStoreKey } from '../services/ec2/disk-keys.ts'
import { instances, type InstanceRecord } from '../services/ec2/instances/instance.ts'
import { faultsOfInstance } from '../services/faults/fault.ts'
import { onGuestEvent } from '../services/ec2/instances/guest-events.ts'
import { applyToNode } from '../services/ssm/associations/apply.ts'
import { networkInterfaces } from '../services/ec2/network-interfaces/network-interface.ts'
import { recycledRecords } from '../services/ec2/recycle-bin/recycle-bin.ts'
import { snapshots } from '../services/ec2/snapshots/snapshot.ts'
import { volumes } from '../services/ec2/volumes/volume.ts'
import type { Fabric } from './fabric/fabric.ts'
import { GuestSlotHost, type SlotSurroundings } from './guest-slot-host.ts'
import { interfacesOf, makeGuestSpec } from './guest-spec.ts'
import { GuestVolumes } from './guest-volumes.ts'
import { myComputerDisk } from './my-computer.ts'

/** Starts and stops guests so that they follow the instance records: after every change, and once when Brume starts. */
export interface GuestRunner {
  /** Undefined while there is none: off, still starting, or failed. */
  find(target: GuestTarget): Guest | undefined
  reboot(target: GuestTarget): void
  /** Console text of the guest; of those stopped last it is kept for a while. */
  consoleOutput(target: GuestTarget): Uint8Array | undefined
  /** Sweeps disks that no record knows and takes up the guests that ran when Brume ended. */
  resume(): void
  /** Resolves when the account's guests have done all there is to do at its present time. */
  settle(account: string): Promise<void>
  /** Whether no guest of the account has anything to do. */
  rests(account: string): boolean
  close(): Promise<void>
}

/** Where an instance id counts. */
type Place = Omit<GuestTarget, 'instanceId'>

export interface GuestRunnerOptions {
  readonly engine: Engine
  readonly driver: GuestDriver
  /** A guest's requests to instance metadata. */
  readonly fetch: (target: GuestTarget) => GuestHost['fetch']
  /** The network that guests are connected to. */
  readonly fabric: Pick<Fabric, 'hostOf' | 'settle'>
  readonly onError: (error: unknown) => void
}

const startsPerTurn = 20

const longestBootMs = 300_000

/** Of so many stopped guests the console text is kept, in memory. */
const keptConsoles = 64

const rested = Promise.resolve()

/** One instance's guest and what is still to be done with it, one thing after another. */
interface Slot {
  readonly place: Place
  readonly instanceId: string
  guest: Guest | undefined
  /** Of the guest that runs. */
  disks: GuestVolumes | undefined
  work: Promise<void>
  /** Steps not yet done. */
  pending: number
  /** The start that this guest belongs to: a later launch time means another boot. */
  launchTime: number | undefined
  /** The root volume that it booted from: a later time means another one. */
  rootReplacedAt: number | undefined
}

export function createGuestRunner(options: GuestRunnerOptions): GuestRunner {
  const { engine, driver, onError } = options
  const slots = new Map<string, Slot>()
  /** Instances that had a volume, by its key: seldom more than one. */
  const holders = new Map<string, readonly string[]>()
  /** The running instance that has an interface: it is told when the interface has gone. */
  const wearers = new Map<string, string>()
  /** Computed when somebody reads them: of ten thousand that are terminated hardly anybody reads any. */
  const lastWords = new Map<string, () => Uint8Array>()
  /** Slots with steps still to be done: winding a clock asks after every step. */
  const busy = new Set<Slot>()
  const surroundings: SlotSurroundings<Slot> = { ...options, report: reportInTurn }
  let closed = false
  let sweepWaits = false

  const unsubscribe = engine.onChange((change) => {
    if (change.type === instances.name) follow(change)
    else if (change.type === volumes.name) followVolume(change)
    else if (change.type === networkInterfaces.name) followInterface(change)
  })
  const unsubscribeReset = engine.onReset((account) => {
    for (const slot of [...slots.values()].filter((each) => each.place.account === account)) {
      slot.guest?.discard()
      slots.delete(keyOf(slot.place, slot.instanceId))
    }
    sweepSoon()
  })

  function follow({ account, region, id, deleted }: Change): void {
    if (region === undefined || closed) return
    const place = { account, region }
    const instance = deleted ? undefined : read(place, id)
    reconcile(place, id, instance, 'boot')
  }

  function followVolume({ account, region, id, deleted }: Change): void {
    if (region === undefined || closed) return
    const place = { account, region }
    const volume = deleted ? undefined : engine.peek(place, volumes, id)
    const concerned = new Set(volume?.attachments.map(({ instanceId }) => instanceId))
    for (const instanceId of holders.get(diskKey(place, id)) ?? []) concerned.add(instanceId)
    for (const instanceId of concerned) {
      const slot = slots.get(keyOf(place, instanceId))
      if (!slot?.disks) continue
      slot.disks.follow(id, volume)
      if (slot.disks.has(id)) hold(slot, id)
    }
    if (!volume) holders.delete(diskKey(place, id))
  }

  function followInterface({ account, region, id, deleted }: Change): void {
    if (region === undefined || closed) return
    const place = { account, region }
    const key = diskKey(place, id)
    const now = deleted ? undefined : engine.peek(place, networkInterfaces, id)?.attachment
    const had = wearers.get(key)
    wearers.delete(key)
    for (const instanceId of new Set([had, now?.instanceId])) {
      const guest = instanceId && slots.get(keyOf(place, instanceId))?.guest
      if (!guest) continue
      if (instanceId === now?.instanceId) wearers.set(key, instanceId)
      guest.changeInterfaces(interfacesOf(engine.read(place), instanceId))
    }
  }

  /** Notes whose volume it is, for when its record no longer says so. */
  function hold({ place, instanceId }: Slot, volumeId: string): void {
    const key = diskKey(place, volumeId)
    const known = holders.get(key) ?? []
    if (!known.includes(instanceId)) holders.set(key, [...known, instanceId])
  }

  /** Whether all volumes of an instance go with it. */
  function volumesEnd(place: Place, instanceId: string): boolean {
    return engine
      .read(place)
      .by(volumes, 'instance', instanceId)
      .every(({ attachments }) => attachments.every((each) => each.deleteOnTermination))
  }

  function read(place: Place, id: string): InstanceRecord | undefined {
    return engine.peek(place, instances, id)
  }

  function reconcile(
    place: Place,
    id: string,
    instance: InstanceRecord | undefined,
    mode: GuestSpec['mode'],
  ): void {
    const key = keyOf(place, id)
    const slot = slots.get(key)
    if (instance?.state === 'pending' || instance?.state === 'running') {
      if (slot?.launchTime === instance.launchTime) return followRoot(slot, instance)
      const opened = slot ?? openSlot(place, id)
      opened.launchTime = instance.launchTime
      opened.rootReplacedAt = instance.rootReplacedAt
      // What hibernated goes on where it was. The call that launches it is answered first.
      const how = instance.hibernated ? 'resume' : mode
      enqueue(opened, () => turnToStart().then(() => start(opened, how)))
    } else if (slot && slot.launchTime !== undefined) {
      slot.launchTime = undefined
      const ends = instance === undefined || instance.state === 'terminated'
      const how = {
        force: instance?.forcedStop === true,
        hibernate: instance?.state === 'stopping' && instance.hibernated,
        disksGo: instance?.state === 'shutting-down' && volumesEnd(place, id),
      }
      enqueue(slot, () => stop(slot, ends, how))
    }
  }

  let turn = { left: 0, comes: rested }

  /** So many start in a turn of the event loop: ten thousand at once would hold up everybody else. */
  function turnToStart(): Promise<void> {
    if (turn.left === 0) {
      const comes = turn.comes.then(() => new Promise<void>((resolve) => setImmediate(resolve)))
      turn = { left: startsPerTurn, comes }
      // The next start after this turn begins a new one.
      void comes.finally(() => {
        if (turn.comes === comes) turn = { left: 0, comes: rested }
      })
    }
    turn.left -= 1
    return turn.comes
  }

  /** With another root volume the guest that runs is over, and one boots from that. */
  function followRoot(slot: Slot, { rootReplacedAt }: InstanceRecord): void {
    if (slot.rootReplacedAt === rootReplacedAt) return
    slot.rootReplacedAt = rootReplacedAt
    // Its disks change under it from here on.
    slot.disks = undefined
    enqueue(slot, () => stop(slot, false, { force: true, hibernate: false }))
    enqueue(slot, () => start(slot, 'boot'))
  }

  function openSlot(place: Place, instanceId: string): Slot {
    const slot: Slot = {
      place,
      instanceId,
      guest: undefined,
      disks: undefined,
      work: rested,
      pending: 0,
      launchTime: undefined,
      rootReplacedAt: undefined,
    }
    slots.set(keyOf(place, instanceId), slot)
    return slot
  }

  function enqueue(slot: Slot, step: () => Promise<void>): void {
    slot.pending++
    busy.add(slot)
    slot.work = slot.work
      .then(step)
      .catch((error: unknown) => {
        onError(error)
        report(slot, { type: 'failed', reason: 'The guest could not be started or stopped.' })
      })
      .finally(() => {
        slot.pending--
        if (slot.pending === 0) {
          busy.delete(slot)
          slot.work = rested
        }
        if (slot.pending === 0 && !slot.guest && slot.launchTime === undefined) forget(slot)
      })
  }

  function forget(slot: Slot): void {
    const key = keyOf(slot.place, slot.instanceId)
    if (slots.get(key) === slot) slots.delete(key)
  }

  async function start(slot: Slot, mode: GuestSpec['mode']): Promise<void> {
    const { place, instanceId } = slot
    if (closed || slots.get(keyOf(place, instanceId)) !== slot) return
    const instance = read(place, instanceId)
    if (instance?.launchTime !== slot.launchTime || !instance) return
    const spec = makeGuestSpec(engine.read(place), place, instance, mode)
    const host = new GuestSlotHost(surroundings, slot)
    // Where steps of life cycles take no time, the boot is behind the guest when it starts.
    const { pace } = engine.world(place.account)
    const bootedAt = pace.instant ? spec.bootedAt - longestBootMs : spec.bootedAt
    const guest = await driver.start({ ...spec, bootedAt }, host)
    // Its account may have been reset meanwhile.
    if (slots.get(keyOf(place, instanceId)) !== slot) return guest.discard()
    slot.guest = guest
    slot.disks = new GuestVolumes(spec, guest)
    // What was attached while it started.
    guest.changeInterfaces(interfacesOf(engine.read(place), instanceId))
    for (const volume of engine.read(place).by(volumes, 'instance', instanceId)) {
      hold(slot, volume.id)
      slot.disks.follow(volume.id, volume)
    }
    // It lay dead when Brume ended.
    const isDead = faultsOfInstance(engine.read(place), instanceId).some(
      ({ kind }) => kind === 'kill-guest',
    )
    if (isDead) guest.crash()
  }

  async function stop(slot: Slot, ends: boolean, how: StopOptions): Promise<void> {
    const { guest } = slot
    if (!guest) return
    const endedAt = engine.world(slot.place.account).clock.now()
    keepLastWords(keyOf(slot.place, slot.instanceId), () => guest.consoleOutput(endedAt))
    slot.guest = undefined
    slot.disks = undefined
    if (ends) guest.discard()
    else await guest.stop(how)
  }

  /** In turn with the start: a guest that is ready at once is known before it is asked for its agent. */
  function reportInTurn(slot: Slot, event: GuestEvent): void {
    enqueue(slot, async () => report(slot, event))
  }

  function keepLastWords(key: string, text: () => Uint8Array): void {
    lastWords.delete(key)
    lastWords.set(key, text)
    const oldest = lastWords.keys().next()
    if (lastWords.size > keptConsoles && !oldest.done) lastWords.delete(oldest.value)
  }

  function report(slot: Slot, event: GuestEvent): void {
    if (closed || slots.get(keyOf(slot.place, slot.instanceId)) !== slot) return
    if (event.type === 'console') return
    try {
      engine.transact(
        slot.place,
        (ctx) => {
          onGuestEvent(ctx, slot.instanceId, event, slot.guest?.agentVersion())
          if (event.type === 'ready') applyToNode(ctx, slot.instanceId)
        },
        { deferred: true },
      )
    } catch (error) {
      onError(error)
    }
  }

  /** Once for all accounts that are reset together. */
  function sweepSoon(): void {
    if (sweepWaits) return
    sweepWaits = true
    queueMicrotask(() => {
      sweepWaits = false
      if (!closed) sweepDisks()
    })
  }

  /** A crash between the driver's write and ours, or a reset, leaves contents that nobody names. */
  function sweepDisks(): void {
    const known = {
      volumes: new Set(engine.accounts().map(myComputerDisk)),
      snapshots: new Set<string>(),
    }
    for (const place of engine.places()) {
      const db = engine.read(place)
      for (const { id } of db.all(volumes)) known.volumes.add(diskKey(place, id))
      for (const { id } of db.all(snapshots)) known.snapshots.add(diskKey(place, id))
      for (const { id, kind } of db.all(recycledRecords)) {
        if (kind === 'snapshot') known.snapshots.add(diskKey(place, id))
        if (kind === 'volume') known.volumes.add(diskKey(place, id))
      }
      for (const instance of db.all(instances)) {
        const { id, rootDeviceType, state } = instance
        if (state === 'terminated') continue
        if (rootDeviceType === 'instance-store') known.volumes.add(instanceStoreKey(place, id))
        for (const { key } of instanceStoreDisks(place, instance)) known.volumes.add(key)
      }
    }
    driver.disks.keepOnly(known)
  }

  return {
    find: (target) => slots.get(keyOf(target, target.instanceId))?.guest,
    consoleOutput(target) {
      const key = keyOf(target, target.instanceId)
      return slots.get(key)?.guest?.consoleOutput() ?? lastWords.get(key)?.()
    },
    reboot(target) {
      const slot = slots.get(keyOf(target, target.instanceId))
      if (slot) enqueue(slot, async () => slot.guest?.reboot())
    },
    resume() {
      sweepDisks()
      for (const place of engine.places()) {
        for (const instance of engine.read(place).all(instances)) {
          reconcile(place, instance.id, instance, instance.state === 'running' ? 'resume' : 'boot')
        }
      }
    },
    async settle(account) {
      for (;;) {
        const waiting = [...busy].filter(({ place }) => place.account === account)
        await Promise.all(waiting.map(({ work }) => work))
        await driver.settle(account)
        // What was on its way may have woken somebody.
        const moved = await options.fabric.settle(account)
        if (waiting.length === 0 && !moved) return
      }
    },
    rests(account) {
      for (const { place } of busy) if (place.account === account) return false
      return driver.rests(account)
    },
    async close() {
      closed = true
      unsubscribe()
      unsubscribeReset()
      await Promise.all([...slots.values()].map(({ work }) => work))
      await driver.close()
    },
  }
}

function keyOf(place: Place, instanceId: string): string {
  return `${place.account}/${place.region}/${instanceId}`
}
