import type { UnassignPrivateIpAddressesRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { disassociateElasticIp } from '../addresses/associate.ts'
import { elasticIps } from '../addresses/elastic-ip.ts'
import { findRecord } from '../find.ts'
import { networkInterfaces } from './network-interface.ts'
import { withoutPrefixes } from './prefixes.ts'

/** Takes secondary addresses and prefixes from an interface; Elastic IPs on the addresses become free. */
export const UnassignPrivateIpAddresses = operation<UnassignPrivateIpAddressesRequest, object>(
  'UnassignPrivateIpAddresses',
  (ctx, input) => {
    const id = input.NetworkInterfaceId ?? ''
    const eni = findRecord(ctx, networkInterfaces, 'network-interface', id)
    const asked = new Set(input.PrivateIpAddresses)
    const prefixes = input.Ipv4Prefixes ?? []
    if (asked.size === 0 && prefixes.length === 0) {
      throw new AwsError(
        'MissingParameter',
        'The request must contain the parameter privateIpAddress',
      )
    }
    const gone = eni.privateIpAddresses.filter(({ address }) => asked.has(address))
    if (gone.length < asked.size) {
      throw new AwsError(
        'InvalidParameterValue',
        `Some of the specified addresses are not assigned to interface ${eni.id}`,
      )
    }
    if (gone.some(({ primary }) => primary)) {
      throw new AwsError(
        'InvalidParameterValue',
        `The primary private IP address of interface ${eni.id} cannot be unassigned`,
      )
    }
    const bare = withoutPrefixes(eni, 'ipv4', prefixes)
    for (const { association } of gone) {
      const elastic = ctx.db.get(elasticIps, association?.allocationId ?? '')
      if (elastic) disassociateElasticIp(ctx, elastic)
    }
    ctx.db.put(networkInterfaces, {
      ...bare,
      privateIpAddresses: eni.privateIpAddresses.filter((each) => !gone.includes(each)),
    })
    return {}
  },
)
