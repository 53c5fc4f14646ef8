/** One way of paying for what runs now. */
export type Model = 'onDemand' | 'spot' | 'reserved1' | 'reserved3' | 'plan1' | 'plan3'
export const models = ['onDemand', 'spot', 'plan1', 'plan3', 'reserved1', 'reserved3'] as const

/** Instances of one type and platform that run now. */
export interface Running {
  readonly type: string
  readonly platform: 'linux' | 'windows'
  readonly count: number
}

/** What an hour of one instance costs under a model; undefined where that is not known. */
export type RateOf = (model: Model, running: Running) => number | undefined

export interface Compared {
  readonly model: Model
  /** Of all that runs; undefined where the price of a part is not known. */
  readonly usdPerHour: number | undefined
  /** Of the On-Demand price, from 0 to 1. */
  readonly share: number | undefined
}

/** What all that runs now would cost an hour under each model. */
export function compareModels(running: readonly Running[], rateOf: RateOf): readonly Compared[] {
  const totalOf = (model: Model): number | undefined =>
    running.reduce<number | undefined>((sum, one) => {
      const rate = rateOf(model, one)
      return sum === undefined || rate === undefined ? undefined : sum + rate * one.count
    }, 0)
  const whole = totalOf('onDemand')
  return models.map((model) => {
    const usdPerHour = totalOf(model)
    return {
      model,
      usdPerHour,
      share: usdPerHour === undefined || !whole ? undefined : usdPerHour / whole,
    }
  })
}

/** What runs now, of one kind together. */
export function groupRunning(
  instances: readonly {
    readonly State?: { readonly Name?: string | undefined } | undefined
    readonly InstanceType?: string | undefined
    readonly Platform?: string | undefined
    readonly Placement?: { readonly Tenancy?: string | undefined } | undefined
  }[],
): readonly Running[] {
  const groups = new Map<string, Running>()
  for (const { State, InstanceType: type = '', Platform, Placement } of instances) {
    // Instances on a Dedicated Host cost nothing beside it.
    if (State?.Name !== 'running' || Placement?.Tenancy === 'host') continue
    const platform = Platform?.toLowerCase() === 'windows' ? 'windows' : 'linux'
    const key = `${type} ${platform}`
    groups.set(key, { type, platform, count: (groups.get(key)?.count ?? 0) + 1 })
  }
  return [...groups.values()].toSorted((a, b) => a.type.localeCompare(b.type))
}
