import { createChance, type Chance, type Clock } from '@brume/clock'
import type {
  GuestConnect,
  GuestDatagram,
  GuestEvent,
  GuestHost,
  GuestHttpRequest,
  GuestSpec,
} from '@brume/guests'
import type { Engine } from '../engine/engine.ts'
import type { GuestTarget } from '../host.ts'
import type { Fabric } from './fabric/fabric.ts'
import { instances } from '../services/ec2/instances/instance.ts'
import { dhcpOf, interfacesOf } from './guest-spec.ts'

/** Whose host it is. */
export interface HostedSlot {
  readonly place: Omit<GuestTarget, 'instanceId'>
  readonly instanceId: string
}

/** What the hosts of all guests share. */
export interface SlotSurroundings<Slot extends HostedSlot> {
  readonly engine: Engine
  readonly fetch: (target: GuestTarget) => GuestHost['fetch']
  readonly fabric: Pick<Fabric, 'hostOf'>
  readonly report: (slot: Slot, event: GuestEvent) => void
}

type Network = Pick<GuestHost, 'connect' | 'send' | 'ping' | 'trace' | 'resolve'>

/** What the cloud gives to one guest. Most guests idle and never ask, so everything is made when it is first used. */
export class GuestSlotHost<Slot extends HostedSlot> implements GuestHost {
  readonly #around: SlotSurroundings<Slot>
  readonly #slot: Slot
  readonly clock: Clock
  #chance: Chance | undefined
  #fetch: GuestHost['fetch'] | undefined
  #network: Network | undefined

  constructor(around: SlotSurroundings<Slot>, slot: Slot) {
    this.#around = around
    this.#slot = slot
    this.clock = around.engine.world(slot.place.account).clock
  }

  get chance(): Chance {
    const { account } = this.#slot.place
    const { seed } = this.#around.engine.world(account)
    this.#chance ??= createChance(`${seed}/${account}/${this.#slot.instanceId}`)
    return this.#chance
  }

  dhcp(): GuestSpec['dhcp'] {
    const db = this.#around.engine.read(this.#slot.place)
    const instance = db.get(instances, this.#slot.instanceId)
    return instance && dhcpOf(db, instance.vpcId, interfacesOf(db, instance.id)[0]).dhcp
  }

  fetch(request: GuestHttpRequest): ReturnType<GuestHost['fetch']> {
    this.#fetch ??= this.#around.fetch(this.#target)
    return this.#fetch(request)
  }

  connect(request: GuestConnect): ReturnType<GuestHost['connect']> {
    return this.#reach.connect(request)
  }

  send(datagram: GuestDatagram): ReturnType<GuestHost['send']> {
    return this.#reach.send(datagram)
  }

  resolve(name: string, server?: string): ReturnType<GuestHost['resolve']> {
    return this.#reach.resolve(name, server)
  }

  ping(address: string, from?: string): ReturnType<GuestHost['ping']> {
    return this.#reach.ping(address, from)
  }

  trace(address: string, from?: string): ReturnType<GuestHost['trace']> {
    return this.#reach.trace(address, from)
  }

  on(event: GuestEvent): void {
    this.#around.report(this.#slot, event)
  }

  get #target(): GuestTarget {
    return { ...this.#slot.place, instanceId: this.#slot.instanceId }
  }

  get #reach(): Network {
    this.#network ??= this.#around.fabric.hostOf(this.#target)
    return this.#network
  }
}
