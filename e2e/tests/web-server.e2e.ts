import { DescribeInstancesCommand } from '@aws-sdk/client-ec2'
import { GATEWAY_PORT } from '../support/addresses.ts'
import { expect, test } from '../support/test.ts'

const userData = `#!/bin/bash
dnf install -y httpd
echo "<h1>Served by $(hostname -f)</h1>" > /var/www/html/index.html
systemctl enable --now httpd
`

test('a page opens once the security group lets it, by one press', async ({ page, world }) => {
  const [id = ''] = await world.launch('web', {
    UserData: Buffer.from(userData).toString('base64'),
  })
  await world.advance('2m')
  const { Reservations = [] } = await world.ec2.send(
    new DescribeInstancesCommand({ InstanceIds: [id] }),
  )
  const dns = Reservations[0]?.Instances?.[0]?.PublicDnsName ?? ''
  const url = `http://${world.account}.${dns.replace('.amazonaws.com', '.localhost')}:${GATEWAY_PORT}/`

  // Closed: the browser is told who stops it, and led to the explanation.
  const answer = await page.goto(url)
  expect(answer?.status()).toBe(504)
  await expect(page.getByText(/security-group sg-/)).toBeVisible()
  await page.getByRole('link', { name: /See the way of the packets/ }).click()

  await expect(page.getByText('It is dropped on the way')).toBeVisible()
  await expect(
    page.getByText(/No inbound rule allows TCP 80 from 203\.0\.113\.10/).first(),
  ).toBeVisible()
  await page.getByRole('button', { name: 'Open the way' }).click()
  await expect(page.getByText('It gets through')).toBeVisible()

  await page.goto(url)
  await expect(page.getByRole('heading', { name: /Served by ip-/ })).toBeVisible()

  // What serves goes away: refused, which is not silence.
  await page.goto(url.replace('http://', 'http://p8080.'))
  await expect(page.getByText(/took too long to respond|refused to connect/)).toBeVisible()
})

test('the system log marks where user data failed, and leads there', async ({ page, world }) => {
  const script = '#!/bin/bash\nset -e\necho begin\ncp /tmp/none /opt\necho end\n'
  const [id = ''] = await world.launch('broken', {
    UserData: Buffer.from(script).toString('base64'),
  })
  await world.advance('2m')
  await page.goto(world.path(`/instances/${id}/log`))
  await page.getByRole('button', { name: 'User data failed here' }).click()
  const line = page.getByTitle('This line failed').first()
  await expect(line).toBeFocused()
  await expect(line).toContainText("cp: cannot stat '/tmp/none': No such file or directory")
})
