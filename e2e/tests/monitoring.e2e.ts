import { expect, test } from '../support/test.ts'

test('a dashboard is made, shows an instance’s metric, and is edited', async ({ page, world }) => {
  const [id = ''] = await world.launch('watched')
  await world.advance('12m')
  await page.goto(world.path('/dashboards'))
  await page.getByRole('button', { name: 'Create dashboard' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Dashboard name' }).fill('two words')
  await dialog.getByRole('button', { name: 'Create dashboard' }).click()
  await expect(dialog.getByText('Letters, digits, - and _, at most 255.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Dashboard name' }).fill('course')
  await dialog.getByRole('button', { name: 'Create dashboard' }).click()
  await page.getByRole('link', { name: 'course' }).click()

  await expect(page.getByText('Nothing on it yet')).toBeVisible()
  await page.getByRole('button', { name: 'Add widget' }).click()
  await dialog.getByRole('button', { name: /^Dimensions/ }).click()
  await page.getByRole('option', { name: `InstanceId: ${id}` }).click()
  await dialog.getByRole('textbox', { name: /^Title/ }).fill('Load')
  await dialog.getByRole('button', { name: 'Add widget' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('heading', { name: 'Load' })).toBeVisible()
  await expect(
    page.getByRole('application', { name: 'Load' }).or(page.getByLabel('Load')).first(),
  ).toBeVisible()

  await page.getByRole('button', { name: 'View/edit source' }).click()
  await expect(dialog.getByRole('textbox', { name: 'Dashboard body (JSON)' })).toHaveValue(
    new RegExp(id),
  )
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Remove Load' }).click()
  await dialog.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByText('Nothing on it yet')).toBeVisible()
})
