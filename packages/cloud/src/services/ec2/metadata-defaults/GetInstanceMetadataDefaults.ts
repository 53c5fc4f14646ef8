import type {
  GetInstanceMetadataDefaultsRequest,
  GetInstanceMetadataDefaultsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { readMetadataDefaults } from './settings.ts'

/**
 * The account's defaults for instance metadata in this Region.
 * @differs Always managed by the account: there are no declarative policies.
 */
export const GetInstanceMetadataDefaults = operation<
  GetInstanceMetadataDefaultsRequest,
  GetInstanceMetadataDefaultsResult
>('GetInstanceMetadataDefaults', (ctx) => {
  const defaults = readMetadataDefaults(ctx)
  const enforced = defaults.httpTokensEnforced
  return {
    AccountLevel: {
      HttpTokens: defaults.httpTokens,
      HttpPutResponseHopLimit: defaults.httpPutResponseHopLimit,
      HttpEndpoint: defaults.httpEndpoint,
      InstanceMetadataTags: defaults.instanceMetadataTags,
      ManagedBy: 'account',
      HttpTokensEnforced: enforced === undefined ? undefined : enforced ? 'enabled' : 'disabled',
    },
  }
})
