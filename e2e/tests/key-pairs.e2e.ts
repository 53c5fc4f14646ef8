import { readFile } from 'node:fs/promises'
import { CreateKeyPairCommand } from '@aws-sdk/client-ec2'
import { confirmDelete, menuItem, row, select } from '../support/console.ts'
import { expect, test } from '../support/test.ts'

test('a key pair is made, its private key saved, and it is deleted', async ({ page, world }) => {
  await page.goto(world.path('/key-pairs'))
  await expect(page.getByText('With a key pair you sign in to an instance over SSH.')).toBeVisible()
  await page.getByRole('button', { name: 'Create key pair' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('laptop')
  await dialog.getByRole('radio', { name: 'ED25519' }).check()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Create key pair' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('laptop.pem')
  expect(await readFile(await download.path(), 'utf8')).toMatch(/^-----BEGIN OPENSSH PRIVATE KEY/)
  await expect(row(page, 'laptop')).toContainText('ed25519')

  await select(page, 'laptop')
  await (await menuItem(page, 'Actions', 'Delete')).click()
  await confirmDelete(page, 'Delete')
  await expect(page.getByText('No key pairs')).toBeVisible()
})

test('a name that is taken is refused in the dialog', async ({ page, world }) => {
  await world.ec2.send(new CreateKeyPairCommand({ KeyName: 'taken' }))
  await page.goto(world.path('/key-pairs'))
  await page.getByRole('button', { name: 'Create key pair' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('taken')
  await dialog.getByRole('button', { name: 'Create key pair' }).click()
  await expect(dialog.getByText(/already exists/)).toBeVisible()
})
