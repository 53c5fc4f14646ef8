import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import { identify } from './identify.ts'
import { NormalizedSchema } from './schema.ts'
import { isXml, ServiceModel } from './service-model.ts'
import { services } from './services.ts'
import { randomValue, seeded } from './testing/random.ts'
import { bodyOf, sdkProtocol, SdkPeer } from './testing/sdk-peer.ts'
import type { Protocol, WireResponse } from './types.ts'

const seeds = [1, 2, 3]

describe.each(services)('$name', (info) => {
  const protocols = [info.formProtocol, info.jsonProtocol].filter((one) => one !== undefined)
  if (info.name === 'cloudwatch') protocols.push('rpc-v2-cbor')

  test.each(protocols)('every operation there and back in %s', async (protocol: Protocol) => {
    const model = new ServiceModel(info, await info.importClient())
    const sdk = new SdkPeer(info.name, sdkProtocol(info.name, protocol))
    const fast = new SdkPeer(info.name, sdkProtocol(info.name, protocol, true))
    const canBeEmpty = protocol !== 'ec2Query' && protocol !== 'awsQuery'
    const wrong: string[] = []
    for (const schema of model.schemas.values()) {
      for (const seed of seeds) {
        const random = seeded(seed * 1000 + wrong.length)
        const input = randomValue(NormalizedSchema.of(schema[4]), { canBeEmpty, random })
        const output = randomValue(NormalizedSchema.of(schema[5]), { canBeEmpty: true, random })
        const request = await sdk.request(schema, Object(input))
        const call = identify(request)
        expect(call).toMatchObject({ service: info.name, operation: schema[2], protocol })
        const read = model.decodeInput(call, request)
        if (!same(read, input)) wrong.push(`${schema[2]} input, seed ${seed}`)
        const answered = await sdk.response(schema, model.encodeOutput(call, output, 'r-1'))
        if (!same(answered, output)) wrong.push(`${schema[2]} output, seed ${seed}`)
        if (!isXml(protocol)) continue
        const respelt = withReferences(model.encodeOutput(call, output, 'r-1'))
        if (!same(await fast.response(schema, respelt), answered))
          wrong.push(`${schema[2]} read in one pass, seed ${seed}`)
      }
    }
    expect(wrong).toEqual([])
  })
})

/** A spelling that only the one-pass reader gets right: proof that it has not left the work to the stock parser. */
function withReferences(response: WireResponse): WireResponse {
  const text = bodyOf(response).toString().replaceAll('😀', '&#x1F600;')
  return { ...response, body: [Buffer.from(text)] }
}

function same(actual: unknown, expected: unknown): boolean {
  return isDeepStrictEqual(comparable(actual), comparable(expected))
}

/** The SDK hands bytes and JSON texts out as its own subclasses; only what they hold counts. */
function comparable(value: unknown): unknown {
  if (value instanceof Uint8Array) return { hex: Buffer.from(value).toString('hex') }
  if (Object.prototype.toString.call(value) === '[object String]') return String(value)
  if (Array.isArray(value)) return value.map(comparable)
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, comparable(one)]))
}
