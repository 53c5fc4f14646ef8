import {
  ChangePasswordCommand,
  CreateAccountAliasCommand,
  CreateLoginProfileCommand,
  CreateUserCommand,
  DeleteLoginProfileCommand,
  GetUserCommand,
} from '@aws-sdk/client-iam'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SignInWish } from './sign-in.ts'

let cloud: TestCloud
const account = '550000000001'
const right = { account, user: 'Student', password: 'Right-Horse-7', client: '10.0.0.1' }
const sign = (more: Partial<SignInWish>) => cloud.signIn.signIn({ ...right, ...more })

beforeAll(async () => {
  cloud = await startTestCloud()
  const iam = cloud.iam({ account })
  await iam.send(new CreateUserCommand({ UserName: 'Student' }))
  await iam.send(
    new CreateLoginProfileCommand({
      UserName: 'Student',
      Password: right.password,
      PasswordResetRequired: true,
    }),
  )
  await iam.send(new CreateUserCommand({ UserName: 'keys-only' }))
  await iam.send(new CreateUserCommand({ UserName: 'target' }))
  await iam.send(new CreateLoginProfileCommand({ UserName: 'target', Password: right.password }))
  await iam.send(new CreateAccountAliasCommand({ AccountAlias: 'seoul-class' }))
})
afterAll(() => cloud.close())

describe('signing in', () => {
  test('by number or alias, whatever the case of the name; the credentials act as the user', async () => {
    const answer = await sign({ account: 'Seoul-Class', user: 'student' })
    if (!answer.ok) throw new Error('refused')
    const { user } = answer
    expect(user).toMatchObject({
      account,
      alias: 'seoul-class',
      name: 'Student',
      mustChangePassword: true,
    })
    const credentials = cloud.signIn.credentials(account, user.userId)
    if (!credentials) throw new Error('no credentials')
    expect(cloud.signIn.isValid(credentials)).toBe(true)
    const sts = cloud.sts({ account, credentials })
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: account,
      Arn: `arn:aws:iam::${account}:user/Student`,
    })
    const { User } = await cloud.iam({ account }).send(new GetUserCommand({ UserName: 'Student' }))
    expect(User?.PasswordLastUsed).toBeInstanceOf(Date)
    await cloud.advance(account, 13 * 3_600_000)
    expect(cloud.signIn.isValid(credentials)).toBe(false)
    const again = cloud.signIn.credentials(account, user.userId)
    cloud.signIn.revoke(again ?? credentials)
    expect(again && cloud.signIn.isValid(again)).toBe(false)
  })

  test.each([
    ['a wrong password', { password: 'Wrong-Horse-7' }],
    ['an unknown user', { user: 'nobody' }],
    ['a user without a password', { user: 'keys-only' }],
    ['an unknown account', { account: '550000000002' }],
    ['an unknown alias', { account: 'no-such-class' }],
  ])('%s is answered like any other', async (_what, more) => {
    expect(await sign({ ...more, client: `10.0.1.${_what.length}` })).toEqual({ ok: false })
  })

  test('an account that nobody has used gets no world by being asked for', async () => {
    await sign({ account: '550000000003', client: '10.0.2.1' })
    cloud.signIn.look('550000000003', 'AIDA')
    expect(cloud.engine.accounts()).not.toContain('550000000003')
  })

  test('ends when the password is taken away', async () => {
    const iam = cloud.iam({ account })
    await iam.send(new CreateUserCommand({ UserName: 'leaver' }))
    const Password = 'Leaving-Soon-1'
    await iam.send(new CreateLoginProfileCommand({ UserName: 'leaver', Password }))
    const answer = await sign({ user: 'leaver', password: Password, client: '10.0.3.1' })
    if (!answer.ok) throw new Error('refused')
    await iam.send(new DeleteLoginProfileCommand({ UserName: 'leaver' }))
    expect(cloud.signIn.look(account, answer.user.userId)).toBeUndefined()
    expect(cloud.signIn.credentials(account, answer.user.userId)).toBeUndefined()
  })
})

describe('wrong passwords', () => {
  test.each([['target'], ['nobody-at-all']])(
    'of %s are five, then one waits, also with the right one and from elsewhere',
    async (user) => {
      const wrong = { user, password: 'Guess-Guess-1' }
      for (let count = 0; count < 5; count += 1) {
        expect(await sign({ ...wrong, client: `10.1.0.${count}` })).toEqual({ ok: false })
      }
      const sixth = await sign({ user, client: '10.1.1.1' })
      expect(sixth).toEqual({ ok: false, retryAfterMs: expect.any(Number) })
      expect(!sixth.ok && (sixth.retryAfterMs ?? 0)).toBeGreaterThan(25_000)
    },
  )

  test('many at once are as many', async () => {
    const wish = { user: 'rushed', password: 'Guess-Guess-2', client: '10.2.0.1' }
    const answers = await Promise.all(Array.from({ length: 12 }, () => sign(wish)))
    expect(answers.filter((one) => !one.ok && one.retryAfterMs === undefined)).toHaveLength(5)
  })
})

describe('changing the password', () => {
  test('needs the old one, and then need not be done again', async () => {
    const iam = cloud.iam({ account })
    const Password = 'First-Password-1'
    await iam.send(new CreateUserCommand({ UserName: 'fresh' }))
    await iam.send(
      new CreateLoginProfileCommand({ UserName: 'fresh', Password, PasswordResetRequired: true }),
    )
    const answer = await sign({ user: 'fresh', password: Password, client: '10.4.0.1' })
    if (!answer.ok) throw new Error('refused')
    const { userId } = answer.user
    const credentials = cloud.signIn.credentials(account, userId)
    if (!credentials) throw new Error('no credentials')
    const own = cloud.iam({ account, credentials })
    const change = (OldPassword: string, NewPassword: string) =>
      own.send(new ChangePasswordCommand({ OldPassword, NewPassword }))
    await expect(change('Other-Password-1', 'Second-Password-2')).rejects.toThrow(/old password/)
    await expect(change(Password, 'short')).rejects.toMatchObject({
      name: 'PasswordPolicyViolationException',
    })
    await change(Password, 'Second-Password-2')
    expect(cloud.signIn.look(account, userId)?.mustChangePassword).toBe(false)
    await expect(
      iam.send(new ChangePasswordCommand({ OldPassword: 'a', NewPassword: 'b' })),
    ).rejects.toMatchObject({ name: 'InvalidUserTypeException' })
  })
})
