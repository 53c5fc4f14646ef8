import { bodyText, formPairs } from './form.ts'
import { services, type ServiceInfo } from './services.ts'
import type { Signer, WireCall, WireRequest } from './types.ts'
import { WireFault } from './wire-fault.ts'

/**
 * Which operation of which service a request asks for, without reading its input. Throws WireFault for an unknown
 * service, version or target; whether the service has the operation, its model says.
 */
export function identify(request: WireRequest): WireCall {
  const { path, query } = splitUrl(request.url)
  const cbor = /\/service\/([^/]+)\/operation\/([^/]+)\/?$/.exec(path)
  if (cbor) return cborCall(request, query, cbor[1] ?? '', cbor[2] ?? '')
  const target = request.headers['x-amz-target']
  if (target !== undefined) return jsonCall(request, query, target)
  const rest = restCall(request, path, query)
  if (rest) return rest
  return formCall(request, query)
}

/** The form of a request: its body, or the query string of a GET. */
export function formText(request: WireRequest): string {
  return request.method === 'POST' || request.method === 'PUT'
    ? bodyText(request.body)
    : splitUrl(request.url).query
}

function splitUrl(url: string): { path: string; query: string } {
  const mark = url.indexOf('?')
  return mark === -1
    ? { path: url, query: '' }
    : { path: url.slice(0, mark), query: url.slice(mark + 1) }
}

function cborCall(
  request: WireRequest,
  query: string,
  target: string,
  operation: string,
): WireCall {
  const service = services.find((one) => one.target === target && one.name === 'cloudwatch')
  if (!service) throw unknownTarget(target)
  const signer = findSigner(request, new Map(formPairs(query)))
  return withSigner({ service: service.name, operation, protocol: 'rpc-v2-cbor' }, signer)
}

function jsonCall(request: WireRequest, query: string, target: string): WireCall {
  const dot = target.lastIndexOf('.')
  const prefix = target.slice(0, Math.max(dot, 0))
  const service = services.find((one) => one.target === prefix)
  if (!service?.jsonProtocol) throw unknownTarget(target)
  const signer = findSigner(request, new Map(formPairs(query)))
  const operation = target.slice(dot + 1)
  return withSigner({ service: service.name, operation, protocol: service.jsonProtocol }, signer)
}

/**
 * Savings Plans alone speak restJson1, and each of their operations is `POST /<Operation>` with a JSON body
 * (the `http` traits of the SDK's schemas; the round-trip test goes through them all).
 */
function restCall(request: WireRequest, path: string, query: string): WireCall | undefined {
  const operation = /^\/([A-Za-z]+)$/.exec(path)?.[1]
  const isJson = request.headers['content-type']?.startsWith('application/json') ?? false
  if (operation === undefined || request.method !== 'POST' || !isJson) return undefined
  const signer = findSigner(request, new Map(formPairs(query)))
  const service = services.find(
    ({ jsonProtocol, signingName }) =>
      jsonProtocol === 'restJson1' && signingName === (signer?.signingName ?? signingName),
  )
  return service && withSigner({ service: service.name, operation, protocol: 'restJson1' }, signer)
}

function formCall(request: WireRequest, query: string): WireCall {
  const named = new Map<string, string>()
  // A presigned POST keeps its signature in the URL and its parameters in the body.
  for (const text of new Set([formText(request), query])) {
    for (const [key, value] of formPairs(text, routingKeys)) {
      if (!named.has(key)) named.set(key, value)
    }
  }
  const signer = findSigner(request, named)
  const version = named.get('Version')
  const operation = named.get('Action')
  const service = formService(signer, version)
  if (!operation) {
    throw new WireFault(
      'MissingAction',
      'The request is missing an action or a required parameter.',
    )
  }
  return withSigner({ service: service.name, operation, protocol: service.formProtocol }, signer)
}

const routingKeys: ReadonlySet<string> = new Set([
  'Action',
  'Version',
  'SecurityToken',
  'X-Amz-Credential',
  'X-Amz-Security-Token',
])

type FormService = ServiceInfo & { readonly formProtocol: NonNullable<ServiceInfo['formProtocol']> }

function takesForms(service: ServiceInfo): service is FormService {
  return service.formProtocol !== undefined
}

function formService(signer: Signer | undefined, version: string | undefined): FormService {
  const form = services.filter(takesForms)
  const candidates =
    signer?.signingName === undefined
      ? form
      : form.filter((one) => one.signingName === signer.signingName)
  if (candidates.length === 0) {
    throw new WireFault(
      'UnsupportedOperation',
      `The service ${signer?.signingName ?? ''} is not supported by the embedded cloud.`,
      501,
    )
  }
  const exact = candidates.find((one) => one.version === version)
  if (exact) return exact
  // EC2 still answers the versions that old clients name.
  const ec2 = candidates.find((one) => one.name === 'ec2')
  if (ec2 && version !== undefined && isOlder(version, ec2.version)) return ec2
  if (version === undefined && candidates.length === 1 && candidates[0]) return candidates[0]
  if (version === undefined) {
    throw new WireFault('MissingParameter', 'The request must contain the parameter Version')
  }
  if (version === classicVersion && candidates[0]?.name === 'elastic-load-balancing-v2') {
    throw new WireFault(
      'UnsupportedOperation',
      'Classic Load Balancers are not supported by the embedded cloud.',
      501,
    )
  }
  throw new WireFault('NoSuchVersion', `The requested version (${version}) is not valid.`)
}

/** Of Classic Load Balancers, which share their signing name with the newer ones. */
const classicVersion = '2012-06-01'

function isOlder(version: string, newest: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(version) && version < newest
}

function unknownTarget(target: string): WireFault {
  return new WireFault('UnknownOperationException', `The operation ${target} is not known.`)
}

function withSigner(call: WireCall, signer: Signer | undefined): WireCall {
  return signer ? { ...call, signer } : call
}

/** Who signed a request, as far as it says; nothing is verified. */
export function findSigner(
  request: Pick<WireRequest, 'headers'>,
  parameters: ReadonlyMap<string, string> = new Map(),
): Signer | undefined {
  const inHeader = /Credential=([^,\s]+)/.exec(request.headers['authorization'] ?? '')?.[1]
  const scope = inHeader ?? parameters.get('X-Amz-Credential')
  const sessionToken =
    request.headers['x-amz-security-token'] ??
    parameters.get('X-Amz-Security-Token') ??
    parameters.get('SecurityToken')
  if (scope !== undefined) {
    const parts = scope.split('/')
    // <key>/<date>/<region>/<service>/aws4_request; signatures for several Regions leave the Region out.
    const signingName = parts.at(-2)
    const accessKeyId = parts[0]
    if (accessKeyId && signingName && parts.length >= 4) {
      const region =
        parts.length >= 5 ? (parts.at(-3) ?? '') : firstRegion(request.headers['x-amz-region-set'])
      return { accessKeyId, region, signingName, ...(sessionToken ? { sessionToken } : {}) }
    }
  }
  return undefined
}

function firstRegion(set: string | undefined): string {
  const first = set?.split(',')[0]?.trim()
  return first && first !== '*' ? first : 'us-east-1'
}
