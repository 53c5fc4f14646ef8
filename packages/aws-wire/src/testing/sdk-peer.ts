import {
  AwsEc2QueryProtocol,
  AwsJson1_0Protocol,
  AwsJson1_1Protocol,
  AwsQueryProtocol,
  AwsRestJsonProtocol,
  AwsSmithyRpcV2CborProtocol,
} from '@aws-sdk/core/protocols'
import { HttpResponse } from '@smithy/core/protocols'
import { operation } from '@smithy/core/schema'
import type {
  ClientProtocol,
  EndpointBearer,
  HandlerExecutionContext,
  HttpRequest,
  HttpResponse as HttpMessage,
  SerdeFunctions,
  StaticOperationSchema,
} from '@smithy/types'
import { FastEc2QueryProtocol, FastQueryProtocol } from '../client/index.ts'
import { serviceInfo } from '../services.ts'
import type { Protocol, ServiceName, WireRequest, WireResponse } from '../types.ts'

type Sdk = ClientProtocol<HttpRequest, HttpMessage>

/** The client's end of the wire: the SDK's own serialiser and deserialiser, without its HTTP and retries. */
export class SdkPeer {
  readonly #protocol: Sdk
  readonly #target: string

  constructor(service: ServiceName, protocol: Sdk) {
    this.#target = serviceInfo(service).target ?? ''
    this.#protocol = protocol
  }

  async request(schema: StaticOperationSchema, input: object): Promise<WireRequest> {
    const request = await this.#protocol.serializeRequest(
      known(schema),
      input,
      contextOf(this.#target, schema),
    )
    const headers: Record<string, string> = {}
    for (const [name, value] of Object.entries(request.headers)) headers[name.toLowerCase()] = value
    const body: unknown = request.body
    return {
      method: request.method,
      url: request.path,
      headers,
      body: body instanceof Uint8Array ? body : Buffer.from(String(body ?? '')),
    }
  }

  async response(
    schema: StaticOperationSchema,
    response: WireResponse,
  ): Promise<Record<string, unknown>> {
    const http = new HttpResponse({
      statusCode: response.status,
      headers: { ...response.headers },
      body: bodyOf(response),
    })
    const { $metadata: _, ...output } = await this.#protocol.deserializeResponse(
      known(schema),
      contextOf(this.#target, schema),
      http,
    )
    return output
  }
}

export function sdkProtocol(service: ServiceName, protocol: Protocol, isFast = false): Sdk {
  const info = serviceInfo(service)
  const options = {
    defaultNamespace: `com.amazonaws.${service.replaceAll('-', '')}`,
    xmlNamespace: info.xmlNamespace,
    version: info.version,
    serviceTarget: info.target ?? '',
    awsQueryCompatible: info.formProtocol !== undefined,
    errorTypeRegistries: [],
  }
  switch (protocol) {
    case 'ec2Query':
      return isFast ? new FastEc2QueryProtocol(options) : new AwsEc2QueryProtocol(options)
    case 'awsQuery':
      return isFast ? new FastQueryProtocol(options) : new AwsQueryProtocol(options)
    case 'awsJson1_0':
      return new AwsJson1_0Protocol(options)
    case 'awsJson1_1':
      return new AwsJson1_1Protocol(options)
    case 'restJson1':
      return new AwsRestJsonProtocol(options)
    case 'rpc-v2-cbor':
      return new AwsSmithyRpcV2CborProtocol(options)
  }
}

export function bodyOf(response: WireResponse): Buffer {
  return Buffer.concat([...response.body])
}

function known(schema: StaticOperationSchema) {
  return operation(schema[1], schema[2], schema[3], schema[4], schema[5])
}

type Context = HandlerExecutionContext & SerdeFunctions & EndpointBearer

const endpoint = { protocol: 'http:', hostname: 'localhost', path: '/' }

/** What the middleware hands a protocol, as far as these protocols look at it. */
function contextOf(service: string, schema: StaticOperationSchema): Context {
  const context = {
    endpoint: () => Promise.resolve(endpoint),
    __smithy_context: { service, operation: schema[2] },
  }
  return Object.assign(Object.create(null), context)
}
