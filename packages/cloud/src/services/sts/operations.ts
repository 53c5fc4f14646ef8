import { AssumeRole } from './AssumeRole.ts'
import { DecodeAuthorizationMessage } from './DecodeAuthorizationMessage.ts'
import { GetAccessKeyInfo } from './GetAccessKeyInfo.ts'
import { GetCallerIdentity } from './GetCallerIdentity.ts'
import { GetFederationToken } from './GetFederationToken.ts'
import { GetSessionToken } from './GetSessionToken.ts'

/** Operations of STS that the embedded cloud supports. */
export const operations = [
  AssumeRole,
  DecodeAuthorizationMessage,
  GetAccessKeyInfo,
  GetCallerIdentity,
  GetFederationToken,
  GetSessionToken,
] as const
