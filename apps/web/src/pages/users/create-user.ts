import type { Call } from '../../api/index.ts'
import type { ChosenPassword } from './PasswordChoice.tsx'

export interface NewUser {
  readonly name: string
  /** Absent: no console for them. */
  readonly password: ChosenPassword | undefined
  readonly groups: readonly string[]
  readonly policies: readonly string[]
  readonly boundary: string | undefined
  readonly tags: readonly { readonly key: string; readonly value: string }[]
}

/** Lets a user set another password for itself: AWS's console attaches it where the first one must be changed. */
const changePasswordPolicy = 'arn:aws:iam::aws:policy/IAMUserChangePassword'

/** Makes a user in the steps that IAM needs. What `done` names is not done again: after a refusal the rest can be tried once more. */
export async function createUser(call: Call, user: NewUser, done: Set<string>): Promise<void> {
  const { name: UserName, password } = user
  const once = async (step: string, run: () => Promise<unknown>) => {
    const key = `${UserName} ${step}`
    if (done.has(key)) return
    await run()
    done.add(key)
  }
  await once('user', () =>
    call('iam', 'CreateUser', {
      UserName,
      ...(user.boundary !== undefined && { PermissionsBoundary: user.boundary }),
      ...(user.tags.length > 0 && {
        Tags: user.tags.map(({ key, value }) => ({ Key: key, Value: value })),
      }),
    }),
  )
  if (password) {
    await once('password', () =>
      call('iam', 'CreateLoginProfile', {
        UserName,
        Password: password.password,
        PasswordResetRequired: password.mustChange,
      }),
    )
  }
  const policies = new Set(user.policies)
  if (password?.mustChange) policies.add(changePasswordPolicy)
  for (const PolicyArn of policies) {
    await once(PolicyArn, () => call('iam', 'AttachUserPolicy', { UserName, PolicyArn }))
  }
  for (const GroupName of user.groups) {
    await once(`group ${GroupName}`, () => call('iam', 'AddUserToGroup', { UserName, GroupName }))
  }
}
