import type { InstanceMarketOptionsRequest, RunInstancesCommandInput } from '@aws-sdk/client-ec2'
import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import type { SpotOptions } from '../instances/instance.ts'
import type { Tag, Tagged } from '../tag.ts'
import type { SpotStatus } from './spot-status.ts'

/** A request for one Spot Instance: of RequestSpotInstances, of a fleet, or the one that RunInstances makes on its own. */
export interface SpotRequestRecord extends Tagged {
  /** `sir-` and 8 characters. */
  readonly id: string
  readonly createTime: number
  readonly wish: SpotWish
  readonly state: 'open' | 'active' | 'disabled' | 'closed' | 'cancelled' | 'failed'
  readonly status: SpotStatus
  readonly statusTime: number
  /** The one that it has, or had last. */
  readonly instanceId?: string
  /** What is launched for it. Without what is the request's own: market, counts, token. */
  readonly launch: RunInstancesCommandInput
  readonly validFrom?: number
  readonly validUntil?: number
  /** Until then there is no capacity for it, after an interruption. */
  readonly noCapacityUntil?: number
  readonly fault?: { readonly code: string; readonly message: string }
}

export type SpotWish = Omit<SpotOptions, 'requestId'>

export const spotRequests = collection<SpotRequestRecord, 'instance'>({
  name: 'ec2/spot-request',
  scope: 'region',
  indexes: { instance: (request) => request.instanceId },
})

/** An open request is to be looked at: its time has come, the price has changed, capacity may be back. */
export const spotRequestTimer = 'ec2/spot-request'

/** Checks the Spot part of a launch; undefined for an On-Demand one. */
export function readSpotWish(
  market: InstanceMarketOptionsRequest | undefined,
): SpotWish | undefined {
  if (!market) return undefined
  const options = market.SpotOptions ?? {}
  const type = options.SpotInstanceType ?? 'one-time'
  const interruptionBehavior = options.InstanceInterruptionBehavior ?? 'terminate'
  checkBehavior(type, interruptionBehavior)
  const { MaxPrice: maxPrice, ValidUntil } = options
  checkMaxPrice(maxPrice)
  if (ValidUntil && type === 'one-time') {
    throw new AwsError(
      'InvalidParameterCombination',
      'ValidUntil is only supported for persistent Spot Instance requests.',
    )
  }
  return { type, interruptionBehavior, maxPrice }
}

export function checkBehavior(
  type: SpotWish['type'],
  behavior: SpotWish['interruptionBehavior'],
): void {
  if (type !== 'one-time' || behavior === 'terminate') return
  throw new AwsError(
    'InvalidParameterCombination',
    `The interruption behavior '${behavior}' is only supported for persistent Spot Instance requests.`,
  )
}

export function checkMaxPrice(maxPrice: string | undefined): void {
  if (maxPrice === undefined || Number(maxPrice) > 0) return
  throw new AwsError(
    'InvalidParameterValue',
    `Value (${maxPrice}) for parameter price is invalid. "${maxPrice}" is an invalid spot instance price`,
  )
}

export function newSpotRequestId(ctx: Context): string {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789'
  let id = 'sir-'
  for (let i = 0; i < 8; i++) id += letters.charAt(ctx.chance.below(letters.length))
  return id
}

/** The request of an instance that is being made: a new one, or the open one that it is made for. */
export function fulfilSpotRequest(
  ctx: Context,
  instanceId: string,
  wish: SpotWish,
  made: {
    readonly request?: SpotRequestRecord
    readonly launch: RunInstancesCommandInput
    readonly tags: readonly Tag[]
  },
): SpotOptions {
  const request = made.request ?? {
    id: newSpotRequestId(ctx),
    createTime: ctx.now,
    wish,
    launch: ownLaunch(made.launch),
    validUntil: made.launch.InstanceMarketOptions?.SpotOptions?.ValidUntil?.getTime(),
    tags: made.tags,
  }
  ctx.db.put(spotRequests, {
    ...request,
    instanceId,
    state: 'active',
    status: 'fulfilled',
    statusTime: ctx.now,
    noCapacityUntil: undefined,
  })
  return { ...wish, requestId: request.id }
}

/** A launch as its request keeps it: for one instance, at any time. */
function ownLaunch(input: RunInstancesCommandInput): RunInstancesCommandInput {
  const { InstanceMarketOptions: _market, ClientToken: _token, DryRun: _dry, ...launch } = input
  return { ...launch, MinCount: 1, MaxCount: 1 }
}

/** Puts a request into a state, for a reason. */
export function putStatus(
  ctx: Context,
  request: SpotRequestRecord,
  state: SpotRequestRecord['state'],
  status: SpotStatus,
): SpotRequestRecord {
  const changed = { ...request, state, status, statusTime: ctx.now }
  ctx.db.put(spotRequests, changed)
  return changed
}
