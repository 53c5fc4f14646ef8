import { DescribeInstancesCommand } from '@aws-sdk/client-ec2'
import { menuItem, row, select } from '../support/console.ts'
import { expect, REGION, terminal, test, typeLine } from '../support/test.ts'

const userData = `#!/bin/bash
echo "written before the key was lost" > /home/ec2-user/thesis.txt
`

test('what lies on an instance whose key is lost is read from another', async ({ page, world }) => {
  const Placement = { AvailabilityZone: `${REGION}a` }
  const [lost = ''] = await world.launch('lost', {
    Placement,
    UserData: Buffer.from(userData).toString('base64'),
  })
  await world.launch('helper', { Placement })
  await world.advance('2m')
  const { Reservations = [] } = await world.ec2.send(
    new DescribeInstancesCommand({ InstanceIds: [lost] }),
  )
  const root = Reservations[0]?.Instances?.[0]?.BlockDeviceMappings?.[0]?.Ebs?.VolumeId ?? ''

  await page.goto(world.path('/instances'))
  await select(page, 'lost')
  await (await menuItem(page, 'Instance state', 'Stop instance')).click()
  await page.getByRole('dialog').getByRole('button', { name: /^Stop/ }).click()
  await world.advance('1m')
  await expect(row(page, 'lost').getByText('Stopped')).toBeVisible()

  await page.goto(world.path('/volumes'))
  await select(page, root)
  const dialog = page.getByRole('dialog')
  await (await menuItem(page, 'Actions', 'Detach volume')).click()
  await dialog.getByRole('button', { name: 'Detach volume' }).click()
  await world.advance('30s')
  await expect(row(page, root)).toContainText('Available')
  await (await menuItem(page, 'Actions', 'Attach volume')).click()
  await dialog.getByRole('button', { name: /Choose an instance/ }).click()
  await page.getByRole('option', { name: /helper/ }).click()
  await dialog.getByRole('button', { name: 'Attach volume' }).click()
  await world.advance('30s')
  await expect(row(page, root)).toContainText('In-use')

  await page.goto(world.path('/instances'))
  await select(page, 'helper')
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await page.getByRole('button', { name: 'Create a role and attach it' }).click()
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  const onHelper = 'Terminal on helper'
  await expect(terminal(page, onHelper)).toHaveText(/[$#]\s*$/)
  await typeLine(page, onHelper, 'lsblk', /nvme1n1p1/)
  // Both roots came of one image: XFS takes no second file system of the same UUID unless told to.
  await typeLine(page, onHelper, 'sudo mount /dev/nvme1n1p1 /mnt', /wrong fs type, bad option/)
  await typeLine(
    page,
    onHelper,
    'sudo mount -o nouuid /dev/nvme1n1p1 /mnt; findmnt /mnt',
    /\/mnt\s+\/dev\/nvme1n1p1/,
  )
  await typeLine(
    page,
    onHelper,
    'sudo cat /mnt/home/ec2-user/thesis.txt',
    /thesis\.txt\s+written before the key was lost/,
  )
})
