import { DescribeSecurityGroupsCommand } from '@aws-sdk/client-ec2'
import { confirmDelete, expectRefused, menuItem, row, select } from '../support/console.ts'
import { deleteDefaultVpc } from '../support/default-vpc.ts'
import { expect, test } from '../support/test.ts'

test('a security group is made, opened in the rule editor, and deleted', async ({
  page,
  world,
}) => {
  await page.goto(world.path('/security-groups'))
  await page.getByRole('button', { name: 'Create security group' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Security group name' }).fill('web')
  await dialog.getByRole('textbox', { name: 'Description', exact: true }).fill('web servers')
  await dialog.getByRole('button', { name: 'Create security group' }).click()
  await expect(row(page, 'web servers')).toContainText('0 permission entries')

  await select(page, 'web servers')
  await (await menuItem(page, 'Actions', 'Edit inbound rules')).click()
  await dialog.getByRole('button', { name: 'Add security group rule' }).click()
  await dialog.getByRole('textbox', { name: 'Port range' }).fill('99999')
  await dialog.getByRole('button', { name: 'Save rules' }).click()
  await expect(dialog.getByText('2 fields need to be corrected.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Port range' }).fill('8080-8090')
  await dialog.getByRole('textbox', { name: 'Source', exact: true }).fill('203.0.113.0/24')
  await dialog.getByRole('button', { name: 'Save rules' }).click()
  await expect(dialog).toBeHidden()
  await expect(row(page, 'web servers')).toContainText('1 permission entry')
  const { SecurityGroups = [] } = await world.ec2.send(
    new DescribeSecurityGroupsCommand({ Filters: [{ Name: 'group-name', Values: ['web'] }] }),
  )
  expect(SecurityGroups[0]?.IpPermissions).toMatchObject([
    { IpProtocol: 'tcp', FromPort: 8080, ToPort: 8090, IpRanges: [{ CidrIp: '203.0.113.0/24' }] },
  ])

  await (await menuItem(page, 'Actions', 'Delete security groups')).click()
  await confirmDelete(page, 'Delete')
  await expect(row(page, 'sg-')).toHaveCount(1)
  await deleteDefaultVpc(world.ec2)
  await expect(page.getByText('No security groups')).toBeVisible()
})

test('the default group cannot be deleted, and the menu says why', async ({ page, world }) => {
  await page.goto(world.path('/security-groups'))
  await select(page, 'default')
  await expectRefused(
    await menuItem(page, 'Actions', 'Delete security groups'),
    'The default security group of a VPC cannot be deleted.',
  )
})

test('a filter that nothing fits can be cleared', async ({ page, world }) => {
  await page.goto(world.path('/security-groups?filter=:nothing-like-it'))
  await expect(page.getByText('Nothing here fits the filter.')).toBeVisible()
  await page.getByRole('button', { name: 'Clear filters' }).last().click()
  await expect(row(page, 'default VPC security group')).toBeVisible()
})
