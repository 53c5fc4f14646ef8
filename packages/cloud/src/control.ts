import type { WireRequest } from '@brume/aws-wire'
import type { Authorization } from './authorization/authorization.ts'
import { controlIam } from './control-iam.ts'
import type { Balancers } from './data-plane/balancer/balancers.ts'
import type { FlowLogs } from './data-plane/flow-logs.ts'
import { readMyAddress, setMyAddress } from './data-plane/fabric/my-address.ts'
import { controlClock } from './control-clock.ts'
import { controlCosts } from './control-costs.ts'
import type { Settling } from './data-plane/settling.ts'
import { applyFaults } from './control-faults.ts'
import { controlTraffic } from './control-traffic.ts'
import type { Traffic } from './data-plane/traffic/traffic.ts'
import {
  accountIn,
  actingAccount,
  askedAccount,
  onlyMembers,
  readJson,
  regionIn,
} from './control-request.ts'
import type { Engine } from './engine/engine.ts'
import { findRegion } from './catalogue/regions.ts'
import { setRetention } from './services/ec2/recycle-bin/recycle-bin.ts'
import { listedQuotas } from './services/service-quotas/find-quota.ts'
import { applyQuota } from './services/service-quotas/quotas.ts'
import { Refusal } from './refusal.ts'
import { acceptTerms } from './services/ec2/images/marketplace.ts'

/** Control calls of the embedded cloud: `/_brume/reset`, `clock`, `faults`, `network`, `flow-logs`, `balancer-logs`, `iam`, `costs`, `marketplace`, `quotas` and `recycle-bin`. */
export type Control = (request: WireRequest) => Promise<ControlReply>

export interface ControlReply {
  readonly status: number
  readonly body: unknown
}

export interface ControlOptions {
  readonly engine: Engine
  readonly flowLogs: Pick<FlowLogs, 'read'>
  readonly balancers: Pick<Balancers, 'readLog'>
  readonly settling: Settling
  readonly traffic: Traffic
  readonly authorization: Authorization
}

export function createControl(options: ControlOptions): Control {
  const { engine, balancers, flowLogs, settling, traffic } = options
  return async (request) => {
    try {
      const path = request.url.split('?')[0]
      if (path === '/_brume/reset') return ok(await reset(engine, request))
      if (path === '/_brume/clock') return ok(await controlClock(engine, settling, request))
      if (path === '/_brume/marketplace') return ok(marketplace(engine, request))
      if (path === '/_brume/quotas') return ok(quotas(engine, request))
      if (path === '/_brume/recycle-bin') return ok(recycleBin(engine, request))
      if (path === '/_brume/flow-logs') return ok(readFlowLog(engine, flowLogs, request))
      if (path === '/_brume/balancer-logs') {
        return ok(readBalancerLog(engine, balancers, request))
      }
      if (path === '/_brume/faults') return ok(applyFaults(engine, request))
      if (path === '/_brume/traffic') return ok(controlTraffic(engine, traffic, request))
      if (path === '/_brume/costs') return ok(controlCosts(engine, request))
      if (path === '/_brume/iam' || path?.startsWith('/_brume/iam/')) {
        return ok(controlIam(engine, options.authorization, request))
      }
      if (path === '/_brume/network') return ok(network(engine, request))
      throw new Refusal('No such control call.', 404)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return { status: error.status, body: { message: error.message } }
    }
  }
}

const ok = (body: unknown): ControlReply => ({ status: 200, body })

async function reset(engine: Engine, request: WireRequest): Promise<unknown> {
  if (request.method !== 'POST') throw new Refusal('Reset is a POST.', 405)
  const body = readJson(request)
  onlyMembers(body, ['account'])
  engine.reset(body['account'] === undefined ? undefined : accountIn(body))
  return { reset: body['account'] ?? 'all' }
}

/** "My IP" of an account: `{"myAddress": "203.0.113.10"}`. */
function network(engine: Engine, request: WireRequest): unknown {
  if (request.method === 'GET') {
    const account = askedAccount(engine, request)
    return { account, myAddress: readMyAddress(engine, account) }
  }
  if (request.method !== 'POST') {
    throw new Refusal('The network is read by GET and set by POST.', 405)
  }
  const body = readJson(request)
  onlyMembers(body, ['account', 'myAddress'])
  const account = actingAccount(engine, request, body)
  const { myAddress } = body
  if (typeof myAddress !== 'string') throw new Refusal('"myAddress" is an IPv4 address.')
  const refusal = setMyAddress(engine, account, myAddress)
  if (refusal !== undefined) throw new Refusal(refusal)
  return { account, myAddress }
}

/** The newest records of a flow log: `?region=us-east-1&id=fl-0…`. */
function readFlowLog(
  engine: Engine,
  flowLogs: Pick<FlowLogs, 'read'>,
  request: WireRequest,
): unknown {
  if (request.method !== 'GET') throw new Refusal('Flow logs are read by GET.', 405)
  const account = askedAccount(engine, request)
  const asked = new URL(request.url, 'http://cloud').searchParams
  const region = asked.get('region') ?? ''
  const id = asked.get('id') ?? ''
  if (!findRegion(region)) throw new Refusal('"region" is a Region.')
  const records = flowLogs.read({ account, region }, id)
  if (!records) throw new Refusal('There is no such flow log in this account and Region.', 404)
  return { account, region, id, records }
}

/** The newest lines of a load balancer's access log, which it writes while `access_logs.s3.enabled` is set: `?region=us-east-1&id=<ARN>`. */
function readBalancerLog(
  engine: Engine,
  balancers: Pick<Balancers, 'readLog'>,
  request: WireRequest,
): unknown {
  if (request.method !== 'GET') throw new Refusal('Access logs are read by GET.', 405)
  const account = askedAccount(engine, request)
  const asked = new URL(request.url, 'http://cloud').searchParams
  const region = asked.get('region') ?? ''
  const id = asked.get('id') ?? ''
  if (!findRegion(region)) throw new Refusal('"region" is a Region.')
  const records = balancers.readLog({ account, region }, id)
  if (!records) throw new Refusal('There is no such load balancer in this account and Region.', 404)
  return { account, region, id, records }
}

/** Accepts the terms of a Marketplace product for an account: `{"accept": "<product code>"}`. */
function marketplace(engine: Engine, request: WireRequest): unknown {
  if (request.method !== 'POST') throw new Refusal('Terms are accepted by POST.', 405)
  const body = readJson(request)
  onlyMembers(body, ['account', 'accept'])
  const account = actingAccount(engine, request, body)
  const { accept } = body
  if (typeof accept !== 'string') throw new Refusal('"accept" is a product code.')
  if (!acceptTermsIn(engine, account, accept)) throw new Refusal('There is no such product.', 404)
  return { account, accepted: accept }
}

/** Whether there is such a product; the account has then accepted its terms. */
export function acceptTermsIn(engine: Engine, account: string, productCode: string): boolean {
  return engine.transact({ account, region: 'us-east-1' }, (ctx) => acceptTerms(ctx, productCode))
}

const recycledKinds = ['snapshot', 'image', 'volume'] as const

/** How many days a Region keeps what is deleted: `{"region": "us-east-1", "resource": "snapshot", "days": 7}`; 0 keeps nothing. */
function recycleBin(engine: Engine, request: WireRequest): unknown {
  if (request.method !== 'POST') throw new Refusal('Retention is set by POST.', 405)
  const body = readJson(request)
  onlyMembers(body, ['account', 'region', 'resource', 'days'])
  const account = actingAccount(engine, request, body)
  const { resource, days } = body
  const region = regionIn(body)
  const kind = recycledKinds.find((each) => each === resource)
  if (!kind) throw new Refusal('"resource" is snapshot, image or volume.')
  const most = kind === 'volume' ? 7 : 365
  if (typeof days !== 'number' || !Number.isInteger(days) || days < 0 || days > most) {
    throw new Refusal(`"days" is a whole number up to ${most}; 0 ends the rule.`)
  }
  engine.transact({ account, region }, (ctx) => setRetention(ctx, kind, days))
  return { account, region, resource: kind, days }
}

/** Sets a quota of a Region at once, lower than AWS would too: `{"region": "us-east-1", "service": "ec2", "code": "L-1216C47A", "value": 8}`. */
function quotas(engine: Engine, request: WireRequest): unknown {
  if (request.method !== 'POST') throw new Refusal('A quota is set by POST.', 405)
  const body = readJson(request)
  onlyMembers(body, ['account', 'region', 'service', 'code', 'value'])
  const account = actingAccount(engine, request, body)
  const region = regionIn(body)
  const { service, code, value } = body
  const quota = listedQuotas.find((each) => each.service === service && each.code === code)
  if (!quota) throw new Refusal('"service" and "code" name a quota of Service Quotas.')
  if (typeof value !== 'number' || value < 0) throw new Refusal('"value" is a number.')
  engine.transact({ account, region }, (ctx) => applyQuota(ctx, quota.key, value))
  return { account, region, service, code, value }
}
