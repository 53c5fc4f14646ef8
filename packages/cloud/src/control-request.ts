import type { WireRequest } from '@brume/aws-wire'
import { findRegion } from './catalogue/regions.ts'
import { scopeOf } from './dispatch.ts'
import type { Engine } from './engine/engine.ts'
import { Refusal } from './refusal.ts'

/** Of a call that is read by GET: the account named in the query, or the signer's. */
export function askedAccount(engine: Engine, request: WireRequest): string {
  const asked = new URL(request.url, 'http://cloud').searchParams.get('account')
  return asked === null ? signerOf(engine, request) : accountIn({ account: asked })
}

/** The account that a body names. */
export function accountIn(body: Readonly<Record<string, unknown>>): string {
  const { account } = body
  if (typeof account !== 'string' || !/^\d{12}$/.test(account)) {
    throw new Refusal('"account" is a string of 12 digits.')
  }
  return account
}

/** The account that signed the call, or the default one. */
export function signerOf(engine: Engine, request: WireRequest): string {
  const key = /Credential=([^/,\s]+)\//.exec(request.headers['authorization'] ?? '')?.[1]
  const signer = key === undefined ? undefined : { accessKeyId: key, region: '', signingName: '' }
  return scopeOf(engine, signer).account
}

export function onlyMembers(body: object, allowed: readonly string[]): void {
  const unknown = Object.keys(body).find((name) => !allowed.includes(name))
  if (unknown !== undefined) {
    throw new Refusal(`Unknown member "${unknown}"; known are ${allowed.join(', ')}.`)
  }
}

/** An empty body stands for {}. Only JSON by name: a web page can send other kinds unasked. */
export function readJson(request: WireRequest): Record<string, unknown> {
  const kind = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (kind !== 'application/json') throw new Refusal('Send application/json.', 415)
  const text = new TextDecoder().decode(request.body)
  if (text.trim() === '') return {}
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw new Refusal('The body is not JSON.')
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new Refusal('The body is not a JSON object.')
  }
  return { ...body }
}

/** The account that a body names, or the signer's. */
export function actingAccount(
  engine: Engine,
  request: WireRequest,
  body: Readonly<Record<string, unknown>>,
): string {
  return body['account'] === undefined ? signerOf(engine, request) : accountIn(body)
}

export function regionIn({ region }: Readonly<Record<string, unknown>>): string {
  if (typeof region === 'string' && findRegion(region)) return region
  throw new Refusal('"region" is a Region.')
}
