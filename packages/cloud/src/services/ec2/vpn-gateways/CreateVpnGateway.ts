import type { CreateVpnGatewayRequest, CreateVpnGatewayResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { readAsn } from '../transit-gateways/read-options.ts'
import { toVpnGateway } from './describe-vpn-gateway.ts'
import { vpnGateways, type VpnGatewayRecord } from './vpn-gateway.ts'

/** https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-limits.html */
const gatewayLimit = 5
const usualAsn = 64_512

/**
 * A virtual private gateway, attached to nothing yet.
 * @limits 5 in a Region.
 */
export const CreateVpnGateway = operation<CreateVpnGatewayRequest, CreateVpnGatewayResult>(
  'CreateVpnGateway',
  (ctx, input) => {
    const tags = readTagSpecifications(input.TagSpecifications, ['vpn-gateway'])('vpn-gateway')
    const { AvailabilityZone } = input
    if (input.Type !== 'ipsec.1') {
      throw new AwsError('InvalidParameterValue', `Invalid VPN type: ${input.Type}`)
    }
    const live = ctx.db.all(vpnGateways).filter(({ state }) => state === 'available')
    if (live.length >= gatewayLimit) {
      throw new AwsError(
        'VpnGatewayLimitExceeded',
        'The maximum number of virtual private gateways has been reached.',
      )
    }
    const gateway: VpnGatewayRecord = {
      id: newId(ctx.chance, 'vgw'),
      state: 'available',
      amazonSideAsn: readAsn(input.AmazonSideAsn, usualAsn),
      ...(AvailabilityZone !== undefined && { availabilityZone: AvailabilityZone }),
      tags,
    }
    ctx.db.put(vpnGateways, gateway)
    return { VpnGateway: toVpnGateway(gateway) }
  },
)
