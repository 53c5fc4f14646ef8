import {
  CreateFlowLogsCommand,
  DescribeInstancesCommand,
  DescribeVpcsCommand,
} from '@aws-sdk/client-ec2'
import { GATEWAY_PORT } from '../support/addresses.ts'
import { confirmDelete, expectRefused, menuItem, row, select } from '../support/console.ts'
import { expect, test } from '../support/test.ts'

test('an endpoint is made for a service, given a route table, and deleted', async ({
  page,
  world,
}) => {
  await page.goto(world.path('/endpoints'))
  await expect(page.getByText('No endpoints')).toBeVisible()
  await page.getByRole('button', { name: 'Create endpoint' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Create endpoint' }).click()
  await expect(dialog.getByText('Fill this in.').first()).toBeVisible()
  await dialog.getByRole('button', { name: /Service name/ }).click()
  await page.getByRole('option', { name: /com\.amazonaws\.[a-z0-9-]+\.s3/ }).click()
  await dialog.getByRole('button', { name: 'Create endpoint' }).click()
  await expect(row(page, '.s3').getByText('Available')).toBeVisible()
  await select(page, '.s3')
  await (await menuItem(page, 'Actions', 'Manage route tables')).click()
  await dialog.getByRole('button', { name: /^Route tables/ }).click()
  await page.getByRole('option', { name: /rtb-/ }).click()
  await page.keyboard.press('Escape')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('link', { name: /^rtb-/ })).toBeVisible()
  await expectRefused(
    await menuItem(page, 'Actions', 'Manage security groups'),
    'Only an interface endpoint has security groups.',
  )
  await page.getByRole('menuitem', { name: 'Delete VPC endpoints' }).click()
  await confirmDelete(page, 'Delete')
  await expect(page.getByText('No endpoints')).toBeVisible()
})

test('a flow log lives from the page without any to the page without any', async ({
  page,
  world,
}) => {
  await page.goto(world.path('/flow-logs'))
  await expect(page.getByText('No flow logs')).toBeVisible()
  const dialog = page.getByRole('dialog')
  const create = async () => {
    await page.getByRole('button', { name: 'Create flow log' }).first().click()
    await dialog.getByRole('button', { name: /^Destination type/ }).click()
    await page.getByRole('option', { name: 'Amazon S3' }).click()
  }
  await create()
  const submit = dialog.getByRole('button', { name: 'Create flow log' })
  await submit.click()
  await expect(dialog.getByText('Fill this in.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'S3 bucket ARN' }).fill('arn:aws:s3:::flows')
  await submit.click()
  await expect(row(page, 'fl-')).toContainText('arn:aws:s3:::flows')

  // A second one to the same place is refused until it differs.
  await create()
  await dialog.getByRole('textbox', { name: 'S3 bucket ARN' }).fill('arn:aws:s3:::flows')
  await submit.click()
  await expect(dialog.getByText(/existing Flow Log with the same configuration/)).toBeVisible()
  await dialog.getByRole('button', { name: /^Filter/ }).click()
  await page.getByRole('option', { name: 'Rejected traffic' }).click()
  await submit.click()
  await expect(row(page, 'fl-')).toHaveCount(2)

  await select(page, 'REJECT')
  await select(page, 'ALL')
  await (await menuItem(page, 'Actions', 'Delete flow logs')).click()
  await confirmDelete(page, 'Delete')
  await expect(page.getByText('No flow logs')).toBeVisible()
})

test('a flow log shows what the network rejected', async ({ page, world }) => {
  const { Vpcs = [] } = await world.ec2.send(new DescribeVpcsCommand({}))
  await world.ec2.send(
    new CreateFlowLogsCommand({
      ResourceType: 'VPC',
      ResourceIds: [Vpcs[0]?.VpcId ?? ''],
      LogDestinationType: 's3',
      LogDestination: 'arn:aws:s3:::flows',
    }),
  )
  const InstanceIds = await world.launch('web')
  await world.advance('1m')
  const { Reservations = [] } = await world.ec2.send(new DescribeInstancesCommand({ InstanceIds }))
  const address = Reservations[0]?.Instances?.[0]?.PublicDnsName ?? ''
  await page.goto(
    `http://${world.account}.${address.replace('.amazonaws.com', '.localhost')}:${GATEWAY_PORT}/`,
  )
  await page.goto(world.path('/flow-logs'))
  await select(page, 'fl-')
  await expect(page.getByRole('row').filter({ hasText: 'REJECT' }).first()).toContainText(
    '203.0.113.10',
  )
})
