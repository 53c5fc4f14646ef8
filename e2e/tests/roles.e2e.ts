import { confirmDelete, menuItem, row, select } from '../support/console.ts'
import { expect, test } from '../support/test.ts'

test('a role is made by the wizard, changed, and deleted from under an instance', async ({
  page,
  world,
}) => {
  await page.goto(world.path('/roles'))
  await page.getByRole('button', { name: 'Create role' }).first().click()
  await page.getByRole('radio', { name: 'EC2 Role for AWS Systems Manager' }).check()
  await page.getByRole('button', { name: 'Next', exact: true }).click()
  await page.getByRole('searchbox', { name: 'Find policies by name' }).fill('s3readonly')
  await page.getByRole('checkbox', { name: 'AmazonS3ReadOnlyAccess' }).check()
  await page.getByRole('button', { name: 'Next', exact: true }).click()
  await page.getByRole('textbox', { name: 'Role name' }).fill('Web Server')
  await page.getByRole('button', { name: 'Create role' }).click()
  await expect(page.getByText(/Up to 64 letters, digits .* only\./).first()).toBeVisible()
  await page.getByRole('textbox', { name: 'Role name' }).fill('WebServer')
  await page.getByRole('button', { name: 'Create role' }).click()
  await expect(row(page, 'WebServer')).toContainText('ec2.amazonaws.com')
  const policies = page.getByRole('table', { name: 'Permissions policies' })
  await expect(policies).toContainText('AmazonSSMManagedInstanceCore')

  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: 'Create inline policy' }).click()
  await page.getByRole('textbox', { name: 'Policy name' }).fill('look')
  await page.getByLabel('Plain text field').check()
  const document = page.getByRole('textbox', { name: 'Policy document' })
  await document.fill('{ "Version": ')
  await expect(page.getByText(/This is not JSON/)).toBeVisible()
  await document.fill('{ "Version": "2012-10-17", "Statement": [{ "Effect": "Perhaps" }] }')
  await expect(page.getByText(/Line 1, column \d+: Effect is Allow or Deny/)).toBeVisible()
  await document.fill(
    '{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "ec2:Describe*", "Resource": "*" }] }',
  )
  await expect(page.getByText('Limited: List')).toBeVisible()
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(policies).toContainText('Customer inline')
  await policies.getByRole('checkbox', { name: 'AmazonS3ReadOnlyAccess' }).check()
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(policies).not.toContainText('AmazonS3ReadOnlyAccess')

  await world.launch('carrier', { IamInstanceProfile: { Name: 'WebServer' } })
  await (await menuItem(page, 'Actions', 'Delete roles')).click()
  await expect(dialog.getByRole('link', { name: /carrier/ })).toBeVisible()
  await confirmDelete(page, 'Delete')
  await expect(row(page, 'WebServer')).toHaveCount(0)
})

test('the launch form leads to the wizard and comes back with the profile', async ({
  page,
  world,
}) => {
  await page.goto(world.path('/launch'))
  await page.getByRole('textbox', { name: 'Name' }).first().fill('kept')
  await page.getByRole('button', { name: 'Advanced details' }).click()
  await page.getByRole('button', { name: 'Create new IAM profile' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Next', exact: true }).click()
  await expect(dialog.getByRole('checkbox', { name: 'AmazonSSMManagedInstanceCore' })).toBeChecked()
  await dialog.getByRole('button', { name: 'Next', exact: true }).click()
  await dialog.getByRole('textbox', { name: 'Role name' }).fill('FromTheForm')
  await dialog.getByRole('button', { name: 'Create role' }).click()
  await expect(
    page.getByRole('button', { name: /IAM instance profile.*FromTheForm/ }),
  ).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Name' }).first()).toHaveValue('kept')
  await page.goto(world.path('/roles'))
  await select(page, 'FromTheForm')
  await page.getByRole('tab', { name: 'Details' }).click()
  await expect(page.getByText(':instance-profile/FromTheForm')).toBeVisible()
})
