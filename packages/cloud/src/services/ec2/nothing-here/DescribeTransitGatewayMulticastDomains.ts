import type {
  DescribeTransitGatewayMulticastDomainsRequest,
  DescribeTransitGatewayMulticastDomainsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/** The network here carries no multicast. */
export const DescribeTransitGatewayMulticastDomains = operation<
  DescribeTransitGatewayMulticastDomainsRequest,
  DescribeTransitGatewayMulticastDomainsResult
>('DescribeTransitGatewayMulticastDomains', (_ctx, input) => ({
  TransitGatewayMulticastDomains: listNothing('DescribeTransitGatewayMulticastDomains', {
    ids: input.TransitGatewayMulticastDomainIds,
    missing: {
      code: 'InvalidTransitGatewayMulticastDomainId.NotFound',
      message: 'Transit Gateway Multicast Domain {id} was deleted or does not exist.',
    },
    filters: input.Filters,
  }),
}))
