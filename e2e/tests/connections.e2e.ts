import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AWS_URL } from '../support/addresses.ts'
import { menuItem, expectRefused, row, select } from '../support/console.ts'
import { runConsole } from '../support/server.ts'
import { expect, REGION, test } from '../support/test.ts'

test('two tabs on two accounts keep apart', async ({ context, page, world, neighbour: other }) => {
  await page.goto(world.path('/instances'))
  const tab = await context.newPage()
  await tab.goto(other.path('/instances'))
  await expect(page.getByText('No instances', { exact: true })).toBeVisible()
  await expect(tab.getByText('No instances', { exact: true })).toBeVisible()
  await world.launch('mine')
  await other.launch('theirs')
  await expect(row(page, 'mine')).toBeVisible()
  await expect(row(tab, 'theirs')).toBeVisible()
  await expect(row(page, 'theirs')).toHaveCount(0)
  await expect(row(tab, 'mine')).toHaveCount(0)
})

test('an AWS account is reached through a profile, polled, and kept from changes', async ({
  page,
  world,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'brume-e2e-aws-'))
  const config = join(folder, 'config')
  const profile = (name: string) =>
    `[profile ${name}]\naws_access_key_id = ${world.account}\naws_secret_access_key = any\nregion = ${REGION}\nendpoint_url = ${AWS_URL}\n`
  writeFileSync(config, `${profile('work')}\n${profile('audit')}`)
  const console = await runConsole({ AWS_CONFIG_FILE: config, BRUME_READ_ONLY: 'audit' })
  try {
    await world.launch('remote')
    await world.advance('1m')
    await page.goto(`${console.url}/#code=${console.code}`)
    const list = async (connection: string) => {
      await page.goto(`${console.url}/${connection}/${REGION}/instances`)
      await expect(row(page, 'remote').getByText('Running')).toBeVisible()
    }
    await list('aws-work')
    const stripe = page.getByRole('region', { name: 'Connection' })
    await expect(stripe).toContainText('Real resources, real costs.')
    await expect(stripe).toContainText(world.account)
    await world.launch('later')
    await expect(row(page, 'later')).toBeVisible({ timeout: 40_000 })

    await list('aws-audit')
    await expect(page.getByRole('region', { name: 'Connection' })).toContainText('Read-only')
    await select(page, 'remote')
    await expectRefused(
      await menuItem(page, 'Instance state', 'Stop instance'),
      'This connection is read-only.',
    )
  } finally {
    await console.stop()
    rmSync(folder, { recursive: true, force: true })
  }
})
