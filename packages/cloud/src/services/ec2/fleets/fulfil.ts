import type { RunInstancesCommandInput } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import type { InstanceRecord } from '../instances/instance.ts'
import { launchInstances } from '../instances/launch/launch.ts'
import { terminate } from '../instances/terminate.ts'
import { fulfilled, instancesOf } from './find-fleet.ts'
import {
  fleets,
  fleetTimer,
  type FleetError,
  type FleetLaunch,
  type FleetLifecycle,
  type FleetRecord,
} from './fleet.ts'
import { tell } from './fleet-events.ts'
import { poolsOf, type Pool } from './pools.ts'

/** A fleet that keeps its capacity tries again this long after it did not get all. */
const retryMs = 60_000

/** Launches what a fleet lacks, pool after pool, and keeps what came of it. */
export function fulfil(ctx: Context, fleet: FleetRecord): FleetRecord {
  const launches: FleetLaunch[] = []
  const errors: FleetError[] = []
  for (const lifecycle of ['on-demand', 'spot'] as const) {
    const wanted = lifecycle === 'spot' ? fleet.target.spot : fleet.target.onDemand
    let lacking = wanted - fulfilled(ctx, fleet, lifecycle)
    if (lacking <= 0) continue
    let pools = poolsOf(ctx, fleet, lifecycle)
    const alternate = takesTurns(fleet, lifecycle)
    if (alternate !== undefined) pools = pools.slice(0, alternate)
    for (let turn = 0; lacking > 0 && pools.length > 0; turn++) {
      const pool = pools[alternate === undefined ? 0 : turn % pools.length]
      if (!pool) break
      const launched = launchOne(ctx, fleet, pool, lifecycle)
      if ('code' in launched) {
        errors.push(launched)
        tell(ctx, fleet.id, {
          type: 'service-error',
          subType: launched.code,
          description: launched.message,
        })
        pools = pools.filter((each) => each !== pool)
        continue
      }
      launches.push(launched)
      lacking -= pool.weight
    }
  }
  const next = { ...fleet, errors, launches: [...fleet.launches, ...launches] }
  ctx.db.put(fleets, next)
  const again = errors.length > 0 && fleet.type === 'maintain' && !isFulfilled(ctx, next)
  if (again) ctx.timers.set({ kind: fleetTimer, id: fleet.id, at: ctx.now + retryMs })
  return next
}

export function isFulfilled(ctx: Context, fleet: FleetRecord): boolean {
  return fulfilled(ctx, fleet) >= fleet.target.total
}

/** Over how many pools a Spot strategy spreads; undefined where it empties one pool before the next. */
function takesTurns(
  { spotOptions: spot }: FleetRecord,
  lifecycle: FleetLifecycle,
): number | undefined {
  if (lifecycle === 'on-demand') return undefined
  if (spot?.AllocationStrategy === 'diversified') return Infinity
  return spot?.AllocationStrategy === 'lowest-price' ? spot.InstancePoolsToUseCount : undefined
}

function launchOne(
  ctx: Context,
  fleet: FleetRecord,
  pool: Pool,
  lifecycle: FleetLifecycle,
): FleetLaunch | FleetError {
  const name = { config: pool.config, override: pool.override, lifecycle }
  try {
    const [made] = launchInstances(ctx, {
      input: { ...pool.input, ...marketOf(fleet, pool, lifecycle), ...tagsOf(fleet, pool) },
      count: 1,
      systemTags: [...pool.systemTags, { Key: fleetTag(fleet), Value: fleet.id }],
      fleet: { id: fleet.id, weight: pool.weight },
    })
    if (!made) throw new Error('A launch without an instance')
    tell(ctx, fleet.id, {
      type: 'instance-change',
      subType: 'launched',
      instanceId: made.id,
      description: JSON.stringify({
        instanceType: made.instanceType,
        image: made.imageId,
        availabilityZone: made.availabilityZone,
      }),
    })
    return { ...name, instanceId: made.id, instanceType: made.instanceType }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    return { ...name, code: error.code, message: error.message }
  }
}

function fleetTag({ spotFleet }: FleetRecord): string {
  return spotFleet ? 'aws:ec2spot:fleet-request-id' : 'aws:ec2:fleet-id'
}

function marketOf(
  { spotOptions }: FleetRecord,
  { maxPrice }: Pool,
  lifecycle: FleetLifecycle,
): Pick<RunInstancesCommandInput, 'InstanceMarketOptions'> {
  if (lifecycle === 'on-demand') return { InstanceMarketOptions: undefined }
  const behavior = spotOptions?.InstanceInterruptionBehavior ?? 'terminate'
  return {
    InstanceMarketOptions: {
      MarketType: 'spot',
      SpotOptions: {
        MaxPrice: maxPrice,
        SpotInstanceType: behavior === 'terminate' ? 'one-time' : 'persistent',
        InstanceInterruptionBehavior: behavior,
      },
    },
  }
}

type TagSpecifications = NonNullable<RunInstancesCommandInput['TagSpecifications']>

/** The fleet's own tags beside the template's, whose keys they win over. */
function tagsOf(
  { launchTags }: FleetRecord,
  { input }: Pool,
): Pick<RunInstancesCommandInput, 'TagSpecifications'> {
  const given: TagSpecifications = input.TagSpecifications ?? []
  const kinds = [
    ...new Set([...given.flatMap((each) => each.ResourceType ?? []), ...kindsOf(launchTags)]),
  ]
  const TagSpecifications = kinds.map((ResourceType) => {
    const own = launchTags[ResourceType] ?? []
    const inherited = given.find((each) => each.ResourceType === ResourceType)?.Tags ?? []
    const kept = inherited.filter(({ Key }) => !own.some((tag) => tag.Key === Key))
    return { ResourceType, Tags: [...kept, ...own] }
  })
  return TagSpecifications.length > 0 ? { TagSpecifications } : {}
}

function kindsOf(tags: FleetRecord['launchTags']) {
  return (['instance', 'volume', 'network-interface'] as const).filter(
    (kind) => (tags[kind]?.length ?? 0) > 0,
  )
}

/** Terminates what a fleet has beyond its target, the newest first. */
export function shed(ctx: Context, fleet: FleetRecord): void {
  for (const lifecycle of ['on-demand', 'spot'] as const) {
    const wanted = lifecycle === 'spot' ? fleet.target.spot : fleet.target.onDemand
    let excess = fulfilled(ctx, fleet, lifecycle) - wanted
    const members = instancesOf(ctx, fleet)
      .filter((each) => (each.lifecycle === 'spot') === (lifecycle === 'spot'))
      .toReversed()
    for (const instance of members) {
      const weight = instance.fleet?.weight ?? 1
      if (excess < weight) continue
      end(ctx, fleet, instance)
      excess -= weight
    }
  }
}

/** Terminates all that a fleet has. */
export function endAll(ctx: Context, fleet: FleetRecord): void {
  for (const instance of instancesOf(ctx, fleet)) end(ctx, fleet, instance)
}

/** An instance that is protected stays. */
function end(ctx: Context, fleet: FleetRecord, instance: InstanceRecord): void {
  try {
    terminate(ctx, instance)
    tell(ctx, fleet.id, {
      type: 'instance-change',
      subType: 'terminated',
      instanceId: instance.id,
    })
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    tell(ctx, fleet.id, {
      type: 'service-error',
      subType: error.code,
      instanceId: instance.id,
      description: error.message,
    })
  }
}
