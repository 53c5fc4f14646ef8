import type { CreateIpamRequest, CreateIpamResult } from '@aws-sdk/client-ec2'
import { findRegion } from '../../../catalogue/regions.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { refuseMembers } from '../unsupported.ts'
import { ipams, ipamScopes, toIpam, type IpamRecord } from './ipam.ts'

/**
 * Makes an IPAM with its default scopes, one private and one public.
 * @differs It discovers no resources: only what is allocated from its pools is known to it. IPv4 alone.
 */
export const CreateIpam = operation<CreateIpamRequest, CreateIpamResult>(
  'CreateIpam',
  (ctx, input) => {
    refuseMembers('CreateIpam', input, ['EnablePrivateGua', 'MeteredAccount'])
    const tags = readTagSpecifications(input.TagSpecifications, ['ipam'])('ipam')
    const id = newId(ctx.chance, 'ipam')
    const ipam: IpamRecord = {
      id,
      description: input.Description ?? '',
      operatingRegions: readRegions(input.OperatingRegions, [ctx.region]),
      tier: input.Tier ?? 'advanced',
      privateScopeId: newId(ctx.chance, 'ipam-scope'),
      publicScopeId: newId(ctx.chance, 'ipam-scope'),
      discoveryId: newId(ctx.chance, 'ipam-res-disco'),
      discoveryAssociationId: newId(ctx.chance, 'ipam-res-disco-assoc'),
      tags,
    }
    ctx.db.put(ipams, ipam)
    for (const type of ['private', 'public'] as const) {
      ctx.db.put(ipamScopes, {
        id: type === 'private' ? ipam.privateScopeId : ipam.publicScopeId,
        ipamId: id,
        type,
        isDefault: true,
        description: '',
        tags: [],
      })
    }
    return { Ipam: toIpam(ctx, ipam, 'create-in-progress') }
  },
)

export function readRegions(
  asked: readonly { readonly RegionName?: string }[] | undefined,
  always: readonly string[],
): readonly string[] {
  const names = (asked ?? []).map(({ RegionName = '' }) => RegionName)
  const unknown = names.find((name) => !findRegion(name))
  if (unknown === undefined) return [...new Set([...always, ...names])]
  throw new AwsError('InvalidParameterValue', `Invalid region: ${unknown}`)
}
