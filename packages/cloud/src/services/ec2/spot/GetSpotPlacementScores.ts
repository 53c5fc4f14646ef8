import type {
  GetSpotPlacementScoresRequest,
  GetSpotPlacementScoresResult,
  SpotPlacementScore,
} from '@aws-sdk/client-ec2'
import { findInstanceType, zonesOffering } from '../../../catalogue/instance-types.ts'
import { findPrice } from '../../../catalogue/prices.ts'
import { findRegion, regions, zoneIdOf } from '../../../catalogue/regions.ts'
import { spotPriceAt } from '../../../catalogue/spot-prices.ts'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { typesMeeting } from '../instance-types/match-requirements.ts'
import { paginate } from '../paging.ts'

/** AWS names the ten best. */
const named = 10
/** Below so many types a score is low, whatever there is. */
const enoughTypes = 3

/**
 * How likely a Spot request succeeds in each Region or zone, from 1 to 10: the more types, the cheaper they are now
 * and the fewer units, the better.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-placement-score.html
 * @limits The ten best; fewer than three types score low.
 * @differs Scored by drawn prices: there is no capacity here to look at.
 */
export const GetSpotPlacementScores = operation<
  GetSpotPlacementScoresRequest,
  GetSpotPlacementScoresResult
>('GetSpotPlacementScores', (ctx, input) => {
  const target = input.TargetCapacity ?? 0
  if (target < 1 || target > 2_000_000_000) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${target}) for parameter targetCapacity is invalid. It must be between 1 and 2000000000.`,
    )
  }
  const asked = readRegions(ctx, input.RegionNames)
  const scores = asked
    .flatMap((region) => scoresOf(ctx.now, region, input, target))
    .toSorted((a, b) => (b.Score ?? 0) - (a.Score ?? 0))
    .slice(0, named)
  const page = paginate(ctx, 'GetSpotPlacementScores', scores, input, {
    keyOf: ({ Region, AvailabilityZoneId }) => `${Region} ${AvailabilityZoneId}`,
    min: 10,
    max: 1_000,
  })
  return { SpotPlacementScores: [...page.items], NextToken: page.nextToken }
})

function readRegions(ctx: Context, names: readonly string[] = []): readonly string[] {
  const unknown = names.find((name) => !findRegion(name))
  if (unknown !== undefined) {
    throw new AwsError('InvalidParameterValue', `Invalid region names provided: [${unknown}]`)
  }
  if (names.length > 0) return [...new Set(names)]
  return regions.filter(({ optInRequired }) => !optInRequired).map(({ name }) => name)
}

function scoresOf(
  now: number,
  region: string,
  input: GetSpotPlacementScoresRequest,
  target: number,
): readonly SpotPlacementScore[] {
  const types = readTypes(region, input)
  const zones = new Map<string, number>()
  for (const type of types) {
    for (const zone of zonesOffering(type, region)) {
      zones.set(
        zone,
        (zones.get(zone) ?? 0) + supply(now, type, zone, input.TargetCapacityUnitType),
      )
    }
  }
  if (input.SingleAvailabilityZone) {
    return [...zones].map(([zone, units]) => ({
      Region: region,
      AvailabilityZoneId: zoneIdOf(zone),
      Score: score(units, target, types.length),
    }))
  }
  const all = [...zones.values()].reduce((sum, units) => sum + units, 0)
  return all === 0 ? [] : [{ Region: region, Score: score(all, target, types.length) }]
}

function readTypes(region: string, input: GetSpotPlacementScoresRequest): readonly string[] {
  const { InstanceTypes: names = [], InstanceRequirementsWithMetadata: asked } = input
  if (names.length > 0 && asked) {
    throw new AwsError(
      'InvalidParameterCombination',
      'The parameter InstanceTypes cannot be used with the parameter InstanceRequirementsWithMetadata',
    )
  }
  const unknown = names.find((name) => !findInstanceType(name))
  if (unknown !== undefined) {
    throw new AwsError('InvalidParameterValue', `Invalid value '${unknown}' for InstanceType.`)
  }
  if (names.length > 0) return [...new Set(names)]
  if (!asked?.InstanceRequirements) {
    throw new AwsError(
      'MissingParameter',
      'The request must contain the parameter InstanceTypes or InstanceRequirementsWithMetadata',
    )
  }
  return typesMeeting(region, asked.InstanceRequirements, asked.ArchitectureTypes ?? ['x86_64'])
}

/** Units of spare capacity that a pool's price speaks for: what is cheap beside On-Demand is plenty. */
function supply(
  now: number,
  type: string,
  zone: string,
  unit: GetSpotPlacementScoresRequest['TargetCapacityUnitType'],
): number {
  const info = findInstanceType(type)
  const vcpus = info?.VCpuInfo?.DefaultVCpus ?? 1
  const price = spotPriceAt({ type, zone, platform: 'linux' }, now)
  const onDemand = findPrice(type, zone.slice(0, -1))?.usdPerHour
  const saved = price && onDemand ? 1 - price.usdPerHour / onDemand : 0.1
  const spare = (4_000 / vcpus) * saved
  if (unit === 'vcpu') return spare * vcpus
  return unit === 'memory-mib' ? spare * (info?.MemoryInfo?.SizeInMiB ?? 1_024) : spare
}

function score(units: number, target: number, types: number): number {
  const plenty = Math.log2(Math.max(1, units / target))
  const most = types < enoughTypes ? 3 : 9
  return Math.max(1, Math.min(most, Math.round(plenty)))
}
