import type { ServiceName } from './types.ts'

/** What the model says about the values of one shape. */
export interface Constraint {
  readonly enum?: readonly string[]
  /** Of a number its value, of a string its length, of a list its count. */
  readonly min?: number
  readonly max?: number
  /** As AWS writes it: the whole value must match. */
  readonly pattern?: string
  readonly type?: string
}

/** Made by scripts/generate-constraints.ts. Numbers are indexes into `shapes`. */
export interface ConstraintTable {
  readonly source: string
  readonly generated: string
  readonly shapes: readonly Constraint[]
  /** By structure and member. */
  readonly members: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** The items of a list that the SDK's schemas leave nameless: by structure and member. */
  readonly memberItems: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** The items of a list, by the list's name. */
  readonly items: Readonly<Record<string, number>>
  readonly mapKeys: Readonly<Record<string, number>>
  readonly mapValues: Readonly<Record<string, number>>
}

/** Imports a service's table: 2 to 40 kB each, so only with its service. */
export async function loadConstraints(service: ServiceName): Promise<ConstraintTable> {
  const json = { with: { type: 'json' } } as const
  switch (service) {
    case 'ec2':
      return (await import('./constraints/ec2.json', json)).default
    case 'ssm':
      return (await import('./constraints/ssm.json', json)).default
    case 'ec2-instance-connect':
      return (await import('./constraints/ec2-instance-connect.json', json)).default
    case 'sts':
      return (await import('./constraints/sts.json', json)).default
    case 'iam':
      return (await import('./constraints/iam.json', json)).default
    case 'auto-scaling':
      return (await import('./constraints/auto-scaling.json', json)).default
    case 'elastic-load-balancing-v2':
      return (await import('./constraints/elastic-load-balancing-v2.json', json)).default
    case 'cloudwatch':
      return (await import('./constraints/cloudwatch.json', json)).default
    case 'service-quotas':
      return (await import('./constraints/service-quotas.json', json)).default
    case 'pricing':
      return (await import('./constraints/pricing.json', json)).default
    case 'cost-explorer':
      return (await import('./constraints/cost-explorer.json', json)).default
    case 'budgets':
      return (await import('./constraints/budgets.json', json)).default
    case 'savingsplans':
      return (await import('./constraints/savingsplans.json', json)).default
  }
}
