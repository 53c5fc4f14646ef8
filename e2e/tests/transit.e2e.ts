import { confirmDelete, expectRefused, menuItem, row, select } from '../support/console.ts'
import { expect, test } from '../support/test.ts'

test('a transit gateway gets a VPC and a route, and goes after its attachment', async ({
  page,
  world,
}) => {
  await page.goto(world.path('/transit-gateways'))
  await expect(page.getByText('No transit gateways')).toBeVisible()
  await page.getByRole('button', { name: 'Create transit gateway' }).first().click()
  const dialog = page.getByRole('dialog')
  const asn = dialog.getByRole('textbox', { name: 'Amazon side ASN' })
  await asn.fill('1')
  await expect(dialog.getByText(/From 64512 to 65534/)).toBeVisible()
  await asn.fill('64600')
  await dialog.getByRole('button', { name: 'Create transit gateway' }).click()
  await world.advance('10m')
  await expect(row(page, 'tgw-').getByText('Available')).toBeVisible()
  await page.goto(world.path('/transit-gateway-attachments'))
  await page.getByRole('button', { name: 'Create transit gateway attachment' }).first().click()
  await dialog.getByRole('button', { name: /^Subnets/ }).click()
  await page.getByRole('option').first().click()
  await page.keyboard.press('Escape')
  await dialog.getByRole('button', { name: 'Create transit gateway attachment' }).click()
  await world.advance('10m')
  await expect(row(page, 'tgw-attach-').getByText('Available')).toBeVisible()
  await page.goto(world.path('/transit-gateway-route-tables?tab=routes'))
  await select(page, 'tgw-rtb-')
  await expect(page.getByRole('table', { name: 'Routes' })).toContainText('172.31.0.0/16')
  await page.goto(world.path('/transit-gateways'))
  await select(page, 'tgw-')
  await (await menuItem(page, 'Actions', 'Delete transit gateway')).click()
  await dialog.getByRole('link', { name: /tgw-attach-/ }).click()
  // The page before has a menu of that name too, and stays until the next one is there.
  await expect(page.getByRole('heading', { name: /^Transit gateway attachments/ })).toBeVisible()
  await (await menuItem(page, 'Actions', 'Delete transit gateway attachments')).click()
  await confirmDelete(page, 'Delete')
  await world.advance('10m')
  await expect(row(page, 'tgw-attach-').getByText('Deleted')).toBeVisible()
  await page.goto(world.path('/transit-gateways'))
  await select(page, 'tgw-')
  await (await menuItem(page, 'Actions', 'Delete transit gateway')).click()
  await confirmDelete(page, 'Delete')
  await world.advance('10m')
  await expect(row(page, 'tgw-').getByText('Deleted')).toBeVisible()
  await world.advance('2h')
  await expect(page.getByText('No transit gateways')).toBeVisible()
})

test('a VPN connection is made of its two gateways, and all three are deleted', async ({
  page,
  world,
}) => {
  const dialog = page.getByRole('dialog')
  await page.goto(world.path('/customer-gateways'))
  await page.getByRole('button', { name: 'Create customer gateway' }).first().click()
  await dialog.getByRole('button', { name: 'Create customer gateway' }).click()
  await expect(dialog.getByText('Fill this in.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'IP address' }).fill('198.51.100.7')
  await dialog.getByRole('button', { name: 'Create customer gateway' }).click()
  await expect(row(page, 'cgw-')).toBeVisible()
  await page.goto(world.path('/vpn-gateways'))
  await page.getByRole('button', { name: 'Create virtual private gateway' }).first().click()
  await dialog.getByRole('button', { name: 'Create virtual private gateway' }).click()
  await world.advance('10m')
  await expect(row(page, 'vgw-').getByText('Available')).toBeVisible()
  await page.goto(world.path('/vpn-connections'))
  await page.getByRole('button', { name: 'Create VPN connection' }).first().click()
  await dialog.getByRole('button', { name: 'Create VPN connection' }).click()
  await world.advance('10m')
  await select(page, 'vpn-')
  await expectRefused(await menuItem(page, 'Actions', 'Edit static routes'), 'by BGP')
  await page.getByRole('menuitem', { name: 'Delete VPN connections' }).click()
  await confirmDelete(page, 'Delete')
  await expect(row(page, 'vpn-').getByText('Deleted')).toBeVisible()

  for (const [path, id, remove, empty] of [
    ['/customer-gateways', 'cgw-', 'Delete customer gateways', 'No customer gateways'],
    ['/vpn-gateways', 'vgw-', 'Delete virtual private gateway', 'No virtual private gateways'],
  ] as const) {
    await page.goto(world.path(path))
    await select(page, id)
    await (await menuItem(page, 'Actions', 'Manage tags')).click()
    await dialog.getByRole('button', { name: 'Add new tag' }).click()
    await dialog.getByRole('textbox', { name: 'Key' }).fill('Name')
    await dialog.getByRole('textbox', { name: 'Value' }).fill('office')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(row(page, id)).toContainText('office')
    await (await menuItem(page, 'Actions', remove)).click()
    await confirmDelete(page, 'Delete')
    await expect(row(page, id).getByText('Deleted')).toBeVisible()
    await world.advance('2h')
    await expect(page.getByText(empty)).toBeVisible()
  }
})
