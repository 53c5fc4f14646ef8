import {
  AssociateDhcpOptionsCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateVpcCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcsCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2'
import { confirmDelete, expectRefused, menuItem, row, select } from '../support/console.ts'
import { expect, test } from '../support/test.ts'

test('a DHCP option set is made, given to a VPC, kept while that uses it, and deleted', async ({
  page,
  world,
}) => {
  await page.goto(world.path('/dhcp-options'))
  await page.getByRole('button', { name: 'Create DHCP option set' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Domain name - optional' }).fill('corp.example')
  const servers = dialog.getByRole('textbox', { name: 'Domain name servers - optional' })
  await servers.fill('10.0.0.2, nobody')
  await expect(dialog.getByText('At most 4 addresses, separated by commas.')).toBeVisible()
  await servers.fill('10.0.0.2, 10.0.0.3')
  await dialog.getByRole('button', { name: 'Create DHCP option set' }).click()
  const set = row(page, 'corp.example')
  await expect(set).toContainText('10.0.0.2, 10.0.0.3')
  const id = /dopt-[0-9a-f]{17}/.exec((await set.textContent()) ?? '')?.[0] ?? ''

  await page.goto(world.path('/vpcs'))
  await select(page, 'vpc-')
  await (await menuItem(page, 'Actions', 'Edit DHCP option set')).click()
  await dialog.getByRole('button', { name: 'DHCP option set' }).click()
  await page.getByRole('option', { name: id }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await row(page, 'vpc-').getByRole('link', { name: id }).click()
  // The page before has a menu of that name too, and stays until the next one is there.
  await expect(page.getByRole('heading', { name: /^DHCP option sets/ })).toBeVisible()

  await (await menuItem(page, 'Actions', 'Delete DHCP option sets')).click()
  await expect(dialog.getByText('Associate these VPCs with another set first:')).toBeVisible()
  await confirmDelete(page, 'Delete')
  await expect(page.getByText(/dependencies/).first()).toBeVisible()

  const { Vpcs = [] } = await world.ec2.send(new DescribeVpcsCommand({}))
  await world.ec2.send(
    new AssociateDhcpOptionsCommand({ VpcId: Vpcs[0]?.VpcId, DhcpOptionsId: 'default' }),
  )
  await page.goto(world.path('/dhcp-options'))
  await select(page, 'corp.example')
  await select(page, 'AmazonProvidedDNS')
  await (await menuItem(page, 'Actions', 'Delete DHCP option sets')).click()
  await confirmDelete(page, 'Delete')
  await expect(page.getByText('No DHCP option sets')).toBeVisible()
})

test('two VPCs are peered, routed, and parted', async ({ page, world }) => {
  await world.ec2.send(new CreateVpcCommand({ CidrBlock: '10.9.0.0/16' }))
  const clash = await world.ec2.send(new CreateVpcCommand({ CidrBlock: '172.31.0.0/16' }))
  await page.goto(world.path('/peering-connections'))
  await expect(page.getByText('No peering connections')).toBeVisible()
  await page.getByRole('button', { name: 'Create peering connection' }).first().click()
  const dialog = page.getByRole('dialog')
  const choose = async (name: string) => {
    await dialog.getByRole('button', { name: /Accepter VPC/ }).click()
    await page.getByRole('option', { name }).click()
  }
  await choose(clash.Vpc?.VpcId ?? '')
  await expect(dialog.getByText(/Its blocks overlap with 172.31.0.0/)).toBeVisible()
  await choose('10.9.0.0/16')
  await dialog.getByRole('button', { name: 'Create peering connection' }).click()
  await expect(row(page, 'pcx-').getByText('Pending acceptance')).toBeVisible()

  await select(page, 'pcx-')
  await (await menuItem(page, 'Actions', 'Accept request')).click()
  await expect(dialog.getByText('10.9.0.0/16')).toBeVisible()
  await dialog.getByRole('button', { name: 'Accept request' }).click()
  await expect(row(page, 'pcx-').getByText('Active')).toBeVisible()
  await page.getByRole('tab', { name: 'Route tables' }).click()
  await page.getByRole('button', { name: 'Add routes' }).click()
  await dialog.getByRole('button', { name: 'Add routes' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('table', { name: 'Route tables' })).toContainText('10.9.0.0/16')
  const { RouteTables = [] } = await world.ec2.send(new DescribeRouteTablesCommand({}))
  const led = RouteTables.flatMap(({ Routes = [] }) => Routes).filter(
    ({ VpcPeeringConnectionId }) => VpcPeeringConnectionId !== undefined,
  )
  expect(led.map(({ DestinationCidrBlock }) => DestinationCidrBlock).sort()).toEqual([
    '10.9.0.0/16',
    '172.31.0.0/16',
  ])

  await expectRefused(
    await menuItem(page, 'Actions', 'Accept request'),
    'Only a request that is pending can be answered.',
  )
  await page.getByRole('menuitem', { name: 'Delete peering connection' }).click()
  await expect(dialog.getByText('Routes of these tables become black holes:')).toBeVisible()
  await confirmDelete(page, 'Delete')
  await expect(row(page, 'pcx-').getByText('Deleted')).toBeVisible()
})

test('a prefix list is filled, changed, brought back to an earlier version, and deleted', async ({
  page,
  world,
}) => {
  await page.goto(world.path('/prefix-lists'))
  await select(page, /com\.amazonaws\.[a-z0-9-]+\.s3/)
  await expectRefused(
    await menuItem(page, 'Actions', 'Modify entries'),
    'AWS keeps this list; it cannot be changed.',
  )
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Create prefix list' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Prefix list name' }).fill('offices')
  await dialog.getByRole('button', { name: 'Add new entry' }).click()
  const block = dialog.getByRole('textbox', { name: 'CIDR block' })
  await block.fill('198.51.100.7/24')
  await expect(dialog.getByText(/An IPv4 block without host bits/)).toBeVisible()
  await block.fill('198.51.100.0/24')
  await dialog.getByRole('button', { name: 'Create prefix list' }).click()
  await page.getByRole('checkbox', { name: /com\.amazonaws\.[a-z0-9-]+\.s3/ }).uncheck()
  await select(page, 'offices')
  await page.getByRole('tab', { name: 'Entries' }).click()
  await page.getByRole('button', { name: 'Modify entries' }).click()
  await dialog.getByRole('button', { name: 'Add new entry' }).click()
  await dialog.getByRole('textbox', { name: 'CIDR block' }).nth(1).fill('203.0.113.0/24')
  await dialog.getByRole('button', { name: 'Save' }).click()
  const entries = page.getByRole('table', { name: 'Entries' })
  await expect(entries).toContainText('203.0.113.0/24')
  await page.getByRole('button', { name: /Version Version 2/ }).click()
  await page.getByRole('option', { name: '1', exact: true }).click()
  await expect(entries).not.toContainText('203.0.113.0/24')
  await page.getByRole('button', { name: 'Restore version' }).click()
  await dialog.getByRole('button', { name: 'Restore version' }).click()
  await expect(page.getByRole('button', { name: /Version Version 3/ })).toBeVisible()

  const id = /pl-[0-9a-f]{17}/.exec((await row(page, 'offices').textContent()) ?? '')?.[0] ?? ''
  const { SecurityGroups = [] } = await world.ec2.send(new DescribeSecurityGroupsCommand({}))
  const rule = {
    GroupId: SecurityGroups[0]?.GroupId,
    IpPermissions: [
      { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, PrefixListIds: [{ PrefixListId: id }] },
    ],
  }
  await world.ec2.send(new AuthorizeSecurityGroupIngressCommand(rule))
  await (await menuItem(page, 'Actions', 'Delete prefix lists')).click()
  await expect(dialog.getByRole('link', { name: /^default/ })).toBeVisible()
  await world.ec2.send(new RevokeSecurityGroupIngressCommand(rule))
  await expect(dialog.getByRole('link', { name: /^default/ })).toBeHidden()
  await confirmDelete(page, 'Delete')
  // AWS's own lists stay.
  await expect(row(page, 'offices')).toBeHidden()
  await expect(row(page, /com\.amazonaws\.[a-z0-9-]+\.s3/)).toBeVisible()
})

test('an egress-only internet gateway says what its deletion breaks', async ({ page, world }) => {
  await page.goto(world.path('/egress-only-internet-gateways'))
  await expect(page.getByText('No egress-only internet gateways')).toBeVisible()
  await page.getByRole('button', { name: 'Create egress-only internet gateway' }).first().click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: /vpc-/ })).toBeVisible()
  await dialog.getByRole('button', { name: 'Create egress-only internet gateway' }).click()
  await expect(row(page, 'eigw-').getByText('Attached')).toBeVisible()
  await page.goto(world.path('/route-tables'))
  await select(page, 'rtb-')
  await (await menuItem(page, 'Actions', 'Edit routes')).click()
  await dialog.getByRole('button', { name: 'Add route' }).click()
  await dialog.getByRole('textbox', { name: 'Destination' }).last().fill('::/0')
  await dialog
    .getByRole('button', { name: /^Target/ })
    .last()
    .click()
  await page.getByRole('option', { name: /eigw-/ }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await page.goto(world.path('/egress-only-internet-gateways'))
  await select(page, 'eigw-')
  await (await menuItem(page, 'Actions', 'Delete egress-only internet gateways')).click()
  await expect(dialog.getByRole('link', { name: /rtb-/ })).toBeVisible()
  await confirmDelete(page, 'Delete')
  await expect(page.getByText('No egress-only internet gateways')).toBeVisible()
})
