import { DescribeImagesCommand } from '@aws-sdk/client-ec2'
import { expect, test } from '../support/test.ts'

test('a type shows its price; Windows costs more', async ({ page, world }) => {
  const { Images = [] } = await world.ec2.send(
    new DescribeImagesCommand({
      Owners: ['amazon'],
      Filters: [{ Name: 'platform', Values: ['windows'] }],
    }),
  )
  const inVirginia = world.path('/launch').replace(/[^/]+\/launch$/, 'us-east-1/launch')
  await page.goto(inVirginia)
  await expect(page.getByText('US$0.0104 per hour')).toHaveCount(2)
  await page.goto(world.path(`/launch?image=${Images[0]?.ImageId ?? ''}`))
  // Linux in us-east-1, raised to Seoul's level, and what Windows adds.
  const price = page.getByRole('button', { name: '≈ US$0.0222 per hour' })
  await expect(price).toHaveCount(2)
  await price.first().click()
  await expect(page.getByText(/worked out from AWS's list/)).toBeVisible()
})
