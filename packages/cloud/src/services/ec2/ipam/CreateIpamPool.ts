import type { CreateIpamPoolRequest, CreateIpamPoolResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { refuseMembers } from '../unsupported.ts'
import { ipamPools, toPool, type IpamPoolRecord } from './ipam-pool.ts'
import { ipams, ipamScopes } from './ipam.ts'

/**
 * Makes a pool in a scope, or below another pool.
 * @differs IPv4 in private scopes alone; nothing is imported by itself.
 */
export const CreateIpamPool = operation<CreateIpamPoolRequest, CreateIpamPoolResult>(
  'CreateIpamPool',
  (ctx, input) => {
    refuseMembers('CreateIpamPool', input, [
      'PubliclyAdvertisable',
      'AllocationResourceTags',
      'AwsService',
      'PublicIpSource',
      'SourceResource',
    ])
    const scope = findRecord(ctx, ipamScopes, 'ipam-scope', input.IpamScopeId ?? '')
    if (input.AddressFamily !== 'ipv4' || scope.type === 'public') {
      throw new AwsError(
        'UnsupportedOperation',
        'IPAM pools of IPv6 or of public addresses are not supported by the embedded cloud.',
      )
    }
    const source =
      input.SourceIpamPoolId === undefined
        ? undefined
        : findRecord(ctx, ipamPools, 'ipam-pool', input.SourceIpamPoolId)
    const locale = input.Locale ?? source?.locale ?? 'None'
    const regions = ctx.db.get(ipams, scope.ipamId)?.operatingRegions ?? []
    if (locale !== 'None' && !regions.includes(locale)) {
      throw new AwsError(
        'InvalidParameterValue',
        `The locale ${locale} is not an operating Region of the IPAM.`,
      )
    }
    const pool: IpamPoolRecord = {
      id: newId(ctx.chance, 'ipam-pool'),
      ipamId: scope.ipamId,
      scopeId: scope.id,
      scopeType: scope.type,
      sourcePoolId: source?.id,
      locale,
      description: input.Description ?? '',
      autoImport: input.AutoImport ?? false,
      ...readLengths(input),
      cidrs: [],
      tags: readTagSpecifications(input.TagSpecifications, ['ipam-pool'])('ipam-pool'),
    }
    ctx.db.put(ipamPools, pool)
    return { IpamPool: toPool(ctx, pool, 'create-in-progress') }
  },
)

type Lengths = Pick<IpamPoolRecord, 'minNetmask' | 'maxNetmask' | 'defaultNetmask'>

/** How long the netmasks of allocations may be. */
export function readLengths(input: {
  readonly AllocationMinNetmaskLength?: number
  readonly AllocationMaxNetmaskLength?: number
  readonly AllocationDefaultNetmaskLength?: number
}): Lengths {
  const {
    AllocationMinNetmaskLength: minNetmask,
    AllocationMaxNetmaskLength: maxNetmask,
    AllocationDefaultNetmaskLength: defaultNetmask,
  } = input
  const lengths = [minNetmask, defaultNetmask, maxNetmask].filter((each) => each !== undefined)
  const inOrder = lengths.every((each, at) => at === 0 || (lengths[at - 1] ?? 0) <= each)
  if (inOrder && lengths.every((each) => each >= 0 && each <= 32)) {
    return { minNetmask, maxNetmask, defaultNetmask }
  }
  throw new AwsError(
    'InvalidParameterValue',
    'The allocation netmask lengths must be between 0 and 32, the minimum not above the default, the default not above the maximum.',
  )
}
