import type { InstanceMarketOptionsRequest } from '@aws-sdk/client-ec2'
import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import type { Tag, Tagged } from '../tag.ts'
import type { SpotOptions } from './instance.ts'

/** The request that RunInstances makes on its own for each Spot Instance. */
export interface SpotRequestRecord extends Tagged {
  /** `sir-` and 8 characters. */
  readonly id: string
  readonly instanceId: string
  readonly createTime: number
  readonly options: SpotOptions
  readonly cancelledAt?: number
}

export const spotRequests = collection<SpotRequestRecord, 'instance'>({
  name: 'ec2/spot-request',
  scope: 'region',
  indexes: { instance: (request) => request.instanceId },
})

export type SpotWish = Omit<SpotOptions, 'requestId'>

/** Checks the Spot part of a launch; undefined for an On-Demand one. */
export function readSpotWish(
  market: InstanceMarketOptionsRequest | undefined,
): SpotWish | undefined {
  if (!market) return undefined
  const options = market.SpotOptions ?? {}
  const type = options.SpotInstanceType ?? 'one-time'
  const interruptionBehavior = options.InstanceInterruptionBehavior ?? 'terminate'
  if (type === 'one-time' && interruptionBehavior !== 'terminate') {
    throw new AwsError(
      'InvalidParameterCombination',
      `The interruption behavior '${interruptionBehavior}' is only supported for persistent Spot Instance requests.`,
    )
  }
  const { MaxPrice: maxPrice, ValidUntil } = options
  if (maxPrice !== undefined && !(Number(maxPrice) > 0)) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${maxPrice}) for parameter price is invalid. "${maxPrice}" is an invalid spot instance price`,
    )
  }
  if (ValidUntil && type === 'one-time') {
    throw new AwsError(
      'InvalidParameterCombination',
      'ValidUntil is only supported for persistent Spot Instance requests.',
    )
  }
  return { type, interruptionBehavior, maxPrice }
}

export function createSpotRequest(
  ctx: Context,
  instanceId: string,
  wish: SpotWish,
  tags: readonly Tag[],
): SpotOptions {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789'
  let id = 'sir-'
  for (let i = 0; i < 8; i++) id += letters.charAt(ctx.chance.below(letters.length))
  const options = { ...wish, requestId: id }
  ctx.db.put(spotRequests, { id, instanceId, createTime: ctx.now, options, tags })
  return options
}
