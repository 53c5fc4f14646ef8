import {
  AllocateAddressCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSubnetsCommand,
} from '@aws-sdk/client-ec2'
import { confirmDelete, expectRefused, menuItem, row, select } from '../support/console.ts'
import { expect, test } from '../support/test.ts'

test('a VPC with subnets, gateways and routes is made in one go and drawn', async ({
  page,
  world,
}) => {
  await page.goto(world.path('/vpcs'))
  await page.getByRole('button', { name: 'Create VPC and more' }).click()
  await page.getByRole('textbox', { name: 'Name tag auto-generation' }).fill('course')
  await page.getByRole('button', { name: 'In 1 AZ' }).click()
  const preview = page.getByRole('group', { name: 'Preview' })
  await expect(preview.getByText('course-subnet-private2-ap-northeast-2b')).toBeVisible()
  await page.getByRole('button', { name: 'Create VPC', exact: true }).click()

  const map = page.getByRole('group', { name: 'Resource map' })
  await expect(map.getByRole('link', { name: 'course-igw' })).toBeVisible()
  await expect(map.getByRole('link', { name: /^course-subnet-/ })).toHaveCount(4)
  await expect(map.getByRole('link', { name: /^course-nat-/ })).toBeVisible()

  const { Subnets = [] } = await world.ec2.send(
    new DescribeSubnetsCommand({ Filters: [{ Name: 'tag:Name', Values: ['course-*'] }] }),
  )
  expect(Subnets.map(({ CidrBlock }) => CidrBlock).toSorted()).toEqual([
    '10.0.0.0/20',
    '10.0.128.0/20',
    '10.0.144.0/20',
    '10.0.16.0/20',
  ])
  const { RouteTables = [] } = await world.ec2.send(
    new DescribeRouteTablesCommand({
      Filters: [{ Name: 'tag:Name', Values: ['course-rtb-private*'] }],
    }),
  )
  expect(
    RouteTables.map(({ Routes }) => Routes?.some(({ NatGatewayId }) => NatGatewayId !== undefined)),
  ).toEqual([true, true])
})

test('a VPC that is not empty stays, with the reason', async ({ page, world }) => {
  await page.goto(world.path('/vpcs'))
  await select(page, /vpc-/)
  await (await menuItem(page, 'Actions', 'Delete VPC')).click()
  await confirmDelete(page, 'Delete')
  await expect(page.getByText(/has dependencies and cannot be deleted/).first()).toBeVisible()
})

test('a subnet gets the next free block, and a block of another is refused beside the field', async ({
  page,
  world,
}) => {
  await page.goto(world.path('/subnets'))
  await expect(row(page, '172.31.0.0/20')).toBeVisible()
  await page.getByRole('button', { name: 'Create subnet' }).click()
  const dialog = page.getByRole('dialog')
  const block = dialog.getByRole('textbox', { name: 'IPv4 CIDR' })
  await expect(block).toHaveValue('172.31.64.0/24')
  await block.fill('172.31.0.0/24')
  await expect(dialog.getByText(/^The block overlaps 172.31.0.0\/20/)).toBeVisible()
  await block.fill('172.31.64.0/24')
  await dialog.getByRole('button', { name: 'Create subnet' }).click()
  await expect(row(page, '172.31.64.0/24')).toContainText('251')
})

test('a network ACL is made and its rules are edited', async ({ page, world }) => {
  await page.goto(world.path('/network-acls'))
  await select(page, 'Yes')
  await expectRefused(
    await menuItem(page, 'Actions', 'Delete network ACL'),
    'The default network ACL goes with its VPC only.',
  )
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Create network ACL' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Create network ACL' }).click()
  await expect(row(page, '0 subnets')).toBeVisible()

  await row(page, 'Yes').getByRole('checkbox').uncheck()
  await select(page, '0 subnets')
  await (await menuItem(page, 'Actions', 'Edit inbound rules')).click()
  await dialog.getByRole('button', { name: 'Add new rule' }).click()
  await dialog.getByRole('textbox', { name: 'Port range' }).fill('80')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  const { NetworkAcls = [] } = await world.ec2.send(
    new DescribeNetworkAclsCommand({ Filters: [{ Name: 'default', Values: ['false'] }] }),
  )
  expect(NetworkAcls[0]?.Entries?.find(({ RuleNumber }) => RuleNumber === 100)).toMatchObject({
    Egress: false,
    Protocol: '6',
    PortRange: { From: 80, To: 80 },
    RuleAction: 'allow',
  })
})

test('an Elastic IP address is associated with an instance and cannot be released meanwhile', async ({
  page,
  world,
}) => {
  await world.launch('web')
  await world.advance('1m')
  await page.goto(world.path('/elastic-ips'))
  await expect(page.getByText('No Elastic IP addresses')).toBeVisible()
  const { PublicIp = '' } = await world.ec2.send(new AllocateAddressCommand({ Domain: 'vpc' }))
  await select(page, PublicIp)
  await (await menuItem(page, 'Actions', /^Associate/)).click()
  const dialog = page.getByRole('dialog')
  await dialog
    .getByRole('button', { name: /^Instance Choose|^Choose/ })
    .last()
    .click()
  await page.getByRole('option', { name: /web/ }).click()
  await dialog.getByRole('button', { name: 'Associate', exact: true }).click()
  await expect(row(page, PublicIp)).toContainText('i-')
  await expectRefused(
    await menuItem(page, 'Actions', 'Release Elastic IP addresses'),
    'Disassociate it first.',
  )
})
