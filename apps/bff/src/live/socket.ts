import type { WebSocket } from 'ws'
import { z } from 'zod'
import {
  isFeedName,
  regionPattern,
  type ActivityEntry,
  type FeedName,
  type LiveCommand,
  type LiveNotice,
} from '@brume/console-api'
import type { ActivityLog } from '../activity/activity.ts'
import type { Connections } from '../connections/connection.ts'
import type { Session } from '../security/sessions.ts'
import type { SignIns } from '../sign-in/sign-ins.ts'
import { toApiError } from '../sdk/errors.ts'
import type { LiveHub } from './hub.ts'

/** A list over every Region of several accounts, and what stands beside it. */
const maxSubscriptions = 512
/** A tab whose computer went to sleep is noticed by this. */
const pingMs = 30_000

const id = z.int().nonnegative()
const command: z.ZodType<LiveCommand> = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('subscribe'),
    id,
    connection: z.string(),
    region: z.string().regex(regionPattern),
    feed: z.custom<FeedName>((value) => typeof value === 'string' && isFeedName(value)),
  }),
  z.strictObject({ type: z.literal('unsubscribe'), id }),
  z.strictObject({ type: z.literal('refresh'), id }),
  z.strictObject({ type: z.literal('retry'), id }),
])

/** Serves one tab's `/live` socket. */
export function serveLive(
  socket: WebSocket,
  session: Session,
  connections: Connections,
  hub: LiveHub,
  activity: ActivityLog,
  signIns?: Pick<SignIns, 'onChange'>,
): void {
  const subscriptions = new Map<number, ReturnType<LiveHub['subscribe']>>()
  const send = (text: string) =>
    new Promise<void>((resolve) => {
      // a send that fails is a socket that closes, and its close ends the subscriptions
      if (socket.readyState !== socket.OPEN) resolve()
      else socket.send(text, () => resolve())
    })

  const subscribe = (asked: Extract<LiveCommand, { type: 'subscribe' }>) => {
    try {
      const connection = connections.use(session, asked.connection)
      subscriptions.get(asked.id)?.close()
      const subscription = hub.subscribe(connection, asked.region, asked.feed, asked.id, send)
      subscriptions.set(asked.id, subscription)
    } catch (error) {
      const notice: LiveNotice = { type: 'error', id: asked.id, error: toApiError(error) }
      void send(JSON.stringify(notice))
    }
  }

  const tell = (entries: readonly ActivityEntry[]) => {
    const notice: LiveNotice = { type: 'activity', entries }
    void send(JSON.stringify(notice))
  }
  const open = activity.entries.filter(({ state }) => state === 'held' || state === 'running')
  if (open.length > 0) tell(open)
  const stopTelling = activity.onChange((entry) => tell([entry]))

  socket.on('message', (data, isBinary) => {
    const asked = isBinary ? undefined : parse(String(data))
    if (!asked || (asked.type === 'subscribe' && subscriptions.size >= maxSubscriptions)) {
      socket.close(1008, 'not understood')
    } else if (asked.type === 'subscribe') subscribe(asked)
    else if (asked.type === 'refresh') subscriptions.get(asked.id)?.hurry()
    else if (asked.type === 'retry') subscriptions.get(asked.id)?.retry()
    else {
      subscriptions.get(asked.id)?.close()
      subscriptions.delete(asked.id)
    }
  })

  // whoever the session is from now on asks by a socket of its own
  const stopWatching = signIns?.onChange((changed) => {
    if (changed === session) socket.close(1012, 'signed in anew')
  })

  let alive = true
  const ping = setInterval(() => {
    if (!alive) {
      socket.terminate()
      return
    }
    alive = false
    socket.ping()
  }, pingMs)
  socket.on('pong', () => (alive = true))
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    clearInterval(ping)
    stopTelling()
    stopWatching?.()
    for (const subscription of subscriptions.values()) subscription.close()
    subscriptions.clear()
  })
}

function parse(text: string): LiveCommand | undefined {
  try {
    return command.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
