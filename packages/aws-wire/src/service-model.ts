import { cbor, dateToTag } from '@smithy/core/cbor'
import type { StaticErrorSchema, StaticOperationSchema } from '@smithy/types'
import { ByteSink, chunksOf, maxChunkBytes } from './byte-sink.ts'
import { type ConstraintTable, loadConstraints } from './constraint-table.ts'
import { bodyText, parseForm } from './form.ts'
import { formText } from './identify.ts'
import { JsonDecoder, serializationFault } from './json-decode.ts'
import { JsonEncoder } from './json-encode.ts'
import { ec2Paths, faultOf, frameworkPaths } from './problem-faults.ts'
import { isProtocolKey, writeTimeOf, wrongTypeOf } from './protocol-facts.ts'
import { QueryDecoder } from './query-decode.ts'
import { responseHeaders } from './response-headers.ts'
import { NormalizedSchema } from './schema.ts'
import { isRecord } from './scalars.ts'
import { serviceInfo, type ServiceInfo } from './services.ts'
import type { Protocol, ServiceName, WireCall, WireRequest, WireResponse } from './types.ts'
import { Validator } from './validate.ts'
import { WireFault } from './wire-fault.ts'
import { XmlEncoder } from './xml-encode.ts'

type Decode = (request: WireRequest) => Record<string, unknown>
type Write = (output: unknown, requestId: string) => Iterable<Uint8Array>

/** A service as its SDK client's schemas describe it: reads inputs and writes outputs of every operation. */
export class ServiceModel {
  readonly service: ServiceName
  /** Every operation AWS has. */
  readonly operations: ReadonlySet<string>
  /** The errors the model knows, by the name of their shape. */
  readonly errors: ReadonlyMap<string, StaticErrorSchema>
  /** The names of those shapes by their code in query answers; the first of several. */
  readonly errorsByCode: ReadonlyMap<string, string>

  readonly #info: ServiceInfo
  readonly schemas: ReadonlyMap<string, StaticOperationSchema>
  readonly #decoders = new Map<string, Decode>()
  readonly #writers = new Map<string, Write>()
  readonly #validator: Validator | undefined
  readonly #query: QueryDecoder
  readonly #json = new JsonDecoder()
  readonly #xmlOut: XmlEncoder
  readonly #jsonOut = new JsonEncoder()
  readonly #cborOut = new JsonEncoder(dateToTag)

  /** Without a table nothing but the form is checked: what a test of the form alone wants. */
  constructor(info: ServiceInfo, client: object, constraints?: ConstraintTable) {
    const exported: unknown[] = Object.values(client)
    this.#info = info
    this.service = info.name
    this.schemas = new Map(exported.filter(isOperationSchema).map((one) => [one[2], one]))
    this.operations = new Set(this.schemas.keys())
    this.errors = new Map(exported.filter(isErrorSchema).map((one) => [one[2], one]))
    this.errorsByCode = new Map(
      [...this.errors].toReversed().map(([shape, schema]) => [queryCode(schema) ?? shape, shape]),
    )
    this.#query = new QueryDecoder({
      isEc2: info.formProtocol === 'ec2Query',
      wrongType: wrongTypeOf(info),
    })
    this.#xmlOut = new XmlEncoder(writeTimeOf(info))
    const paths = info.formProtocol === 'ec2Query' ? ec2Paths : frameworkPaths
    this.#validator = constraints && new Validator(constraints, paths)
  }

  /** The typed input of a request; throws WireFault with AWS's code and message when there is none to have. */
  decodeInput(call: WireCall, request: WireRequest): Record<string, unknown> {
    return once(this.#decoders, `${call.protocol} ${call.operation}`, () =>
      this.#compileInput(call),
    )(request)
  }

  /** The answer that carries `output`, chunk by chunk on demand. */
  encodeOutput(call: WireCall, output: unknown, requestId: string): WireResponse {
    const write = once(this.#writers, `${call.protocol} ${call.operation}`, () =>
      this.#compileOutput(call),
    )
    return {
      status: 200,
      headers: responseHeaders(call.protocol, requestId),
      body: write(output, requestId),
    }
  }

  #operation(call: WireCall): StaticOperationSchema {
    const schema = this.schemas.get(call.operation)
    if (!schema) throw unknownOperation(call)
    return schema
  }

  #compileInput(call: WireCall): Decode {
    const schema = NormalizedSchema.of(this.#operation(call)[4])
    const read = this.#compileForm(call, schema)
    const validate = this.#validator?.input(schema)
    if (!validate) return read
    return (request) => {
      const input = read(request)
      const [first, ...others] = validate(input)
      if (first) throw faultOf(this.#info, call.operation, [first, ...others])
      return input
    }
  }

  #compileForm(call: WireCall, schema: NormalizedSchema): Decode {
    if (isXml(call.protocol)) {
      const read = this.#query.input(schema, (key) => isProtocolKey(key, call.operation))
      return (request) => read(parseForm(formText(request)))
    }
    const read = this.#json.input(schema)
    return call.protocol === 'rpc-v2-cbor'
      ? (request) => read(parseCbor(request.body))
      : (request) => read(parseJson(request.body))
  }

  #compileOutput(call: WireCall): Write {
    const schema = NormalizedSchema.of(this.#operation(call)[5])
    if (isXml(call.protocol)) return this.#compileXml(call, schema)
    if (call.protocol === 'rpc-v2-cbor') {
      const plain = this.#cborOut.plain(schema)
      return (output) => split(cbor.serialize(plain(output ?? {})))
    }
    const write = this.#jsonOut.output(schema)
    return (output) => {
      const sink = new ByteSink()
      return chunksOf(sink, write(output, sink))
    }
  }

  #compileXml(call: WireCall, schema: NormalizedSchema): Write {
    const { operation } = call
    const isEc2 = call.protocol === 'ec2Query'
    const isUnit = schema.isUnitSchema()
    const { text, stream } = this.#xmlOut.shape(schema)
    const declaration = isEc2 ? '<?xml version="1.0" encoding="UTF-8"?>\n' : ''
    const open = `${declaration}<${operation}Response xmlns="${this.#info.xmlNamespace}">`
    const close = `</${operation}Response>`
    function* write(output: unknown, requestId: string, sink: ByteSink): Generator<undefined> {
      sink.text(open)
      if (isEc2) sink.text(`<requestId>${requestId}</requestId>`)
      else if (!isUnit) sink.text(`<${operation}Result>`)
      if (isUnit) sink.text(isEc2 ? '<return>true</return>' : '')
      else if (stream) yield* stream(output, sink)
      else sink.text(text(output))
      if (!isEc2) {
        if (!isUnit) sink.text(`</${operation}Result>`)
        sink.text(`<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`)
      }
      sink.text(close)
    }
    return (output, requestId) => {
      const sink = new ByteSink()
      return chunksOf(sink, write(output, requestId, sink))
    }
  }
}

const models = new Map<ServiceName, Promise<ServiceModel>>()
const loaded = new Map<ServiceName, ServiceModel>()

/** The model of a service; the first call imports its SDK client. */
export function loadService(service: ServiceName): Promise<ServiceModel> {
  return once(models, service, async () => {
    const info = serviceInfo(service)
    const model = new ServiceModel(
      info,
      ...(await Promise.all([info.importClient(), loadConstraints(service)])),
    )
    loaded.set(service, model)
    return model
  })
}

/** The model if it is loaded already: errors are written without waiting for one. */
export function loadedService(service: ServiceName): ServiceModel | undefined {
  return loaded.get(service)
}

/** AWS's refusal of an operation that the service does not have. */
export function unknownOperation(call: WireCall): WireFault {
  if (call.protocol === 'ec2Query') {
    return new WireFault(
      'InvalidAction',
      `The action ${call.operation} is not valid for this web service.`,
    )
  }
  if (call.protocol === 'awsQuery') {
    const { version } = serviceInfo(call.service)
    return new WireFault(
      'InvalidAction',
      `Could not find operation ${call.operation} for version ${version}`,
    )
  }
  return new WireFault('UnknownOperationException', `The operation ${call.operation} is not known.`)
}

export function isXml(protocol: Protocol): boolean {
  return protocol === 'ec2Query' || protocol === 'awsQuery'
}

function once<Key, Value>(kept: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = kept.get(key)
  if (value === undefined) {
    value = make()
    kept.set(key, value)
  }
  return value
}

function isOperationSchema(value: unknown): value is StaticOperationSchema {
  return Array.isArray(value) && value[0] === 9
}

function isErrorSchema(value: unknown): value is StaticErrorSchema {
  return Array.isArray(value) && value[0] === -3 && !String(value[1]).includes('synthetic')
}

function queryCode(schema: StaticErrorSchema): string | undefined {
  const { awsQueryError } = NormalizedSchema.of(schema).getMergedTraits()
  const code: unknown = Array.isArray(awsQueryError) ? awsQueryError[0] : undefined
  return typeof code === 'string' ? code : undefined
}

function parseJson(body: Uint8Array): unknown {
  if (body.length === 0) return {}
  const text = bodyText(body, () => serializationFault('Invalid UTF-8 in the request body'))
  try {
    const document: unknown = JSON.parse(text)
    return document
  } catch {
    throw serializationFault('The request body is not valid JSON')
  }
}

function parseCbor(body: Uint8Array): unknown {
  if (body.length === 0) return {}
  let document: unknown
  try {
    document = cbor.deserialize(body)
  } catch {
    throw serializationFault('The request body is not valid CBOR')
  }
  if (!isRecord(document)) throw serializationFault('Expected map or null')
  return document
}

function split(bytes: Uint8Array): Iterable<Uint8Array> {
  const chunks: Uint8Array[] = []
  for (let start = 0; start < bytes.length; start += maxChunkBytes) {
    chunks.push(bytes.subarray(start, start + maxChunkBytes))
  }
  return chunks
}
