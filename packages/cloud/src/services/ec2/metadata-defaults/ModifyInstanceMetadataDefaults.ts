import type {
  ModifyInstanceMetadataDefaultsRequest,
  ModifyInstanceMetadataDefaultsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { putMetadataDefaults, readMetadataDefaults } from './settings.ts'

/**
 * Sets what launches take that do not say; `no-preference` and a hop limit of -1 leave a member to the
 * image again.
 * @limits Hop limit 1 to 64.
 */
export const ModifyInstanceMetadataDefaults = operation<
  ModifyInstanceMetadataDefaultsRequest,
  ModifyInstanceMetadataDefaultsResult
>('ModifyInstanceMetadataDefaults', (ctx, input) => {
  const old = readMetadataDefaults(ctx)
  const hops = input.HttpPutResponseHopLimit
  if (hops !== undefined && hops !== -1 && (hops < 1 || hops > 64)) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${hops}) for parameter HttpPutResponseHopLimit is invalid. The value must be between 1 and 64, or -1 for no preference.`,
    )
  }
  const enforced = input.HttpTokensEnforced
  putMetadataDefaults(ctx, {
    id: 'defaults',
    httpTokens: chosen(old.httpTokens, input.HttpTokens),
    httpPutResponseHopLimit:
      hops === undefined ? old.httpPutResponseHopLimit : hops === -1 ? undefined : hops,
    httpEndpoint: chosen(old.httpEndpoint, input.HttpEndpoint),
    instanceMetadataTags: chosen(old.instanceMetadataTags, input.InstanceMetadataTags),
    httpTokensEnforced:
      enforced === undefined
        ? old.httpTokensEnforced
        : enforced === 'no-preference'
          ? undefined
          : enforced === 'enabled',
  })
  return { Return: true }
})

function chosen<T extends string>(
  old: T | undefined,
  wished: T | 'no-preference' | undefined,
): T | undefined {
  if (wished === undefined) return old
  return wished === 'no-preference' ? undefined : wished
}
