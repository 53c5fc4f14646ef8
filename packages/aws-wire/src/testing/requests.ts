import { identify } from '../identify.ts'
import { loadService } from '../service-model.ts'
import type { ServiceName, WireRequest } from '../types.ts'
import { serviceInfo } from '../services.ts'
import { WireFault } from '../wire-fault.ts'

/** A signed form post, as a client would send it; `form` without Version. */
export function formRequest(
  service: ServiceName,
  form: string | Uint8Array,
  headers: Record<string, string> = {},
): WireRequest {
  const { version } = serviceInfo(service)
  const tail = Buffer.from(`&Version=${version}`)
  return {
    method: 'POST',
    url: '/',
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      authorization: authorization(service),
      ...headers,
    },
    body: Buffer.concat([Buffer.from(form), tail]),
  }
}

/** A signed JSON post; `body` as it goes over the wire. */
export function jsonRequest(
  service: ServiceName,
  operation: string,
  body: string | Uint8Array,
): WireRequest {
  const info = serviceInfo(service)
  return {
    method: 'POST',
    url: '/',
    headers: {
      'content-type': `application/x-amz-json-${info.jsonProtocol === 'awsJson1_0' ? '1.0' : '1.1'}`,
      'x-amz-target': `${info.target}.${operation}`,
      authorization: authorization(service),
    },
    body: Buffer.from(body),
  }
}

export function authorization(service: ServiceName): string {
  const { signingName } = serviceInfo(service)
  return `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260102/eu-west-1/${signingName}/aws4_request, SignedHeaders=host, Signature=00`
}

export async function decode(request: WireRequest): Promise<Record<string, unknown>> {
  const call = identify(request)
  return (await loadService(call.service)).decodeInput(call, request)
}

/** What a request is refused with. */
export async function refusal(request: WireRequest): Promise<{ code: string; message: string }> {
  try {
    await decode(request)
  } catch (error) {
    if (error instanceof WireFault) return { code: error.code, message: error.message }
    throw error
  }
  throw new Error('the request was accepted')
}
