import type { RunInstancesCommandInput } from '@aws-sdk/client-ec2'
import { AwsError } from '../../../../errors.ts'

/** Members whose effect this cloud does not have: refused by name, never dropped. */
export function refuseUnsupported(input: RunInstancesCommandInput): void {
  const { Placement: placement } = input
  const refused: readonly (readonly [string, boolean])[] = [
    ['KernelId', input.KernelId !== undefined],
    ['RamdiskId', input.RamdiskId !== undefined],
    ['ElasticGpuSpecification', (input.ElasticGpuSpecification?.length ?? 0) > 0],
    ['ElasticInferenceAccelerators', (input.ElasticInferenceAccelerators?.length ?? 0) > 0],
    ['LicenseSpecifications', (input.LicenseSpecifications?.length ?? 0) > 0],
    ['Operator', input.Operator !== undefined],
    ['SecondaryInterfaces', (input.SecondaryInterfaces?.length ?? 0) > 0],
    ['Placement.HostResourceGroupArn', placement?.HostResourceGroupArn !== undefined],
    ['InstanceMarketOptions.MarketType', isOtherMarket(input)],
    ['SpotOptions.BlockDurationMinutes', hasBlockDuration(input)],
  ]
  const first = refused.find(([, asked]) => asked)
  if (first) {
    throw new AwsError(
      'UnsupportedOperation',
      `The member ${first[0]} of RunInstances is not supported by the embedded cloud.`,
    )
  }
}

function isOtherMarket({ InstanceMarketOptions: market }: RunInstancesCommandInput): boolean {
  return market?.MarketType !== undefined && market.MarketType !== 'spot'
}

function hasBlockDuration({ InstanceMarketOptions: market }: RunInstancesCommandInput): boolean {
  return market?.SpotOptions?.BlockDurationMinutes !== undefined
}
