import {
  CreateImageCommand,
  CreateSnapshotCommand,
  CreateVolumeCommand,
  DeleteVolumeCommand,
  DescribeVolumesCommand,
} from '@aws-sdk/client-ec2'
import { confirmDelete, expectRefused, menuItem, row, select } from '../support/console.ts'
import { expect, REGION, test } from '../support/test.ts'

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

test('a volume is changed while one looks on, and copied', async ({ page, world }) => {
  await world.ec2.send(
    new CreateVolumeCommand({ AvailabilityZone: `${REGION}a`, Size: 8, VolumeType: 'gp3' }),
  )
  await world.advance('5s')
  await world.pause()
  await page.goto(world.path('/volumes'))
  await select(page, /vol-/)
  await (await menuItem(page, 'Actions', 'Modify volume')).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('spinbutton', { name: 'Size' }).fill('10')
  await dialog.getByRole('button', { name: 'Modify volume' }).click()
  await expect(dialog).toBeHidden()
  await expect(row(page, /vol-/)).toContainText('Modifying, 0%')
  await world.advance('30s')
  await expect(row(page, /vol-/)).toContainText('Completed')
  await expect(row(page, /vol-/)).toContainText('10 GiB')
  await (await menuItem(page, 'Actions', 'Copy volume')).click()
  await dialog.getByRole('button', { name: 'Copy volume' }).click()
  await expect(row(page, /vol-/)).toHaveCount(2)
})

test('a snapshot is locked, archived and restored, and made into a volume', async ({
  page,
  world,
}) => {
  const { VolumeId } = await world.ec2.send(
    new CreateVolumeCommand({ AvailabilityZone: `${REGION}a`, Size: 8 }),
  )
  await world.advance('5s')
  await world.ec2.send(new CreateSnapshotCommand({ VolumeId, Description: 'kept' }))
  await world.advance('2m')
  await page.goto(world.path('/snapshots'))
  await select(page, 'kept')
  const dialog = page.getByRole('dialog')
  await (await menuItem(page, 'Actions', 'Manage snapshot lock')).click()
  await dialog.getByRole('textbox', { name: 'Lock duration (days)' }).fill('3')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Governance')).toBeVisible()
  await (await menuItem(page, 'Actions', 'Archive snapshot')).click()
  await dialog.getByRole('button', { name: 'Archive snapshot' }).click()
  await world.advance('1m')
  await expect(row(page, 'kept')).toContainText('Archive')
  await expectRefused(
    await menuItem(page, 'Actions', 'Create volume from snapshot'),
    'It is archived. Restore it first.',
  )
  await page.getByRole('menuitem', { name: 'Restore snapshot from archive' }).click()
  await dialog.getByRole('button', { name: 'Restore snapshot' }).click()
  await world.advance('1m')
  await expect(row(page, 'kept')).toContainText('Standard')
  await (await menuItem(page, 'Actions', 'Create volume from snapshot')).click()
  await dialog.getByRole('button', { name: 'Create volume' }).click()
  await expect(dialog).toBeHidden()
  const { Volumes = [] } = await world.ec2.send(new DescribeVolumesCommand({}))
  expect(Volumes).toHaveLength(2)
})

test('what a Region does by default is set, and what was deleted is recovered', async ({
  page,
  world,
}) => {
  await page.goto(world.path('/settings'))
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: 'Manage: EBS encryption' }).click()
  await dialog.getByRole('checkbox', { name: 'Always encrypt new EBS volumes' }).check()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  const zone = { AvailabilityZone: `${REGION}a` }
  const made = await world.ec2.send(new CreateVolumeCommand({ ...zone, Size: 8 }))
  expect(made.Encrypted).toBe(true)

  await world.retain('volume', 7)
  await world.advance('5s')
  await world.ec2.send(new DeleteVolumeCommand({ VolumeId: made.VolumeId }))
  await page.goto(world.path('/recycle-bin'))
  await page.getByRole('button', { name: `Recover ${made.VolumeId ?? ''}` }).click()
  await expect(page.getByText(`${made.VolumeId ?? ''} is back`)).toBeVisible()
  await expect(page.getByRole('button', { name: /^Recover/ })).toHaveCount(0)
})
