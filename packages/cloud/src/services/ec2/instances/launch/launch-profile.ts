import type { IamInstanceProfileSpecification } from '@aws-sdk/client-ec2'
import type { Context } from '../../../../engine/context.ts'
import { AwsError } from '../../../../errors.ts'
import {
  instanceProfiles,
  type InstanceProfileRecord,
} from '../../../iam/instance-profiles/instance-profile.ts'
import { nameKey } from '../../../iam/names.ts'

/** The profile named by ARN or name; throws AWS's error when there is none. */
export function resolveProfile(
  ctx: Context,
  wished: IamInstanceProfileSpecification,
): InstanceProfileRecord {
  if (wished.Arn && wished.Name) {
    throw new AwsError(
      'InvalidParameterCombination',
      "The parameter 'iamInstanceProfile.name' may not be used in combination with 'iamInstanceProfile.arn'",
    )
  }
  const found = wished.Arn
    ? ctx.db.by(instanceProfiles, 'arn', wished.Arn)[0]
    : ctx.db.get(instanceProfiles, nameKey(wished.Name ?? ''))
  if (found) return found
  const [member, value, what] = wished.Arn
    ? ['arn', wished.Arn, 'ARN']
    : ['name', wished.Name ?? '', 'name']
  throw new AwsError(
    'InvalidParameterValue',
    `Value (${value}) for parameter iamInstanceProfile.${member} is invalid. Invalid IAM Instance Profile ${what}`,
  )
}
