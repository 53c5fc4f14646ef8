import { expect, test } from '../support/test.ts'

test('a quota is found, its increase refused and granted, and the zones are told', async ({
  page,
  world,
}) => {
  await page.goto(world.path('/settings'))
  const zones = page.getByRole('table', { name: 'Zones' })
  await expect(zones.getByRole('row', { name: /az\d/ }).first()).toContainText('Available')

  await page.getByPlaceholder('Find quotas').fill('elastic ip')
  const quotas = page.getByRole('table', { name: 'Service quotas' })
  const addresses = quotas.getByRole('row', { name: /EC2-VPC Elastic IPs/ })
  await expect(addresses).toContainText('5')
  await addresses.getByRole('button', { name: /^Request increase/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('New value').fill('3')
  await dialog.getByRole('button', { name: 'Request increase' }).click()
  await expect(dialog.getByText('Must be more than 5.')).toHaveCount(2)
  await dialog.getByLabel('New value').fill('12')
  await dialog.getByRole('button', { name: 'Request increase' }).click()
  await expect(dialog).toHaveCount(0)
  // The test's account lives at once: what takes a minute is granted already, or soon.
  await expect(addresses).toContainText('12')
})
