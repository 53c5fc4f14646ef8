import { TerminateInstancesCommand } from '@aws-sdk/client-ec2'
import { row } from '../support/console.ts'
import { expect, test } from '../support/test.ts'

test('what is launched elsewhere appears in every open tab without a reload', async ({
  context,
  world,
}) => {
  const tabs = await Promise.all(Array.from({ length: 10 }, () => context.newPage()))
  for (const tab of tabs) {
    await tab.goto(world.path('/instances'))
    await expect(tab.getByText('No instances', { exact: true })).toBeVisible()
  }
  await world.pause()
  const [id = ''] = await world.launch('elsewhere')
  for (const tab of tabs) await expect(row(tab, 'elsewhere').getByText('Pending')).toBeVisible()
  await world.advance('1m')
  for (const tab of tabs) await expect(row(tab, 'elsewhere').getByText('Running')).toBeVisible()
  await world.ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }))
  await world.advance('1m')
  for (const tab of tabs) await expect(row(tab, 'elsewhere').getByText('Terminated')).toBeVisible()
})
