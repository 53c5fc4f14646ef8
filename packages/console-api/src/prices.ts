/** Answer of `GET /api/<connection>/<region>/prices`: what is known, and nothing else. */
export interface OnDemandPrices {
  readonly currency: 'USD'
  /** By instance type; a type or platform without an established price is absent. */
  readonly onDemand: Readonly<Record<string, TypePrices>>
  /** `catalogue`: AWS's us-east-1 list and what follows from it. `none`: `reason` says why there are none. */
  readonly source: 'catalogue' | 'none'
  readonly reason?: NoPricesReason
}

/** The price of an hour without what particular software (Red Hat, SQL Server, Marketplace products) adds. */
export interface TypePrices {
  readonly linux?: HourlyPrice
  readonly windows?: HourlyPrice
}

export interface HourlyPrice {
  readonly usdPerHour: number
  /** False when derived from another Region or platform rather than listed by AWS; then shown with ≈. */
  readonly exact: boolean
}

/** `aws-connection`: the Price List of AWS is not read. `unknown-region`: nothing is established for the Region. */
export type NoPricesReason = 'aws-connection' | 'unknown-region'
