import { validationError } from '../errors.ts'
import { terminationPolicies } from '../reconcile/choose-victim.ts'
import type { GroupRecord } from './group.ts'

/** The rules that hold within a group's settings. */
export function checkGroup(group: GroupRecord): void {
  checkSizes(group)
  const { healthCheckTypes, maxInstanceLifetime: lifetime, maintenancePolicy: policy } = group
  for (const type of healthCheckTypes) {
    if (!['EC2', 'ELB', 'EBS', 'VPC_LATTICE'].includes(type)) {
      throw validationError(`Invalid health check type: ${type}`)
    }
    if (type === 'EBS' || type === 'VPC_LATTICE') {
      throw validationError(`The health check type ${type} is not supported by the embedded cloud.`)
    }
  }
  for (const name of group.terminationPolicies) {
    if (name.startsWith('arn:')) {
      throw validationError(
        `The termination policy ${name} is not supported by the embedded cloud: it has no Lambda functions.`,
      )
    }
    if (!terminationPolicies.includes(name)) {
      throw validationError(`Unknown Termination Policy: ${name}`)
    }
  }
  if (lifetime !== undefined && (lifetime < 86_400 || lifetime > 31_536_000)) {
    throw validationError(
      'Maximum instance lifetime must be 0, or between 86400 (1 day) and 31536000 (365 days) seconds.',
    )
  }
  checkMaintenance(policy)
}

function checkSizes({ minSize: min, maxSize: max, desiredCapacity: desired }: GroupRecord): void {
  if (max < min) {
    throw validationError(`Max bound, ${max}, must be greater than or equal to min bound, ${min}`)
  }
  if (min < 0) throw validationError('Min bound must be greater than or equal to 0')
  if (desired < min || desired > max) {
    throw validationError(
      `Desired capacity:${desired} must be between the specified min size:${min} and max size:${max}`,
    )
  }
}

/** https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_InstanceMaintenancePolicy.html */
function checkMaintenance(policy: GroupRecord['maintenancePolicy']): void {
  const { MinHealthyPercentage: min, MaxHealthyPercentage: max } = policy ?? {}
  if (min === undefined && max === undefined) return
  if (min === undefined || max === undefined) {
    throw validationError(
      'Both MinHealthyPercentage and MaxHealthyPercentage must be specified in the instance maintenance policy.',
    )
  }
  if (min < 0 || min > 100 || max < 100 || max > 200 || max - min > 100) {
    throw validationError(
      'MinHealthyPercentage must be between 0 and 100, MaxHealthyPercentage between 100 and 200, and their difference at most 100.',
    )
  }
}
