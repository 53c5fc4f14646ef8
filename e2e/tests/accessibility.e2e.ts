import { CreateImageCommand, CreateKeyPairCommand } from '@aws-sdk/client-ec2'
import type { Page } from '@playwright/test'
import { menuItem } from '../support/console.ts'
import { expect, expectAccessible, terminal, test, type World } from '../support/test.ts'

/** Something of every kind, so that lists have rows and panels have content. */
async function furnish(world: World): Promise<string> {
  const [id = ''] = await world.launch('furnished')
  await world.ec2.send(new CreateKeyPairCommand({ KeyName: 'furnished' }))
  await world.advance('2m')
  await world.ec2.send(new CreateImageCommand({ InstanceId: id, Name: 'furnished' }))
  await world.advance('2m')
  return id
}

/** Every page that the navigation names, and those that lead on from them. */
async function listPages(page: Page, world: World, instanceId: string): Promise<string[]> {
  await page.goto(world.path(''))
  const links = page
    .getByRole('navigation', { name: /^(Main navigation|기본 탐색)$/ })
    .getByRole('link')
  await expect(links.first()).toBeVisible()
  const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
  const lists = [...new Set(hrefs)]
  expect(lists.length).toBeGreaterThanOrEqual(8)
  await page.goto(world.path(`/instances/${instanceId}`))
  await expect(page.getByRole('tab').first()).toBeVisible()
  const tabs = await page
    .getByRole('tab')
    .evaluateAll((all) => all.map((tab) => tab.getAttribute('data-testid') ?? ''))
  return [
    ...lists,
    ...tabs.map((tab) => world.path(`/instances/${instanceId}/${tab}`)),
    world.path(`/instances?selected=${instanceId}`),
    world.path('/launch'),
    world.path('/launch?code=cli'),
    world.path(`/connect/${instanceId}`),
    world.path('/session-manager?list=history'),
    world.path('/run-command/send'),
    world.path('/nowhere'),
  ]
}

/** The page as it stays: nothing loads any more. */
async function settle(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  await expect(page.locator('[class*=awsui_spinner]:visible')).toHaveCount(0)
}

/** Goes there as a user does, by the navigation where it leads there: a page loaded anew costs ten times as much. */
async function open(page: Page, path: string): Promise<void> {
  const link = page.locator(`nav a[href="${path}"]`).first()
  if (await link.isVisible()) {
    await link.click()
    await expect(page).toHaveURL(path)
    await expect(link).toHaveAttribute('aria-current', 'page')
  } else await page.goto(path)
  await settle(page)
}

/** Names and structure are judged once; a theme changes colours alone. */
async function expectAccessibleInBothThemes(page: Page, leaveOut?: string): Promise<void> {
  await expectAccessible(page, undefined, leaveOut)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page, ['color-contrast'], leaveOut)
  await page.emulateMedia({ colorScheme: 'light' })
}

/** Two halves, side by side. */
for (const half of [0, 1] as const) {
  test(`every page is accessible in both themes, ${half + 1} of 2`, async ({ page, world }) => {
    test.setTimeout(300_000)
    const id = await furnish(world)
    const paths = (await listPages(page, world, id)).filter((_, index) => index % 2 === half)
    for (const [index, path] of paths.entries()) {
      await test.step(path, async () => {
        await open(page, path)
        // The frame is the same around every page.
        await expectAccessibleInBothThemes(page, index === 0 ? undefined : 'nav')
      })
    }
    if (half === 1) return
    await test.step('command palette', async () => {
      await page.keyboard.press('Control+k')
      await expect(page.getByRole('combobox', { name: /Go to a page/ })).toBeFocused()
      await expectAccessibleInBothThemes(page)
    })
  })
}

/** The dialogs of an instance's menus: menu, group if it has one, entry. */
const dialogs: readonly (readonly [string, ...string[]])[] = [
  ['Instance state', 'Stop instance'],
  ['Instance state', 'Terminate (delete) instance'],
  ['Actions', 'Instance settings', 'Manage tags'],
  ['Actions', 'Instance settings', 'Change termination protection'],
  ['Actions', 'Instance settings', 'Modify instance metadata options'],
  ['Actions', 'Security', 'Change security groups'],
  ['Actions', 'Security', 'Modify IAM role'],
  ['Actions', 'Image and templates', 'Create image'],
  ['Actions', 'Monitor and troubleshoot', 'Get system log'],
  ['Actions', 'Monitor and troubleshoot', 'Get instance screenshot'],
]

test('dialogs and a live terminal are accessible in both themes', async ({ page, world }) => {
  const id = await furnish(world)
  await page.goto(world.path(`/instances?selected=${id}`))
  await settle(page)
  for (const [menu, ...path] of dialogs) {
    await test.step(path.join(' > '), async () => {
      await (await menuItem(page, menu, ...path)).click()
      const dialog = page.getByRole('dialog')
      await expect(dialog).toBeVisible()
      await expect(dialog.locator('[class*=awsui_spinner]:visible')).toHaveCount(0)
      await expectAccessibleInBothThemes(page)
      await dialog.getByRole('button', { name: 'Close', exact: true }).click()
      await expect(dialog).toBeHidden()
    })
  }
  await test.step('the preferences of a table', async () => {
    await page.getByRole('button', { name: 'Preferences', exact: true }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectAccessibleInBothThemes(page)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  })
  await test.step('a terminal', async () => {
    await page.goto(world.path(`/connect/${id}`))
    await page.getByRole('button', { name: 'Create a role and attach it' }).click()
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await expect(terminal(page, 'Terminal on furnished')).toHaveText(/\$\s*$/)
    await expectAccessibleInBothThemes(page)
  })
})

/** What people read on controls, headings and labels; not the data. */
async function readWords(page: Page): Promise<string[]> {
  const controls = page.locator(
    'button, a, h1, h2, h3, label, dt, legend, thead th, [role=tab], [role=menuitem]',
  )
  const named = page.locator('[aria-label], [placeholder]')
  const texts = await controls.evaluateAll((all) =>
    all.map((one) => (one instanceof HTMLElement ? one.innerText : '')),
  )
  const names = await named.evaluateAll((all) =>
    all.flatMap((one) => [
      one.getAttribute('aria-label') ?? '',
      one.getAttribute('placeholder') ?? '',
    ]),
  )
  const lines = [...texts, ...names].flatMap((text) => text.split('\n'))
  return [...new Set(lines.map((text) => text.trim()))]
}

/** Names that Korean keeps, as AWS does, and what is data rather than words. */
const keptNames =
  /^(Brume|EC2|Elastic Block Store|Session Manager|Savings Plans?( ID)?|vCPU|Run Command|commands|workingDirectory|executionTimeout|Quick Start|(AMI|VPC) ID|BGP ASN|Amazon Machine Image.*|English|AWS[\w -]*|Amazon[\w -]*|Terraform|Ubuntu|Windows|Red Hat|SUSE Linux|Debian|Linux\/UNIX|.*\d.*|[A-Z][A-Z0-9]+s?|furnished|default.*)$/

test.describe('Korean', () => {
  test.use({ locale: 'ko-KR' })
  test('no page speaks English to a Korean reader', async ({ page, world }) => {
    const id = await furnish(world)
    for (const path of await listPages(page, world, id)) {
      await open(page, path)
      const english = (await readWords(page)).filter(
        (text) => /[A-Za-z]{3}/.test(text) && !/[가-힣]/.test(text) && !keptNames.test(text),
      )
      expect.soft(english, path).toEqual([])
    }
  })
})
