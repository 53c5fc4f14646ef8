import { DescribeImagesCommand, DescribeInstancesCommand } from '@aws-sdk/client-ec2'
import { expect, test } from '../support/test.ts'

test('a form that lacks something says so beside the field', async ({ page, world }) => {
  await page.goto(world.path('/launch'))
  const launch = page.getByRole('button', { name: 'Launch instance', exact: true })
  await expect(page.getByText(/^ami-[0-9a-f]{17}/).first()).toBeVisible()
  await launch.click()
  const missing = 'Choose a key pair, create one, or proceed without.'
  await expect(page.getByText(missing).first()).toBeVisible()
  await expect(page.getByRole('button', { name: /^Key pair name/ })).toBeFocused()
  await expect(page.getByText('1 thing to settle first')).toBeVisible()
})

test('a refusal stands at its field, and only the failed step is tried again', async ({
  page,
  world,
}) => {
  const { Images = [] } = await world.ec2.send(
    new DescribeImagesCommand({ Owners: ['aws-marketplace'] }),
  )
  const sold = Images.find(({ Architecture }) => Architecture === 'x86_64')
  await page.goto(world.path(`/launch?image=${sold?.ImageId}`))
  // What is below moves down as the image comes.
  await expect(page.getByText(sold?.ImageId ?? '').first()).toBeVisible()
  await page.getByRole('button', { name: /^Key pair name/ }).click()
  await page.getByRole('option', { name: /Proceed without a key pair/ }).click()
  await page.getByRole('button', { name: 'Launch instance', exact: true }).click()

  const log = page.getByRole('list').filter({ hasText: 'Launch instances' })
  const steps = log.getByRole('listitem')
  await expect(steps.filter({ hasText: 'Launch instances' }).last()).toContainText('Failed')
  await expect(page.getByText('The launch has failed')).toBeVisible()
  await expect(page.getByText(/OptInRequired/).first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Show the field' })).toBeVisible()

  await page.getByRole('button', { name: 'Accept terms' }).first().click()
  await expect(page.getByText('Terms accepted')).toBeVisible()
  await page.getByRole('button', { name: 'Retry failed step' }).click()
  await expect(page.getByText('Launch of 1 instance initiated')).toBeVisible()
  const { Reservations = [] } = await world.ec2.send(new DescribeInstancesCommand({}))
  expect(Reservations).toHaveLength(1)
})
