import { parseInstanceType } from '@brume/ec2-model'
import type { Dimension } from '@aws-sdk/client-cost-explorer'
import { AwsError } from '../../errors.ts'
import type { Charge } from '../../metering/charge.ts'

/** What a charge is by a dimension of Cost Explorer. Those of services that this cloud does not have are `No…`, as with AWS. */
const dimensions: Readonly<
  Partial<Record<Dimension, (charge: Charge, account: string) => string>>
> = {
  AZ: ({ zone }) => zone ?? 'NoAZ',
  INSTANCE_TYPE: ({ instanceType }) => instanceType ?? 'NoInstanceType',
  INSTANCE_TYPE_FAMILY: ({ instanceType }) =>
    instanceType === undefined
      ? 'NoInstanceTypeFamily'
      : (parseInstanceType(instanceType)?.family ?? instanceType),
  LINKED_ACCOUNT: (_, account) => account,
  OPERATION: ({ operation }) => operation,
  PURCHASE_TYPE: ({ option }) => purchaseTypes[option],
  REGION: ({ region }) => region,
  SERVICE: ({ service }) => service,
  USAGE_TYPE: ({ usageType }) => usageType,
  USAGE_TYPE_GROUP: ({ rule }) => usageGroups[rule] ?? 'NoUsageTypeGroup',
  RECORD_TYPE: (charge) => recordTypeOf(charge),
  OPERATING_SYSTEM: ({ platform }) => systemOf(platform),
  PLATFORM: ({ platform }) => systemOf(platform),
  TENANCY: ({ tenancy }) => tenancy ?? 'NoTenancy',
  RESOURCE_ID: ({ resource }) => resource,
  RESERVATION_ID: ({ option, commitment }) =>
    option === 'Reserved' ? (commitment ?? 'NoReservation') : 'NoReservation',
  SAVINGS_PLAN_ARN: ({ option, commitment }, account) =>
    option === 'Savings Plans'
      ? `arn:aws:savingsplans::${account}:savingsplan/${commitment ?? ''}`
      : 'NoSavingsPlanArn',
  BILLING_ENTITY: () => 'AWS',
  INVOICING_ENTITY: () => 'Amazon Web Services, Inc.',
  LEGAL_ENTITY_NAME: () => 'Amazon Web Services, Inc.',
  DATABASE_ENGINE: () => 'NoDatabaseEngine',
  CACHE_ENGINE: () => 'NoCacheEngine',
  DEPLOYMENT_OPTION: () => 'NoDeploymentOption',
}

const purchaseTypes: Readonly<Record<Charge['option'], string>> = {
  'On Demand': 'On Demand Instances',
  'Free Tier': 'On Demand Instances',
  Spot: 'Spot Instances',
  Reserved: 'Standard Reserved Instances',
  'Savings Plans': 'Savings Plans',
}

const usageGroups: Readonly<Partial<Record<Charge['rule'], string>>> = {
  instance: 'EC2: Running Hours',
  volume: 'EC2: EBS - SSD(gp2)',
  snapshot: 'EC2: EBS - Snapshots',
  natGateway: 'EC2: NAT Gateway - Running Hours',
  loadBalancer: 'EC2: ELB - Running Hours',
  alarm: 'EC2: CloudWatch - Alarms',
  detailedMonitoring: 'EC2: CloudWatch - Metrics',
}

/** Whether a charge is for use, or what a commitment costs. */
function recordTypeOf({ option, fee, upfront }: Charge): string {
  if (option === 'Savings Plans') {
    if (!fee) return 'SavingsPlanCoveredUsage'
    return upfront === undefined ? 'SavingsPlanRecurringFee' : 'SavingsPlanUpfrontFee'
  }
  if (option === 'Reserved') {
    if (!fee) return 'DiscountedUsage'
    return upfront === undefined ? 'RIFee' : 'Fee'
  }
  return 'Usage'
}

function systemOf(platform: string | undefined): string {
  if (platform === undefined) return 'NoOperatingSystem'
  return platform.startsWith('Linux/UNIX') ? 'Linux/UNIX' : platform
}

/** What reads a dimension of a charge; throws for one that is nowhere in this cloud's books. */
export function dimensionReader(
  name: string | undefined,
  account: string,
): (charge: Charge) => string {
  const read = Object.entries(dimensions).find(([known]) => known === name)?.[1]
  if (!read) {
    throw new AwsError(
      'ValidationException',
      `The dimension ${name ?? ''} is not supported by the embedded cloud.`,
    )
  }
  return (charge) => read(charge, account)
}

/** The value of a tag, `undefined` where the charge has no such tag. */
export function tagOf({ tags }: Charge, key: string): string | undefined {
  return tags.find(({ Key }) => Key === key)?.Value
}
