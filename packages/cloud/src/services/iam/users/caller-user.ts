import type { Context } from '../../../engine/context.ts'
import { validationError } from '../errors.ts'
import { findUser, users, type UserRecord } from './user.ts'

/** The user that is named or, without a name, the one that calls. Throws `NoSuchEntity`, `ValidationError`. */
export function userOrCaller(ctx: Context, name: string | undefined): UserRecord {
  if (name !== undefined) return findUser(ctx.db, name)
  const self = ctx.db.all(users).find(({ arn }) => arn === ctx.caller)
  if (!self) throw validationError('Must specify userName when calling with non-User credentials')
  return self
}
