import type { CustomerGateway } from '@aws-sdk/client-ec2'
import type { FilterFields } from '../filters.ts'
import type { CustomerGatewayRecord } from './customer-gateway.ts'

/** ASNs beyond it stand in a member of their own. */
const largestInt32 = 2_147_483_647

export function toCustomerGateway(gateway: CustomerGatewayRecord): CustomerGateway {
  const { bgpAsn } = gateway
  return {
    CustomerGatewayId: gateway.id,
    State: gateway.state,
    Type: gateway.type,
    IpAddress: gateway.ipAddress,
    ...(bgpAsn > largestInt32 ? { BgpAsnExtended: String(bgpAsn) } : { BgpAsn: String(bgpAsn) }),
    DeviceName: gateway.deviceName,
    CertificateArn: gateway.certificateArn,
    Tags: [...gateway.tags],
  }
}

export const customerGatewayFilters: FilterFields<CustomerGatewayRecord> = {
  fields: {
    'bgp-asn': ({ bgpAsn }) => bgpAsn,
    'customer-gateway-id': ({ id }) => id,
    'ip-address': ({ ipAddress }) => ipAddress,
    state: ({ state }) => state,
    type: ({ type }) => type,
  },
  tags: ({ tags }) => tags,
}
