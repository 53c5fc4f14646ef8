import {
  AllocateAddressCommand,
  AssociateAddressCommand,
  CreateNetworkInterfaceCommand,
  CreateVpcCommand,
  DescribeInternetGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSubnetsCommand,
  DescribeVpcAttributeCommand,
  DisassociateAddressCommand,
} from '@aws-sdk/client-ec2'
import {
  confirmDelete,
  confirmRemoval,
  expectRefused,
  menuItem,
  row,
  select,
} from '../support/console.ts'
import { deleteDefaultVpc } from '../support/default-vpc.ts'
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

test('a VPC is edited, stays while it is not empty, and goes with what is in it', async ({
  page,
  world,
}) => {
  await page.goto(world.path('/vpcs'))
  await select(page, /vpc-/)
  const VpcId = /vpc-[0-9a-f]{17}/.exec((await row(page, 'vpc-').textContent()) ?? '')?.[0]
  await (await menuItem(page, 'Actions', 'Edit DNS settings')).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('checkbox', { name: 'DNS hostnames' }).uncheck()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  const { EnableDnsHostnames } = await world.ec2.send(
    new DescribeVpcAttributeCommand({ VpcId, Attribute: 'enableDnsHostnames' }),
  )
  expect(EnableDnsHostnames?.Value).toBe(false)

  await (await menuItem(page, 'Actions', 'Delete VPC')).click()
  await confirmDelete(page, 'Delete')
  await expect(page.getByText(/has dependencies and cannot be deleted/).first()).toBeVisible()
  await (await menuItem(page, 'Actions', 'Delete with dependencies')).click()
  await confirmRemoval(page, '6 of 6 done, 0 failed')
  await expect(page.getByText('No VPCs')).toBeVisible()
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

test('a route table lives from its creation to the page without any', async ({ page, world }) => {
  const { Subnets = [] } = await world.ec2.send(new DescribeSubnetsCommand({}))
  const { SubnetId = '' } = Subnets[0] ?? {}
  const { InternetGateways } = await world.ec2.send(new DescribeInternetGatewaysCommand({}))
  const InternetGatewayId = InternetGateways?.[0]?.InternetGatewayId ?? ''
  await page.goto(world.path('/route-tables'))
  await select(page, 'Yes')
  await expectRefused(
    await menuItem(page, 'Actions', 'Delete route table'),
    'The main route table of a VPC goes with its VPC only.',
  )
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Create route table' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Create route table' }).click()
  await expect(row(page, 'rtb-')).toHaveCount(2)
  await row(page, 'Yes').getByRole('checkbox').uncheck()
  const id = /rtb-[0-9a-f]{17}/.exec((await row(page, 'No').textContent()) ?? '')?.[0] ?? ''

  await select(page, id)
  await (await menuItem(page, 'Actions', 'Edit routes')).click()
  await dialog.getByRole('button', { name: 'Add route' }).click()
  const destination = dialog.getByRole('textbox', { name: 'Destination' })
  await destination.fill('172.31.0.0/16')
  await expect(
    dialog.getByText('There is a route for 172.31.0.0/16 already.', { exact: true }),
  ).toBeVisible()
  await destination.fill('everywhere')
  await expect(dialog.getByText(/^Enter a CIDR block such as 0\.0\.0\.0\/0/)).toBeVisible()
  await destination.fill('0.0.0.0/0')
  await dialog.getByRole('button', { name: /^Target/ }).click()
  await page.getByRole('option', { name: InternetGatewayId }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(row(page, id)).toContainText(`0.0.0.0/0 → ${InternetGatewayId}`)

  await (await menuItem(page, 'Actions', 'Edit subnet associations')).click()
  await dialog.getByRole('button', { name: /^Subnets/ }).click()
  await page.getByRole('option', { name: SubnetId }).click()
  await page.keyboard.press('Escape')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(row(page, id).getByRole('link', { name: SubnetId })).toBeVisible()

  await expectRefused(
    await menuItem(page, 'Actions', 'Delete route table'),
    'Subnets are associated with it. Give them another table first.',
  )
  await page.getByRole('menuitem', { name: 'Delete with dependencies' }).click()
  await expect(dialog.getByRole('row').filter({ hasText: id })).toContainText(
    'Step 1: disassociate, delete',
  )
  await confirmRemoval(page, '1 of 1 done, 0 failed')
  await expect(row(page, 'rtb-')).toHaveCount(1)

  await deleteDefaultVpc(world.ec2)
  await expect(page.getByText('No route tables')).toBeVisible()
})

test('an internet gateway lives from its creation to the page without any', async ({
  page,
  world,
}) => {
  const { Subnets } = await world.ec2.send(new DescribeSubnetsCommand({}))
  const { NetworkInterface } = await world.ec2.send(
    new CreateNetworkInterfaceCommand({ SubnetId: Subnets?.[0]?.SubnetId }),
  )
  const { AllocationId } = await world.ec2.send(new AllocateAddressCommand({ Domain: 'vpc' }))
  const { AssociationId } = await world.ec2.send(
    new AssociateAddressCommand({
      AllocationId,
      NetworkInterfaceId: NetworkInterface?.NetworkInterfaceId,
    }),
  )
  await page.goto(world.path('/internet-gateways'))
  await select(page, 'Attached')
  await expectRefused(
    await menuItem(page, 'Actions', 'Delete internet gateway'),
    'Detach it from its VPC first.',
  )
  await page.getByRole('menuitem', { name: 'Detach from VPC' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(/Public addresses must be gone first/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Detach from VPC' }).click()
  await expect(dialog.getByText(/Please unmap those public address/)).toBeVisible()
  await world.ec2.send(new DisassociateAddressCommand({ AssociationId }))
  await dialog.getByRole('button', { name: 'Detach from VPC' }).click()
  await (await menuItem(page, 'Actions', 'Delete internet gateway')).click()
  await confirmDelete(page, 'Delete')
  await expect(page.getByText('No internet gateways')).toBeVisible()

  await page.getByRole('button', { name: 'Create internet gateway' }).first().click()
  await dialog.getByRole('button', { name: 'Create internet gateway' }).click()
  await expect(row(page, 'igw-').getByText('Detached')).toBeVisible()
  const { Vpc } = await world.ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))
  const VpcId = Vpc?.VpcId ?? ''
  await select(page, 'igw-')
  await (await menuItem(page, 'Actions', 'Attach to VPC')).click()
  await dialog.getByRole('button', { name: /^VPC/ }).click()
  await page.getByRole('option', { name: VpcId }).click()
  await dialog.getByRole('button', { name: 'Attach to VPC' }).click()
  await expect(row(page, 'igw-').getByRole('link', { name: VpcId })).toBeVisible()
  await expectRefused(
    await menuItem(page, 'Actions', 'Attach to VPC'),
    'It is attached to a VPC already.',
  )

  await page.getByRole('menuitem', { name: 'Delete with dependencies' }).click()
  await expect(dialog.getByRole('row').filter({ hasText: 'igw-' })).toContainText(
    'Step 1: detach, delete',
  )
  await confirmRemoval(page, '1 of 1 done, 0 failed')
  await expect(page.getByText('No internet gateways')).toBeVisible()
})

test('a network ACL lives from its creation to the page without any', async ({ page, world }) => {
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
  await dialog.getByRole('textbox', { name: 'Rule number' }).fill('32767')
  await dialog.getByRole('textbox', { name: 'Port range' }).fill('80-79')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText('Enter a number from 1 to 32766.')).toBeVisible()
  await expect(dialog.getByText(/^Enter a port or a range from 0 to 65535/)).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Rule number' }).fill('100')
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

  await (await menuItem(page, 'Actions', 'Delete network ACL')).click()
  await confirmDelete(page, 'Delete')
  await expect(row(page, 'acl-')).toHaveCount(1)
  await deleteDefaultVpc(world.ec2)
  await expect(page.getByText('No network ACLs')).toBeVisible()
})

test('an Elastic IP address is allocated, associated, and released once it is free', async ({
  page,
  world,
}) => {
  await world.launch('web')
  await world.advance('1m')
  await page.goto(world.path('/elastic-ips'))
  await expect(page.getByText('No Elastic IP addresses')).toBeVisible()
  await page.getByRole('button', { name: 'Allocate Elastic IP address' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Allocate', exact: true }).click()
  const PublicIp =
    /(\d+\.){3}\d+/.exec((await row(page, 'eipalloc-').textContent()) ?? '')?.[0] ?? ''
  await select(page, PublicIp)
  await (await menuItem(page, 'Actions', /^Associate/)).click()
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
  await page.getByRole('menuitem', { name: 'Disassociate Elastic IP address' }).click()
  await dialog.getByRole('button', { name: 'Disassociate', exact: true }).click()
  await expect(row(page, PublicIp)).not.toContainText('i-')
  await (await menuItem(page, 'Actions', 'Release Elastic IP addresses')).click()
  await confirmDelete(page, 'Delete')
  await expect(page.getByText('No Elastic IP addresses')).toBeVisible()
})
