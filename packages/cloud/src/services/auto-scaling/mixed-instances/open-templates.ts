import type { InstancesDistribution } from '@aws-sdk/client-auto-scaling'
import { listedLinuxPrice } from '../../../catalogue/instance-types.ts'
import { spotPriceAt } from '../../../catalogue/spot-prices.ts'
import type { Context } from '../../../engine/context.ts'
import type { GroupRecord } from '../groups/group.ts'
import { counts, type MemberRecord } from '../instances/member.ts'
import type { OpenSource } from '../launch/launch-choice.ts'
import { candidatesOf, type LaunchCandidate, type TemplateSource } from './candidates.ts'
import { nextIsSpot } from './distribution.ts'

/** Default of the API; the console says price-capacity-optimized. */
const defaultPools = 2

/**
 * How a group with launch templates gets its next instance in a zone. Throws EC2's errors where a template, its version or its image
 * is gone.
 * There is always capacity here: strategies that optimize for it choose by price.
 */
export function openTemplates(
  ctx: Context,
  group: Pick<GroupRecord, 'desiredCapacity' | 'desiredCapacityType'>,
  source: TemplateSource,
): OpenSource {
  const candidates = candidatesOf(ctx, group, source)
  if (source.kind === 'template') {
    const ordered = byPrice(candidates, listedPrice)
    return { next: () => ordered }
  }
  const { InstancesDistribution: distribution = {} } = source.policy
  const onDemand = inOnDemandOrder(candidates, distribution)
  const spot = candidates.map((candidate) => asSpot(candidate, distribution))
  const spotInZone = new Map<string, readonly LaunchCandidate[]>()
  const spotIn = (zone: string): readonly LaunchCandidate[] => {
    let found = spotInZone.get(zone)
    if (!found) {
      found = inSpotOrder(ctx, spot, distribution, zone)
      spotInZone.set(zone, found)
    }
    return found
  }
  return {
    next(present, zone) {
      const counted = present.filter(counts)
      const owned = counted.filter(({ isSpot }) => !isSpot)
      const capacity = owned.reduce((sum, { weight }) => sum + weight, 0)
      return nextIsSpot(distribution, capacity, group.desiredCapacity)
        ? takingTurns(spotIn(zone), distribution, counted, zone)
        : onDemand
    },
  }
}

function inOnDemandOrder(
  candidates: readonly LaunchCandidate[],
  { OnDemandAllocationStrategy: strategy }: InstancesDistribution,
): readonly LaunchCandidate[] {
  const byRequirements = candidates.some((each) => each.byRequirements)
  const cheapest = strategy === undefined ? byRequirements : strategy === 'lowest-price'
  return cheapest ? byPrice(candidates, listedPrice) : candidates
}

function inSpotOrder(
  ctx: Context,
  candidates: readonly LaunchCandidate[],
  { SpotAllocationStrategy: strategy }: InstancesDistribution,
  zone: string,
): readonly LaunchCandidate[] {
  if (strategy === 'capacity-optimized-prioritized') return candidates
  return byPrice(
    candidates,
    ({ instanceType: type, platform }) =>
      spotPriceAt({ type, zone, platform }, ctx.now)?.usdPerHour,
  )
}

/** Of the lowest price, the cheapest pools take turns; the others are there for when none of them can. */
function takingTurns(
  priced: readonly LaunchCandidate[],
  { SpotAllocationStrategy: strategy, SpotInstancePools: pools }: InstancesDistribution,
  present: readonly MemberRecord[],
  zone: string,
): readonly LaunchCandidate[] {
  if (strategy !== undefined && strategy !== 'lowest-price') return priced
  const taken = ({ instanceType }: LaunchCandidate) =>
    present.filter(
      (each) => each.isSpot && each.availabilityZone === zone && each.instanceType === instanceType,
    ).length
  const cheapest = priced.slice(0, pools ?? defaultPools)
  const turns = cheapest.toSorted((a, b) => taken(a) - taken(b))
  return [...turns, ...priced.slice(turns.length)]
}

function listedPrice({ instanceType }: LaunchCandidate): number | undefined {
  return listedLinuxPrice(instanceType)
}

function byPrice(
  candidates: readonly LaunchCandidate[],
  priceOf: (candidate: LaunchCandidate) => number | undefined,
): readonly LaunchCandidate[] {
  const priced = candidates.map((candidate) => {
    return { candidate, price: (priceOf(candidate) ?? Infinity) / candidate.weight }
  })
  // Prices that nobody knows come last, in order: Infinity minus itself is no order.
  return priced
    .toSorted((a, b) => (a.price === b.price ? 0 : a.price - b.price))
    .map(({ candidate }) => candidate)
}

function asSpot(
  candidate: LaunchCandidate,
  { SpotMaxPrice: price }: InstancesDistribution,
): LaunchCandidate {
  const InstanceMarketOptions = {
    MarketType: 'spot',
    // An empty price means the On-Demand price.
    SpotOptions: { SpotInstanceType: 'one-time', ...(price && { MaxPrice: price }) },
  } as const
  return { ...candidate, input: { ...candidate.input, InstanceMarketOptions } }
}
