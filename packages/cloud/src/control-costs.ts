import type { WireRequest } from '@brume/aws-wire'
import { actingAccount, askedAccount, onlyMembers, readJson } from './control-request.ts'
import type { Engine } from './engine/engine.ts'
import { Refusal } from './refusal.ts'
import { costsOf, setFreeTier } from './services/usage/costs.ts'

/** What an account costs, by GET; by POST whether it has the free tier: `{"freeTier": true}`. */
export function controlCosts(engine: Engine, request: WireRequest): unknown {
  if (request.method === 'GET') {
    const account = askedAccount(engine, request)
    return { account, ...costsOf(engine, account) }
  }
  if (request.method !== 'POST') {
    throw new Refusal('Costs are read by GET, the free tier is set by POST.', 405)
  }
  const body = readJson(request)
  onlyMembers(body, ['account', 'freeTier'])
  const account = actingAccount(engine, request, body)
  const { freeTier } = body
  if (typeof freeTier !== 'boolean') throw new Refusal('"freeTier" is true or false.')
  setFreeTier(engine, account, freeTier)
  return { account, freeTier }
}
