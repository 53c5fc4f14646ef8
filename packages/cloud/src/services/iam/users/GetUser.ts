import type { GetUserCommandInput, GetUserCommandOutput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { accountRoot } from '../../sts/caller.ts'
import { findUser, toUser, users } from './user.ts'

/** A user, or who is calling. */
export const GetUser = operation<GetUserCommandInput, Omit<GetUserCommandOutput, '$metadata'>>(
  'GetUser',
  (ctx, input) => {
    if (input.UserName !== undefined) return { User: toUser(findUser(ctx.db, input.UserName)) }
    const self = ctx.db.all(users).find((user) => user.arn === ctx.caller)
    if (self) return { User: toUser(self) }
    return {
      User: {
        ...accountRoot(ctx.account),
        CreateDate: new Date(ctx.now),
        Path: '/',
        UserName: undefined,
      },
    }
  },
)
