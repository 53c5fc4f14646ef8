import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
} from '@aws-sdk/client-ec2'
import type { Page } from '@playwright/test'
import { GATEWAY_PORT } from '../support/addresses.ts'
import { row, select } from '../support/console.ts'
import { expect, test, type World } from '../support/test.ts'

const userData = (name: string) => `#!/bin/bash
dnf install -y httpd
echo "<h1>${name}</h1>" > /var/www/html/index.html
systemctl enable --now httpd
`

/** Two web servers in the default group, which admits nobody else, and a group for what stands before them. */
async function furnish(world: World): Promise<void> {
  const { GroupId } = await world.ec2.send(
    new CreateSecurityGroupCommand({ GroupName: 'front', Description: 'front' }),
  )
  const IpPermissions = [
    { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
  ]
  await world.ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }))
  for (const name of ['one', 'two']) {
    await world.launch(name, { UserData: Buffer.from(userData(name)).toString('base64') })
  }
  await world.advance('2m')
}

/** A rule that answers by itself. */
async function addRule(page: Page, path: string, code: string): Promise<void> {
  await page.getByRole('button', { name: 'Add rule', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Values' }).fill(path)
  await dialog.getByRole('radio', { name: 'Return fixed response' }).check()
  await dialog.getByRole('textbox', { name: 'Response code' }).fill(code)
  await dialog.getByRole('button', { name: 'Add rule', exact: true }).click()
  await expect(dialog).toBeHidden()
}

test('a balancer stands before two servers: made, found closed, opened, ruled and asked', async ({
  page,
  world,
}) => {
  await furnish(world)

  await test.step('a target group with both servers', async () => {
    await page.goto(world.path('/target-groups/create'))
    await page.getByRole('textbox', { name: 'Target group name' }).fill('servers')
    await page.getByRole('button', { name: 'Next' }).click()
    for (const name of ['one', 'two']) {
      await page.getByRole('checkbox', { name: `Select ${name}`, exact: true }).check()
    }
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByRole('button', { name: 'Create target group' }).click()
    await expect(page.getByText('Target group servers is created')).toBeVisible()
    await expect(row(page, /one \(i-/)).toContainText('Unused')
  })

  await test.step('a balancer before it, with the same as code', async () => {
    await page.goto(world.path('/load-balancers/create'))
    await page.getByRole('textbox', { name: 'Load balancer name' }).fill('shop')
    await page.getByRole('button', { name: 'Create load balancer' }).click()
    await expect(page.getByText('Something is missing or wrong above.')).toBeVisible()
    await expect(page.getByText('Choose a target group.')).toBeVisible()
    for (const zone of ['ap-northeast-2a', 'ap-northeast-2c']) {
      await page.getByRole('checkbox', { name: zone, exact: true }).check()
    }
    await page.getByRole('button', { name: 'Security groups' }).click()
    await page.getByRole('option', { name: /^default/ }).click()
    await page.getByRole('option', { name: /^front/ }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Target group', exact: true }).click()
    await page.getByRole('option', { name: /servers/ }).click()
    await page.getByRole('button', { name: 'The same as code' }).click()
    await expect(page.getByText('aws elbv2 create-listener')).toBeVisible()
    await page.getByRole('button', { name: 'Create load balancer' }).click()
    await expect(page.getByText('Load balancer shop is being created')).toBeVisible()
    await world.advance('4m')
    await expect(row(page, 'shop-')).toContainText('Active')
  })

  await test.step('its targets are unhealthy: the map says why, and one press mends it', async () => {
    await page.getByRole('tab', { name: 'Resource map' }).click()
    const map = page.getByRole('group', { name: 'Resource map' })
    await expect(map.getByText('Request timed out')).toHaveCount(2)
    await map
      .getByRole('button', { name: /^Why is/ })
      .first()
      .click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByText(/No inbound rule allows TCP 80 from/).first()).toBeVisible()
    await dialog.getByRole('button', { name: 'Open the way' }).click()
    await expect(dialog.getByText('It gets through')).toBeVisible()
    await dialog.getByRole('button', { name: 'Close' }).first().click()
    await world.advance('3m')
    await expect(map.getByText('2 of 2 healthy')).toBeVisible()
  })

  await test.step('rules: added, put in order by keys, and tried', async () => {
    await page.getByRole('tab', { name: 'Listeners and rules' }).click()
    await page.getByRole('link', { name: 'HTTP:80', exact: true }).click()
    await addRule(page, '/help/*', '404')
    await addRule(page, '/help/now', '503')
    const url = page.getByRole('textbox', { name: 'URL or path' })
    await url.fill('shop.example.com/help/now')
    await expect(page.getByText('The request meets rule 10')).toBeVisible()
    await page
      .getByRole('button', { name: /Move rule/ })
      .nth(1)
      .focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'Save order' }).click()
    await expect(page.getByText('The order of the rules is saved')).toBeVisible()
    await expect(page.getByText('The request meets rule 10')).toBeVisible()
    await expect(
      page.getByRole('list', { name: 'Rules' }).getByRole('listitem').first(),
    ).toContainText('Return fixed response 503')
    await url.fill('/elsewhere')
    await expect(page.getByText('The request meets the default rule')).toBeVisible()
  })

  await test.step('the page comes from the one server and the other', async () => {
    await page.goto(world.path('/load-balancers'))
    const name = await row(page, 'shop-')
      .getByText(/amazonaws\.com/)
      .first()
      .innerText()
    const host = name.trim().replace('.amazonaws.com', '.localhost')
    const seen = new Set<string>()
    for (let asked = 0; asked < 4; asked += 1) {
      await page.goto(`http://${host}:${GATEWAY_PORT}/`)
      seen.add(await page.getByRole('heading').innerText())
    }
    expect([...seen].sort()).toEqual(['one', 'two'])
    const refused = await page.goto(`http://${host}:${GATEWAY_PORT}/help/now`)
    expect(refused?.status()).toBe(503)
  })

  await test.step('deleted, it leaves its group', async () => {
    await page.goto(world.path('/load-balancers'))
    await select(page, 'shop-')
    await page.getByRole('button', { name: 'Actions', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Delete load balancer' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('link', { name: 'servers' })).toBeVisible()
    await dialog.getByRole('textbox').fill('delete')
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
    await expect(page.getByText('No load balancers')).toBeVisible()
  })
})
