import { CreateImageCommand } from '@aws-sdk/client-ec2'
import { confirmDelete, expectRefused, menuItem, row, select } from '../support/console.ts'
import { expect, test } from '../support/test.ts'

test('an image is listed when it is made, and deregistered', async ({ page, world }) => {
  const [id = ''] = await world.launch('source')
  await world.advance('1m')
  await page.goto(world.path('/images'))
  await expect(page.getByText('No AMIs')).toBeVisible()

  await world.ec2.send(new CreateImageCommand({ InstanceId: id, Name: 'golden' }))
  await expect(row(page, 'golden')).toBeVisible()
  await world.advance('2m')
  await expect(row(page, 'golden')).toContainText(/available/i)

  await select(page, 'golden')
  await (await menuItem(page, 'Actions', 'Deregister AMI')).click()
  await confirmDelete(page, 'Deregister AMI')
  await expect(page.getByText('No AMIs')).toBeVisible()
})

test("other people's images cannot be deregistered, and the menu says why", async ({
  page,
  world,
}) => {
  await page.goto(world.path('/images?owner=amazon'))
  await row(page, /al2023-ami-2023/)
    .first()
    .getByRole('checkbox')
    .check()
  await expectRefused(
    await menuItem(page, 'Actions', 'Deregister AMI'),
    'Only for AMIs that you own.',
  )
})

test('an image in use is disabled and protected; deregistering says who uses it', async ({
  page,
  world,
}) => {
  const [id = ''] = await world.launch('source')
  await world.advance('1m')
  const { ImageId = '' } = await world.ec2.send(
    new CreateImageCommand({ InstanceId: id, Name: 'golden', NoReboot: true }),
  )
  await world.advance('2m')
  const [user = ''] = await world.launch('user', { ImageId })
  await page.goto(world.path('/images'))
  await select(page, 'golden')
  const dialog = page.getByRole('dialog')
  await (await menuItem(page, 'Actions', 'Manage deregistration protection')).click()
  await dialog.getByRole('checkbox', { name: 'Deregistration protection' }).check()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await expectRefused(
    await menuItem(page, 'Actions', 'Deregister AMI'),
    'It is protected from being deregistered. Take the protection off first.',
  )
  await page.getByRole('menuitem', { name: 'Manage deregistration protection' }).click()
  await dialog.getByRole('checkbox', { name: 'Deregistration protection' }).uncheck()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await (await menuItem(page, 'Actions', 'Disable AMI')).click()
  await dialog.getByRole('button', { name: 'Disable AMI' }).click()
  await expect(row(page, 'golden')).toContainText('Disabled')
  await (await menuItem(page, 'Actions', 'Deregister AMI')).click()
  await expect(dialog.getByText(`instance/${user}`)).toBeVisible()
})
