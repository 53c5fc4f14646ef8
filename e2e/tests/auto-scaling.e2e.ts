import {
  AuthorizeSecurityGroupIngressCommand,
  CreateLaunchTemplateCommand,
  CreateSecurityGroupCommand,
  DescribeSubnetsCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2'
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Page } from '@playwright/test'
import { AWS_URL, GATEWAY_PORT } from '../support/addresses.ts'
import { row } from '../support/console.ts'
import { amazonLinux, expect, REGION, test, type World } from '../support/test.ts'

/** A page for the balancer, and a quarter of an hour of load some time after the boot. */
const userData = `#!/bin/bash
dnf install -y httpd stress
hostname > /var/www/html/index.html
systemctl enable --now httpd
(sleep 600; stress --cpu 2 --timeout 900) &
`

/** A template of web servers that everybody may visit, in the account's own network; answers the network and who admits visitors. */
async function furnish(
  world: World,
): Promise<{ vpcId: string; subnetIds: string[]; groupId: string }> {
  const { ec2 } = world
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}))
  const { GroupId = '' } = await ec2.send(
    new CreateSecurityGroupCommand({
      GroupName: 'web',
      Description: 'web',
      VpcId: Subnets[0]?.VpcId,
    }),
  )
  const IpPermissions = [
    { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
  ]
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }))
  await ec2.send(
    new CreateLaunchTemplateCommand({
      LaunchTemplateName: 'web',
      LaunchTemplateData: {
        ImageId: await amazonLinux(ec2),
        InstanceType: 't3.micro',
        SecurityGroupIds: [GroupId],
        Monitoring: { Enabled: true },
        UserData: Buffer.from(userData).toString('base64'),
      },
    }),
  )
  const zones = ['ap-northeast-2a', 'ap-northeast-2c']
  const subnets = Subnets.filter(({ AvailabilityZone = '' }) => zones.includes(AvailabilityZone))
  return {
    vpcId: Subnets[0]?.VpcId ?? '',
    subnetIds: subnets.map(({ SubnetId = '' }) => SubnetId),
    groupId: GroupId,
  }
}

/** A balancer before an empty group of targets; answers the name that a browser finds it by. */
async function balance(world: World, at: Awaited<ReturnType<typeof furnish>>): Promise<string> {
  const credentials = { accessKeyId: world.account, secretAccessKey: 'any' }
  const elb = new ElasticLoadBalancingV2Client({ endpoint: AWS_URL, region: REGION, credentials })
  const { TargetGroups: [group] = [] } = await elb.send(
    new CreateTargetGroupCommand({
      Name: 'servers',
      Protocol: 'HTTP',
      Port: 80,
      VpcId: at.vpcId,
      HealthCheckIntervalSeconds: 10,
      HealthyThresholdCount: 2,
    }),
  )
  const { LoadBalancers: [balancer] = [] } = await elb.send(
    new CreateLoadBalancerCommand({
      Name: 'shop',
      Subnets: at.subnetIds,
      SecurityGroups: [at.groupId],
    }),
  )
  await elb.send(
    new CreateListenerCommand({
      LoadBalancerArn: balancer?.LoadBalancerArn,
      Protocol: 'HTTP',
      Port: 80,
      DefaultActions: [{ Type: 'forward', TargetGroupArn: group?.TargetGroupArn }],
    }),
  )
  elb.destroy()
  return (balancer?.DNSName ?? '').replace('.amazonaws.com', '.localhost')
}

const next = (page: Page) => page.getByRole('button', { name: 'Next', exact: true }).click()

/** The picture's cards of instances that serve. */
const serving = (page: Page) => page.locator('.brume-member[data-stage=serving]')

test('a group is made, heals, keeps a schedule, and grows under load', async ({ page, world }) => {
  const host = await balance(world, await furnish(world))
  await world.pause()

  await test.step('the wizard, in the order of AWS’s', async () => {
    await page.goto(world.path('/auto-scaling-groups'))
    await page.getByRole('button', { name: 'Create Auto Scaling group' }).first().click()
    await next(page)
    await expect(page.getByText('Choose a launch template.')).toBeVisible()
    await page.getByRole('textbox', { name: 'Auto Scaling group name' }).fill('web')
    await page.getByRole('button', { name: /^Launch template/ }).click()
    await page.getByRole('option', { name: /^web/ }).click()
    await expect(page.getByText('t3.micro')).toBeVisible()
    await next(page)
    await page.getByRole('button', { name: /^Subnets/ }).click()
    for (const zone of ['ap-northeast-2a', 'ap-northeast-2c']) {
      await page.getByRole('option').filter({ hasText: zone }).click()
    }
    await page.keyboard.press('Escape')
    await next(page)
    await page.getByRole('button', { name: /^Target groups/ }).click()
    await page.getByRole('option', { name: /^servers/ }).click()
    await page.keyboard.press('Escape')
    await page
      .getByRole('checkbox', { name: 'Turn on Elastic Load Balancing health checks' })
      .check()
    await next(page)
    await page.getByRole('textbox', { name: 'Maximum capacity' }).fill('4')
    await page.getByRole('textbox', { name: 'Desired capacity' }).fill('2')
    await page.getByRole('radio', { name: 'Target tracking scaling' }).check()
    await next(page)
    await next(page)
    await page.getByRole('button', { name: 'The same as code' }).click()
    await expect(page.getByText('aws autoscaling create-auto-scaling-group')).toBeVisible()
    await page.getByRole('button', { name: 'Create Auto Scaling group' }).click()
    await expect(page.getByText('The group web is saved')).toBeVisible()
  })

  await test.step('its instances appear, one in each zone, and serve', async () => {
    await world.advance('2m')
    await expect(serving(page)).toHaveCount(2)
    await expect(page.getByRole('region', { name: 'ap-northeast-2a' })).toContainText('In service')
    await expect(page.getByRole('region', { name: 'ap-northeast-2c' })).toContainText('In service')
    await world.advance('2m')
    await expect(page.getByText('Target: healthy')).toHaveCount(2)
  })

  await test.step('the page comes from the one and the other', async () => {
    const pages = new Set<string>()
    for (let visit = 0; visit < 6; visit++) {
      const answer = await page.request.get(`http://127.0.0.1:${GATEWAY_PORT}/`, {
        headers: { host },
      })
      expect(answer.status()).toBe(200)
      pages.add((await answer.text()).trim())
    }
    expect(pages.size).toBe(2)
  })

  await test.step('one dies and is replaced, and the history says why', async () => {
    const [id = ''] = await serving(page).first().getByRole('link').allInnerTexts()
    await world.ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }))
    await world.advance('4m')
    await expect(serving(page)).toHaveCount(2)
    await expect(page.getByText(id)).toHaveCount(0)
    await page.getByRole('tab', { name: 'Activity' }).click()
    await expect(page.getByText(new RegExp(`taken out of service.*EC2`)).first()).toBeVisible()
  })

  await test.step('three on weekdays, by a schedule', async () => {
    await page.getByRole('tab', { name: 'Automatic scaling' }).click()
    await page.getByRole('button', { name: 'Create scheduled action' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('weekdays')
    await dialog.getByRole('textbox', { name: /^Desired capacity/ }).fill('3')
    await dialog.getByRole('button', { name: 'Confirm' }).click()
    await expect(dialog).toBeHidden()
    await expect(row(page, 'weekdays')).toContainText('0 9 * * MON-FRI')
    await expect(row(page, 'web-cpu')).toContainText('keeps ASGAverageCPUUtilization at 50')
  })

  await test.step('under load it grows to its maximum', async () => {
    await world.advance('20m')
    await expect(page.getByText(/4 in service of 4 desired/)).toBeVisible()
    await page.getByRole('tab', { name: 'Activity' }).click()
    await expect(
      page.getByText(/monitor alarm TargetTracking-web-AlarmHigh/).first(),
    ).toBeAttached()
  })

  await test.step('and shrinks when the load has ended', async () => {
    await world.advance('90m')
    await expect(page.getByText(/1 in service of 1 desired/)).toBeVisible()
    await expect(page.getByText(/TargetTracking-web-AlarmLow/).first()).toBeAttached()
  })
})

test('the clock is wound from the top bar, an alarm watches, and a fault is made and removed', async ({
  page,
  world,
}) => {
  const [id = ''] = await world.launch('watched')
  await world.advance('12m')
  await world.pause()
  await page.goto(
    world.path(`/alarms/create?namespace=AWS/EC2&metric=CPUUtilization&InstanceId=${id}`),
  )
  await page.getByRole('textbox', { name: 'Threshold value' }).fill('50')
  await page.getByRole('textbox', { name: 'Alarm name' }).fill('busy')
  await page.getByRole('button', { name: 'Create alarm' }).click()
  await expect(row(page, 'busy')).toContainText('Insufficient data')

  const clock = page.getByRole('button', { name: /^The cloud's clock/ })
  await clock.click()
  await page.getByRole('menuitem', { name: '+ 15m', exact: true }).click()
  await expect(row(page, 'busy')).toContainText('OK')

  // An alarm of that alarm: as things stand it would be in order.
  await page.goto(world.path('/alarms/composite?of=busy'))
  await expect(page.getByText('ALARM("busy")')).toBeVisible()
  await page.getByRole('textbox', { name: 'Alarm name' }).fill('trouble')
  await page.getByRole('button', { name: 'Create composite alarm' }).click()
  await expect(row(page, 'trouble')).toContainText('OK')

  await page.goto(world.path('/faults'))
  await page.getByRole('button', { name: 'Make it so: A status check fails' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /^Instance/ }).click()
  await page.getByRole('option').filter({ hasText: id }).click()
  await dialog.getByRole('button', { name: 'Make it so' }).click()
  await expect(row(page, id)).toContainText('A status check fails')
  await row(page, id)
    .getByRole('button', { name: /^Remove/ })
    .click()
  await expect(page.getByText('Nothing is wrong')).toBeVisible()
})

test('traffic is sent to a server, and the page tells who answered', async ({ page, world }) => {
  await furnish(world)
  const [id = ''] = await world.launch('shop', {
    SecurityGroups: ['web'],
    UserData: Buffer.from(userData).toString('base64'),
  })
  await world.advance('2m')
  await page.goto(world.path('/traffic'))
  await page.getByRole('button', { name: /^To/ }).click()
  await page.getByRole('option').filter({ hasText: id }).click()
  await page.getByRole('textbox', { name: 'Requests per second' }).fill('5')
  await page.getByRole('button', { name: 'Send traffic' }).click()
  await expect(page.getByText('Sending')).toBeVisible()
  await world.advance('30s')
  await expect(page.getByText(`shop (${id})`).first()).toBeVisible()
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(page.getByText('Over')).toBeVisible()
})
