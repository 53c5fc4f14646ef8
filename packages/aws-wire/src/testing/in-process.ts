import { type HttpRequest, HttpResponse } from '@smithy/core/protocols'
import type { WireCall, WireError, WireRequest, WireResponse } from '../types.ts'
import { encodeError } from '../encode-error.ts'
import { identify } from '../identify.ts'
import { loadService } from '../service-model.ts'
import { WireFault } from '../wire-fault.ts'

/** What an operation does with its typed input: an output, or a WireFault thrown. */
export type Answer = (call: WireCall, input: Record<string, unknown>) => unknown

/** The options of an SDK client whose HTTP ends in this process: all of the client, all of the wire, no socket. */
export function connectedTo(answer: Answer) {
  return {
    region: 'eu-west-1',
    endpoint: 'http://localhost',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    maxAttempts: 1,
    requestHandler: {
      handle: async (request: HttpRequest) => ({ response: await serve(request, answer) }),
    },
  }
}

async function serve(request: HttpRequest, answer: Answer): Promise<HttpResponse> {
  const response = await respond(wireRequest(request), answer)
  return new HttpResponse({
    statusCode: response.status,
    headers: { ...response.headers },
    body: Buffer.concat([...response.body]),
  })
}

async function respond(request: WireRequest, answer: Answer): Promise<WireResponse> {
  let call: WireCall | undefined
  try {
    call = identify(request)
    const model = await loadService(call.service)
    return model.encodeOutput(call, answer(call, model.decodeInput(call, request)), 'request-1')
  } catch (error) {
    if (!(error instanceof WireFault)) throw error
    const known: WireError = error
    return encodeError(call, request, known, 'request-1')
  }
}

function wireRequest(request: HttpRequest): WireRequest {
  const body: unknown = request.body
  return {
    method: request.method,
    url: request.path,
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
    ),
    body: body instanceof Uint8Array ? body : Buffer.from(typeof body === 'string' ? body : ''),
  }
}
