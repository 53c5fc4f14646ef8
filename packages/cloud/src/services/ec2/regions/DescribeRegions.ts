import type { DescribeRegionsRequest, DescribeRegionsResult } from '@aws-sdk/client-ec2'
import { findRegion, regions, type Region } from '../../../catalogue/regions.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { compileFilters } from '../filters.ts'

/**
 * Lists AWS's Regions; those that need opting in only when all are asked for.
 * @differs No Region can be opted in to.
 */
export const DescribeRegions = operation<DescribeRegionsRequest, DescribeRegionsResult>(
  'DescribeRegions',
  (_ctx, input) => {
    const names = input.RegionNames ?? []
    const unknown = names.filter((name) => !findRegion(name))
    if (unknown.length > 0) {
      throw new AwsError(
        'InvalidParameterValue',
        `Invalid region names provided: [${unknown.join(', ')}]`,
      )
    }
    const matches = compileFilters<Region>('DescribeRegions', input.Filters, {
      fields: {
        endpoint: ({ name }) => endpointOf(name),
        'opt-in-status': optInStatus,
        'region-name': ({ name }) => name,
      },
    })
    return {
      Regions: regions
        .filter(({ name }) => names.length === 0 || names.includes(name))
        .filter(({ optInRequired }) => input.AllRegions === true || !optInRequired)
        .filter(matches)
        .map((region) => ({
          RegionName: region.name,
          Endpoint: endpointOf(region.name),
          OptInStatus: optInStatus(region),
        })),
    }
  },
)

function endpointOf(name: string): string {
  return `ec2.${name}.amazonaws.com`
}

function optInStatus({ optInRequired }: Region): 'not-opted-in' | 'opt-in-not-required' {
  return optInRequired ? 'not-opted-in' : 'opt-in-not-required'
}
