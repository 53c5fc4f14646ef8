import type {
  GetFederationTokenCommandInput,
  GetFederationTokenCommandOutput,
} from '@aws-sdk/client-sts'
import { operation } from '../../engine/operation.ts'
import { AwsError } from '../../errors.ts'
import { packedSize, readSession } from './session-policies.ts'
import { issueTemporaryCredentials } from './temporary-credentials.ts'

/** Temporary credentials for somebody whom the caller has let in, who may do what the caller may and the passed policies allow. */
export const GetFederationToken = operation<
  GetFederationTokenCommandInput,
  Omit<GetFederationTokenCommandOutput, '$metadata'>
>('GetFederationToken', (ctx, input) => {
  if (ctx.caller.includes(':assumed-role/') || ctx.caller.includes(':federated-user/')) {
    throw new AwsError(
      'AccessDenied',
      'Cannot call GetFederationToken with session credentials',
      403,
    )
  }
  const name = input.Name ?? ''
  const user = {
    FederatedUserId: `${ctx.account}:${name}`,
    Arn: `arn:aws:sts::${ctx.account}:federated-user/${name}`,
  }
  const session = {
    ...readSession(ctx.db, input),
    transitiveTagKeys: [],
    issuer: ctx.caller,
  }
  const Credentials = issueTemporaryCredentials(
    ctx,
    { arn: user.Arn, userId: user.FederatedUserId, session },
    input.DurationSeconds ?? 43_200,
  )
  return { Credentials, FederatedUser: user, PackedPolicySize: packedSize(input) }
})
