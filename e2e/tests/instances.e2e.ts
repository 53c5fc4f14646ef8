import { DescribeTagsCommand } from '@aws-sdk/client-ec2'
import { expectRefused, menuItem, row, select } from '../support/console.ts'
import { expect, test } from '../support/test.ts'

test('an instance is stopped from the state menu, which then explains itself', async ({
  page,
  world,
}) => {
  await world.launch('web')
  await world.advance('1m')
  await page.goto(world.path('/instances'))
  await expect(row(page, 'web').getByText('Running')).toBeVisible()
  await select(page, 'web')
  await (await menuItem(page, 'Instance state', 'Stop instance')).click()
  await world.pause()
  await page.getByRole('dialog').getByRole('button', { name: 'Stop', exact: true }).click()
  await expect(row(page, 'web').getByText('Stopping')).toBeVisible()
  await world.advance('1m')
  await expect(row(page, 'web').getByText('Stopped')).toBeVisible()
  await expectRefused(
    await menuItem(page, 'Instance state', 'Stop instance'),
    'It is already stopped.',
  )
})

test('stopping several tells what became of each', async ({ page, world }) => {
  await world.launch('free')
  await world.launch('kept', { DisableApiStop: true })
  await world.advance('1m')
  await page.goto(world.path('/instances'))
  await expect(row(page, 'Running')).toHaveCount(2)
  await page.getByRole('checkbox', { name: 'Select all rows of this page' }).press('Space')
  await (await menuItem(page, 'Instance state', 'Stop instance')).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Stop', exact: true }).click()
  await expect(page.getByText('Stopping instances: 1 of 2 done')).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'free' }).first()).toContainText('→')
  await expect(page.getByRole('listitem').filter({ hasText: 'kept' }).first()).toContainText(
    /disableApiStop|Stop protection/,
  )
  await expect(row(page, 'free').getByText('Stopped')).toBeVisible()
  await expect(row(page, 'kept').getByText('Running')).toBeVisible()
})

test('a protected instance is not terminated, and the question says so', async ({
  page,
  world,
}) => {
  await world.launch('precious', { DisableApiTermination: true })
  await world.advance('1m')
  await page.goto(world.path('/instances'))
  await select(page, 'precious')
  await (await menuItem(page, 'Instance state', 'Terminate (delete) instance')).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('On: it will be refused')).toBeVisible()
  await expect(
    dialog.getByText('Every selected instance is protected against termination.'),
  ).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Terminate (delete)' })).toBeDisabled()
})

test('an instance is renamed in its row', async ({ page, world }) => {
  const [id = ''] = await world.launch('before')
  await page.goto(world.path('/instances'))
  await page.getByRole('button', { name: 'Edit Name of before' }).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('after')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(row(page, 'after')).toBeVisible()
  const { Tags = [] } = await world.ec2.send(
    new DescribeTagsCommand({ Filters: [{ Name: 'resource-id', Values: [id] }] }),
  )
  expect(Tags).toMatchObject([{ Key: 'Name', Value: 'after' }])
})

test('a filter stands in the URL, so that it can be shared', async ({ page, context, world }) => {
  await world.launch('alpha')
  await world.launch('beta')
  await page.goto(world.path('/instances'))
  await expect(row(page, 'beta')).toBeVisible()
  const filter = page.getByRole('combobox', { name: 'Find instance by attribute or tag' })
  await filter.fill('alp')
  await filter.press('Enter')
  await expect(row(page, 'beta')).toHaveCount(0)
  await expect(row(page, 'alpha')).toBeVisible()
  await expect(page).toHaveURL(/filter=/)

  const other = await context.newPage()
  await other.goto(page.url())
  await expect(row(other, 'alpha')).toBeVisible()
  await expect(row(other, 'beta')).toHaveCount(0)
  await expect(other.getByText('1 match', { exact: true }).first()).toBeVisible()
  await other.goto(world.path('/instances?filter=tag:Name=nobody'))
  await expect(other.getByText('Nothing here fits the filter.')).toBeVisible()
})

test('an account without instances is told how to get one', async ({ page, world }) => {
  await page.goto(world.path('/instances'))
  await expect(page.getByText('You do not have any instances in this Region.')).toBeVisible()
  await page.getByRole('button', { name: 'Launch instances' }).last().click()
  await expect(page.getByRole('heading', { level: 1, name: 'Launch instances' })).toBeVisible()
})
