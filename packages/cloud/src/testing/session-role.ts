import {
  AddRoleToInstanceProfileCommand,
  AttachRolePolicyCommand,
  CreateInstanceProfileCommand,
  CreateRoleCommand,
  type IAMClient,
} from '@aws-sdk/client-iam'

export const sessionPolicy = 'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore'

/** Makes a role for instances that Session Manager reaches, and an instance profile of the same name that carries it. */
export async function makeSessionRole(iam: IAMClient, name: string): Promise<void> {
  const trust = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ],
  }
  await iam.send(
    new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: JSON.stringify(trust) }),
  )
  await iam.send(new AttachRolePolicyCommand({ RoleName: name, PolicyArn: sessionPolicy }))
  await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: name }))
  await iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName: name, RoleName: name }))
}
