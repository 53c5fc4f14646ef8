import type { WireRequest } from '@brume/aws-wire'
import type { Authorization } from './authorization/authorization.ts'
import { iamModes } from './authorization/mode.ts'
import { actingAccount, askedAccount, onlyMembers, readJson } from './control-request.ts'
import type { Engine } from './engine/engine.ts'
import { Refusal } from './refusal.ts'

/**
 * Whether an account's calls are checked (`GET /_brume/iam`, `POST {"mode": "enforce"}`), what its policies said lately
 * (`GET /_brume/iam/decisions?principal=<ARN>`), and the least policy for what a principal asked (`…/least-policy?principal=<ARN>`).
 */
export function controlIam(
  engine: Engine,
  authorization: Authorization,
  request: WireRequest,
): unknown {
  const { pathname, searchParams } = new URL(request.url, 'http://cloud')
  const principal = searchParams.get('principal') ?? undefined
  if (request.method === 'GET') {
    const account = askedAccount(engine, request)
    if (pathname === '/_brume/iam') return { account, mode: authorization.mode(account) }
    if (pathname === '/_brume/iam/decisions') {
      return { account, decisions: authorization.decisions(account, principal) }
    }
    if (pathname === '/_brume/iam/least-policy') {
      if (principal === undefined) throw new Refusal('"principal" is an ARN.')
      return authorization.leastPolicy(account, principal)
    }
  }
  if (pathname !== '/_brume/iam') throw new Refusal('No such control call.', 404)
  if (request.method !== 'POST') throw new Refusal('The mode is read by GET and set by POST.', 405)
  const body = readJson(request)
  onlyMembers(body, ['account', 'mode'])
  const account = actingAccount(engine, request, body)
  const mode = iamModes.find((each) => each === body['mode'])
  if (!mode) throw new Refusal(`"mode" is one of ${iamModes.join(', ')}.`)
  authorization.setMode(account, mode)
  return { account, mode }
}
