import type { InstanceMetadataOptionsRequest } from '@aws-sdk/client-ec2'
import { AwsError } from '../../../errors.ts'
import type { MetadataOptions } from './instance.ts'

/** What an instance gets that asks for nothing; images made for IMDSv2 require it and let containers reach it. */
export function defaultMetadataOptions(imdsSupport: 'v2.0' | undefined): MetadataOptions {
  const version2 = imdsSupport === 'v2.0'
  return {
    state: 'applied',
    httpTokens: version2 ? 'required' : 'optional',
    httpPutResponseHopLimit: version2 ? 2 : 1,
    httpEndpoint: 'enabled',
    httpProtocolIpv6: 'disabled',
    instanceMetadataTags: 'disabled',
  }
}

/** `present` with the wished members in place of its own. */
export function changeMetadataOptions(
  present: MetadataOptions,
  wished: InstanceMetadataOptionsRequest | undefined,
): MetadataOptions {
  const hops = wished?.HttpPutResponseHopLimit
  if (hops !== undefined && (hops < 1 || hops > 64)) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${hops}) for parameter HttpPutResponseHopLimit is invalid. The value must be between 1 and 64.`,
    )
  }
  return {
    state: 'applied',
    httpTokens: wished?.HttpTokens ?? present.httpTokens,
    httpPutResponseHopLimit: hops ?? present.httpPutResponseHopLimit,
    httpEndpoint: wished?.HttpEndpoint ?? present.httpEndpoint,
    httpProtocolIpv6: wished?.HttpProtocolIpv6 ?? present.httpProtocolIpv6,
    instanceMetadataTags: wished?.InstanceMetadataTags ?? present.instanceMetadataTags,
  }
}
