import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request as forward } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateVolumeCommand, EC2Client, RunInstancesCommand } from '@aws-sdk/client-ec2'
import type { Page } from '@playwright/test'
import { AWS_URL } from '../support/addresses.ts'
import { menuItem, row } from '../support/console.ts'
import { runConsole } from '../support/server.ts'
import { amazonLinux, expect, REGION, test, type World } from '../support/test.ts'

const elsewhere = 'us-east-1'

/** The same account in another Region. */
function clientElsewhere(world: World): EC2Client {
  const credentials = { accessKeyId: world.account, secretAccessKey: 'any' }
  return new EC2Client({ endpoint: AWS_URL, region: elsewhere, credentials, maxAttempts: 1 })
}

async function launchElsewhere(world: World, name: string): Promise<void> {
  const ec2 = clientElsewhere(world)
  await ec2.send(
    new RunInstancesCommand({
      ImageId: await amazonLinux(ec2),
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: name }] }],
    }),
  )
  ec2.destroy()
}

test('instances of two Regions stand in one list, and are stopped together', async ({
  page,
  world,
}) => {
  await world.launch('near')
  await launchElsewhere(world, 'far')
  await world.advance('1m')
  await page.goto(world.path('/instances'))
  await expect(row(page, 'near')).toBeVisible()
  await page.getByRole('button', { name: 'Regions of this list Asia Pacific (Seoul)' }).click()
  await page.getByRole('option', { name: 'US East (N. Virginia)' }).click()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(new RegExp(`regions=.*${elsewhere}`))
  await expect(row(page, 'near')).toContainText(`Seoul (${REGION})`)
  await expect(row(page, 'far')).toContainText(`N. Virginia (${elsewhere})`)
  await expect(row(page, 'far').getByRole('link')).toHaveAttribute(
    'href',
    new RegExp(`/${elsewhere}/instances/i-`),
  )

  await page.getByRole('checkbox', { name: 'Select all rows of this page' }).press('Space')
  await (await menuItem(page, 'Instance state', 'Stop instance')).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Stop', exact: true }).click()
  await expect(page.getByText('Stopping instances: 2 of 2 done')).toBeVisible()
  await world.advance('1m')
  await expect(row(page, 'near').getByText('Stopped')).toBeVisible()
  await expect(row(page, 'far').getByText('Stopped')).toBeVisible()

  // The choice goes along to the next list, and its panel looks where the row lives.
  await page.getByRole('link', { name: 'Volumes', exact: true }).click()
  await expect(page.getByRole('heading', { name: /^Volumes/ })).toBeVisible()
  await row(page, elsewhere).click()
  await expect(page).toHaveURL(/selected=.*us-east-1/)
  await page.getByRole('link', { name: /^i-/ }).last().click()
  await expect(page).toHaveURL(new RegExp(`/${elsewhere}/instances`))
})

test('a Region that fails is named above the list, and asked again', async ({ page, world }) => {
  await world.launch('near')
  const gate = await startGate(elsewhere)
  const folder = mkdtempSync(join(tmpdir(), 'brume-e2e-regions-'))
  const config = join(folder, 'config')
  writeFileSync(
    config,
    `[profile work]\naws_access_key_id = ${world.account}\naws_secret_access_key = any\nregion = ${REGION}\nendpoint_url = ${gate.url}\n`,
  )
  const console = await runConsole({ AWS_CONFIG_FILE: config })
  try {
    await launchElsewhere(world, 'far')
    await page.goto(`${console.url}/#code=${console.code}`)
    const list = `${console.url}/aws-work/${REGION}/instances?regions=${REGION},${elsewhere}`
    await page.goto(list)
    await expect(row(page, 'near')).toBeVisible()
    await expect(page.getByText('1 of 2 Regions could not be listed.')).toBeVisible()
    await expect(page.getByRole('listitem').filter({ hasText: elsewhere })).toContainText(
      'The Region may not be enabled for this account. AuthFailure',
    )
    gate.open()
    await page.getByRole('button', { name: `Retry N. Virginia (${elsewhere})` }).click()
    await expect(row(page, 'far')).toBeVisible()
    await expect(page.getByText('could not be listed.')).toHaveCount(0)
  } finally {
    await console.stop()
    gate.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

/** The way to the AWS port, on which calls to one Region are refused, as AWS does for a Region that is not enabled. */
async function startGate(region: string) {
  let closed = true
  const server = createServer((request, response) => {
    if (closed && request.headers.authorization?.includes(`/${region}/`)) {
      response.writeHead(401, { 'content-type': 'text/xml' })
      response.end(
        '<Response><Errors><Error><Code>AuthFailure</Code><Message>AWS was not able to validate the provided access credentials</Message></Error></Errors><RequestID>1</RequestID></Response>',
      )
      return
    }
    const { method, url = '/', headers } = request
    request.pipe(
      forward(new URL(url, AWS_URL), { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers)
        answer.pipe(response)
      }),
    )
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('The gate does not listen')
  return {
    url: `http://127.0.0.1:${address.port}`,
    open: () => {
      closed = false
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

test('a view is saved, opened by a plain address, and its rows are exported', async ({
  page,
  world,
}) => {
  await world.launch('web')
  await world.launch('=cmd()')
  await page.goto(world.path('/instances?filter=name:w&sort=-id'))
  await expect(row(page, 'web')).toBeVisible()
  await (await menuItem(page, 'Views', 'Save as a view')).click()
  await page.getByRole('textbox', { name: 'View name' }).fill('My web')
  await page.getByRole('checkbox', { name: 'Open this list with it' }).check()
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('button', { name: 'View: My web' })).toBeVisible()

  await page.goto(world.path('/instances'))
  await expect(page).toHaveURL(/filter=name/)
  await expect(row(page, '=cmd()')).toHaveCount(0)
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(row(page, '=cmd()')).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('button', { name: 'View: My web' })).toBeVisible()
  await page.goForward()
  await expect(row(page, '=cmd()')).toBeVisible()

  const download = page.waitForEvent('download')
  await (await menuItem(page, 'Export', 'CSV, the columns shown')).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^instances-.*\.csv$/)
  const [header = '', ...lines] = readFileSync(await file.path(), 'utf8').split('\r\n')
  expect(header).toMatch(/^\uFEFFName,Instance ID,Instance state,/)
  expect(lines.filter(Boolean)).toHaveLength(2)
  expect(lines.join()).toContain(`"'=cmd()",i-`)
  expect(lines.join()).toContain('web,i-')
})

async function openSearch(page: Page): Promise<void> {
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: /Go to a page/ })).toBeFocused()
}

test('the search finds a volume by its tag, by the keyboard alone', async ({ page, world }) => {
  const { VolumeId = '' } = await world.ec2.send(
    new CreateVolumeCommand({
      AvailabilityZone: `${REGION}a`,
      Size: 1,
      TagSpecifications: [{ ResourceType: 'volume', Tags: [{ Key: 'Owner', Value: 'Kim' }] }],
    }),
  )
  await page.goto(world.path(''))
  await expect(page.getByRole('button', { name: 'Search and commands' })).toBeVisible()
  await openSearch(page)
  await page.keyboard.type('owner=kim')
  const group = page.getByRole('group', { name: 'Volumes' })
  await expect(group.getByRole('option', { name: VolumeId })).toContainText('Owner=Kim')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/volumes\\?selected=${VolumeId}`))

  await openSearch(page)
  await page.keyboard.type('create volume')
  await expect(page.getByRole('option', { name: 'Create volume' })).toHaveAttribute(
    'aria-selected',
    'true',
  )
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog').getByText('Availability Zone')).toBeVisible()
})
