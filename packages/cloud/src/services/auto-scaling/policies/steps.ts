import { validationError } from '../errors.ts'

/** Bounds are distances from the alarm's threshold; one that is not said is infinite. */
export interface Step {
  readonly lower?: number
  readonly upper?: number
  readonly amount: number
}

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-quotas.html */
const mostSteps = 20

/**
 * Refuses steps that leave a gap, overlap or do not reach as far as they must.
 * Rules: https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_StepAdjustment.html; what AWS says of each was seen in
 * https://github.com/badmintoncryer/cdk-preflight (rules/autoscaling) and hashicorp/terraform-provider-aws#9077.
 */
export function checkSteps(steps: readonly Step[]): void {
  if (steps.length === 0) {
    throw validationError(
      'You should specify at least one StepAdjustment with a StepScaling policy',
    )
  }
  if (steps.length > mostSteps) {
    throw validationError(`There can be at most ${mostSteps} step adjustments per scaling policy`)
  }
  for (const { lower, upper } of steps) {
    if (lower === undefined && upper === undefined) {
      throw validationError(
        'Both lower and upper bounds of a StepAdjustment cannot be left unspecified',
      )
    }
    if (lower !== undefined && upper !== undefined && lower >= upper) {
      throw validationError('LowerBound must be less than the UpperBound for StepAdjustment')
    }
  }
  checkEnd(steps, 'lower', (bound) => bound < 0, 'negative')
  checkEnd(steps, 'upper', (bound) => bound > 0, 'positive')
  const ordered = inOrder(steps)
  for (const [index, step] of ordered.entries()) {
    const next = ordered[index + 1]
    if (!next) continue
    const end = step.upper ?? Infinity
    const begin = next.lower ?? -Infinity
    if (end > begin) throw validationError('StepAdjustment intervals cannot overlap')
    if (end < begin) throw validationError('StepAdjustment intervals cannot have gaps between them')
  }
}

function checkEnd(
  steps: readonly Step[],
  end: 'lower' | 'upper',
  beyond: (bound: number) => boolean,
  sign: string,
): void {
  const open = steps.filter((step) => step[end] === undefined).length
  if (open > 1) {
    throw validationError(`At most one StepAdjustment may have an unspecified ${end} bound`)
  }
  const reaches = steps.some(({ [end]: bound }) => bound !== undefined && beyond(bound))
  if (open === 0 && reaches) {
    const infinite = `(i.e., ${end} bound is null)`
    throw validationError(
      `There must be a StepAdjustment with an unspecified ${end} bound ${infinite} when one StepAdjustment has a ${sign} ${end} bound`,
    )
  }
}

function inOrder(steps: readonly Step[]): readonly Step[] {
  return steps.toSorted((a, b) => (a.lower ?? -Infinity) - (b.lower ?? -Infinity))
}

/**
 * The step for a metric that is so far from the threshold. Above it a step includes its lower bound, below it its upper one; a
 * metric at the threshold belongs to the side that has a step there.
 */
export function stepFor(steps: readonly Step[], breach: number): Step | undefined {
  const above = ({ lower = -Infinity, upper = Infinity }: Step) => lower <= breach && breach < upper
  const below = ({ lower = -Infinity, upper = Infinity }: Step) => lower < breach && breach <= upper
  if (breach > 0) return steps.find(above)
  if (breach < 0) return steps.find(below)
  return steps.find(above) ?? steps.find(below)
}
