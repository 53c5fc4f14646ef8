import { menuItem } from '../support/console.ts'
import { expect, expectAccessible, test } from '../support/test.ts'

test('a Spot Instance is taken back on demand, with its notice on its page', async ({
  page,
  world,
}) => {
  const [id = ''] = await world.launch('cheap', {
    InstanceMarketOptions: { MarketType: 'spot' },
  })
  await world.advance('60s')
  await world.pause()
  await page.goto(world.path(`/instances/${id}/details`))
  await (await menuItem(page, 'Instance state', 'Interrupt (simulate)')).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Interrupt' }).click()
  await expect(page.getByText('Spot interruption notice', { exact: true })).toBeVisible()
  await expect(page.getByText(/is being taken back: it is terminated at/)).toBeVisible()
  await expectAccessible(page)
  await world.advance('3m')
  await expect(page.getByText('Terminated').first()).toBeVisible()
  await expect(page.getByText('Spot interruption notice', { exact: true })).toHaveCount(0)
})
