import type {
  GetIpamPoolCidrsRequest,
  GetIpamPoolCidrsResult,
  IpamPoolCidr,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { compileFilters } from '../filters.ts'
import { findRecord } from '../find.ts'
import { paginate } from '../paging.ts'
import { ipamPools } from './ipam-pool.ts'

/** The addresses that a pool has. */
export const GetIpamPoolCidrs = operation<GetIpamPoolCidrsRequest, GetIpamPoolCidrsResult>(
  'GetIpamPoolCidrs',
  (ctx, input) => {
    const pool = findRecord(ctx, ipamPools, 'ipam-pool', input.IpamPoolId ?? '')
    const found = pool.cidrs
      .map(({ id, cidr }): IpamPoolCidr => ({
        Cidr: cidr,
        IpamPoolCidrId: id,
        State: 'provisioned',
        NetmaskLength: Number(cidr.split('/')[1]),
      }))
      .filter(
        compileFilters<IpamPoolCidr>('GetIpamPoolCidrs', input.Filters, {
          fields: {
            cidr: ({ Cidr }) => Cidr,
            'ipam-pool-cidr-id': ({ IpamPoolCidrId }) => IpamPoolCidrId,
            state: ({ State }) => State,
          },
        }),
      )
    const page = paginate(ctx, 'GetIpamPoolCidrs', found, input, {
      keyOf: ({ IpamPoolCidrId }) => IpamPoolCidrId ?? '',
    })
    return { IpamPoolCidrs: [...page.items], NextToken: page.nextToken }
  },
)
