import type { AnalysisComponent } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { findInstance } from '../instances/find-instances.ts'
import { internetGateways } from '../internet-gateways/internet-gateway.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'

/** How AWS calls the kinds of resources in ARNs, by the prefix of their ids. */
const arnTypes: Readonly<Record<string, string>> = {
  acl: 'network-acl',
  eigw: 'egress-only-internet-gateway',
  eni: 'network-interface',
  i: 'instance',
  igw: 'internet-gateway',
  nat: 'natgateway',
  pcx: 'vpc-peering-connection',
  rtb: 'route-table',
  sg: 'security-group',
  subnet: 'subnet',
  tgw: 'transit-gateway',
  'tgw-attach': 'transit-gateway-attachment',
  'tgw-rtb': 'transit-gateway-route-table',
  vgw: 'vpn-gateway',
  vpc: 'vpc',
  vpn: 'vpn-connection',
}

type Place = Pick<Context, 'account' | 'region'>

/** Undefined for what is no resource: an address on the Internet. */
export function toComponent({ account, region }: Place, id: string): AnalysisComponent | undefined {
  const type = arnTypes[id.slice(0, id.lastIndexOf('-'))]
  if (type === undefined) return undefined
  return { Id: id, Arn: `arn:aws:ec2:${region}:${account}:${type}/${id}` }
}

/** The id of an end that a call names by id or ARN: an instance, an interface or an internet gateway. */
export function readEnd(ctx: Context, text: string): string {
  const id = text.slice(text.lastIndexOf('/') + 1)
  if (id.startsWith('i-')) return findInstance(ctx.db, id).id
  if (id.startsWith('eni-')) return findRecord(ctx, networkInterfaces, 'network-interface', id).id
  if (id.startsWith('igw-')) return findRecord(ctx, internetGateways, 'internet-gateway', id).id
  if (!toComponent(ctx, id)) {
    throw new AwsError('InvalidParameterValue', `Value (${text}) is no resource of Amazon EC2.`)
  }
  throw new AwsError(
    'UnsupportedOperation',
    `Paths that begin or end at ${text} are not supported by the embedded cloud.`,
  )
}
