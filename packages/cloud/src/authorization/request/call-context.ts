import type { ContextValues } from '@brume/ec2-model/policies'
import type { Principal } from '../principal.ts'

/** What a call says of itself, whatever it asks for. */
export interface CallFacts {
  readonly principal: Principal
  readonly region: string
  /** Account time, ms. */
  readonly now: number
  readonly sourceIp?: string
  readonly userAgent?: string
  readonly secure: boolean
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
export function callValues(call: CallFacts): ReadonlyMap<string, readonly string[]> {
  const { principal, now } = call
  const { arn, roleArn, account, userId, username, tokenIssuedAt } = principal
  const values = new Map<string, readonly string[]>([
    ['aws:currenttime', [new Date(now).toISOString().replace(/\.\d{3}Z$/, 'Z')]],
    ['aws:epochtime', [String(Math.floor(now / 1000))]],
    ['aws:requestedregion', [call.region]],
    ['ec2:region', [call.region]],
    ['aws:securetransport', [String(call.secure)]],
    ['aws:principalarn', [roleArn ?? arn]],
    ['aws:principalaccount', [account]],
    ['aws:principaltype', [principalTypes[principal.kind]]],
    ['aws:principalisawsservice', ['false']],
    ['aws:viaawsservice', ['false']],
    ['aws:userid', [userId]],
  ])
  if (call.sourceIp !== undefined) values.set('aws:sourceip', [call.sourceIp])
  if (call.userAgent !== undefined) values.set('aws:useragent', [call.userAgent])
  if (username !== undefined) values.set('aws:username', [username])
  if (tokenIssuedAt !== undefined) {
    values.set('aws:tokenissuetime', [new Date(tokenIssuedAt).toISOString()])
    // There is no MFA here; long-lived keys do not even have the key.
    values.set('aws:multifactorauthpresent', ['false'])
  }
  for (const { Key, Value } of principal.tags) {
    values.set(`aws:principaltag/${Key.toLowerCase()}`, [Value])
  }
  return values
}

const principalTypes = {
  root: 'Account',
  user: 'User',
  'role-session': 'AssumedRole',
  'federated-user': 'FederatedUser',
} as const

/** Values that are read when a policy asks for them. */
export class LazyContext implements ContextValues {
  readonly #base: ReadonlyMap<string, readonly string[]>
  readonly #read: (key: string) => readonly string[] | undefined
  readonly #known = new Map<string, readonly string[] | undefined>()
  readonly #keys: readonly string[]

  /** `keys`: those that `read` may know, for telling all. */
  constructor(
    base: ReadonlyMap<string, readonly string[]>,
    keys: readonly string[],
    read: (key: string) => readonly string[] | undefined,
  ) {
    this.#base = base
    this.#keys = keys
    this.#read = read
  }

  get(key: string): readonly string[] | undefined {
    const base = this.#base.get(key)
    if (base) return base
    if (!this.#known.has(key)) this.#known.set(key, this.#read(key))
    return this.#known.get(key)
  }

  /** Everything that has a value. */
  all(): Readonly<Record<string, readonly string[]>> {
    const own = this.#keys.flatMap((key) => {
      const values = this.get(key.toLowerCase())
      return values ? [[key, values] as const] : []
    })
    return Object.fromEntries([...this.#base, ...own])
  }
}
