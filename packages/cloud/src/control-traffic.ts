import type { WireRequest } from '@brume/aws-wire'
import { actingAccount, askedAccount, onlyMembers, readJson } from './control-request.ts'
import { durationMs, Refusal } from './refusal.ts'
import type { Traffic, TrafficRun } from './data-plane/traffic/traffic.ts'
import type { TrafficWish } from './data-plane/traffic/wish.ts'
import type { Engine } from './engine/engine.ts'

/** A run of requests as JSON tells it; times ISO, of the account. */
export interface TrafficText {
  readonly id: number
  readonly host: string
  readonly port: number
  readonly path: string
  readonly perSecond: number
  readonly from: 'my-computer' | 'internet'
  readonly startedAt: string
  readonly endsAt: string
  readonly running: boolean
  readonly sent: number
  readonly answered: number
  /** The newest seconds, oldest first. */
  readonly seconds: readonly TrafficSecond[]
}

export interface TrafficSecond {
  readonly at: string
  readonly sent: number
  /** Below 400, 4xx, 5xx, and those that nobody answered. */
  readonly succeeded: number
  readonly refused: number
  readonly failed: number
  readonly unanswered: number
  /** Ms of those that were answered. */
  readonly averageMs: number
  readonly longestMs: number
  /** Answers by who gave them. */
  readonly answeredBy: Readonly<Record<string, number>>
}

/**
 * `GET /_brume/traffic` lists an account's runs; POST begins one: `{"host": "web-1.us-east-1.elb.amazonaws.com", "perSecond": 20,
 * "from": "internet", "lasts": "10m"}`; `DELETE /_brume/traffic?id=1` ends it.
 */
export function controlTraffic(engine: Engine, traffic: Traffic, request: WireRequest): unknown {
  if (request.method === 'GET') {
    const account = askedAccount(engine, request)
    return { account, runs: traffic.list(account).map(describeTraffic) }
  }
  if (request.method === 'DELETE') {
    const account = askedAccount(engine, request)
    stopTraffic(
      traffic,
      account,
      Number(new URL(request.url, 'http://cloud').searchParams.get('id')),
    )
    return { account, runs: traffic.list(account).map(describeTraffic) }
  }
  if (request.method !== 'POST') {
    throw new Refusal('Traffic is listed by GET, begun by POST, ended by DELETE.', 405)
  }
  const body = readJson(request)
  const account = actingAccount(engine, request, body)
  return { account, run: startTraffic(traffic, account, body) }
}

/** Throws a Refusal that says what is wrong with the wish. */
export function startTraffic(
  traffic: Traffic,
  account: string,
  body: Readonly<Record<string, unknown>>,
): TrafficText {
  const run = traffic.start(account, readTrafficWish(body))
  if (!run) throw new Refusal('Four runs are under way already: end one first.', 409)
  return describeTraffic(run)
}

export function stopTraffic(traffic: Traffic, account: string, id: number): undefined {
  if (!traffic.stop(account, id)) throw new Refusal('There is no such run.', 404)
}

export function describeTraffic(run: TrafficRun): TrafficText {
  const { host, port, path, perSecond, from } = run.wish
  return {
    ...{ id: run.id, host, port, path, perSecond, from },
    startedAt: new Date(run.startedAt).toISOString(),
    endsAt: new Date(run.endsAt).toISOString(),
    running: run.running,
    sent: run.sent,
    answered: run.answered,
    seconds: run.slices.map((slice) => {
      const { at, sent, succeeded, refused, failed, unanswered, tookMs, longestMs } = slice
      const answered = succeeded + refused + failed
      return {
        at: new Date(at).toISOString(),
        ...{ sent, succeeded, refused, failed, unanswered, longestMs },
        averageMs: answered === 0 ? 0 : Math.round((tookMs / answered) * 10) / 10,
        answeredBy: Object.fromEntries(slice.answeredBy),
      }
    }),
  }
}

const mostPerSecond = 500
const longestMs = 24 * 3_600_000

/** Reads `{"host": "web-1.us-east-1.elb.amazonaws.com", "path": "/", "perSecond": 20, "from": "internet", "lasts": "10m"}`. */
function readTrafficWish(body: Readonly<Record<string, unknown>>): TrafficWish {
  onlyMembers(body, ['account', 'host', 'port', 'path', 'perSecond', 'from', 'lasts'])
  const { host, port = 80, path = '/', perSecond = 10, from = 'my-computer', lasts = '10m' } = body
  if (typeof host !== 'string' || !/^[a-z0-9.-]{1,253}$/i.test(host)) {
    throw new Refusal('"host" is a DNS name or an IPv4 address.')
  }
  if (typeof port !== 'number' || !Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Refusal('"port" is a whole number from 1 to 65535.')
  }
  if (typeof path !== 'string' || !/^\/[\u0021-\u007E]{0,1023}$/.test(path)) {
    throw new Refusal('"path" begins with a slash and has no spaces.')
  }
  if (typeof perSecond !== 'number' || !(perSecond >= 1 && perSecond <= mostPerSecond)) {
    throw new Refusal(`"perSecond" is a number from 1 to ${mostPerSecond}.`)
  }
  if (from !== 'my-computer' && from !== 'internet') {
    throw new Refusal('"from" is my-computer or internet.')
  }
  const lastsMs = durationMs('lasts', lasts)
  if (lastsMs < 1000 || lastsMs > longestMs) throw new Refusal('"lasts" is from "1s" to "24h".')
  return { host: host.toLowerCase(), port, path, perSecond, from, lastsMs }
}
