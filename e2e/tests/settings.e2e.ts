import { expect, test } from '../support/test.ts'

test('a quota is found, its increase refused and granted, and zones are opted into', async ({
  page,
  world,
}) => {
  await page.goto(world.path('/settings'))
  const zones = page.getByRole('table', { name: 'Zones' })
  await expect(zones.getByRole('row', { name: /az\d/ }).first()).toContainText('Available')

  await page.getByPlaceholder('Find zones').fill('wl1-sel')
  const zone = zones.getByRole('row', { name: /apne2-wl1-sel-wlz1/ })
  await expect(zone).toContainText('Wavelength Zone')
  await zone.getByRole('button', { name: /^Opt in to ap-northeast-2-wl1/ }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(/nothing can be made in these zones/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Opt in' }).click()
  await expect(zone.getByRole('button', { name: /^Opt out of/ })).toBeVisible()

  await page.getByPlaceholder('Find quotas').fill('VPCs per Region')
  const quotas = page.getByRole('table', { name: 'Service quotas' })
  await expect(quotas.getByRole('row', { name: /^VPCs per Region/ })).toContainText('1 (20%)')
  await page.getByPlaceholder('Find quotas').fill('elastic ip')
  const addresses = quotas.getByRole('row', { name: /EC2-VPC Elastic IPs/ })
  await expect(addresses).toContainText('5')
  await addresses.getByRole('button', { name: /^Request increase/ }).click()
  await dialog.getByLabel('New value').fill('3')
  await dialog.getByRole('button', { name: 'Request increase' }).click()
  await expect(dialog.getByText('Must be more than 5.')).toHaveCount(2)
  await dialog.getByLabel('New value').fill('12')
  await dialog.getByRole('button', { name: 'Request increase' }).click()
  await expect(dialog).toHaveCount(0)
  // The test's account lives at once: what takes a minute is granted already, or soon.
  await expect(addresses).toContainText('12')
})
