import type { CreateSecurityGroupRequest, CreateSecurityGroupResult } from '@aws-sdk/client-ec2'
import { findGroupDescriptionProblem, findGroupNameProblem } from '@brume/ec2-model'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import { findRecord } from '../find.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { vpcs } from '../vpcs/vpc.ts'
import { createEgressRule } from './default-rules.ts'
import { groupArn } from './describe-group.ts'
import { findDefaultVpc } from './find-group.ts'
import { securityGroups } from './security-group.ts'

/**
 * Makes a group that lets everything out and nothing in.
 * @limits 2,500 a VPC.
 */
export const CreateSecurityGroup = operation<CreateSecurityGroupRequest, CreateSecurityGroupResult>(
  'CreateSecurityGroup',
  (ctx, input) => {
    const name = input.GroupName ?? ''
    const description = input.Description ?? ''
    checkName(name)
    checkDescription(description)
    const tagsOf = readTagSpecifications(input.TagSpecifications, ['security-group'])
    const vpc = input.VpcId ? findRecord(ctx, vpcs, 'vpc', input.VpcId) : findDefaultVpc(ctx)
    if (ctx.db.by(securityGroups, 'name', `${vpc.id}/${name}`).length > 0) {
      throw new AwsError(
        'InvalidGroup.Duplicate',
        `The security group '${name}' already exists for VPC '${vpc.id}'`,
      )
    }
    checkQuota(ctx, 'securityGroups', ctx.db.count(securityGroups))
    const id = newId(ctx.chance, 'sg')
    const tags = tagsOf('security-group')
    ctx.db.put(securityGroups, { id, name, description, vpcId: vpc.id, tags })
    createEgressRule(ctx, id)
    return { GroupId: id, SecurityGroupArn: groupArn(ctx, id), Tags: [...tags] }
  },
)

const allowed =
  'strings less than 256 characters from the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*'

function checkName(name: string): void {
  const texts = {
    empty: 'The request must contain the parameter groupName',
    tooLong: `Value (${name}) for parameter GroupName is invalid. Invalid security group name. Valid names are ${allowed}`,
    characters: `Value (${name}) for parameter GroupName is invalid. Invalid security group name. Valid names are ${allowed}`,
    startsWithSg: `Value (${name}) for parameter GroupName is invalid. Group names may not be in the format sg-*`,
    reserved: 'Cannot use reserved security group name: default',
  } as const
  const problem = findGroupNameProblem(name)
  if (!problem) return
  const code = problem === 'empty' ? 'MissingParameter' : 'InvalidParameterValue'
  throw new AwsError(code, texts[problem])
}

function checkDescription(description: string): void {
  const problem = findGroupDescriptionProblem(description)
  if (!problem) return
  if (problem === 'empty') {
    throw new AwsError(
      'MissingParameter',
      'The request must contain the parameter GroupDescription',
    )
  }
  const ascii = [...description].every((char) => char < '\u0080')
  throw new AwsError(
    'InvalidParameterValue',
    `Value (${description}) for parameter GroupDescription is invalid. ${
      ascii
        ? `Invalid security group description. Valid descriptions are ${allowed}`
        : 'Character sets beyond ASCII are not supported.'
    }`,
  )
}
