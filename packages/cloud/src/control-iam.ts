import type { WireRequest } from '@brume/aws-wire'
import type { Authorization } from './authorization/authorization.ts'
import { iamModes } from './authorization/mode.ts'
import { actingAccount, askedAccount, onlyMembers, readJson } from './control-request.ts'
import type { Engine } from './engine/engine.ts'
import { Refusal } from './refusal.ts'

/** Whether an account's calls are checked: `GET /_brume/iam`, `POST {"mode": "enforce"}`. */
export function controlIam(
  engine: Engine,
  authorization: Authorization,
  request: WireRequest,
): unknown {
  if (request.method === 'GET') {
    const account = askedAccount(engine, request)
    return { account, mode: authorization.mode(account) }
  }
  if (request.method !== 'POST') throw new Refusal('The mode is read by GET and set by POST.', 405)
  const body = readJson(request)
  onlyMembers(body, ['account', 'mode'])
  const account = actingAccount(engine, request, body)
  const mode = iamModes.find((each) => each === body['mode'])
  if (!mode) throw new Refusal(`"mode" is one of ${iamModes.join(', ')}.`)
  authorization.setMode(account, mode)
  return { account, mode }
}
