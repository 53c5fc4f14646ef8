import { menuItem, row, select } from '../support/console.ts'
import { expect, expectAccessible, test } from '../support/test.ts'

test('a Spot drill is seen on the request’s page and by the guest', async ({ page, world }) => {
  const script = `#!/bin/sh
token=$(curl -s -X PUT http://169.254.169.254/latest/api/token -H 'X-aws-ec2-metadata-token-ttl-seconds: 21600')
while ! curl -sf -H "X-aws-ec2-metadata-token: $token" http://169.254.169.254/latest/meta-data/spot/instance-action > /tmp/notice; do sleep 5; done
echo "noticed: $(cat /tmp/notice)" > /dev/console
`
  const [id = ''] = await world.launch('cheap', {
    InstanceMarketOptions: { MarketType: 'spot' },
    UserData: Buffer.from(script).toString('base64'),
  })
  await world.advance('60s')
  await world.pause()
  await page.goto(world.path('/spot-requests'))
  await select(page, id)
  await (await menuItem(page, 'Actions', 'Interrupt (simulate)')).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Interrupt' }).click()
  await expect(row(page, id)).toContainText('marked-for-termination')
  await page.getByRole('tab', { name: 'Seen by the guest' }).click()
  const told = page
    .getByRole('table', { name: 'Seen by the guest' })
    .getByText(/"action":"terminate"/)
  const notice = (await told.textContent()) ?? ''
  await expectAccessible(page)
  await world.advance('15s')
  await page.goto(world.path(`/instances/${id}/log`))
  await expect(page.getByText(`noticed: ${notice}`)).toBeVisible()
  await world.advance('3m')
  await page.goto(world.path('/spot-requests'))
  await expect(row(page, 'instance-terminated-no-capacity')).toBeVisible()
})

test('offerings are found, put into the cart and bought together', async ({ page, world }) => {
  await page.goto(world.path('/reserved-instances/purchase?type=t3.micro'))
  await page.getByRole('button', { name: 'Add to cart: No Upfront' }).click()
  await page.getByRole('button', { name: 'Add to cart: No Upfront' }).click()
  await page.getByRole('button', { name: 'Add to cart: All Upfront' }).click()
  await page.getByRole('button', { name: 'Review and purchase' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(/^2 × t3.micro · Linux\/UNIX · No Upfront/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Purchase all' }).click()
  await expect(page.getByRole('heading', { level: 1, name: /^Reserved Instances/ })).toBeVisible()
  await expect(row(page, 'No Upfront')).toContainText('t3.micro')
  await world.advance('2m')
  await expect(row(page, 'All Upfront')).toContainText('Active')
})
