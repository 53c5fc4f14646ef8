import {
  DisableSerialConsoleAccessCommand,
  EnableSerialConsoleAccessCommand,
  GetSerialConsoleAccessStatusCommand,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())

it('the serial console is off until the account turns it on, in each Region', async () => {
  const ec2 = cloud.ec2()
  const isOn = async (client = ec2) =>
    (await client.send(new GetSerialConsoleAccessStatusCommand({}))).SerialConsoleAccessEnabled
  expect(await isOn()).toBe(false)
  await expect(
    ec2.send(new EnableSerialConsoleAccessCommand({ DryRun: true })),
  ).rejects.toMatchObject({ name: 'DryRunOperation' })
  expect(await isOn()).toBe(false)
  const enabled = await ec2.send(new EnableSerialConsoleAccessCommand({}))
  expect(enabled.SerialConsoleAccessEnabled).toBe(true)
  expect(await isOn()).toBe(true)
  expect(await isOn(cloud.ec2({ region: 'us-east-1' }))).toBe(false)
  const disabled = await ec2.send(new DisableSerialConsoleAccessCommand({}))
  expect(disabled.SerialConsoleAccessEnabled).toBe(false)
  expect(await isOn()).toBe(false)
})
