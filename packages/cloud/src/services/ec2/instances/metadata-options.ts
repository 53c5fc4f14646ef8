import type { InstanceMetadataOptionsRequest } from '@aws-sdk/client-ec2'
import { AwsError } from '../../../errors.ts'
import type { MetadataDefaultsRecord } from '../metadata-defaults/settings.ts'
import type { MetadataOptions } from './instance.ts'

/**
 * What an instance gets that asks for nothing: what the account says for the Region, else the image, which requires IMDSv2 and
 * lets containers reach it where it was made for that.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html
 */
export function defaultMetadataOptions(
  account: Omit<MetadataDefaultsRecord, 'id'>,
  imdsSupport: 'v2.0' | undefined,
): MetadataOptions {
  const version2 = imdsSupport === 'v2.0'
  return {
    state: 'applied',
    httpTokens: account.httpTokens ?? (version2 ? 'required' : 'optional'),
    httpPutResponseHopLimit: account.httpPutResponseHopLimit ?? (version2 ? 2 : 1),
    httpEndpoint: account.httpEndpoint ?? 'enabled',
    httpProtocolIpv6: 'disabled',
    instanceMetadataTags: account.instanceMetadataTags ?? 'disabled',
  }
}

/** Where an account enforces IMDSv2, nothing is launched or changed without it. */
export function checkTokensEnforced(
  { httpTokensEnforced }: Omit<MetadataDefaultsRecord, 'id'>,
  { httpTokens }: MetadataOptions,
): void {
  if (!httpTokensEnforced || httpTokens === 'required') return
  throw new AwsError(
    'UnsupportedOperation',
    'You can only launch instances with IMDSv2 (HttpTokens=required): the account enforces it (HttpTokensEnforced) in this Region.',
  )
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
