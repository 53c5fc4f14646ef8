import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import {
  DeleteSecurityGroupCommand,
  DescribeInstanceAttributeCommand,
  DescribeInstancesCommand,
  DescribeSecurityGroupsCommand,
  DescribeVolumesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2'
import hcl from 'hcl2-parser'
import { expect, test, type World } from '../support/test.ts'

const run = promisify(execFile)
const modules = fileURLToPath(new URL('../node_modules', import.meta.url))
const hasCli = spawnSync('aws', ['--version']).status === 0

/** What the one running instance of the account is like, whatever launched it. */
async function describeLaunched({ ec2 }: World) {
  const running = { Name: 'instance-state-name', Values: ['pending', 'running'] }
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ Filters: [running] }))
  const instances = Reservations.flatMap(({ Instances = [] }) => Instances)
  expect(instances).toHaveLength(1)
  const [instance] = instances
  const InstanceId = instance?.InstanceId ?? ''
  const attached = { Name: 'attachment.instance-id', Values: [InstanceId] }
  const { Volumes = [] } = await ec2.send(new DescribeVolumesCommand({ Filters: [attached] }))
  const GroupIds = instance?.SecurityGroups?.flatMap(({ GroupId }) => GroupId ?? []) ?? []
  const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds }))
  const { UserData } = await ec2.send(
    new DescribeInstanceAttributeCommand({ InstanceId, Attribute: 'userData' }),
  )
  return {
    image: instance?.ImageId,
    type: instance?.InstanceType,
    key: instance?.KeyName,
    tags: instance?.Tags,
    vpc: instance?.VpcId,
    metadata: instance?.MetadataOptions?.HttpTokens,
    hops: instance?.MetadataOptions?.HttpPutResponseHopLimit,
    monitoring: instance?.Monitoring?.State,
    tenancy: instance?.Placement?.Tenancy,
    isPublic: instance?.PublicIpAddress !== undefined,
    volumes: Volumes.map((one) => [one.Size, one.VolumeType, one.Iops, one.Throughput]),
    groups: SecurityGroups.map((one) => [one.GroupName, one.Description, one.IpPermissions]),
    userData: Buffer.from(UserData?.Value ?? '', 'base64').toString(),
  }
}

/** Terminates what was launched and takes its group away, so that the same launch can be made again. */
async function clear(world: World) {
  const { Reservations = [] } = await world.ec2.send(new DescribeInstancesCommand({}))
  const InstanceIds = Reservations.flatMap(({ Instances = [] }) =>
    Instances.flatMap(({ InstanceId }) => InstanceId ?? []),
  )
  await world.ec2.send(new TerminateInstancesCommand({ InstanceIds }))
  await world.advance('2m')
  const named = { Name: 'group-name', Values: ['launch-wizard-*'] }
  const { SecurityGroups = [] } = await world.ec2.send(
    new DescribeSecurityGroupsCommand({ Filters: [named] }),
  )
  for (const { GroupId } of SecurityGroups)
    await world.ec2.send(new DeleteSecurityGroupCommand({ GroupId }))
}

test('the CLI and the SDK text launch what the form launches; the Terraform text says the same', async ({
  page,
  world,
}) => {
  const name = `it's "web" $HOME 한글`
  const script = `#!/bin/bash\necho "\${HOME} isn't \`here\`"\n`
  await page.goto(world.path('/launch'))
  await expect(page.getByText(/^ami-[0-9a-f]{17}/).first()).toBeVisible()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
  await page.getByRole('button', { name: /^Key pair name/ }).click()
  await page.getByRole('option', { name: /Proceed without a key pair/ }).click()
  await page.getByRole('button', { name: 'Advanced details' }).click()
  await page.getByLabel('Plain text area').check()
  await page.getByRole('textbox', { name: /User data/ }).fill(script)
  await page.getByRole('button', { name: 'Preview code' }).click()
  const read = async (tab: string) => {
    await page.getByRole('tab', { name: tab }).click()
    const code = page.getByLabel(tab, { exact: true }).locator('code')
    await expect(code).toContainText('web')
    return (await code.textContent()) ?? ''
  }
  const cli = await read('AWS CLI')
  const sdk = await read('AWS SDK for JavaScript v3')
  const terraform = await read('Terraform')

  const folder = mkdtempSync(join(tmpdir(), 'brume-e2e-code-'))
  const env = {
    ...process.env,
    AWS_ACCESS_KEY_ID: world.account,
    AWS_SECRET_ACCESS_KEY: 'any',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PAGER: '',
  }
  const launched: Awaited<ReturnType<typeof describeLaunched>>[] = []
  try {
    if (hasCli) {
      await run('bash', ['-ec', cli], { cwd: folder, env })
      launched.push(await describeLaunched(world))
      await clear(world)
    }
    symlinkSync(modules, join(folder, 'node_modules'))
    writeFileSync(join(folder, 'launch.mts'), sdk)
    await run(process.execPath, ['launch.mts'], { cwd: folder, env })
    launched.push(await describeLaunched(world))
    await clear(world)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }

  await page.getByRole('button', { name: 'Launch instance', exact: true }).click()
  await expect(page.getByText('Launch of 1 instance initiated')).toBeVisible()
  const fromForm = await describeLaunched(world)
  expect(fromForm.tags).toEqual([{ Key: 'Name', Value: name }])
  expect(fromForm.userData).toBe(script)
  for (const one of launched) expect(one).toEqual(fromForm)

  const [parsed] = hcl.parseToObject(terraform)
  const [instance] = parsed.resource.aws_instance.this
  expect(instance).toMatchObject({
    ami: fromForm.image,
    instance_type: fromForm.type,
    tags: { Name: name },
    user_data: script,
    metadata_options: [{ http_tokens: fromForm.metadata, http_put_response_hop_limit: 2 }],
  })
  expect(instance.root_block_device[0]).toMatchObject({
    volume_size: fromForm.volumes[0]?.[0],
    volume_type: fromForm.volumes[0]?.[1],
  })
  expect(parsed.resource.aws_security_group.this[0]).toMatchObject({ vpc_id: fromForm.vpc })
})
