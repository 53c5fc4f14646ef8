import { timingSafeEqual } from 'node:crypto'
import type { Clock } from '@brume/clock'
import type { Engine } from '../engine/engine.ts'
import { accountAliases } from '../services/iam/account-aliases/account-alias.ts'
import { nameKey } from '../services/iam/names.ts'
import { accessKeys } from '../services/iam/users/access-key.ts'
import { hashPassword } from '../services/iam/users/password.ts'
import { users, type UserRecord } from '../services/iam/users/user.ts'
import { issueTemporaryCredentials } from '../services/sts/temporary-credentials.ts'
import { FailedSignIns } from './failed-sign-ins.ts'

/** What somebody types into the sign-in page. */
export interface SignInWish {
  /** 12 digits, or the account's alias. */
  readonly account: string
  readonly user: string
  readonly password: string
  /** Where it comes from: an address. Wrong passwords are counted by it too. */
  readonly client: string
}

/** An IAM user who has signed in. */
export interface SignedInUser {
  readonly account: string
  readonly alias?: string
  readonly name: string
  readonly userId: string
  readonly arn: string
  /** The password has to be changed before anything else. */
  readonly mustChangePassword: boolean
}

export type SignInAnswer =
  | { readonly ok: true; readonly user: SignedInUser }
  /** Wrong, whatever of it: nobody learns which names exist. */
  | { readonly ok: false; readonly retryAfterMs?: undefined }
  /** Too many were wrong: not even looked at. */
  | { readonly ok: false; readonly retryAfterMs: number }

/** Temporary credentials that act as a user. */
export interface UserCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
}

/** Signing in to the console with a password. */
export interface SignIn {
  /** `account`: a number or an alias. */
  signIn(wish: SignInWish): Promise<SignInAnswer>
  /** The account that a number or an alias names; undefined of an alias that nobody has. */
  accountOf(named: string): string | undefined
  aliasOf(account: string): string | undefined
  /** Who a user is now; undefined once there is no such user, or it may no longer sign in. */
  look(account: string, userId: string): SignedInUser | undefined
  /** Fresh credentials of a user who has signed in; undefined as above. */
  credentials(account: string, userId: string): UserCredentials | undefined
  /** Whether such credentials are still good on the account's clock. */
  isValid(credentials: UserCredentials): boolean
  /** Takes such credentials back. */
  revoke(credentials: UserCredentials): void
}

/** IAM is one in all Regions. */
const region = 'us-east-1'
/** As long as a session of AWS's console, on the account's clock. */
const sessionSeconds = 12 * 3600
/** What a password is compared with where there is none: it takes as long, and nothing equals it. */
const nobody = { salt: 'AIDAAAAAAAAAAAAAAAAAA', hash: '00'.repeat(32) }

export function createSignIn(engine: Engine, wall: Clock): SignIn {
  const failures = new FailedSignIns(wall)
  const find = (account: string, userId: string): UserRecord | undefined =>
    // an account that nobody has used has no world, and must not get one by being asked for
    engine.accounts().includes(account)
      ? engine
          .read({ account, region })
          .all(users)
          .find((user) => user.userId === userId && user.loginProfile)
      : undefined
  const accountOf = (named: string): string | undefined =>
    /^\d{12}$/.test(named)
      ? named
      : engine.findAnywhere(accountAliases, named.toLowerCase())?.account
  const aliasOf = (account: string): string | undefined =>
    engine.accounts().includes(account)
      ? engine.read({ account, region }).all(accountAliases)[0]?.id
      : undefined
  const describe = (account: string, user: UserRecord): SignedInUser => {
    const alias = aliasOf(account)
    return {
      account,
      ...(alias !== undefined && { alias }),
      name: user.name,
      userId: user.userId,
      arn: user.arn,
      mustChangePassword: user.loginProfile?.resetRequired ?? false,
    }
  }
  return {
    accountOf,
    aliasOf,
    async signIn({ account: named, user: name, password, client }) {
      const account = accountOf(named)
      const userKey = `${account ?? `alias ${named}`}/${nameKey(name)}`
      const wait = Math.max(failures.waitMs('user', userKey), failures.waitMs('client', client))
      if (wait > 0) return { ok: false, retryAfterMs: wait }
      failures.add('user', userKey)
      failures.add('client', client)
      const user =
        account === undefined || !engine.accounts().includes(account)
          ? undefined
          : engine.peek({ account, region }, users, nameKey(name))
      const profile = user?.loginProfile
      const given = await hashPassword(password, profile ? user.userId : nobody.salt)
      const right = timingSafeEqual(
        Buffer.from(given, 'hex'),
        Buffer.from(profile?.passwordHash ?? nobody.hash, 'hex'),
      )
      if (!right || !user || !profile || account === undefined) return { ok: false }
      failures.forgive(userKey, client)
      engine.transact({ account, region }, (ctx) => {
        const present = ctx.db.get(users, user.id)
        if (present) ctx.db.put(users, { ...present, passwordLastUsed: ctx.now })
      })
      return { ok: true, user: describe(account, user) }
    },
    look(account, userId) {
      const user = find(account, userId)
      return user && describe(account, user)
    },
    credentials(account, userId) {
      const user = find(account, userId)
      if (!user) return undefined
      const made = engine.transact({ account, region }, (ctx) =>
        issueTemporaryCredentials(ctx, { arn: user.arn, userId: user.userId }, sessionSeconds),
      )
      return {
        accessKeyId: made.AccessKeyId ?? '',
        secretAccessKey: made.SecretAccessKey ?? '',
        sessionToken: made.SessionToken ?? '',
      }
    },
    isValid({ accessKeyId }) {
      const issued = engine.findAnywhere(accessKeys, accessKeyId)
      if (!issued) return false
      const { expiresAt = Infinity } = issued.record
      return engine.world(issued.account).clock.now() < expiresAt
    },
    revoke({ accessKeyId }) {
      const issued = engine.findAnywhere(accessKeys, accessKeyId)
      if (!issued) return
      engine.transact({ account: issued.account, region }, (ctx) =>
        ctx.db.delete(accessKeys, accessKeyId),
      )
    },
  }
}
