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

const zones = ['ap-northeast-2a', 'ap-northeast-2c'] as const

/** Two web servers in the default group, which admits nobody else, and a group for what stands before them. */
async function furnish(world: World): Promise<void> {
  const { GroupId } = await world.ec2.send(
    new CreateSecurityGroupCommand({ GroupName: 'front', Description: 'front' }),
  )
  const IpPermissions = [
    { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
  ]
  await world.ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }))
  for (const [at, name] of ['one', 'two'].entries()) {
    await world.launch(name, {
      UserData: Buffer.from(userData(name)).toString('base64'),
      Placement: { AvailabilityZone: zones[at] },
    })
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
  await expect(page.getByText(`Path = ${path}`)).toBeVisible()
}

test('a balancer stands before two servers: made, found closed, opened, ruled and asked', async ({
  page,
  world,
}) => {
  await furnish(world)
  await test.step('a target group with both servers', async () => {
    await page.goto(world.path('/target-groups/create'))
    await page.getByRole('textbox', { name: 'Target group name' }).fill('servers')
    await expect(page.getByRole('button', { name: /^VPC ID vpc-/ })).toBeVisible()
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
    await expect(
      page.getByText('Something is missing or wrong above.', { exact: true }),
    ).toBeVisible()
    await expect(page.getByText('Choose a target group.', { exact: true })).toBeVisible()
    for (const zone of zones) {
      await page.getByRole('checkbox', { name: new RegExp(`^${zone}`) }).check()
    }
    await page.getByRole('button', { name: /^Remove default/ }).click()
    await page.getByRole('button', { name: /^Security groups/ }).click()
    await page.getByRole('option').filter({ hasText: 'front' }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Target group/ }).click()
    await page.getByRole('option').filter({ hasText: 'servers' }).click()
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
    const handle = page.getByRole('button', { name: /^Move rule Rule 20/ }).first()
    await handle.focus()
    await page.keyboard.press('Space')
    await expect(handle).toHaveAttribute('aria-pressed', 'true')
    await page.keyboard.press('ArrowUp')
    await expect(page.getByText('Moved to place 1 of 2')).toBeAttached()
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
    await page.goto(`http://${host}:${GATEWAY_PORT}/`)
    await expect(page.getByRole('heading', { name: /^(one|two)$/ })).toBeVisible()
    const seen = await page.evaluate(async () => {
      const pages: string[] = []
      for (let asked = 0; asked < 4; asked += 1) {
        const answer = await fetch('/', { cache: 'no-store' })
        pages.push((await answer.text()).trim())
      }
      return pages
    })
    expect([...new Set(seen)].sort()).toEqual(['<h1>one</h1>', '<h1>two</h1>'])
    expect(await page.evaluate(async () => (await fetch('/help/now')).status)).toBe(503)
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
