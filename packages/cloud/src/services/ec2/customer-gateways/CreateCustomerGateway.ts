import type { CreateCustomerGatewayRequest, CreateCustomerGatewayResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { parseAddress } from '../../../network/address.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { customerGateways, type CustomerGatewayRecord } from './customer-gateway.ts'
import { toCustomerGateway } from './describe-customer-gateway.ts'

/** https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-limits.html */
const gatewayLimit = 50
const usualAsn = 65_000
const largestAsn = 4_294_967_295

/**
 * Describes the customer's end of VPN connections. The same one again is answered, not made twice.
 * @limits 50 in a Region.
 */
export const CreateCustomerGateway = operation<
  CreateCustomerGatewayRequest,
  CreateCustomerGatewayResult
>('CreateCustomerGateway', (ctx, input) => {
  const tags = readTagSpecifications(input.TagSpecifications, ['customer-gateway'])(
    'customer-gateway',
  )
  const wished = { ...readGateway(input), tags }
  const live = ctx.db.all(customerGateways).filter(({ state }) => state === 'available')
  const same = live.find(
    (each) =>
      each.ipAddress === wished.ipAddress &&
      each.bgpAsn === wished.bgpAsn &&
      each.deviceName === wished.deviceName &&
      each.certificateArn === wished.certificateArn,
  )
  if (same) return { CustomerGateway: toCustomerGateway(same) }
  if (live.length >= gatewayLimit) {
    throw new AwsError(
      'CustomerGatewayLimitExceeded',
      'The maximum number of customer gateways has been reached.',
    )
  }
  const gateway = { id: newId(ctx.chance, 'cgw'), ...wished }
  ctx.db.put(customerGateways, gateway)
  return { CustomerGateway: toCustomerGateway(gateway) }
})

function readGateway(
  input: CreateCustomerGatewayRequest,
): Omit<CustomerGatewayRecord, 'id' | 'tags'> {
  const { Type, IpAddress, PublicIp, BgpAsn, BgpAsnExtended, DeviceName, CertificateArn } = input
  if (Type !== 'ipsec.1') {
    throw new AwsError('InvalidParameterValue', `Invalid VPN type: ${Type}`)
  }
  const ipAddress = IpAddress ?? PublicIp
  if (ipAddress === undefined && CertificateArn === undefined) {
    throw new AwsError('MissingParameter', 'The request must contain the parameter ipAddress')
  }
  if (ipAddress !== undefined && parseAddress(ipAddress) === undefined) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${ipAddress}) for parameter ipAddress is invalid. Invalid IP address.`,
    )
  }
  const bgpAsn = BgpAsnExtended ?? BgpAsn ?? usualAsn
  if (bgpAsn < 1 || bgpAsn > largestAsn) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${bgpAsn}) for parameter bgpAsn is invalid. Invalid BGP ASN.`,
    )
  }
  return {
    state: 'available',
    type: Type,
    bgpAsn,
    ...(ipAddress !== undefined && { ipAddress }),
    ...(DeviceName !== undefined && { deviceName: DeviceName }),
    ...(CertificateArn !== undefined && { certificateArn: CertificateArn }),
  }
}
