import { createHash } from 'node:crypto'
import type { ParentSavingsPlanOffering, SavingsPlanOffering } from '@aws-sdk/client-savingsplans'
import { parseInstanceType } from '@brume/ec2-model'
import {
  commitmentYears,
  payments,
  yearSeconds,
  type CommitmentYears,
  type Payment,
  type PlanKind,
} from '../../catalogue/commitment-prices.ts'
import { instanceTypesIn } from '../../catalogue/instance-types.ts'
import { findPrice } from '../../catalogue/prices.ts'
import { regions } from '../../catalogue/regions.ts'
import { AwsError } from '../../errors.ts'

/** What can be committed to: compute as a whole, or a family in a Region. */
export interface PlanOffering {
  readonly id: string
  readonly kind: PlanKind
  readonly years: CommitmentYears
  readonly payment: Payment
  /** Of an EC2 Instance Savings Plan. */
  readonly region?: string
  readonly family?: string
}

let all: readonly PlanOffering[] | undefined
let byId: ReadonlyMap<string, PlanOffering> | undefined

/** The same everywhere: Savings Plans belong to no Region. */
export function planOfferings(): readonly PlanOffering[] {
  all ??= [...termsOf({ kind: 'Compute' }), ...regions.flatMap(({ name }) => ofRegion(name))]
  return all
}

function ofRegion(region: string): readonly PlanOffering[] {
  const families = new Set(
    instanceTypesIn(region)
      .filter((type) => findPrice(type, region))
      .map((type) => parseInstanceType(type)?.family ?? type),
  )
  return [...families].flatMap((family) => termsOf({ kind: 'EC2Instance', region, family }))
}

function termsOf(of: Pick<PlanOffering, 'kind' | 'region' | 'family'>): readonly PlanOffering[] {
  return commitmentYears.flatMap((years) =>
    payments.map((payment) => {
      const name = [of.kind, of.region, of.family, years, payment].join('|')
      const hex = createHash('sha256').update(name).digest('hex')
      const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
      return { id, years, payment, ...of }
    }),
  )
}

export function findPlanOffering(id: string | undefined): PlanOffering {
  byId ??= new Map(planOfferings().map((offering) => [offering.id, offering]))
  const found = byId.get(id ?? '')
  if (found) return found
  throw new AwsError(
    'ResourceNotFoundException',
    `Savings Plan offering ${id} does not exist.`,
    404,
  )
}

/** `3 year All Upfront t3 EC2 Instance Savings Plan in us-east-1` */
export function describeOffering({ kind, years, payment, family, region }: PlanOffering): string {
  const plan =
    kind === 'Compute' ? 'Compute Savings Plan' : `${family} EC2 Instance Savings Plan in ${region}`
  return `${years} year ${payment} ${plan}`
}

export const planProducts = {
  Compute: ['EC2', 'Fargate', 'Lambda'],
  EC2Instance: ['EC2'],
} as const

const serviceCode = 'ComputeSavingsPlans'

/** `ComputeSP:1yrNoUpfront`, `USE1-EC2SP:t3.1yrNoUpfront` */
export function usageTypeOf({ kind, years, payment, family, region }: PlanOffering): string {
  const terms = `${years}yr${payment.replace(' ', '')}`
  return kind === 'Compute' ? `ComputeSP:${terms}` : `${region}-EC2SP:${family}.${terms}`
}

export function toPlanOffering(offering: PlanOffering): SavingsPlanOffering {
  const { region, family } = offering
  return {
    offeringId: offering.id,
    productTypes: [...planProducts[offering.kind]],
    planType: offering.kind,
    description: describeOffering(offering),
    paymentOption: offering.payment,
    durationSeconds: offering.years * yearSeconds,
    currency: 'USD',
    serviceCode,
    usageType: usageTypeOf(offering),
    operation: '',
    properties:
      region === undefined
        ? []
        : [
            { name: 'region', value: region },
            { name: 'instanceFamily', value: family },
          ],
  }
}

export function toParent(offering: PlanOffering): ParentSavingsPlanOffering {
  return {
    offeringId: offering.id,
    paymentOption: offering.payment,
    planType: offering.kind,
    durationSeconds: offering.years * yearSeconds,
    currency: 'USD',
    planDescription: describeOffering(offering),
  }
}
