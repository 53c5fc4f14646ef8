import { createHash } from 'node:crypto'
import type {
  DescribeVpcEndpointServicesRequest,
  DescribeVpcEndpointServicesResult,
  ServiceDetail,
} from '@aws-sdk/client-ec2'
import { findRegion } from '../../../catalogue/regions.ts'
import { operation } from '../../../engine/operation.ts'
import { compileFilters } from '../filters.ts'
import { paginate } from '../paging.ts'
import { endpointServices, findEndpointService, type EndpointService } from './endpoint-services.ts'

const operationName = 'DescribeVpcEndpointServices'

/**
 * The services that have endpoints in the Region.
 * @differs A selection of AWS's.
 */
export const DescribeVpcEndpointServices = operation<
  DescribeVpcEndpointServicesRequest,
  DescribeVpcEndpointServicesResult
>(operationName, (ctx, input) => {
  const matches = compileFilters<EndpointService>(operationName, input.Filters, {
    fields: {
      owner: () => 'amazon',
      'service-name': ({ name }) => name,
      'service-region': () => ctx.region,
      'service-type': ({ type }) => type,
      'supported-ip-address-types': () => 'ipv4',
    },
    tags: () => [],
  })
  const asked = input.ServiceNames?.length
    ? input.ServiceNames.map((name) => findEndpointService(ctx.region, name))
    : [...endpointServices(ctx.region).values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const { items, nextToken } = paginate(ctx, operationName, asked.filter(matches), input, {
    keyOf: ({ name }) => name,
    min: 1,
  })
  return {
    ServiceNames: items.map(({ name }) => name),
    ServiceDetails: items.map((service) => toServiceDetail(ctx.region, service)),
    NextToken: nextToken,
  }
})

function toServiceDetail(region: string, service: EndpointService): ServiceDetail {
  const zones = findRegion(region)?.zones ?? []
  const id = createHash('sha256').update(service.name).digest('hex').slice(0, 17)
  return {
    ServiceName: service.name,
    ServiceId: `vpce-svc-${id}`,
    ServiceType: [{ ServiceType: service.type }],
    ServiceRegion: region,
    AvailabilityZoneIds: zones.map((zone) => zone.id),
    AvailabilityZones: zones.map((zone) => zone.name),
    Owner: 'amazon',
    BaseEndpointDnsNames: [service.baseDnsName],
    ...(service.privateDnsName
      ? {
          PrivateDnsName: service.privateDnsName,
          PrivateDnsNames: [{ PrivateDnsName: service.privateDnsName }],
          PrivateDnsNameVerificationState: 'verified',
        }
      : {}),
    VpcEndpointPolicySupported: true,
    AcceptanceRequired: false,
    ManagesVpcEndpoints: false,
    Tags: [],
    SupportedIpAddressTypes: ['ipv4'],
  }
}
