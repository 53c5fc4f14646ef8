import type {
  GetInstanceTypesFromInstanceRequirementsRequest,
  GetInstanceTypesFromInstanceRequirementsResult,
} from '@aws-sdk/client-ec2'
import { findInstanceType } from '../../../catalogue/instance-types.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { paginate } from '../paging.ts'
import { refuseMembers } from '../unsupported.ts'
import { typesMeeting } from './match-requirements.ts'

/**
 * The types that meet requirements: vCPUs, memory, generation, accelerators, price and the rest.
 */
export const GetInstanceTypesFromInstanceRequirements = operation<
  GetInstanceTypesFromInstanceRequirementsRequest,
  GetInstanceTypesFromInstanceRequirementsResult
>('GetInstanceTypesFromInstanceRequirements', (ctx, input) => {
  refuseMembers('GetInstanceTypesFromInstanceRequirements', input, ['Context'])
  const { ArchitectureTypes: architectures = [], VirtualizationTypes: kinds = [] } = input
  if (architectures.length === 0) throw missing('ArchitectureType')
  if (kinds.length === 0) throw missing('VirtualizationType')
  if (!input.InstanceRequirements) throw missing('InstanceRequirements')
  const types = typesMeeting(ctx.region, input.InstanceRequirements, architectures)
    .filter((name) =>
      findInstanceType(name)?.SupportedVirtualizationTypes?.some((kind) => kinds.includes(kind)),
    )
    .toSorted()
  const page = paginate(ctx, 'GetInstanceTypesFromInstanceRequirements', types, input, {
    keyOf: (name) => name,
    min: 1,
    max: 1_000,
    defaultSize: 1_000,
  })
  return {
    InstanceTypes: page.items.map((InstanceType) => ({ InstanceType })),
    NextToken: page.nextToken,
  }
})

function missing(name: string): AwsError {
  return new AwsError('MissingParameter', `The request must contain the parameter ${name}`)
}
