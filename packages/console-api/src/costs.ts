/**
 * What an account of the embedded cloud costs: `GET …/cloud/costs`. Money in millionths of a dollar, times in ms since the epoch.
 * `POST …/cloud/costs` with `{"freeTier": true}` gives it the free tier of accounts of before 15 July 2025.
 */
export interface AccountCosts {
  readonly now: number
  /** The month that runs, from its first. */
  readonly month: { readonly from: number; readonly to: number }
  /** Of the month so far, and of the whole month if everything goes on as it runs now. */
  readonly spent: number
  readonly forecast: number
  /** As everything runs now. */
  readonly perHour: number
  /** False where a rule stands for AWS's list in some of it; then shown with ≈. */
  readonly exact: boolean
  readonly resources: readonly ResourceCost[]
  /** Every day of the month so far, by service. */
  readonly days: readonly DayCost[]
  /** The month's bill, line by line. */
  readonly lines: readonly BillLine[]
  /** What the instances that run now would cost in an hour, bought in other ways. */
  readonly models: Readonly<Record<'onDemand' | 'spot' | 'reserved' | 'savings', number>>
  readonly freeTier: boolean
}

export interface ResourceCost {
  readonly resource: string
  readonly region: string
  readonly spent: number
  readonly perHour: number
  readonly exact: boolean
  readonly tags: readonly { readonly Key: string; readonly Value: string }[]
}

export interface DayCost {
  readonly from: number
  readonly services: Readonly<Record<string, number>>
}

export interface BillLine {
  readonly service: string
  readonly region: string
  readonly usageType: string
  readonly option: 'On Demand' | 'Spot' | 'Reserved' | 'Savings Plans' | 'Free Tier'
  readonly rule: ChargeRule
  readonly unit: string
  readonly usage: number
  /** Of a unit; several prices have none in common. */
  readonly rate?: number
  readonly spent: number
  readonly exact: boolean
}

/** How a line is counted; docs/costs.md explains each. */
export type ChargeRule =
  | 'instance'
  | 'ebsOptimized'
  | 'detailedMonitoring'
  | 'volume'
  | 'iops'
  | 'throughput'
  | 'snapshot'
  | 'publicAddress'
  | 'natGateway'
  | 'loadBalancer'
  | 'endpointInterface'
  | 'transitAttachment'
  | 'vpnConnection'
  | 'mirrorSession'
  | 'host'
  | 'capacityReservation'
  | 'alarm'
  | 'dashboard'
  | 'dedicatedRegion'
  | 'commitmentFee'
  | 'commitmentUnused'
