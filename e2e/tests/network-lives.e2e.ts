import {
  CreateNetworkInterfaceCommand,
  CreateRouteCommand,
  CreateVpcCommand,
  DescribeNetworkInterfacesCommand,
  DescribeRouteTablesCommand,
  DescribeSubnetsCommand,
} from '@aws-sdk/client-ec2'
import {
  confirmDelete,
  confirmRemoval,
  expectRefused,
  menuItem,
  row,
  select,
} from '../support/console.ts'
import { expect, test } from '../support/test.ts'

test('a network interface is made, given a prefix, and deleted', async ({ page, world }) => {
  await page.goto(world.path('/network-interfaces'))
  await expect(page.getByText('No network interfaces')).toBeVisible()
  await page.getByRole('button', { name: 'Create network interface' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Description - optional' }).fill('for pods')
  await dialog.getByRole('button', { name: /^Subnet ID/ }).click()
  await page.getByRole('option', { name: /172\.31\.0\.0/ }).click()
  await dialog.getByRole('textbox', { name: /^Primary private IPv4/ }).fill('172.31.0.77')
  await dialog.getByRole('button', { name: 'Create network interface' }).click()
  await expect(row(page, 'for pods')).toContainText('172.31.0.77')

  await select(page, 'for pods')
  await (await menuItem(page, 'Actions', 'Manage prefixes')).click()
  await dialog.getByRole('textbox', { name: /^Further IPv4 prefixes/ }).fill('many')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeVisible()
  await dialog.getByRole('textbox', { name: /^Further IPv4 prefixes/ }).fill('1')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText(/^172\.31\.\d+\.\d+\/28$/)).toBeVisible()
  const { NetworkInterfaces } = await world.ec2.send(new DescribeNetworkInterfacesCommand({}))
  expect(NetworkInterfaces?.[0]?.Ipv4Prefixes).toHaveLength(1)

  await (await menuItem(page, 'Actions', 'Delete network interface')).click()
  await confirmDelete(page, 'Delete')
  await expect(page.getByText('No network interfaces')).toBeVisible()
})

test('a NAT gateway comes up by itself, is routed to, and says what its deletion breaks', async ({
  page,
  world,
}) => {
  await page.goto(world.path('/nat-gateways'))
  await expect(page.getByText('No NAT gateways')).toBeVisible()
  await page.getByRole('button', { name: 'Create NAT gateway' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /^Subnet ID/ }).click()
  await page.getByRole('option', { name: /172\.31\.0\.0/ }).click()
  await dialog.getByRole('button', { name: 'Create NAT gateway' }).click()
  await world.advance('3m')
  await expect(row(page, 'nat-').getByText('Available')).toBeVisible()
  const id = /nat-[0-9a-f]{17}/.exec((await row(page, 'nat-').textContent()) ?? '')?.[0] ?? ''
  const { RouteTables } = await world.ec2.send(new DescribeRouteTablesCommand({}))
  await world.ec2.send(
    new CreateRouteCommand({
      RouteTableId: RouteTables?.[0]?.RouteTableId,
      DestinationCidrBlock: '192.0.2.0/24',
      NatGatewayId: id,
    }),
  )
  await select(page, id)
  await (await menuItem(page, 'Actions', 'Delete NAT gateway')).click()
  await confirmDelete(page, 'Delete')
  await world.advance('3m')
  await expect(row(page, id).getByText('Deleted')).toBeVisible()
  await expectRefused(
    await menuItem(page, 'Actions', 'Delete NAT gateway'),
    'It is deleted already.',
  )
})

test('a subnet of IPv6 alone is made, answers names by DNS64, and goes with what is in it', async ({
  page,
  world,
}) => {
  const { Vpc } = await world.ec2.send(
    new CreateVpcCommand({ CidrBlock: '10.0.0.0/16', AmazonProvidedIpv6CidrBlock: true }),
  )
  const VpcId = Vpc?.VpcId ?? ''
  await page.goto(world.path('/subnets'))
  await page.getByRole('button', { name: 'Create subnet' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /^VPC ID/ }).click()
  await page.getByRole('option', { name: new RegExp(VpcId) }).click()
  await dialog.getByRole('checkbox', { name: 'IPv6 only' }).check()
  await expect(dialog.getByRole('textbox', { name: 'IPv4 CIDR' })).toBeHidden()
  const block = (Vpc?.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock ?? '').replace('/56', '/64')
  await dialog.getByRole('textbox', { name: 'IPv6 CIDR' }).fill(block)
  await dialog.getByRole('button', { name: 'Create subnet' }).click()
  await expect(row(page, block)).toBeVisible()

  await select(page, block)
  await (await menuItem(page, 'Actions', 'Edit subnet settings')).click()
  await dialog.getByRole('checkbox', { name: 'DNS64' }).check()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  const { Subnets } = await world.ec2.send(
    new DescribeSubnetsCommand({ Filters: [{ Name: 'vpc-id', Values: [VpcId] }] }),
  )
  expect(Subnets?.[0]).toMatchObject({ Ipv6Native: true, EnableDns64: true })

  const { NetworkInterface } = await world.ec2.send(
    new CreateNetworkInterfaceCommand({ SubnetId: Subnets?.[0]?.SubnetId }),
  )
  await (await menuItem(page, 'Actions', 'Delete with dependencies')).click()
  await expect(
    dialog.getByRole('row').filter({ hasText: NetworkInterface?.NetworkInterfaceId ?? '' }),
  ).toContainText('Step 1')
  await confirmRemoval(page, '2 of 2 done, 0 failed')
})

test('a mirror session is made with its filter and target, changed, and deleted', async ({
  page,
  world,
}) => {
  const { Subnets } = await world.ec2.send(new DescribeSubnetsCommand({}))
  const make = async () =>
    (await world.ec2.send(new CreateNetworkInterfaceCommand({ SubnetId: Subnets?.[0]?.SubnetId })))
      .NetworkInterface?.NetworkInterfaceId ?? ''
  const [source, target] = [await make(), await make()]
  await page.goto(world.path('/mirror-sessions'))
  await expect(page.getByText('No traffic mirror sessions')).toBeVisible()
  await page.getByRole('button', { name: 'Create traffic mirror session' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /^Mirror source/ }).click()
  await page.getByRole('option', { name: source }).click()
  await dialog.getByRole('button', { name: /^Mirror target/ }).click()
  await expect(page.getByRole('option', { name: source })).toBeHidden()
  await page.getByRole('option', { name: target }).click()
  await dialog.getByRole('button', { name: 'Create traffic mirror session' }).click()
  await select(page, source)
  await expect(page.getByText('100 egress accept 0.0.0.0/0 → 0.0.0.0/0')).toBeVisible()

  await (await menuItem(page, 'Actions', 'Modify session')).click()
  await dialog.getByRole('textbox', { name: /^Session number/ }).fill('0')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText('A number from 1 to 32766.')).toBeVisible()
  await dialog.getByRole('textbox', { name: /^Session number/ }).fill('7')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await expect(row(page, source)).toContainText('7')

  await (await menuItem(page, 'Actions', 'Delete traffic mirror sessions')).click()
  await confirmDelete(page, 'Delete')
  await expect(page.getByText('No traffic mirror sessions')).toBeVisible()
})
