import type { Page } from '@playwright/test'
import { menuItem, row, select } from '../support/console.ts'
import { expect, terminal, test, type World } from '../support/test.ts'

/** An instance whose agent answers, with its Connect page open. */
async function launchManaged(page: Page, world: World, name: string): Promise<string> {
  const [id = ''] = await world.launch(name)
  await world.advance('1m')
  await page.goto(world.path(`/connect/${id}`))
  await page.getByRole('button', { name: 'Create a role and attach it' }).click()
  await expect(page.getByRole('button', { name: 'Connect', exact: true })).toBeEnabled()
  return id
}

test('a session is listed while it runs, leads to its terminal, and is history once terminated', async ({
  page,
  world,
}) => {
  await launchManaged(page, world, 'shell')
  await page.goto(world.path('/session-manager'))
  await page.getByRole('button', { name: 'Start session' }).first().click()
  const start = page.getByRole('dialog')
  await start.getByRole('button', { name: /Target/ }).click()
  await page.getByRole('option', { name: /shell/ }).click()
  await start.getByRole('textbox', { name: /Reason/ }).fill('a look at the log')
  await start.getByRole('button', { name: 'Start session' }).click()
  await expect(terminal(page, 'Terminal on shell')).toHaveText(/\$\s*$/)

  await page.goto(world.path('/session-manager'))
  const session = row(page, 'a look at the log')
  await expect(session).toContainText('Connected')
  // The session's own terminal, with its screen as it was.
  await session.getByRole('link', { name: /Open terminal/ }).click()
  await expect(terminal(page, 'Terminal on shell')).toHaveText(/\$\s*$/)
  await page.goBack()

  await select(page, 'a look at the log')
  await (await menuItem(page, 'Actions', 'Terminate')).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Terminate' }).click()
  await expect(page.getByText('No sessions', { exact: true })).toBeVisible()
  await page.getByRole('tab', { name: 'Session history' }).click()
  await expect(row(page, 'a look at the log')).toContainText('Terminated')
})

test('a command runs from the instance’s menu, shows what it wrote, and runs again', async ({
  page,
  world,
}) => {
  const id = await launchManaged(page, world, 'web')
  await page.goto(world.path(`/instances?selected=${id}`))
  await (await menuItem(page, 'Actions', 'Run command')).click()
  await expect(page.getByRole('row', { name: /web/ }).getByRole('checkbox')).toBeChecked()
  const run = page.getByRole('button', { name: 'Run', exact: true })
  await expect(run).toBeEnabled()
  await run.click()
  await expect(page.getByText('The document asks for it.')).toBeVisible()
  await page.getByRole('textbox', { name: 'commands' }).fill('echo on-$(hostname)\nls /nowhere')
  await run.click()

  await expect(page.getByRole('heading', { name: /^Command [0-9a-f-]{36}$/ })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Output', exact: true })).toHaveText(/^on-ip-/)
  await expect(page.getByRole('region', { name: 'Error', exact: true })).toContainText(
    'No such file',
  )
  await expect(page.getByRole('row', { name: /web/ })).toContainText('Failed')

  await page.getByRole('button', { name: 'Copy to new' }).click()
  await page.getByRole('textbox', { name: 'commands' }).fill('sleep 3000')
  await run.click()
  await expect(page.getByRole('row', { name: /web/ })).toContainText('In progress')
  await page.getByRole('button', { name: 'Cancel command' }).click()
  await expect(page.getByRole('row', { name: /web/ })).toContainText('Cancelled')
  await page.getByRole('link', { name: 'Run Command' }).first().click()
  await expect(row(page, 'AWS-RunShellScript')).toHaveCount(2)
})

test('the screenshot of an instance shows its console, and can be taken again and kept', async ({
  page,
  world,
}) => {
  const [id = ''] = await world.launch('screen')
  await world.advance('1m')
  await page.goto(world.path(`/instances?selected=${id}`))
  const entry = await menuItem(
    page,
    'Actions',
    'Monitor and troubleshoot',
    'Get instance screenshot',
  )
  await entry.click()
  const picture = page.getByRole('img', { name: /The console of screen/ })
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(600)
  await page.getByRole('button', { name: 'Refresh' }).click()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download', exact: true }).click(),
  ])
  expect(file.suggestedFilename()).toBe(`${id}.jpg`)
})
