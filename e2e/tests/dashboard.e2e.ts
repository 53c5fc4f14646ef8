import { expect, test } from '../support/test.ts'

test('an empty cloud offers the first steps, and counts what comes', async ({ page, world }) => {
  await page.goto(world.path(''))
  await expect(page.getByRole('heading', { name: 'First steps' })).toBeVisible()
  await expect(page.getByText('No instance is running')).toBeVisible()

  await world.launch('counted')
  await world.advance('2m')
  await expect(page.getByRole('heading', { name: 'First steps' })).toBeHidden()
  await expect(page.getByText('Every running instance passes its checks')).toBeVisible()
  await page.getByRole('link', { name: 'Instances (running): 1' }).click()
  await expect(page).toHaveURL(/instances\?filter=state%3Drunning|instances\?filter=state=running/)
  await expect(page.getByRole('row').filter({ hasText: 'counted' })).toBeVisible()
})

test('an empty cloud fills with a fleet at a click', async ({ page, world }) => {
  await page.goto(world.path(''))
  await page.getByRole('button', { name: 'Load a demo fleet' }).click()
  await expect(page.getByText(/The demo fleet stands: \d+ instances/)).toBeVisible({
    timeout: 90_000,
  })
  await expect(page.getByRole('link', { name: /^Instances: [34]\d$/ })).toBeVisible()
})
