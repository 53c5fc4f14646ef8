import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'

/** How a family of burstable types runs where a launch does not say; absent until it is set once. */
interface CreditDefaultRecord {
  /** `t3` */
  readonly id: string
  readonly credits: 'standard' | 'unlimited'
}

const creditDefaults = collection<CreditDefaultRecord>({
  name: 'ec2/credit-default',
  scope: 'region',
})

const families: readonly string[] = ['t2', 't3', 't3a', 't4g']

/** The default for a family: what the Region's setting says, else T2 runs `standard` and the later ones `unlimited`. */
export function creditDefault(ctx: Pick<Context, 'db'>, family: string): 'standard' | 'unlimited' {
  const own = ctx.db.get(creditDefaults, family)
  return own?.credits ?? (family === 't2' ? 'standard' : 'unlimited')
}

export function setCreditDefault(
  ctx: Context,
  family: string,
  credits: 'standard' | 'unlimited',
): void {
  ctx.db.put(creditDefaults, { id: family, credits })
}

export function checkFamily(family: string | undefined): string {
  if (family !== undefined && families.includes(family)) return family
  throw new AwsError(
    'InvalidParameterValue',
    `Value (${family ?? ''}) for parameter InstanceFamily is invalid. Valid values are ${families.join(', ')}.`,
  )
}
