import type { ServiceName, WireCall, WireRequest } from '@brume/aws-wire'
import type { Clock } from '@brume/clock'
import type { Engine, Scope } from '../engine/engine.ts'
import type { AccessKeyRecord } from '../services/iam/users/access-key.ts'
import { accessKeys } from '../services/iam/users/access-key.ts'
import { denialError } from './denial.ts'
import { createDecisionLog } from './decision-log.ts'
import type { PolicyLayer, RecordedDecision } from './decision.ts'
import { createMessageCodec, describeDenial } from './encoded-message.ts'
import { authError, unknownKey } from './families.ts'
import { rootSecretOf } from './install-key.ts'
import { leastPolicy, type PolicyText } from './least-policy.ts'
import { readMode, writeMode, type IamMode } from './mode.ts'
import { neverAllowed } from './never-allowed.ts'
import { actionOf } from './request/service-prefix.ts'
import { principalOf, rootOf, type Principal } from './principal.ts'
import { verifySignature } from './signature.ts'

export interface AuthorizationOptions {
  readonly engine: Engine
  readonly wall: Clock
  /** Of accounts that have set none of their own. */
  readonly mode: IamMode
  readonly installKey: Buffer
}

/** A request as its signature knows it, and whence it comes. */
export interface Asking {
  readonly request: WireRequest
  /** Default: the caller's clock is the wall's. A guest's is its account's. */
  readonly guest?: boolean
  readonly sourceIp?: string
}

/** Who may do what, in one account or another. */
export interface Authorization {
  mode(account: string): IamMode
  /** Durable until the account is reset. */
  setMode(account: string, mode: IamMode): void
  /** The secret key of the account's root user, whose access key is the account's number. */
  rootSecret(account: string): string
  /** What the policies said lately, the newest first; only of one principal by its ARN, or of all. */
  decisions(account: string, principal?: string): readonly RecordedDecision[]
  /** A policy that allows just what a principal asked for. */
  leastPolicy(account: string, principal: string): PolicyText
  /**
   * Actions that whoever has this key can never do, on whatever resource, with the layer in the way. Services and operations as the
   * SDK names them: `ec2/RunInstances`.
   */
  never(
    accessKeyId: string,
    calls: readonly (readonly [ServiceName, string])[],
  ): Readonly<Record<string, PolicyLayer>>
  /** The text of an encoded message that this cloud made. */
  decodeMessage(message: string): string | undefined
  /** Throws AWS's error for a call that is not signed as it should be. */
  authenticate(call: WireCall, scope: Scope, asking: Asking): void
  /** Judges a call; in `enforce` throws AWS's error for what is not allowed. */
  authorize(call: WireCall, scope: Scope, input: unknown, asking: Asking): Promise<void>
}

const mostCallers = 1000

export function createAuthorization(options: AuthorizationOptions): Authorization {
  const { engine, installKey, wall } = options
  const log = createDecisionLog()
  const messages = createMessageCodec(installKey)
  engine.onReset(log.forget)
  const mode = (account: string): IamMode => readMode(engine, account, options.mode)

  function issuedTo({
    signer,
  }: WireCall): { account: string; record: AccessKeyRecord } | undefined {
    return signer && engine.findAnywhere(accessKeys, signer.accessKeyId)
  }

  function secretOf(call: WireCall, account: string): string {
    const id = call.signer?.accessKeyId ?? ''
    if (id === account) return rootSecretOf(installKey, id)
    const issued = issuedTo(call)
    if (!issued || issued.record.sessionToken !== call.signer?.sessionToken) throw unknownKey(call)
    return issued.record.secret
  }

  const callers = new Map<string, { readonly version: number; readonly principal: Principal }>()

  /** Read anew when anything in the account has changed. */
  function callerOf(call: WireCall, scope: Scope): Principal {
    const issued = issuedTo(call)
    if (!issued) return rootOf(scope.account)
    const { account, record } = issued
    const { version } = engine.world(account)
    const known = callers.get(record.id)
    if (known?.version === version) return known.principal
    const principal = principalOf(engine.read(scope), account, record)
    if (callers.size >= mostCallers) callers.clear()
    callers.set(record.id, { version, principal })
    return principal
  }

  /** What judges is loaded with the first call that asks for it. */
  let judging: Pick<typeof import('./judge.ts'), 'judge'> | undefined

  return {
    mode,
    setMode: (account, wanted) => writeMode(engine, account, wanted),
    rootSecret: (account) => rootSecretOf(installKey, account),
    decisions: log.list,
    leastPolicy: (account, principal) => leastPolicy(log.asked(account, principal)),
    never(accessKeyId, calls) {
      const issued = engine.findAnywhere(accessKeys, accessKeyId)
      if (!issued) return {}
      const { account, record } = issued
      const principal = principalOf(engine.read({ account, region: 'us-east-1' }), account, record)
      return Object.fromEntries(
        calls.flatMap(([service, operation]) => {
          const layer = neverAllowed(principal, actionOf(service, operation))
          return layer ? [[`${service}/${operation}`, layer]] : []
        }),
      )
    },
    decodeMessage: messages.decode,
    authenticate(call, scope, { request, guest }) {
      if (!call.signer) {
        throw authError(call, 'Request is missing Authentication Token', {
          ec2Query: ['AuthFailure', 401],
          json: ['MissingAuthenticationTokenException', 400],
          query: ['MissingAuthenticationToken', 403],
        })
      }
      const clocks = [wall.now()]
      if (guest) clocks.push(engine.world(scope.account).clock.now())
      verifySignature(call, request, secretOf(call, scope.account), clocks)
    },
    async authorize(call, scope, input, { request, sourceIp }) {
      const principal = callerOf(call, scope)
      if (principal.isRoot && !principal.session) return
      judging ??= await import('./judge.ts')
      const { judge } = judging
      const { account, region, requestId = '' } = scope
      const userAgent = request.headers['user-agent']
      const facts = {
        principal,
        region,
        now: engine.world(account).clock.now(),
        secure: true,
        ...(sourceIp !== undefined && { sourceIp }),
        ...(userAgent !== undefined && { userAgent }),
      }
      const asked = { service: call.service, operation: call.operation, input }
      const decisions = engine.transact(scope, (ctx) => judge(ctx, asked, facts), { discard: true })
      const refused = mode(account) === 'enforce'
      for (const decision of decisions) {
        log.add(account, {
          ...decision,
          at: facts.now,
          requestId,
          principal: principal.roleArn ?? principal.arn,
          region,
          refused: refused && !decision.allowed,
        })
      }
      const denied = decisions.find(({ allowed }) => !allowed)
      if (!denied || !refused) return
      throw denialError(call, principal, denied, () =>
        messages.encode(describeDenial(principal, denied)),
      )
    },
  }
}
