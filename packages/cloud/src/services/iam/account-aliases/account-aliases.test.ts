import {
  CreateAccountAliasCommand,
  DeleteAccountAliasCommand,
  ListAccountAliasesCommand,
} from '@aws-sdk/client-iam'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())

it('gives an account one alias at a time', async () => {
  const iam = cloud.iam()
  const list = async () => (await iam.send(new ListAccountAliasesCommand({}))).AccountAliases
  const create = (AccountAlias: string) => iam.send(new CreateAccountAliasCommand({ AccountAlias }))
  const remove = (AccountAlias: string) => iam.send(new DeleteAccountAliasCommand({ AccountAlias }))
  expect(await list()).toEqual([])
  await create('first')
  await create('second')
  expect(await list()).toEqual(['second'])
  await expect(create('123456789012')).rejects.toMatchObject({ name: expect.any(String) })
  const other = cloud.iam({ account: '340000000000' })
  expect((await other.send(new ListAccountAliasesCommand({}))).AccountAliases).toEqual([])
  await expect(remove('first')).rejects.toMatchObject({ name: 'NoSuchEntityException' })
  await remove('second')
  expect(await list()).toEqual([])
})
