import type { ModifyIpamPoolRequest, ModifyIpamPoolResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findRecord } from '../find.ts'
import { refuseMembers } from '../unsupported.ts'
import { readLengths } from './CreateIpamPool.ts'
import { ipamPools, toPool } from './ipam-pool.ts'

/** Changes a pool's description and the netmask lengths of its allocations. */
export const ModifyIpamPool = operation<ModifyIpamPoolRequest, ModifyIpamPoolResult>(
  'ModifyIpamPool',
  (ctx, input) => {
    refuseMembers('ModifyIpamPool', input, [
      'AddAllocationResourceTags',
      'RemoveAllocationResourceTags',
    ])
    const pool = findRecord(ctx, ipamPools, 'ipam-pool', input.IpamPoolId ?? '')
    const kept = input.ClearAllocationDefaultNetmaskLength ? undefined : pool.defaultNetmask
    const changed = {
      ...pool,
      description: input.Description ?? pool.description,
      autoImport: input.AutoImport ?? pool.autoImport,
      ...readLengths({
        AllocationMinNetmaskLength: input.AllocationMinNetmaskLength ?? pool.minNetmask,
        AllocationMaxNetmaskLength: input.AllocationMaxNetmaskLength ?? pool.maxNetmask,
        AllocationDefaultNetmaskLength: input.AllocationDefaultNetmaskLength ?? kept,
      }),
    }
    ctx.db.put(ipamPools, changed)
    return { IpamPool: toPool(ctx, changed, 'modify-in-progress') }
  },
)
