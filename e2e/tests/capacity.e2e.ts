import {
  CreatePlacementGroupCommand,
  DescribeCapacityReservationsCommand,
  DescribeInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2'
import { confirmDelete, expectRefused, menuItem, row, select } from '../support/console.ts'
import { expect, test } from '../support/test.ts'

test('a placement group is made, and stays while instances are in it', async ({ page, world }) => {
  await page.goto(world.path('/placement-groups?tab=instances'))
  await expect(page.getByText('No placement groups')).toBeVisible()
  await page.getByRole('button', { name: 'Create placement group' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Create placement group' }).click()
  await expect(dialog.getByText('Fill this in.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Placement group name' }).fill('apart')
  await dialog.getByRole('button', { name: /Placement strategy/ }).click()
  await page.getByRole('option', { name: /Spread/ }).click()
  await dialog.getByRole('button', { name: 'Create placement group' }).click()
  await expect(row(page, 'apart')).toContainText('Spread')
  // Another one is made elsewhere while the page is open.
  await world.ec2.send(new CreatePlacementGroupCommand({ GroupName: 'near' }))
  await expect(row(page, 'near')).toContainText('Cluster')

  const [id = ''] = await world.launch('member', { Placement: { GroupName: 'apart' } })
  await select(page, 'apart')
  await expect(page.getByRole('table', { name: 'Instances' }).getByText(id)).toBeVisible()
  await (await menuItem(page, 'Actions', 'Delete placement group')).click()
  await confirmDelete(page, 'Delete')
  await expect(page.getByText(/is in use and may not be deleted/)).toBeVisible()
  await expect(row(page, 'apart')).toBeVisible()

  await world.ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }))
  await world.advance('2m')
  await expect(page.getByText('No instances are in this group.')).toBeVisible()
  await select(page, 'near')
  await (await menuItem(page, 'Actions', 'Delete placement group')).click()
  await confirmDelete(page, 'Delete')
  await expect(page.getByText('No placement groups')).toBeVisible()
})

test('reserved capacity is made, used by a launch, changed and cancelled', async ({
  page,
  world,
}) => {
  await page.goto(world.path('/capacity-reservations'))
  await page.getByRole('button', { name: 'Create Capacity Reservation' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Instance type' }).fill('t2.micro')
  await dialog.getByRole('button', { name: /Availability Zone/ }).click()
  await page.getByRole('option', { name: /ap-northeast-2b/ }).click()
  await dialog.getByRole('textbox', { name: 'Total capacity' }).fill('2')
  const submit = dialog.getByRole('button', { name: 'Create Capacity Reservation' })
  await submit.click()
  await expect(dialog.getByText(/t2\.micro.* is not supported/)).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Instance type' }).fill('t3.micro')
  await submit.click()
  await expect(row(page, /cr-0/)).toContainText('Active')

  await select(page, /cr-0/)
  const [id = ''] = await world.launch('inside', {
    Placement: { AvailabilityZone: 'ap-northeast-2b' },
  })
  await expect(page.getByText('1 of 2 in use')).toBeVisible()
  await expect(page.getByRole('link', { name: id })).toBeVisible()
  await (await menuItem(page, 'Actions', 'Modify')).click()
  await dialog.getByRole('textbox', { name: 'Total capacity' }).fill('5')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('1 of 5 in use')).toBeVisible()
  await (await menuItem(page, 'Actions', 'Cancel Capacity Reservation')).click()
  await confirmDelete(page, 'Delete')
  await expect(row(page, /cr-0/)).toContainText('Cancelled')
  await expectRefused(await menuItem(page, 'Actions', 'Modify'), 'The reservation has ended.')
  const { CapacityReservations } = await world.ec2.send(new DescribeCapacityReservationsCommand({}))
  expect(CapacityReservations).toMatchObject([{ TotalInstanceCount: 5, State: 'cancelled' }])
})

test('instance types are put side by side, and found by what one needs', async ({
  page,
  world,
}) => {
  await page.goto(world.path('/instance-types'))
  const type = (name: string) =>
    page.getByRole('row').filter({ has: page.getByRole('checkbox', { name: `Select ${name}` }) })
  await page.getByRole('button', { name: 'Find by requirements' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'vCPUs, at most - optional' }).fill('2')
  await dialog.getByRole('textbox', { name: 'Memory in GiB, at most - optional' }).fill('4')
  await dialog.getByRole('checkbox', { name: 'Include burstable types' }).check()
  await dialog.getByRole('button', { name: 'Find instance types' }).click()
  await expect(page.getByText(/types meet the requirements/)).toBeVisible()
  await type('t3.medium').getByRole('checkbox').check()
  await expect(page.getByText('ap-northeast-2a, ap-northeast-2b')).toBeVisible()
  await type('t3a.medium').getByRole('checkbox').check()
  const compared = page.getByRole('table', { name: 'Compare side by side' })
  await expect(compared.getByRole('columnheader')).toHaveText([
    'Attribute',
    't3.medium',
    't3a.medium',
  ])
  await page.getByRole('button', { name: 'Show all types' }).click()
  await expect(page.getByText(/types meet the requirements/)).toBeHidden()
})

test('an instance gets another root volume and, stopped, another place', async ({
  page,
  world,
}) => {
  const [id = ''] = await world.launch('server')
  await world.ec2.send(new CreatePlacementGroupCommand({ GroupName: 'apart', Strategy: 'spread' }))
  await world.advance('1m')
  const root = async () => {
    const found = await world.ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }))
    return found.Reservations?.[0]?.Instances?.[0]?.BlockDeviceMappings?.[0]?.Ebs?.VolumeId
  }
  const before = await root()
  await page.goto(world.path('/instances'))
  await select(page, 'server')
  await (await menuItem(page, 'Actions', 'Storage', 'Replace root volume')).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('checkbox', { name: 'Delete the replaced root volume' }).check()
  await dialog.getByRole('button', { name: 'Replace root volume' }).click()
  await expect(dialog).toBeHidden()
  await world.advance('1m')
  expect(await root()).not.toBe(before)

  await world.ec2.send(new StopInstancesCommand({ InstanceIds: [id] }))
  await world.advance('1m')
  await expect(row(page, 'server')).toContainText('Stopped')
  await (await menuItem(page, 'Actions', 'Instance settings', 'Modify instance placement')).click()
  await dialog.getByRole('button', { name: /Placement group name/ }).click()
  await page.getByRole('option', { name: /apart/ }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  const { Reservations } = await world.ec2.send(new DescribeInstancesCommand({}))
  expect(Reservations?.[0]?.Instances?.[0]?.Placement?.GroupName).toBe('apart')
})
