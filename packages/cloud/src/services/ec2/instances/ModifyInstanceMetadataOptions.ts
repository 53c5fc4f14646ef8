import type {
  ModifyInstanceMetadataOptionsCommandInput,
  ModifyInstanceMetadataOptionsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { readMetadataDefaults } from '../metadata-defaults/settings.ts'
import { decide } from './decide.ts'
import { findInstance } from './find-instances.ts'
import { instances } from './instance.ts'
import { changeMetadataOptions, checkTokensEnforced } from './metadata-options.ts'

/**
 * Sets how the guest's metadata service answers: tokens, hop limit, endpoint, tags. It does so at once.
 */
export const ModifyInstanceMetadataOptions = operation<
  ModifyInstanceMetadataOptionsCommandInput,
  ModifyInstanceMetadataOptionsResult
>('ModifyInstanceMetadataOptions', (ctx, input) => {
  const instance = findInstance(ctx.db, input.InstanceId)
  decide('modifyMetadataOptions', instance)
  const metadataOptions = changeMetadataOptions(instance.metadataOptions, input)
  checkTokensEnforced(readMetadataDefaults(ctx), metadataOptions)
  ctx.db.put(instances, { ...instance, metadataOptions })
  return {
    InstanceId: instance.id,
    InstanceMetadataOptions: {
      State: 'pending',
      HttpTokens: metadataOptions.httpTokens,
      HttpPutResponseHopLimit: metadataOptions.httpPutResponseHopLimit,
      HttpEndpoint: metadataOptions.httpEndpoint,
      HttpProtocolIpv6: metadataOptions.httpProtocolIpv6,
      InstanceMetadataTags: metadataOptions.instanceMetadataTags,
    },
  }
})
