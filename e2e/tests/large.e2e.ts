import { DescribeSubnetsCommand } from '@aws-sdk/client-ec2'
import { row } from '../support/console.ts'
import { expect, test } from '../support/test.ts'

test('ten thousand instances are filtered, sorted and paged', async ({ page, world }) => {
  await world.pause()
  const { Subnets = [] } = await world.ec2.send(new DescribeSubnetsCommand({}))
  for (let batch = 0; batch < 10; batch += 1) {
    const SubnetId = Subnets[batch % Subnets.length]?.SubnetId
    const name = `batch-${batch}`
    await world.launch(name, { MinCount: 1000, MaxCount: 1000, ...(SubnetId && { SubnetId }) })
  }
  await page.goto(world.path('/instances'))
  await expect(page.getByText('(10000)')).toBeVisible({ timeout: 90_000 })

  const filter = page.getByRole('combobox', { name: 'Find instance by attribute or tag' })
  await filter.fill('batch-7')
  await filter.press('Enter')
  await expect(page.getByText('1,000 matches').first()).toBeVisible()
  await expect(row(page, 'batch-7').first()).toBeVisible()
  await expect(row(page, 'batch-6')).toHaveCount(0)
  await page.getByRole('button', { name: 'Clear filters' }).first().click()

  const rows = page.getByRole('row').filter({ hasText: /i-[0-9a-f]{17}/ })
  const sort = page.getByRole('button', { name: /^Name, (not sorted|sorted)/ }).first()
  await sort.press('Enter')
  await expect(page.getByRole('button', { name: 'Name, sorted ascending' }).first()).toBeVisible()
  await expect(rows.first()).toContainText('batch-0')
  await sort.press('Enter')
  await expect(rows.first()).toContainText('batch-9')

  const first = await rows.first().innerText()
  await page.getByRole('button', { name: 'Next page' }).first().click()
  await expect(page).toHaveURL(/page=2/)
  await expect(rows.first()).not.toHaveText(first, { useInnerText: true })
  await page.reload()
  await expect(rows.first()).toContainText('batch-9')
})
