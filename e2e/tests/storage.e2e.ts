import {
  CreateImageCommand,
  CreateSnapshotCommand,
  DescribeVolumesCommand,
} from '@aws-sdk/client-ec2'
import { confirmDelete, expectRefused, menuItem, row, select } from '../support/console.ts'
import { expect, test } from '../support/test.ts'

test('a volume is made and deleted; an account without volumes is told what they are', async ({
  page,
  world,
}) => {
  await page.goto(world.path('/volumes'))
  await expect(page.getByText('No volumes')).toBeVisible()
  await page.getByRole('button', { name: 'Create volume' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Create volume' }).click()
  await expect(dialog).toBeHidden()
  await expect(row(page, /vol-/)).toContainText('Available')
  const { Volumes = [] } = await world.ec2.send(new DescribeVolumesCommand({}))
  expect(Volumes).toHaveLength(1)

  await select(page, /vol-/)
  await (await menuItem(page, 'Actions', 'Delete volume')).click()
  await confirmDelete(page, 'Delete')
  await expect(page.getByText('No volumes')).toBeVisible()
})

test('a volume in use cannot be deleted, and the menu says why', async ({ page, world }) => {
  await world.launch('user')
  await world.advance('1m')
  await page.goto(world.path('/volumes'))
  await select(page, /vol-/)
  await expectRefused(
    await menuItem(page, 'Actions', 'Delete volume'),
    'Only an available volume can be deleted. Detach it first.',
  )
})

test('a snapshot is listed when it is made, and deleted', async ({ page, world }) => {
  await world.launch('source')
  await world.advance('1m')
  await page.goto(world.path('/snapshots'))
  await expect(page.getByText('No snapshots')).toBeVisible()
  const { Volumes = [] } = await world.ec2.send(new DescribeVolumesCommand({}))
  const VolumeId = Volumes[0]?.VolumeId ?? ''
  await world.ec2.send(new CreateSnapshotCommand({ VolumeId, Description: 'before the change' }))
  await world.advance('2m')
  await expect(row(page, 'before the change')).toContainText('Completed')
  await select(page, 'before the change')
  await (await menuItem(page, 'Actions', 'Delete snapshot')).click()
  await confirmDelete(page, 'Delete')
  await expect(page.getByText('No snapshots')).toBeVisible()
})

test('a snapshot that an image is made of cannot be deleted, and the menu names the image', async ({
  page,
  world,
}) => {
  const [id = ''] = await world.launch('source')
  await world.advance('1m')
  const { ImageId = '' } = await world.ec2.send(
    new CreateImageCommand({ InstanceId: id, Name: 'golden' }),
  )
  await world.advance('2m')
  await page.goto(world.path('/snapshots'))
  await select(page, /snap-/)
  await expectRefused(
    await menuItem(page, 'Actions', 'Delete snapshot'),
    `The AMI ${ImageId} is made of it. Deregister that first.`,
  )
})
