import { readFileSync } from 'node:fs'
import type { WebSocketRoute } from '@playwright/test'
import { expect, terminal, test, typeLine } from '../support/test.ts'

const label = 'Terminal on shell'

test('terminals stand side by side, live on without the page, and end', async ({
  page,
  context,
  world,
}) => {
  const [id = ''] = await world.launch('shell')
  await world.advance('1m')
  await page.goto(world.path(`/connect/${id}`))
  await page.getByRole('button', { name: 'Create a role and attach it' }).click()
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  const shown = page.getByRole('tabpanel')
  // Tabs that can be closed are buttons, each in a group with its close button.
  const tabs = page.getByRole('button', { name: 'shell', exact: true })
  await expect(terminal(page, label)).toHaveText(/\$\s*$/)
  await typeLine(page, label, 'echo one-$((20+3))', 'one-23')

  await page.getByRole('button', { name: 'New terminal on this instance' }).click()
  await expect(tabs).toHaveCount(2)
  // The tab is there a moment before its terminal is shown: the first one has a prompt already.
  await expect(terminal(page, label)).not.toContainText('one-23')
  await expect(terminal(page, label)).toHaveText(/\$\s*$/)
  await typeLine(page, label, 'echo two-$((40+2))', 'two-42')
  await tabs.first().click()
  await expect(terminal(page, label)).toContainText('one-23')
  await expect(terminal(page, label)).not.toContainText('two-42')

  // The network goes and comes back: the same session, its screen as it was.
  await context.setOffline(true)
  await page.goto('about:blank')
  await context.setOffline(false)
  await page.goto(world.path('/terminals'))
  await expect(tabs).toHaveCount(2)
  await expect(terminal(page, label)).toContainText('two-42')
  await tabs.first().click()
  await expect(terminal(page, label)).toContainText('one-23')
  await typeLine(page, label, 'echo again-$((1+1))', 'again-2')

  await shown.getByRole('button', { name: 'Terminate' }).click()
  await expect(tabs).toHaveCount(1)
  await expect(terminal(page, label)).toContainText('two-42')
  await typeLine(page, label, 'exit', '')
  await expect(page.getByText(/^Closed/)).toBeVisible()
  await shown.getByRole('button', { name: 'Close tab' }).click()
  await expect(page.getByText('No terminals are open')).toBeVisible()
})

test('a terminal whose socket is cut goes on in the page that shows it', async ({
  page,
  world,
}) => {
  const sockets: WebSocketRoute[] = []
  await page.routeWebSocket(/\/terminals\//, (socket) => {
    const server = socket.connectToServer()
    sockets.push(socket, server)
  })
  const [id = ''] = await world.launch('shell')
  await world.advance('1m')
  await page.goto(world.path(`/connect/${id}`))
  await page.getByRole('button', { name: 'Create a role and attach it' }).click()
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(terminal(page, label)).toHaveText(/\$\s*$/)
  await typeLine(page, label, 'kept=$((20+3)); echo before-$kept', 'before-23')
  const before = sockets.length

  // As a proxy that restarts: both ends lose the connection, neither is told that the terminal is over.
  await Promise.all(sockets.splice(0).map((socket) => socket.close({ code: 1012 })))
  await expect.poll(() => sockets.length).toBe(before)
  await expect(terminal(page, label)).toContainText('before-23')
  // The same shell: it still has the variable.
  await typeLine(page, label, 'echo after-$((kept+1))', 'after-24')
})

test('an account without terminals is told how to open one', async ({ page, world }) => {
  await page.goto(world.path('/terminals'))
  await expect(page.getByText('No terminals are open')).toBeVisible()
})

test('a file goes up through the session and comes back', async ({ page, world }) => {
  const [id = ''] = await world.launch('shell')
  await world.advance('1m')
  await page.goto(world.path(`/connect/${id}`))
  await page.getByRole('button', { name: 'Create a role and attach it' }).click()
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(terminal(page, label)).toHaveText(/\$\s*$/)
  await typeLine(page, label, 'cd /tmp', '')
  const more = page.getByRole('button', { name: 'More for this terminal' })
  // Every byte there is, and more than one line of the transfer.
  const content = Buffer.from(Array.from({ length: 3000 }, (_none, index) => index % 256))

  await more.click()
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('menuitem', { name: 'Upload a file' }).click(),
  ])
  await chooser.setFiles({
    name: "it's.bin",
    mimeType: 'application/octet-stream',
    buffer: content,
  })
  await expect(page.getByText("it's.bin is uploaded")).toBeVisible()
  await typeLine(page, label, 'wc -c /tmp/it*', /3000 \/tmp\/it's\.bin/)

  await more.click()
  await page.getByRole('menuitem', { name: 'Download a file' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Path of the file' }).fill("/tmp/it's.bin")
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Download', exact: true }).click(),
  ])
  expect(file.suggestedFilename()).toBe("it's.bin")
  expect(readFileSync(await file.path())).toEqual(content)
})

test('what is typed goes to every terminal while that is switched on', async ({ page, world }) => {
  const mine = 'Terminal on My computer'
  const screens = terminal(page, mine)
  await page.goto(world.path('/terminals'))
  await page.getByRole('button', { name: 'Open My computer' }).click()
  await expect(screens).toHaveText(/\$\s*$/)
  await page.getByRole('button', { name: 'New terminal here' }).click()
  await page.getByText('Side by side').click()
  await expect(screens).toHaveCount(2)
  await expect(screens.last()).toHaveText(/\$\s*$/)
  const type = async (line: string) => {
    await page.getByRole('group', { name: mine }).first().getByRole('textbox').focus()
    await page.keyboard.type(`${line}\n`)
  }
  await page.getByText('Type into all terminals').click()
  await type('echo both-$((20+3))')
  await expect(screens.first()).toContainText('both-23')
  await expect(screens.last()).toContainText('both-23')
  await page.getByText('Type into all terminals').click()
  await type('echo one-$((40+2))')
  await expect(screens.first()).toContainText('one-42')
  await expect(screens.last()).not.toContainText('one-42')
})
