import {
  connectionIdPattern,
  feeds,
  regionPattern,
  routes,
  unpackItems,
  type Feed,
  type FeedName,
  type LiveCommand,
  type LiveNotice,
} from '@brume/console-api'
import { openSession, renewSession } from './session.ts'
import { noteActivity } from './activity-store.ts'
import { LiveStore } from './live-store.ts'
import { noteRefusal } from './sign-in-gate.ts'
import { placeItem } from './place.ts'
import type { Scope } from './scope.ts'

/** Patches are shown at most this often: each drawing of a 50-row table costs 45 to 75 ms. */
const publishEveryMs = 250
/** A list that no page shows is kept this long, so that going back to it is instant. */
const lingerMs = 30_000
const retryMs = [500, 1000, 2000, 5000, 10_000]

interface Subscription {
  readonly id: number
  readonly scope: Scope
  readonly feed: FeedName
  readonly store: LiveStore<unknown>
  users: number
  linger?: ReturnType<typeof setTimeout>
}

export type LinkState = 'idle' | 'connecting' | 'open' | 'lost'

const byKey = new Map<string, Subscription>()
const byId = new Map<number, Subscription>()
const linkListeners = new Set<() => void>()
let nextId = 1
let socket: WebSocket | undefined
let link: LinkState = 'idle'
let failures = 0
let publishing: ReturnType<typeof setTimeout> | undefined

function setLink(state: LinkState): void {
  if (link === state) return
  link = state
  for (const listener of linkListeners) listener()
}

/** The state of the tab's one socket, for the banner. */
export const linkState = (): LinkState => link

export function subscribeLink(listener: () => void): () => void {
  linkListeners.add(listener)
  return () => linkListeners.delete(listener)
}

function idOf(name: FeedName): (item: unknown) => string {
  // Each feed reads its own items; the store holds them as unknown.
  const feed = feeds[name] as Feed
  return (item) => feed.idOf(item)
}

function send(command: LiveCommand): void {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(command))
}

function sendSubscribe({ id, scope, feed }: Subscription): void {
  send({ type: 'subscribe', id, connection: scope.connection, region: scope.region, feed })
}

function receive(notice: LiveNotice): void {
  if (notice.type === 'activity') {
    noteActivity(notice.entries)
    return
  }
  const one = byId.get(notice.id)
  if (!one) return
  const { store, scope } = one
  if (notice.type === 'reset') store.reset()
  else if (notice.type === 'ready') store.ready(notice.at)
  else if (notice.type === 'error') {
    noteRefusal(notice.error)
    store.fail(notice.error)
  } else {
    const items = unpackItems(notice.upserts)
    store.patch(
      items.map((item) => placeItem(item, scope)),
      notice.deletes,
    )
    publishing ??= setTimeout(() => {
      publishing = undefined
      for (const one of byId.values()) one.store.publish()
    }, publishEveryMs)
  }
}

function connect(): void {
  if (socket) return
  setLink(failures > 0 ? 'lost' : 'connecting')
  // A socket that never opened may have been refused for its session: a restarted server knows none.
  const session = failures > 1 ? renewSession() : openSession()
  session.then(open, retry)
}

function open(): void {
  if (socket || byId.size === 0) return
  const url = new URL(routes.live, location.href)
  url.protocol = url.protocol.replace('http', 'ws')
  const opened = new WebSocket(url)
  socket = opened
  opened.addEventListener('open', () => {
    failures = 0
    setLink('open')
    for (const one of byId.values()) sendSubscribe(one)
  })
  opened.addEventListener('message', (event: MessageEvent<string>) => {
    const notice: LiveNotice = JSON.parse(event.data)
    receive(notice)
  })
  opened.addEventListener('close', () => {
    if (socket !== opened) return
    socket = undefined
    for (const one of byId.values()) one.store.disconnect()
    retry()
  })
}

function retry(): void {
  if (byId.size === 0) {
    setLink('idle')
    return
  }
  setLink('lost')
  const waitMs = retryMs[Math.min(failures, retryMs.length - 1)] ?? 10_000
  failures += 1
  setTimeout(connect, waitMs)
}

/** The feed's store, shared by all that show it; `release` when the page goes. */
export function acquireFeed(
  scope: Scope,
  feed: FeedName,
): { readonly store: LiveStore<unknown>; release(): void } {
  const key = `${scope.connection}/${scope.region}/${feed}`
  let one = byKey.get(key)
  if (!one) {
    one = { id: nextId, scope, feed, store: new LiveStore(idOf(feed)), users: 0 }
    nextId += 1
    byKey.set(key, one)
    byId.set(one.id, one)
    if (socket) sendSubscribe(one)
    else connect()
  }
  const held = one
  held.users += 1
  clearTimeout(held.linger)
  return {
    store: held.store,
    release() {
      held.users -= 1
      if (held.users > 0) return
      held.linger = setTimeout(() => {
        byKey.delete(key)
        byId.delete(held.id)
        send({ type: 'unsubscribe', id: held.id })
      }, lingerMs)
    },
  }
}

/** Asks for lists that a page is about to show; they are dropped when no page takes them. */
export function openFeeds(scope: Scope, names: readonly FeedName[]): void {
  if (!connectionIdPattern.test(scope.connection) || !regionPattern.test(scope.region)) return
  for (const name of names) acquireFeed(scope, name).release()
}

/** Asks again for what a place refused. */
export function retryFeeds(scope: Scope): void {
  for (const one of byId.values()) {
    if (one.scope.connection === scope.connection && one.scope.region === scope.region) {
      send({ type: 'retry', id: one.id })
    }
  }
}

/** Asks the back end to look at once: after an own change, when it is polled. */
export function refreshFeeds(scope: Scope): void {
  for (const one of byId.values()) {
    if (one.scope.connection === scope.connection && one.scope.region === scope.region) {
      send({ type: 'refresh', id: one.id })
    }
  }
}
