import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import type { Clock } from '@brume/clock'
import type { Guest, GuestUnreachable } from '@brume/guests'
import type { Duplex } from 'node:stream'
import type { Engine } from '../../engine/engine.ts'
import type { GuestTarget } from '../../host.ts'
import { instances } from '../../services/ec2/instances/instance.ts'
import { networkInterfaces } from '../../services/ec2/network-interfaces/network-interface.ts'
import { publicAddressOf } from '../metadata-network.ts'
import { carry } from './byte-proxy.ts'
import { LoopbackAddresses } from './loopback-addresses.ts'
import { serveNamed } from './named-front.ts'

/** Where an SSH client of this computer reaches an instance. */
export interface SshEndpoint {
  readonly host: string
  readonly port: number
  /** The address is the instance's own; otherwise the user name carries the instance's id: `ec2-user+i-0abc…`. */
  readonly own: boolean
}

export interface SshFront {
  readonly port: number
  /** Undefined while the instance does not run, or has no public address. */
  endpointOf(target: GuestTarget): SshEndpoint | undefined
  close(): Promise<void>
}

export interface SshFrontOptions {
  readonly engine: Engine
  readonly wall: Clock
  /** 0 for any free one. */
  readonly port: number
  readonly findGuest: (target: GuestTarget) => Guest | undefined
  /** A connection of "My computer" to a public address of the account. */
  readonly dial: (
    account: string,
    to: { readonly address: string; readonly port: number },
  ) => Promise<Duplex | GuestUnreachable>
  /** A connection that an instance itself opens. */
  readonly dialFrom: (
    target: GuestTarget,
    to: { readonly address: string; readonly port: number },
  ) => Promise<Duplex | GuestUnreachable>
  /** Keys for an instance's serial port that are still good. */
  readonly serialKeys: (target: GuestTarget) => readonly string[]
  readonly hostKey: (generate: () => string) => string
  readonly onError: (error: unknown) => void
}

/** So many instances have a listener of their own; a system gives a process only so many open files. */
const maxListeners = 400
/** Listeners nobody has asked for yet are opened a few at a time, in ms of wall time: a launch of many shall not wait for them. */
const opening = { pauseMs: 100, atOnce: 10 }
const maxConnections = 1_000

interface Place {
  readonly target: GuestTarget
  readonly publicAddress: string
  readonly networkInterfaceId: string
  /** Absent where the system has no such address or no room for it. */
  readonly listener: Listener | undefined
}

interface Listener {
  readonly host: string
  close(): void
}

/** Lets SSH clients of this computer in: to each running instance with a public address by a loopback address of its own. */
export async function startSshFront(options: SshFrontOptions): Promise<SshFront> {
  const { engine, wall, dial, onError } = options
  const addresses = new LoopbackAddresses()
  const places = new Map<string, Place>()
  const sockets = new Set<Socket>()
  /** Instances that may be reached otherwise than before. */
  const changed = new Map<string, GuestTarget>()
  /** Places whose listener is still to be opened. */
  const unopened = new Set<string>()
  let cancelOpening: (() => void) | undefined
  let closed = false

  const named = {
    wall,
    hostKey: options.hostKey,
    find: (instanceId: string) =>
      [...places.values()].filter(({ target }) => target.instanceId === instanceId),
    findGuest: options.findGuest,
    findRunning: (instanceId: string) =>
      engine
        .places()
        .map((place) => ({ ...place, instanceId }))
        .filter((target) => engine.peek(target, instances, instanceId)?.state === 'running'),
    serialKeys: options.serialKeys,
    dial: (place: Place) => dial(place.target.account, { address: place.publicAddress, port: 22 }),
    dialFrom: options.dialFrom,
  }
  const front = createServer((socket) => take(socket, () => serveNamed(socket, named)))
  await new Promise<void>((resolve, reject) => {
    front.once('error', reject)
    front.listen(options.port, '127.0.0.1', resolve)
  })
  front.on('error', onError)
  const { port } = front.address() as AddressInfo

  const unsubscribe = engine.onChange(({ type, account, region, id, deleted }) => {
    if (region === undefined || closed) return
    if (type === instances.name) followSoon({ account, region, instanceId: id })
    else if (type === networkInterfaces.name && !deleted) {
      const eni = engine.peek({ account, region }, networkInterfaces, id)
      const instanceId = eni?.attachment?.instanceId
      if (instanceId !== undefined) followSoon({ account, region, instanceId })
      else
        for (const place of places.values())
          if (place.networkInterfaceId === id) followSoon(place.target)
    }
  })
  const unsubscribeReset = engine.onReset((account) => {
    for (const [key, { target }] of places) if (target.account === account) drop(key)
  })
  for (const place of engine.places())
    for (const { id } of engine.transact(place, ({ db }) => db.all(instances), { discard: true }))
      follow(keyOf({ ...place, instanceId: id }), { ...place, instanceId: id })

  /** Once for all changes of a turn, when their call is answered. */
  function followSoon(target: GuestTarget): void {
    if (changed.size === 0) setImmediate(followChanged)
    changed.set(keyOf(target), target)
  }

  function followChanged(): void {
    for (const [key, target] of changed) follow(key, target)
    changed.clear()
  }

  function follow(key: string, target: GuestTarget): void {
    if (closed) return
    const way = publicWay(engine, target)
    if (places.get(key)?.publicAddress === way?.publicAddress) return
    drop(key)
    if (way === undefined) return
    places.set(key, { target, ...way, listener: undefined })
    if (places.size > maxListeners) return
    unopened.add(key)
    cancelOpening ??= wall.after(opening.pauseMs, openSome)
  }

  function openSome(): void {
    cancelOpening = undefined
    for (const key of [...unopened].slice(0, opening.atOnce)) open(key)
    if (unopened.size > 0) cancelOpening = wall.after(opening.pauseMs, openSome)
  }

  function open(key: string): void {
    const place = places.get(key)
    if (!unopened.delete(key) || !place) return
    const listener = listen(key, place.target, place.publicAddress)
    places.set(key, { ...place, listener })
  }

  function listen(key: string, { account }: GuestTarget, address: string): Listener {
    const host = addresses.take(key)
    const servers: Server[] = []
    for (const at of new Set([port, 22])) {
      const server = createServer({ allowHalfOpen: true }, (socket) =>
        take(socket, () => carry(socket, () => dial(account, { address, port: 22 }), wall)),
      )
      // Where it cannot be had, as without 127/8 or the right to port 22, the other ways remain.
      server.on('error', () => {
        const place = places.get(key)
        if (at !== port || place?.listener?.host !== host) return
        place.listener.close()
        places.set(key, { ...place, listener: undefined })
      })
      server.listen(at, host)
      servers.push(server)
    }
    return {
      host,
      close: () => {
        for (const server of servers) server.close()
        addresses.release(key)
      },
    }
  }

  function take(socket: Socket, serve: () => Promise<void>): void {
    if (sockets.size >= maxConnections || closed) {
      socket.destroy()
      return
    }
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    serve().catch((error: unknown) => {
      socket.destroy()
      onError(error)
    })
  }

  function drop(key: string): void {
    places.get(key)?.listener?.close()
    places.delete(key)
    unopened.delete(key)
  }

  return {
    port,
    endpointOf(target) {
      const key = keyOf(target)
      followChanged()
      open(key)
      const place = places.get(key)
      if (!place) return undefined
      return place.listener
        ? { host: place.listener.host, port, own: true }
        : { host: '127.0.0.1', port, own: false }
    },
    async close() {
      closed = true
      cancelOpening?.()
      unsubscribe()
      unsubscribeReset()
      for (const key of places.keys()) drop(key)
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => front.close(resolve))
    },
  }
}

function keyOf({ account, region, instanceId }: GuestTarget): string {
  return `${account}/${region}/${instanceId}`
}

/** The public address by which a running instance is reached, and whose it is. */
function publicWay(
  engine: Engine,
  { instanceId, ...place }: GuestTarget,
): Pick<Place, 'publicAddress' | 'networkInterfaceId'> | undefined {
  const db = engine.read(place)
  const state = db.get(instances, instanceId)?.state
  if (state !== 'pending' && state !== 'running') return undefined
  const enis = db
    .by(networkInterfaces, 'instance', instanceId)
    .toSorted((a, b) => (a.attachment?.deviceIndex ?? 0) - (b.attachment?.deviceIndex ?? 0))
  for (const eni of enis) {
    const publicAddress = publicAddressOf(eni)
    if (publicAddress !== undefined) return { publicAddress, networkInterfaceId: eni.id }
  }
  return undefined
}
