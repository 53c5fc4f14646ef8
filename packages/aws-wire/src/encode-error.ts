import { cbor } from '@smithy/core/cbor'
import { responseHeaders } from './response-headers.ts'
import { NormalizedSchema } from './schema.ts'
import { isXml, loadedService } from './service-model.ts'
import { serviceInfo } from './services.ts'
import type { Protocol, WireCall, WireError, WireRequest, WireResponse } from './types.ts'
import { escapeText } from './xml-text.ts'

/**
 * The answer that carries an error, in the form of the request's protocol. `error.code` may be the wire code
 * (`LoadBalancerNotFound`) or the name of the model's error (`LoadBalancerNotFoundException`): each protocol gets its own.
 */
export function encodeError(
  call: WireCall | undefined,
  request: WireRequest,
  error: WireError,
  requestId: string,
): WireResponse {
  const protocol = call?.protocol ?? guessProtocol(request)
  const named = namesOf(call, error)
  const headers = responseHeaders(protocol, requestId)
  const isSender = named.status < 500
  switch (protocol) {
    case 'ec2Query':
      return answer(
        named.status,
        headers,
        `<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error><Code>${escapeText(named.code)}</Code>` +
          `<Message>${escapeText(error.message)}</Message></Error></Errors><RequestID>${requestId}</RequestID></Response>`,
      )
    case 'awsQuery': {
      const namespace = call ? ` xmlns="${serviceInfo(call.service).xmlNamespace}"` : ''
      return answer(
        named.status,
        headers,
        `<ErrorResponse${namespace}><Error><Type>${isSender ? 'Sender' : 'Receiver'}</Type>` +
          `<Code>${escapeText(named.code)}</Code><Message>${escapeText(error.message)}</Message></Error>` +
          `<RequestId>${requestId}</RequestId></ErrorResponse>`,
      )
    }
    default: {
      // Clients of a service that once spoke query are told the query code as well.
      if (call && serviceInfo(call.service).formProtocol) {
        headers['x-amzn-query-error'] =
          `${headerText(named.code)};${isSender ? 'Sender' : 'Receiver'}`
      }
      const body = { __type: named.shape, message: error.message, Message: error.message }
      if (protocol === 'rpc-v2-cbor') return answer(named.status, headers, cbor.serialize(body))
      headers['x-amzn-errortype'] = headerText(named.shape)
      return answer(named.status, headers, JSON.stringify(body))
    }
  }
}

interface Names {
  /** In query answers. */
  readonly code: string
  /** In JSON and CBOR answers. */
  readonly shape: string
  readonly status: number
}

function namesOf(call: WireCall | undefined, error: WireError): Names {
  const plain = { code: error.code, shape: error.code, status: error.status }
  const model = call && loadedService(call.service)
  const shape = model?.errors.has(error.code) ? error.code : model?.errorsByCode.get(error.code)
  const schema = shape === undefined ? undefined : model?.errors.get(shape)
  if (!call || !schema || shape === undefined) return plain
  const { awsQueryError, httpError } = NormalizedSchema.of(schema).getMergedTraits()
  const [code, queryStatus]: unknown[] = Array.isArray(awsQueryError) ? awsQueryError : []
  // The status beside the query code is that of query answers only: the JSON services say 400.
  const status = isXml(call.protocol) ? (queryStatus ?? httpError) : httpError
  return {
    code: typeof code === 'string' ? code : shape,
    shape,
    status: typeof status === 'number' ? status : error.status,
  }
}

function guessProtocol(request: WireRequest): Protocol {
  const contentType = request.headers['content-type'] ?? ''
  if (request.headers['smithy-protocol'] === 'rpc-v2-cbor') return 'rpc-v2-cbor'
  if (contentType.includes('json-1.0')) return 'awsJson1_0'
  if (contentType.includes('json') || request.headers['x-amz-target'] !== undefined) {
    return 'awsJson1_1'
  }
  const scope = `${request.headers['authorization'] ?? ''} ${request.url}`
  return /(\/|%2F)ec2(\/|%2F)aws4_request/i.test(scope) ? 'ec2Query' : 'awsQuery'
}

/** A header holds no line breaks and no bytes beyond ASCII. */
function headerText(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '')
}

function answer(
  status: number,
  headers: Record<string, string>,
  body: string | Uint8Array,
): WireResponse {
  return { status, headers, body: [typeof body === 'string' ? Buffer.from(body) : body] }
}
