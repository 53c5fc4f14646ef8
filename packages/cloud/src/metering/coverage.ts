import type { PricedPlatform } from '../catalogue/prices.ts'

/** What Reserved Instances take off a Region's bill, and what they cost themselves. Times in ms since the epoch. */
export interface ReservedCoverage {
  readonly id: string
  readonly type: string
  readonly platform: PricedPlatform
  readonly tenancy: 'default' | 'dedicated'
  /** One zone's instances, or any of the Region's. */
  readonly scope: { readonly zone: string } | { readonly region: string }
  readonly count: number
  /** Covers other sizes of its family, by normalization factors. */
  readonly sizeFlexible: boolean
  /** Covers from here, to here: the end of its term, or the hour in which it became something else. */
  readonly fromMs: number
  readonly untilMs: number
  /** Of each, for the time from `fromMs` to `endMs`, whoever paid it when: to be spread over that time. */
  readonly upfrontUsd: number
  /** Of all, what was paid at `fromMs`. */
  readonly dueUsd: number
  /** The end of its term, which `untilMs` may come before. */
  readonly endMs: number
  /** Of each, whether it is used or not. */
  readonly hourlyUsd: number
}

/** What reservations take off the bill of Dedicated Hosts: the hosts' own price while they hold. Times in ms since the epoch. */
export interface HostCoverage {
  readonly id: string
  readonly family: string
  readonly hostIds: readonly string[]
  readonly fromMs: number
  readonly untilMs: number
  /** Of each host, for the whole term. */
  readonly upfrontUsd: number
  /** Of each host, whether it is allocated or not. */
  readonly hourlyUsd: number
}

/** What a Savings Plan takes off the account's bill. Times in ms since the epoch. */
export interface PlanCoverage {
  readonly id: string
  readonly kind: 'Compute' | 'EC2Instance'
  /** Of an EC2 Instance Savings Plan. */
  readonly family?: string | undefined
  readonly region?: string | undefined
  readonly years: 1 | 3
  readonly payment: 'No Upfront' | 'Partial Upfront' | 'All Upfront'
  /** At Savings Plans rates. */
  readonly commitmentUsdPerHour: number
  readonly fromMs: number
  readonly untilMs: number
  /** Of the whole plan, paid at `fromMs`. */
  readonly upfrontUsd: number
  readonly recurringUsdPerHour: number
}
