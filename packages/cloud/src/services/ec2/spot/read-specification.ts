import type { RequestSpotLaunchSpecification, RunInstancesCommandInput } from '@aws-sdk/client-ec2'
import { refuseMembers } from '../unsupported.ts'

/** A launch specification of a Spot request or a Spot Fleet, as RunInstances would be asked for it. */
export function readSpecification(
  operation: string,
  asked: RequestSpotLaunchSpecification,
): RunInstancesCommandInput {
  refuseMembers(operation, asked, ['AddressingType', 'KernelId', 'RamdiskId'])
  const { EbsOptimized, Monitoring, Placement: place, ...rest } = asked
  return {
    ...rest,
    EbsOptimized: EbsOptimized || undefined,
    Monitoring: Monitoring && { Enabled: Monitoring.Enabled },
    Placement: place && {
      AvailabilityZone: place.AvailabilityZone,
      GroupName: place.GroupName,
      Tenancy: place.Tenancy,
    },
    MinCount: 1,
    MaxCount: 1,
  }
}
