import type { ModifyIpamRequest, ModifyIpamResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findRecord } from '../find.ts'
import { refuseMembers } from '../unsupported.ts'
import { readRegions } from './CreateIpam.ts'
import { ipams, toIpam } from './ipam.ts'

/** Changes an IPAM's description, tier and operating Regions. */
export const ModifyIpam = operation<ModifyIpamRequest, ModifyIpamResult>(
  'ModifyIpam',
  (ctx, input) => {
    refuseMembers('ModifyIpam', input, ['EnablePrivateGua', 'MeteredAccount'])
    const ipam = findRecord(ctx, ipams, 'ipam', input.IpamId ?? '')
    const gone = readRegions(input.RemoveOperatingRegions, [])
    const changed = {
      ...ipam,
      description: input.Description ?? ipam.description,
      tier: input.Tier ?? ipam.tier,
      operatingRegions: readRegions(input.AddOperatingRegions, ipam.operatingRegions).filter(
        // Its home Region stays.
        (name) => name === ctx.region || !gone.includes(name),
      ),
    }
    ctx.db.put(ipams, changed)
    return { Ipam: toIpam(ctx, changed, 'modify-in-progress') }
  },
)
