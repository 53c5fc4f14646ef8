import { readFile } from 'node:fs/promises'
import {
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeInstancesCommand,
  DescribeVpcsCommand,
} from '@aws-sdk/client-ec2'
import { confirmRemoval, menuItem, row, select } from '../support/console.ts'
import { expect, test } from '../support/test.ts'

test('a dialog shows its request as code, and the activity tells what became of it', async ({
  page,
  world,
}) => {
  const [id = ''] = await world.launch('web')
  await world.advance('1m')
  await page.goto(world.path('/instances'))
  await select(page, 'web')
  await (await menuItem(page, 'Instance state', 'Stop instance')).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'The same as code' }).click()
  const code = dialog.locator('pre')
  await expect(code).toContainText(`aws ec2 stop-instances \\\n  --instance-ids ${id}`)
  await dialog.getByRole('checkbox').first().check()
  await expect(code).toContainText('--force')
  await dialog.getByRole('tab', { name: 'Terraform' }).click()
  await expect(code).toContainText('aws_ec2_instance_state')
  await dialog.getByRole('button', { name: 'Stop', exact: true }).click()
  await expect(row(page, 'web').getByText('Stopped')).toBeVisible()
  await page.reload()
  await expect(row(page, 'web')).toBeVisible()
  await page.keyboard.press('a')
  const entry = dialog.getByRole('row').filter({ hasText: 'ec2:StopInstances' })
  await expect(entry).toContainText('Succeeded')
  await expect(entry).toContainText(`arn:aws:iam::${world.account}:root`)
  await entry.getByRole('checkbox').check()
  await expect(dialog.locator('pre')).toContainText('"stopped"')
  await dialog.getByRole('button', { name: 'Save 1 as script' }).click()
  const saved = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Bash script with the AWS CLI' }).click()
  const script = await readFile(await (await saved).path(), 'utf8')
  expect(script).toContain('#!/usr/bin/env bash')
  expect(script).toContain(`--instance-ids ${id}`)
  await entry.getByRole('link', { name: id }).click()
  await expect(page).toHaveURL(new RegExp(`/instances/${id}/details`))
})

test('a termination can be undone, also after a reload, or done at once', async ({
  page,
  world,
}) => {
  const [id = ''] = await world.launch('web')
  await world.advance('1m')
  await page.goto(world.path('/instances'))
  const terminate = async () => {
    await select(page, 'web')
    await (await menuItem(page, 'Instance state', 'Terminate (delete) instance')).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Terminate (delete)' }).click()
    await expect(page.getByText(/1 instance will be terminated in \d+ s/)).toBeVisible()
  }
  await terminate()
  await page.reload()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('Undone: 1 instance is not terminated')).toBeVisible()
  const look = await world.ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }))
  expect(look.Reservations?.[0]?.Instances?.[0]?.State?.Name).toBe('running')
  await terminate()
  await page.getByRole('button', { name: 'Terminate now' }).click()
  await expect(page.getByText('1 instance is being terminated')).toBeVisible()
  await expect(row(page, 'web').getByText('Terminated')).toBeVisible()
})

test('several instances are changed at once: what differs, a dry run, a result for each', async ({
  page,
  world,
}) => {
  await world.launch('one')
  await world.launch('two', { DisableApiTermination: true })
  await world.advance('1m')
  await page.goto(world.path('/instances'))
  await expect(row(page, 'Running')).toHaveCount(2)
  await page.getByRole('checkbox', { name: 'Select all rows of this page' }).press('Space')
  await (await menuItem(page, 'Actions', 'Instance settings', 'Change several at once')).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Termination protection').click()
  await page.getByRole('option', { name: 'Turn on' }).click()
  await expect(dialog.getByText('1 resource is so already and is skipped.')).toBeVisible()
  await dialog.getByLabel('Instance type').fill('t3.small')
  await dialog.getByRole('button', { name: 'Dry run' }).click()
  await expect(dialog.getByText('IncorrectInstanceState')).toHaveCount(2)
  await dialog.getByRole('checkbox', { name: /Stop running instances/ }).check()
  await dialog.getByRole('button', { name: 'Dry run' }).click()
  await expect(dialog.getByText('Can be judged only after')).toHaveCount(2)
  await world.setSpeed(3600)
  await dialog.getByRole('button', { name: 'Apply changes' }).click()
  await expect(dialog.getByText('2 of 2 done, 0 failed')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(row(page, 't3.small')).toHaveCount(2)
  await expect(row(page, 'Running')).toHaveCount(2)
})

test('a VPC is deleted with what is in it, in order', async ({ page, world }) => {
  const { Vpc } = await world.ec2.send(new CreateVpcCommand({ CidrBlock: '10.7.0.0/16' }))
  const VpcId = Vpc?.VpcId ?? ''
  const { Subnet } = await world.ec2.send(
    new CreateSubnetCommand({ VpcId, CidrBlock: '10.7.1.0/24' }),
  )
  const [id = ''] = await world.launch('inside', { SubnetId: Subnet?.SubnetId })
  await world.advance('1m')
  await page.goto(world.path('/vpcs'))
  await select(page, VpcId)
  await (await menuItem(page, 'Actions', 'Delete with dependencies')).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('row').filter({ hasText: id })).toContainText('Step 1: terminate')
  await expect(dialog.getByRole('row').filter({ hasText: VpcId })).toContainText('Step 3: delete')
  await confirmRemoval(page, '3 of 3 done, 0 failed')
  const { Vpcs } = await world.ec2.send(new DescribeVpcsCommand({}))
  expect(Vpcs?.map((one) => one.VpcId)).not.toContain(VpcId)
})
