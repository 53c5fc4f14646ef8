import type { VpnGateway } from '@aws-sdk/client-ec2'
import type { FilterFields } from '../filters.ts'
import type { VpnGatewayRecord } from './vpn-gateway.ts'

export function toVpnGateway(gateway: VpnGatewayRecord): VpnGateway {
  const { attachment } = gateway
  return {
    VpnGatewayId: gateway.id,
    State: gateway.state,
    Type: 'ipsec.1',
    AmazonSideAsn: gateway.amazonSideAsn,
    AvailabilityZone: gateway.availabilityZone,
    VpcAttachments: attachment ? [{ VpcId: attachment.vpcId, State: attachment.state }] : [],
    Tags: [...gateway.tags],
  }
}

export const vpnGatewayFilters: FilterFields<VpnGatewayRecord> = {
  fields: {
    'amazon-side-asn': ({ amazonSideAsn }) => amazonSideAsn,
    'attachment.state': ({ attachment }) => attachment?.state,
    'attachment.vpc-id': ({ attachment }) => attachment?.vpcId,
    'availability-zone': ({ availabilityZone }) => availabilityZone,
    state: ({ state }) => state,
    type: () => 'ipsec.1',
    'vpn-gateway-id': ({ id }) => id,
  },
  tags: ({ tags }) => tags,
}
