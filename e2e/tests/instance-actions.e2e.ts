import {
  AllocateAddressCommand,
  CreateNetworkInterfaceCommand,
  CreateVolumeCommand,
  DescribeInstancesCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2'
import type { Page } from '@playwright/test'
import { expectRefused, menuItem, select } from '../support/console.ts'
import { expect, test } from '../support/test.ts'

async function describe(ec2: EC2Client, id: string) {
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }))
  return Reservations[0]?.Instances?.[0]
}

/** Chooses the first thing that a field of the dialog offers, or the named one. */
async function choose(page: Page, field: RegExp, option: string | RegExp): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: field }).click()
  await page.getByRole('option', { name: option }).first().click()
}

test('disks, interfaces and addresses come to an instance and go', async ({ page, world }) => {
  const [id = ''] = await world.launch('web')
  await world.advance('1m')
  const instance = await describe(world.ec2, id)
  const AvailabilityZone = instance?.Placement?.AvailabilityZone
  await world.ec2.send(new CreateVolumeCommand({ AvailabilityZone, Size: 1 }))
  await world.ec2.send(new CreateNetworkInterfaceCommand({ SubnetId: instance?.SubnetId }))
  await world.ec2.send(new AllocateAddressCommand({}))
  await page.goto(world.path('/instances'))
  await select(page, 'web')
  const dialog = page.getByRole('dialog')
  const submit = async (text: string) => {
    await dialog.getByRole('button', { name: text, exact: true }).click()
    await expect(dialog).toBeHidden()
  }

  await (await menuItem(page, 'Actions', 'Storage', 'Attach volume')).click()
  await choose(page, /Volume ID/, /vol-/)
  await submit('Attach volume')
  await expect
    .poll(async () => (await describe(world.ec2, id))?.BlockDeviceMappings?.length)
    .toBe(2)
  await (await menuItem(page, 'Actions', 'Storage', 'Detach volume')).click()
  await choose(page, /Volume ID/, /Root/)
  await expect(dialog.getByText(/The root volume comes off a stopped instance only/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()

  await (await menuItem(page, 'Actions', 'Networking', 'Attach network interface')).click()
  await choose(page, /Network interface/, /eni-/)
  await submit('Attach')
  await expect.poll(async () => (await describe(world.ec2, id))?.NetworkInterfaces?.length).toBe(2)

  await expectRefused(
    await menuItem(page, 'Actions', 'Networking', 'Disassociate Elastic IP address'),
    'It has no Elastic IP address.',
  )
  await page.getByRole('menuitem', { name: 'Associate Elastic IP address', exact: true }).click()
  await choose(page, /Allocated IPv4 address/, /eipalloc-/)
  await submit('Associate')
  await (await menuItem(page, 'Actions', 'Networking', 'Manage IP addresses')).click()
  const count = dialog.getByRole('textbox', { name: /Addresses to add, chosen by EC2/ })
  await count.fill('2')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText(/PrivateIpAddressLimitExceeded/)).toBeVisible()
  await count.fill('1')
  await submit('Save')
  const addresses = (await describe(world.ec2, id))?.NetworkInterfaces?.map(
    ({ PrivateIpAddresses = [] }) => PrivateIpAddresses.length,
  )
  expect(addresses?.toSorted()).toEqual([1, 2])
})

test('settings that are rarely touched are changed', async ({ page, world }) => {
  const [id = ''] = await world.launch('db', { InstanceType: 'm5.large' })
  await world.advance('1m')
  await page.goto(world.path('/instances'))
  await select(page, 'db')
  const dialog = page.getByRole('dialog')
  const settings = (name: string) => menuItem(page, 'Actions', 'Instance settings', name)
  await expectRefused(await settings('Change CPU options'), 'Stop the instance first.')
  await page.getByRole('menuitem', { name: 'Change auto-recovery behavior' }).click()
  await choose(page, /When the hardware/, 'Disabled')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  expect((await describe(world.ec2, id))?.MaintenanceOptions?.AutoRecovery).toBe('disabled')

  await (await settings('Associate with an event window')).click()
  await choose(page, /Event window/, 'A new event window')
  await dialog.getByRole('textbox', { name: 'Cron expression (UTC)' }).fill('* 18-21 * * SAT')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await (await settings('Associate with an event window')).click()
  await expect(dialog.getByRole('button', { name: /Event window iew-/ })).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()

  await (await menuItem(page, 'Instance state', 'Stop instance')).click()
  await dialog.getByRole('button', { name: 'Stop', exact: true }).click()
  await world.advance('2m')
  await (await settings('Change instance type')).click()
  await dialog.getByRole('button', { name: /New instance type/ }).click()
  await page.getByPlaceholder('Find a type').fill('m5d.large')
  await page.getByRole('option', { name: /^m5d\.large/ }).click()
  await expect(dialog.getByText(/It has instance store volumes/)).toBeVisible()
})
