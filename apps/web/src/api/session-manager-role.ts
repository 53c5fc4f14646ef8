import type { Call } from './call.ts'

const trust = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ],
}

export const sessionManagerPolicyArn = 'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore'

/**
 * Makes a role that lets Session Manager reach an instance, with an instance profile of the same name around it, as the
 * AWS console does. Throws `ApiFailure` (`EntityAlreadyExists` when the name is taken).
 */
export async function createSessionManagerRole(call: Call, name: string): Promise<void> {
  await call('iam', 'CreateRole', {
    RoleName: name,
    AssumeRolePolicyDocument: JSON.stringify(trust),
    Description: 'Lets Session Manager reach the instance',
  })
  await call('iam', 'AttachRolePolicy', { RoleName: name, PolicyArn: sessionManagerPolicyArn })
  await call('iam', 'CreateInstanceProfile', { InstanceProfileName: name })
  await call('iam', 'AddRoleToInstanceProfile', { InstanceProfileName: name, RoleName: name })
}

/** Gives the instance this profile, in place of the one it has; `undefined` takes the role away. */
export async function changeInstanceProfile(
  call: Call,
  instanceId: string,
  profileName: string | undefined,
): Promise<void> {
  const { IamInstanceProfileAssociations } = await call(
    'ec2',
    'DescribeIamInstanceProfileAssociations',
    { Filters: [{ Name: 'instance-id', Values: [instanceId] }] },
  )
  const present = IamInstanceProfileAssociations?.find(
    ({ State }) => State === 'associated' || State === 'associating',
  )
  const AssociationId = present?.AssociationId
  if (profileName === undefined) {
    if (AssociationId) await call('ec2', 'DisassociateIamInstanceProfile', { AssociationId })
    return
  }
  const IamInstanceProfile = { Name: profileName }
  if (AssociationId) {
    await call('ec2', 'ReplaceIamInstanceProfileAssociation', { AssociationId, IamInstanceProfile })
  } else {
    await call('ec2', 'AssociateIamInstanceProfile', { InstanceId: instanceId, IamInstanceProfile })
  }
}
