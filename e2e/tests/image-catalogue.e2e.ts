import { expect, test } from '../support/test.ts'

test('an image is found in the catalogue, looked at, and launched with', async ({
  page,
  world,
}) => {
  await page.goto(world.path('/image-catalogue'))
  const launch = page.getByRole('button', { name: 'Launch instance from AMI' })
  await expect(launch).toBeDisabled()
  await page.getByRole('tab', { name: 'My AMIs' }).click()
  await expect(page.getByText(/You own no AMI yet/)).toBeVisible()
  await page.getByRole('tab', { name: 'Community AMIs' }).click()
  await page.getByRole('checkbox', { name: /^Ubuntu/ }).check()
  await page.getByRole('checkbox', { name: /^arm64/ }).check()
  await page.getByRole('searchbox', { name: /Search by AMI ID/ }).fill('noble')
  const image = page.getByRole('radio', { name: /ubuntu-noble-24.04-arm64/ }).first()
  await image.check()
  await expect(page.getByText('arm64', { exact: true }).last()).toBeVisible()
  await launch.click()
  await expect(page).toHaveURL(/\/launch\?image=ami-/)
  await expect(page.getByText(/ubuntu-noble-24.04-arm64/).first()).toBeVisible()
})
