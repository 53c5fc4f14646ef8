import type { Call } from '../../api/index.ts'

export interface NewRole {
  readonly name: string
  readonly description: string
  readonly trust: string
  readonly policies: readonly string[]
  readonly tags: readonly { readonly key: string; readonly value: string }[]
  /** Whether instances are to carry it. */
  readonly withProfile: boolean
}

/**
 * Makes a role in the steps that IAM needs, and answers the ARN of its instance profile where it has one. What `done`
 * names is not done again, so that after a refusal in the middle the rest can be tried once more.
 */
export async function createRole(
  call: Call,
  role: NewRole,
  done: Set<string>,
): Promise<string | undefined> {
  const once = async (step: string, run: () => Promise<unknown>) => {
    if (done.has(step)) return
    await run()
    done.add(step)
  }
  const { name } = role
  await once(`role ${name}`, () =>
    call('iam', 'CreateRole', {
      RoleName: name,
      AssumeRolePolicyDocument: role.trust,
      ...(role.description !== '' && { Description: role.description }),
      ...(role.tags.length > 0 && {
        Tags: role.tags.map(({ key, value }) => ({ Key: key, Value: value })),
      }),
    }),
  )
  for (const PolicyArn of role.policies) {
    await once(`policy ${name} ${PolicyArn}`, () =>
      call('iam', 'AttachRolePolicy', { RoleName: name, PolicyArn }),
    )
  }
  if (!role.withProfile) return undefined
  await once(`profile ${name}`, () =>
    call('iam', 'CreateInstanceProfile', { InstanceProfileName: name }),
  )
  await once(`member ${name}`, () =>
    call('iam', 'AddRoleToInstanceProfile', { InstanceProfileName: name, RoleName: name }),
  )
  const { InstanceProfile } = await call('iam', 'GetInstanceProfile', { InstanceProfileName: name })
  return InstanceProfile?.Arn
}
