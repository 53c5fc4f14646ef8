import {
  encodeError,
  identify,
  loadService,
  unknownOperation,
  WireFault,
  type Signer,
  type WireCall,
  type WireRequest,
  type WireResponse,
} from '@brume/aws-wire'
import { createCallFaults } from './call-faults.ts'
import { findRegion } from './catalogue/regions.ts'
import type { Clock } from '@brume/clock'
import type { Context } from './engine/context.ts'
import { defaultAccount } from './engine/default-account.ts'
import type { Engine, Scope } from './engine/engine.ts'
import { findRepeated, rememberToken } from './engine/idempotency.ts'
import type { AnyOperation } from './engine/operation.ts'
import { AwsError } from './errors.ts'
import type { CloudHost } from './host.ts'
import { checkPageInput } from './services/ec2/paging.ts'
import { accountRoot } from './services/sts/caller.ts'
import { registry } from './services/registry.ts'
import { accessKeys } from './services/iam/users/access-key.ts'
import type { Authorization } from './authorization/authorization.ts'
import { authError, unknownKey } from './authorization/families.ts'
import { readMyAddress } from './data-plane/fabric/my-address.ts'

const defaultRegion = 'us-east-1'

export interface DispatchOptions {
  readonly engine: Engine
  readonly host: CloudHost
  readonly wall: Clock
  readonly authorization: Authorization
  /** Told once of each fault that is not the caller's. */
  readonly onError: (error: unknown, requestId: string) => void
}

/** An AWS request to its answer. Never throws. */
export type Dispatch = (request: WireRequest, known?: KnownCall) => Promise<WireResponse>

/** What is known of a request besides its bytes. */
export interface KnownCall {
  /** Which operation it asks for, its input being JSON: for who does not speak the service's own protocol. */
  readonly call?: WireCall
  /** Whose call it is unless its key was given out by this cloud: who is in a world stays in it. */
  readonly account?: string
  /** The bytes that were signed, where the request is not as it came. */
  readonly signed?: WireRequest
  /** Whence it comes; default: "My IP" of the account. */
  readonly sourceIp?: string
}

export function createDispatch(options: DispatchOptions): Dispatch {
  const { engine, host, wall, authorization, onError } = options
  const faults = createCallFaults(engine, wall)
  return async (request, known = {}) => {
    const requestId = crypto.randomUUID()
    let { call } = known
    try {
      call ??= identify(request)
      const { host: name } = request.headers
      const endpoint = name === undefined ? undefined : `http://${name}`
      const asked = scopeOf(engine, call.signer, known.account)
      const mode = authorization.mode(asked.account)
      const asking = {
        request: known.signed ?? request,
        guest: known.account !== undefined,
        sourceIp:
          known.sourceIp ?? (mode === 'off' ? undefined : readMyAddress(engine, asked.account)),
      }
      if (mode === 'enforce') authorization.authenticate(call, asked, asking)
      checkSigner(engine, call)
      const scope = { ...asked, requestId, endpoint }
      const model = await loadService(call.service)
      const operation = registry[call.service].get(call.operation)
      if (!operation) throw refusal(call, model.operations.has(call.operation))
      checkSize(operation, request)
      const input = model.decodeInput(call, request)
      const fault = faults.apply(scope, call)
      if (fault) await fault
      if (mode !== 'off') await authorization.authorize(call, scope, input, asking)
      const output = await perform(engine, host, scope, call, operation, input)
      return model.encodeOutput(call, output, requestId)
    } catch (error) {
      if (error instanceof AwsError || error instanceof WireFault) {
        return encodeError(call, request, error, requestId)
      }
      onError(error, requestId)
      return encodeError(call, request, internalError, requestId)
    }
  }
}

const internalError = {
  code: 'InternalError',
  message: 'An internal error has occurred',
  status: 500,
} as const

/** CloudWatch's words: https://github.com/aws/aws-sdk-go/issues/4441 */
function checkSize({ maxRequestBytes = Infinity }: AnyOperation, request: WireRequest): void {
  const { headers, body } = request
  const sent = headers['content-encoding'] === undefined ? undefined : headers['content-length']
  const size = Number(sent ?? body.length)
  if (size <= maxRequestBytes) return
  throw new AwsError(
    'RequestEntityTooLarge',
    `Request size ${size} exceeded ${maxRequestBytes} bytes`,
    413,
  )
}

function refusal(call: WireCall, known: boolean): Error {
  if (!known) return unknownOperation(call)
  return new AwsError(
    'UnsupportedOperation',
    `The ${call.operation} operation is not supported by the embedded cloud.`,
    501,
  )
}

/** Whose call it is: a key given out by this cloud, else the given account, else a 12-digit key names its account. */
export function scopeOf(engine: Engine, signer: Signer | undefined, given?: string): Scope {
  const otherwise = given ?? defaultAccount
  if (!signer) return { account: otherwise, region: defaultRegion }
  const region = signer.region || defaultRegion
  if (given === undefined && /^\d{12}$/.test(signer.accessKeyId))
    return { account: signer.accessKeyId, region }
  const issued = engine.findAnywhere(accessKeys, signer.accessKeyId)
  if (!issued) return { account: otherwise, region }
  return { account: issued.account, region, caller: issued.record.arn }
}

/** Refuses what AWS would not let in: a Region that does not exist, a key of this cloud that is switched off or over. */
function checkSigner(engine: Engine, call: WireCall): void {
  const { signer } = call
  if (!signer) return
  if (signer.region && !findRegion(signer.region)) {
    throw authError(call, 'Credential should be scoped to a valid region.', {
      ec2Query: ['AuthFailure', 401],
      json: ['InvalidSignatureException', 400],
      query: ['SignatureDoesNotMatch', 403],
    })
  }
  const issued = engine.findAnywhere(accessKeys, signer.accessKeyId)
  if (!issued) return
  const { status, expiresAt = Infinity } = issued.record
  if (status === 'Inactive') throw unknownKey(call)
  if (engine.world(issued.account).clock.now() >= expiresAt) {
    throw authError(call, 'The security token included in the request is expired', {
      ec2Query: ['RequestExpired', 400],
      json: ['ExpiredTokenException', 400],
      query: ['ExpiredToken', 403],
    })
  }
}

/** Services that speak JSON spell its first letter small. */
function tokenOf(members: object): string {
  const token: unknown = Reflect.get(members, 'ClientToken') ?? Reflect.get(members, 'clientToken')
  return typeof token === 'string' ? token : ''
}

async function perform(
  engine: Engine,
  host: CloudHost,
  scope: Scope,
  call: WireCall,
  operation: AnyOperation,
  input: unknown,
): Promise<unknown> {
  const members = typeof input === 'object' && input !== null ? input : {}
  const dryRun = call.service === 'ec2' && 'DryRun' in members && members.DryRun === true
  if (call.service === 'ec2') checkPageInput(scope, operation.name, members)
  const token = dryRun ? '' : tokenOf(members)
  const world = engine.world(scope.account)
  // Elsewhere the clock fires in its own slices; here a step is over before the next call.
  if (world.pace.instant) world.clock.fireDue()
  if (token && operation.prepare) {
    const repeated = engine.transact(scope, (ctx) => findRepeated(ctx, operation, token, members))
    if (repeated) return repeated.output
  }
  const prepared = await operation.prepare?.(input as never, {
    account: scope.account,
    region: scope.region,
    caller: scope.caller ?? accountRoot(scope.account).Arn,
    host,
    dryRun,
    read: (look) => engine.transact(scope, look, { discard: true }),
  })
  const run = (ctx: Context): unknown => {
    const repeated = token ? findRepeated(ctx, operation, token, members) : undefined
    if (repeated) return repeated.output
    // The wire layer decoded this input by the operation's own schema, and `prepared` is its own too.
    const output = operation.run(ctx, input as never, prepared as never)
    if (token) rememberToken(ctx, operation, token, members, output)
    return output
  }
  const output = engine.transact(scope, run, { discard: dryRun })
  if (dryRun) {
    throw new AwsError(
      'DryRunOperation',
      'Request would have succeeded, but DryRun flag is set.',
      412,
    )
  }
  return output
}
