import type { CreateTransitGatewayRequest, CreateTransitGatewayResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { toTransitGateway } from './describe-transit-gateway.ts'
import { makeTransitTable } from './make-route-table.ts'
import { checkTransitBlocks, readAsn, readToggle } from './read-options.ts'
import { settleTransitGateway } from './settle-transit-gateway.ts'
import { transitGateways, type TransitGatewayRecord } from './transit-gateway.ts'

/** Per account and Region. https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-quotas.html */
const gatewayLimit = 5
const defaultAsn = 64_512

/** With AWS's defaults and a default route table; five in a Region. */
export const CreateTransitGateway = operation<
  CreateTransitGatewayRequest,
  CreateTransitGatewayResult
>('CreateTransitGateway', (ctx, input) => {
  const tags = readTagSpecifications(input.TagSpecifications, ['transit-gateway'])(
    'transit-gateway',
  )
  const { Options: wish = {} } = input
  const live = ctx.db.all(transitGateways).filter(({ state }) => state !== 'deleted')
  if (live.length >= gatewayLimit) {
    throw new AwsError(
      'TransitGatewayLimitExceeded',
      'The maximum number of transit gateways has been reached.',
    )
  }
  const made: TransitGatewayRecord = {
    id: newId(ctx.chance, 'tgw'),
    ...(input.Description !== undefined && { description: input.Description }),
    state: 'pending',
    options: {
      amazonSideAsn: readAsn(wish.AmazonSideAsn, defaultAsn),
      cidrBlocks: checkTransitBlocks(wish.TransitGatewayCidrBlocks ?? []),
      autoAcceptSharedAttachments: readToggle(
        'AutoAcceptSharedAttachments',
        wish.AutoAcceptSharedAttachments,
        'disable',
      ),
      defaultRouteTableAssociation: readToggle(
        'DefaultRouteTableAssociation',
        wish.DefaultRouteTableAssociation,
        'enable',
      ),
      defaultRouteTablePropagation: readToggle(
        'DefaultRouteTablePropagation',
        wish.DefaultRouteTablePropagation,
        'enable',
      ),
      vpnEcmpSupport: readToggle('VpnEcmpSupport', wish.VpnEcmpSupport, 'enable'),
      dnsSupport: readToggle('DnsSupport', wish.DnsSupport, 'enable'),
      securityGroupReferencingSupport: readToggle(
        'SecurityGroupReferencingSupport',
        wish.SecurityGroupReferencingSupport,
        'disable',
      ),
      multicastSupport: readToggle('MulticastSupport', wish.MulticastSupport, 'disable'),
    },
    createTime: ctx.now,
    tags,
  }
  const gateway = withDefaultTable(made, () => makeTransitTable(ctx, made.id, []).id)
  ctx.db.put(transitGateways, gateway)
  settleTransitGateway(ctx, gateway.id)
  return { TransitGateway: toTransitGateway(ctx, gateway) }
})

/** One table for both of the gateway's defaults, unless neither is wished for. */
function withDefaultTable(
  gateway: TransitGatewayRecord,
  makeTable: () => string,
): TransitGatewayRecord {
  const { options } = gateway
  const associates = options.defaultRouteTableAssociation === 'enable'
  const propagates = options.defaultRouteTablePropagation === 'enable'
  if (!associates && !propagates) return gateway
  const id = makeTable()
  return {
    ...gateway,
    options: {
      ...options,
      ...(associates && { associationDefaultRouteTableId: id }),
      ...(propagates && { propagationDefaultRouteTableId: id }),
    },
  }
}
