import {
  CreateNetworkInterfaceCommand,
  CreateVpcCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
} from '@aws-sdk/client-ec2'
import { menuItem, row, select } from '../support/console.ts'
import { expect, test } from '../support/test.ts'

test('a VPC and its subnet get IPv6 blocks, and an interface an address', async ({
  page,
  world,
}) => {
  const { Vpc } = await world.ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))
  const VpcId = Vpc?.VpcId ?? ''
  await page.goto(world.path('/vpcs'))
  await select(page, new RegExp(VpcId))
  await (await menuItem(page, 'Actions', 'Add IPv6 CIDR')).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Add IPv6 CIDR' }).click()
  await expect(row(page, /2001:db8:.*::\/56/)).toBeVisible()
  const { Vpcs } = await world.ec2.send(new DescribeVpcsCommand({ VpcIds: [VpcId] }))
  const block = Vpcs?.[0]?.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock ?? ''

  await page.goto(world.path('/subnets'))
  await page.getByRole('button', { name: 'Create subnet' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /^VPC ID/ }).click()
  await page.getByRole('option', { name: new RegExp(VpcId) }).click()
  await dialog.getByRole('textbox', { name: 'IPv4 CIDR' }).fill('10.0.1.0/24')
  const ipv6 = dialog.getByRole('textbox', { name: /^IPv6 CIDR/ })
  await ipv6.fill('2001:db8::1/64')
  await dialog.getByRole('button', { name: 'Create subnet' }).click()
  await expect(dialog.getByText('Enter an IPv6 block between /44 and /64')).toBeVisible()
  await ipv6.fill(block.replace('/56', '/64'))
  await dialog.getByRole('button', { name: 'Create subnet' }).click()
  await expect(row(page, '10.0.1.0/24')).toContainText(block.replace('/56', '/64'))
  await select(page, /10\.0\.1\.0\/24/)
  await (await menuItem(page, 'Actions', 'Edit subnet settings')).click()
  await page.getByRole('checkbox', { name: 'Auto-assign IPv6 address' }).check()
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  const { Subnets } = await world.ec2.send(
    new DescribeSubnetsCommand({ Filters: [{ Name: 'vpc-id', Values: [VpcId] }] }),
  )
  expect(Subnets?.[0]).toMatchObject({
    AssignIpv6AddressOnCreation: true,
    MapPublicIpOnLaunch: false,
  })

  const SubnetId = Subnets?.[0]?.SubnetId
  await world.ec2.send(new CreateNetworkInterfaceCommand({ SubnetId }))
  await page.goto(world.path('/network-interfaces'))
  await select(page, /eni-/)
  await (await menuItem(page, 'Actions', 'Manage IPv6 addresses')).click()
  await page.getByRole('checkbox', { name: 'Assign a new IPv6 address' }).check()
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  const { NetworkInterfaces } = await world.ec2.send(
    new DescribeNetworkInterfacesCommand({ Filters: [{ Name: 'vpc-id', Values: [VpcId] }] }),
  )
  expect(NetworkInterfaces?.[0]?.Ipv6Addresses).toHaveLength(2)
})
